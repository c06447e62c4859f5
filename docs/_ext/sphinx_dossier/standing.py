"""What has become of sources and entries since: corrected, retracted, superseded, withdrawn.

What a source says of its standing is a fact about the source; what rests on it is found from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.records import Record, Ref
from sphinx_dossier.values import slug

UNSOUND = frozenset({"retracted", "superseded"})
"""What leaves a source unable to prove anything by itself."""
QUIET = frozenset({"gone", "changed"})
"""What may have happened to the page of a source and not to what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One thing that has become of a source.

    `words` says what, `by` names the source that did it, if any. `anchor` is its address on the source's page: no
    claim's id has two hyphens in a row.
    """

    source: Entry
    anchor: str
    status: str
    words: str
    date: Date | None
    why: str
    by: Ref | None

    @property
    def unsound(self) -> bool:
        """Return whether nothing can rest on the source alone any more."""
        return self.status in UNSOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an entry no longer stands, since when, why, and which entries say it now."""

    entry: Entry
    date: Date | None
    why: str
    see: tuple[Ref, ...]

    @property
    def anchor(self) -> str:
        """Return the address of the notice on the entry's page."""
        return "withdrawn--notice"


def standings(source: Entry, library: Library) -> tuple[Standing, ...]:
    """Return what has become of a source, in file order; nothing where it stands as it did."""
    if source.kind != SOURCE or "standing" not in source.keys.values:
        return ()
    taken: set[str] = set()
    return tuple(_standing(source, record, library, taken) for record in source.keys.records("standing"))


def _standing(source: Entry, record: Record, library: Library, taken: set[str]) -> Standing:
    status = record.text("status")
    choices = library.kinds[source.kind].keys["standing"].fields["status"].choices
    anchor = "-".join(filter(None, ("standing-", status, slug(record.text("date")))))
    while anchor in taken:
        anchor += "--x"
    taken.add(anchor)
    return Standing(
        source=source,
        anchor=anchor,
        status=status,
        words=choices.get(status, status),
        date=_date(record),
        why=record.text("why"),
        by=next(iter(record.refs("by")), None),
    )


def withdrawal(entry: Entry) -> Withdrawal | None:
    """Return that an entry was withdrawn, None where it stands."""
    for record in entry.keys.records("withdrawn"):
        return Withdrawal(entry=entry, date=_date(record), why=record.text("why"), see=record.refs("see"))
    return None


def stands(entry: Entry) -> bool:
    """Return whether an entry was not withdrawn."""
    return not entry.withdrawn


def _date(record: Record) -> Date | None:
    return next((date for date in record.all("date") if isinstance(date, Date)), None)


def is_unsound(source: str, library: Library) -> bool:
    """Return whether a source was retracted or superseded."""
    entry = library.entries.get(source)
    return entry is not None and any(one.unsound for one in standings(entry, library))


def without_support(claim: Claim, library: Library) -> bool:
    """Return whether a claim cites sources and all of them were retracted or superseded."""
    return bool(claim.cite) and all(is_unsound(source, library) for source in claim.sources)


def fallen(library: Library) -> Iterator[Entry]:
    """Yield the sources that no longer stand as they did, in the order of their kind."""
    yield from (source for source in library.of_kind(SOURCE) if standings(source, library))


def withdrawn(library: Library) -> Iterator[Withdrawal]:
    """Yield every withdrawal in the order of ids."""
    for entry in library.entries.values():
        if found := withdrawal(entry):
            yield found
