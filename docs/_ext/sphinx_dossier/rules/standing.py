"""Claims rest on sources that stand, and the addresses that entries had before belong to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.library import MOVED_FROM, Library
from sphinx_dossier.problems import Code, Problem
from sphinx_dossier.records import Address
from sphinx_dossier.standing import standings, stands, without_support

_INDEX = "index"
"""The name of the page of a kind."""


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each claim that no sound source is left for, and for each former address that is taken."""
    claimed: dict[str, str] = {}
    for entry in library.to_check:
        # What was withdrawn is no longer said, so it needs no proof.
        if stands(entry):
            yield from (_unsound(entry, claim, library) for claim in entry.claims if without_support(claim, library))
        yield from _moves(entry, library, claimed)


def _unsound(entry: Entry, claim: Claim, library: Library) -> Problem:
    sources = ", ".join(_fate(library.entries[source], library) for source in claim.sources)
    wrong = f"no source of this claim stands: {sources}"
    allowed = "cite a source that stands, correct the claim, or withdraw the entry"
    return Problem(place=entry.place(claim), code=Code.UNSOUND_CLAIM, wrong=wrong, allowed=allowed)


def _fate(source: Entry, library: Library) -> str:
    found = next(one for one in standings(source, library) if one.unsound)
    return f"'{source.id}' was {found.status}" + (f" by '{found.by.id}'" if found.by else "")


def _moves(entry: Entry, library: Library, claimed: dict[str, str]) -> Iterator[Problem]:
    former = (value for value in entry.keys.all(MOVED_FROM) if isinstance(value, Address))
    for old, address in zip(former, library.old_addresses(entry), strict=True):
        if wrong := _taken(address, library, claimed):
            allowed = f"'{MOVED_FROM}' names an address that nothing has now, and each is named once"
            yield Problem(place=entry.place(old), code=Code.BAD_MOVE, wrong=wrong, allowed=allowed)
        claimed.setdefault(address, entry.path)


def _taken(address: str, library: Library, claimed: dict[str, str]) -> str:
    folder, _, id_ = address.partition("/")
    if id_ == _INDEX and any(kind.folder == folder for kind in library.kinds.values()):
        return f"'{address}' is the list of all entries in that folder"
    # A file that has a problem of its own still has its address.
    if (library.root / f"{address}.yaml").is_file():
        return f"'{address}' is the address of {library.label}/{address}.yaml"
    if address in claimed:
        return f"'{address}' is named as the former address by {claimed[address]} already"
    return ""
