"""What comes before and after an entry: in time among those of its kind, and in its series."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_dossier.entries import Entry
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.pages.model import Steps, Text, Ways
from sphinx_dossier.pages.phrases import Phrases, Words
from sphinx_dossier.standing import stands
from sphinx_dossier.values import Ref

SERIES, FOLLOWS, WITHIN = "series", "follows", "within"
"""The facts by which a kind orders its entries: what an entry is one session of, which was before, and which larger
meeting it was a part of."""


def ways(entry: Entry, phrases: Phrases) -> tuple[Ways, ...]:
    """Return the ways on from an entry to its neighbours; none where its kind has no time, or it stands no more.

    Sources have none: they report what happened, and the next report is of something else.
    """
    library, kind = phrases.library, phrases.kind(entry)
    if not kind.time or kind.name == SOURCE or not stands(entry):
        return ()
    in_time = _in_time(entry, library)
    rows = (_steps((Text(f"{kind.plural} in time"),), *in_time, phrases), *_in_series(entry, phrases))
    shown = tuple(row for row in rows if row.before or row.after)
    return (Ways("Before and after", shown),) if shown else ()


def _in_series(entry: Entry, phrases: Phrases) -> Iterator[Steps]:
    """Yield the steps in each series; which one was before is what the entries say, else what their dates do."""
    library, series = phrases.library, _named(entry, SERIES)
    before, after = _said_before(entry, library), _said_after(entry, library)
    for id_ in series:
        earlier, later = _by_date(entry, id_, library)
        yield _steps((phrases.link(id_),), before or earlier, after or later, phrases)
    if not series:
        yield _steps((Text("In its series"),), before, after, phrases)


def _said_before(entry: Entry, library: Library) -> Entry | None:
    found = (library.entries.get(id_) for id_ in _named(entry, FOLLOWS))
    return next((one for one in found if one and stands(one)), None)


def _said_after(entry: Entry, library: Library) -> Entry | None:
    found = (one.entry for one in library.mentions.get(entry.id, ()) if one.field == FOLLOWS)
    return next((one for one in found if stands(one) and entry.id in _named(one, FOLLOWS)), None)


def _by_date(entry: Entry, series: str, library: Library) -> tuple[Entry | None, Entry | None]:
    others = [mention.entry for mention in library.mentions.get(series, ())]
    return _around(others, entry, library, lambda one: one.kind == entry.kind and series in _named(one, SERIES))


def _named(entry: Entry, fact: str) -> tuple[str, ...]:
    """Return the ids that a fact names, misprints left out."""
    return tuple(value.id for value in entry.sound(fact) if isinstance(value, Ref))


def _around(
    ordered: Sequence[Entry], entry: Entry, library: Library, fits: Callable[[Entry], bool]
) -> tuple[Entry | None, Entry | None]:
    """Return the nearest before and after an entry that have a date, stand and fit; `ordered` is in their order."""
    if not library.when(entry):
        return None, None
    at, key = library.order(entry), library.order

    def first(found: Iterable[Entry]) -> Entry | None:
        return next((one for one in found if library.when(one) and stands(one) and fits(one)), None)

    start, end = bisect.bisect_left(ordered, at, key=key), bisect.bisect_right(ordered, at, key=key)
    return first(ordered[i] for i in range(start - 1, -1, -1)), first(ordered[i] for i in range(end, len(ordered)))


def _in_time(entry: Entry, library: Library) -> tuple[Entry | None, Entry | None]:
    """Return the nearest before and after an entry among those of its kind that have a date and stand."""
    if not library.when(entry):
        return None, None
    found: list[Entry | None] = []
    for side in (0, 1):
        one = library.beside(entry)[side]
        while one and not (library.when(one) and stands(one)):
            one = library.beside(one)[side]
        found.append(one)
    return found[0], found[1]


def _steps(row: Words, before: Entry | None, after: Entry | None, phrases: Phrases) -> Steps:
    return Steps(row, _step(before, phrases), _step(after, phrases))


def _step(entry: Entry | None, phrases: Phrases) -> Words:
    """Return the name of a neighbour with its date."""
    date = phrases.library.when(entry) if entry else None
    when: Words = (Text(", "), Text(date.words, "date")) if date else ()
    return (phrases.link(entry.id), *when) if entry else ()
