"""What a reference in a document leads to: an entry, or a claim of an entry written as `entry#claim`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.problems import meant

CLAIM = "claim"
"""The role, and the type in the inventory, of claims; every other one is the name of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a reference leads, and what it is called: in full, and after `~`."""

    docname: str
    anchor: str
    title: str
    short: str


def find(library: Library, typ: str, name: str) -> Target | Literal["broken", "missing"]:
    """Return where a reference of the type `typ` leads: to an entry of that kind or, for a claim, to a claim."""
    id_, _, claim = name.partition("#")
    entry = named(library, typ, id_)
    if entry is None:
        return "broken" if library.is_broken(id_) else "missing"
    if typ == CLAIM:
        return _claim(library, entry, claim)
    if claim:
        return "missing"
    title = " ".join(entry.name.split())
    return Target(docname=library.docname(entry.id), anchor="", title=title, short=_short(entry))


def named(library: Library, typ: str, id_: str) -> Entry | None:
    """Return the entry that a reference of the type `typ` names, by the id that it has or by one that it had."""
    entry = library.entries.get(id_)
    if entry is None or typ not in {CLAIM, entry.kind}:
        return library.moved_from(id_, "" if typ == CLAIM else typ)
    return entry


def _claim(library: Library, entry: Entry, id_: str) -> Target | Literal["missing"]:
    claim = next((claim for claim in entry.claims if claim.id == id_), None)
    if claim is None:
        return "missing"
    name = " ".join(entry.name.split())
    title = claim.said.text("text") or claim.said.text("question") or name
    return Target(docname=library.docname(entry.id), anchor=claim.id, title=title, short=name)


def _short(entry: Entry) -> str:
    """Return the part of the name by which it is sorted: `Blinken` of `Blinken, Antony`."""
    return " ".join((entry.sort.partition(",")[0] or entry.name).split())


def missing(library: Library, typ: str, name: str) -> str:
    """Return why a reference leads nowhere, with the nearest names that would lead somewhere."""
    id_, hash_, _ = name.partition("#")
    entry = library.entries.get(id_)
    if typ == CLAIM:
        return _no_claim(library, entry, name)
    if hash_:
        return f"'{name}' is no {typ}; a claim is referred to by the role '{CLAIM}'"
    if entry is not None:
        return f"no {typ} '{name}'; this is a {entry.kind}"
    return _with(f"no {typ} '{name}'", name, [*library.ids_of_kind(typ), *library.broken])


def _no_claim(library: Library, entry: Entry | None, name: str) -> str:
    id_, hash_, claim = name.partition("#")
    if not hash_:
        return f"'{name}' names no claim; write the entry and the claim, as in 'entry#claim'"
    if entry is None:
        known = [*library.entries, *library.broken]
        return _with(f"no entry '{id_}' that could have the claim '{claim}'", id_, known)
    return _with(f"no claim '{claim}' in '{id_}'", claim, [one.id for one in entry.claims])


def _with(wrong: str, name: str, known: Iterable[str]) -> str:
    guess = meant(name, known)
    return f"{wrong}; {guess}" if guess else wrong
