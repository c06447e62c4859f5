"""The fingerprints of a library, read from the files beside its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx_dossier import yaml_nodes
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.fingerprint import Fingerprint, FingerprintError, loads
from sphinx_dossier.library import FINGERPRINT, SOURCE, Library
from sphinx_dossier.problems import Code, Place, Problem, meant

__all__ = ["SOURCE", "folder", "read", "sha256"]


def folder(library: Library) -> Path:
    """Return the folder of the sources and their fingerprints."""
    return library.root / library.kinds[SOURCE].folder


def read(library: Library) -> tuple[Mapping[str, Fingerprint], tuple[Problem, ...]]:
    """Return the fingerprints of a library by source, and what is wrong with them."""
    prints: dict[str, Fingerprint] = {}
    problems: list[Problem] = []
    for file in sorted(folder(library).glob(f"*{FINGERPRINT}")):
        path = f"{library.label}/{folder(library).name}/{file.name}"
        id_ = file.name.removesuffix(FINGERPRINT)
        text, found = yaml_nodes.read(file, path)
        if text is not None:
            try:
                prints[id_] = loads(text)
            except FingerprintError as error:
                found = (_problem(path, f"this fingerprint cannot be used: {error}"),)
        problems += found
        if not found:
            problems += _belongs(library, id_, path, prints[id_])
    return prints, tuple(problems)


def _problem(path: str, wrong: str, allowed: str = "", guess: str = "") -> Problem:
    return Problem(place=Place(path=path), code=Code.BAD_FINGERPRINT, wrong=wrong, allowed=allowed, meant=guess)


def _belongs(library: Library, id_: str, path: str, print_: Fingerprint) -> Iterator[Problem]:
    """Yield a problem where a fingerprint has no source, or was made from another file than its entry names."""
    if id_ in library.broken:
        return
    entry = library.entries.get(id_)
    if entry is None or entry.kind != SOURCE:
        sources = [e.id for e in library.of_kind(SOURCE)]
        wrong = f"no source '{id_}' is there for this fingerprint"
        yield _problem(path, wrong, "it is named as its source's entry", meant(id_, sources))
    elif (named := sha256(entry)) != print_.sha256:
        wrong = "the fingerprint was made from another file than the entry names"
        allowed = f"its SHA-256 is '{print_.sha256}', and the entry says '{named}'"
        if not named:
            wrong = "the fingerprint was made from a file that the entry does not name"
            allowed = f"`sha256` is '{print_.sha256}'"
        yield Problem(place=entry.place(), code=Code.BAD_FINGERPRINT, wrong=wrong, allowed=allowed)


def sha256(entry: Entry) -> str:
    """Return the SHA-256 that a source's entry names, empty where it names none."""
    return entry.keys.text("sha256").lower()
