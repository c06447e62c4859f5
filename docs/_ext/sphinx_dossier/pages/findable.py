"""What a search has to know of an entry: its names, what its claims say with the words that prove them, facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import LOOKED_FOR, Claim, Entry
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.pages.choice import NAME
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.neighbours import SERIES, WITHIN
from sphinx_dossier.pages.phrases import WITHDRAWN, Phrases, quote_in
from sphinx_dossier.records import Record, Ref, Value
from sphinx_dossier.standing import stands

KIND, YEAR, PERSON, PLACE, FROM = FACETS = ("kind", "year", "person", "place", "source")
"""By what results can be narrowed, in the order in which it is offered."""
WRITTEN = "Page"
"""What results call a page that is no entry."""
_PERSON = "person"
_LOCATION = "location"
"""What fields are in schema.org that say where something was."""
_MOST_YEARS = 20
"""A span of more years than these is found by its two ends alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page that can be found by itself: a claim with its quotes, or a section of a hand-written page."""

    anchor: str
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """A page as a search knows it.

    `names` holds what it is called beside its title, misprints too, `also` the names of what it is a part of in time,
    as of the series of a meeting. `date` is in words and `day` sorts it; both are empty where nothing puts the page
    in time. `facets` holds the values of each of FACETS that has any.
    """

    docname: str
    title: str
    kind: str
    date: str = ""
    day: str = ""
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    facets: Mapping[str, tuple[str, ...]]


def findable(entry: Entry, library: Library) -> Findable:
    """Return an entry as a search knows it."""
    phrases, when = Phrases(library, entry.id), library.when(entry)
    kind = phrases.kind(entry).label
    facets = {
        KIND: (kind.lower(),),
        YEAR: _sorted(year for date in _dates(entry) for year in _years(date)),
        PERSON: _sorted(_named(entry, library, _PERSON)),
        PLACE: _sorted(_places(entry, phrases)),
        FROM: _sorted(_sources(entry, phrases)),
    }
    return Findable(
        docname=library.docname(entry.id),
        title=entry.name if stands(entry) else f"{entry.name}{WITHDRAWN}",
        kind=kind,
        date=when.words if when else "",
        day=_day(when),
        names=_names(entry, library),
        also=tuple(_series(entry, library)),
        parts=(*_bibliography(entry, phrases), *(_part(entry, claim, phrases) for claim in entry.claims)),
        facets={name: values for name, values in facets.items() if values},
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(value.split()) for value in values}))


def _names(entry: Entry, library: Library) -> tuple[str, ...]:
    """Return each other name of an entry: as sources have it, misprints too, and as its old addresses have it."""
    found = [str(value) for _, value in entry.facts(NAME)]
    old = [one.rpartition("/")[2].replace("-", " ") for one in library.old_addresses(entry)]
    return tuple(name for name in dict.fromkeys([*found, *old]) if name != entry.name)


def _series(entry: Entry, library: Library) -> Iterator[str]:
    """Yield the other names of what an entry is a part of in time: who looks for the 2+2 looks for its meetings."""
    for name in (SERIES, WITHIN):
        refs = (value for value in entry.sound(name) if isinstance(value, Ref) and value.id in library.entries)
        yield from (one for ref in refs for one in _names(library.entries[ref.id], library))


def _part(entry: Entry, claim: Claim, phrases: Phrases) -> Part:
    quotes = tuple(f"“{citation.quote.text}”" for citation in claim.cite)
    notes = (claim.note or claim.said.text("note"),) if claim.part == LOOKED_FOR else ()
    return Part(
        anchor=claim.id,
        title=plain(phrases.claim(entry, claim)),
        texts=tuple(filter(None, (*quotes, *notes))),
    )


def _bibliography(entry: Entry, phrases: Phrases) -> Iterator[Part]:
    """Yield what the keys of an entry say for readers, such as title, authors and publisher of a source."""
    fields = phrases.kind(entry).keys
    said = {name: values for name, values in entry.keys.values.items() if name in fields}
    found = (_said(value, fields[name], phrases) for name, values in said.items() for value in values)
    if texts := tuple(filter(None, found)):
        yield Part(anchor="", title="", texts=texts)


def _said(value: Value, field: Field, phrases: Phrases) -> str:
    if isinstance(value, Record):
        return quote_in(value)
    if isinstance(value, Ref):
        return phrases.name(value.id)
    # What has no place in schema.org, as a checksum or the name of a file, is not for readers.
    return str(value) if field.type is Type.TEXT and field.schema else ""


def _dates(entry: Entry) -> Iterator[Date]:
    yield from (value for value in entry.keys.all("date") if isinstance(value, Date))
    for claim in entry.claims:
        yield from (value for values in claim.said.values.values() for value in values if isinstance(value, Date))


def _years(date: Date) -> Iterator[str]:
    """Yield the years of a date; of a span that is open or long only the ends that it has."""
    first, last = date.first[0], date.last[0]
    if last - first <= _MOST_YEARS:
        yield from (f"{year:04}" for year in range(first, last + 1))
    else:
        yield from (f"{year:04}" for year in (first, last) if abs(year) < 10**4)


def _day(date: Date | None) -> str:
    """Return the first day of a date as it sorts, the last one where the start is open."""
    days = (day for day in (date.first, date.last) if 0 <= day[0] <= 9999) if date else ()
    return next(("{:04}-{:02}-{:02}".format(*day) for day in days), "")


def _named(entry: Entry, library: Library, kind: str) -> Iterator[str]:
    ids = (entry.id, *(ref.id for _, _, ref in entry.refs()))
    heads = (library.head(id_) for id_ in dict.fromkeys(ids))
    yield from (head.name for head in heads if head and head.kind == kind)


def _places(entry: Entry, phrases: Phrases) -> Iterator[str]:
    kind = phrases.kind(entry)
    fields = {**kind.keys, **kind.facts}
    for name, field in fields.items():
        if field.schema == _LOCATION:
            yield from (phrases.name(one.id) if isinstance(one, Ref) else str(one) for one in entry.sound(name))


def _sources(entry: Entry, phrases: Phrases) -> Iterator[str]:
    if entry.kind == SOURCE:
        yield entry.name
    yield from (phrases.name(citation.source.id) for citation in entry.citations)
