"""Files that have no business in the folders of a knowledge base, and names that no entry's file may have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sphinx_dossier.folding import folded
from sphinx_dossier.kinds import Kind
from sphinx_dossier.problems import Code, Place, Problem, listed, meant
from sphinx_dossier.values import ID

INDEX = "index"
"""The name of the page with the list of all entries of a kind, which no entry may have."""


def strays(files: Iterable[Path], path: str, what: str) -> Iterator[Problem]:
    """Yield that files in the folder of a kind, or of the declarations, are none of those that belong there."""
    entries = "entries" if what == "entry" else f"{what}s"
    for file in files:
        if file.suffix in {".yaml", ".md"}:
            continue
        guess = f"did you mean '{file.stem}.yaml'?" if file.suffix in {".yml", ".YAML", ".YML"} else ""
        wrong, allowed = f"'{file.name}' is no {what}", f"{entries} end in .yaml"
        place = Place(path=f"{path}/{file.name}")
        yield Problem(place=place, code=Code.STRAY_FILE, wrong=wrong, allowed=allowed, meant=guess)


def stray(path: str, file: Path, folders: Mapping[str, Kind]) -> Problem:
    """Return that something in the knowledge base itself is the folder of no kind."""
    kinds, guess = listed(sorted(folders)), meant(file.name, folders)
    wrong, allowed = f"'{file.name}' is the folder of no kind", f"folders are {kinds}"
    if not file.is_dir():
        wrong, allowed = f"'{file.name}' does not belong here", f"here stand the folders of kinds: {kinds}"
    return Problem(place=Place(path=path), code=Code.STRAY_FILE, wrong=wrong, allowed=allowed, meant=guess)


def bad_name(id_: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the name of an entry's file."""
    if id_ == INDEX:
        wrong, allowed = f"'{id_}' is the name of the list of all entries in a folder", "give the file another name"
        yield Problem(place=Place(path=path), code=Code.BAD_ID, wrong=wrong, allowed=allowed)
    if not ID.fullmatch(id_):
        slug = "-".join(part for part in re.split(r"[-_. ]+", folded(id_)) if part)
        guess = f"did you mean '{slug}.yaml'?" if ID.fullmatch(slug) else ""
        wrong, allowed = f"'{id_}' is no id", "a file is named by lower-case words joined by hyphens"
        yield Problem(place=Place(path=path), code=Code.BAD_ID, wrong=wrong, allowed=allowed, meant=guess)


def taken(id_: str, path: str, seen: dict[str, str]) -> Iterator[Problem]:
    """Yield that an id is that of another file, whose path is in `seen`; add the id to it where it is new."""
    # What the file systems of macOS and Windows take for one file is one id.
    key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", id_).casefold())
    if (first := seen.setdefault(key, path)) != path:
        wrong = f"the id '{id_}' is taken by {first}"
        allowed = "ids are unique over all kinds, whatever their case"
        yield Problem(place=Place(path=path), code=Code.DUPLICATE_ID, wrong=wrong, allowed=allowed)
