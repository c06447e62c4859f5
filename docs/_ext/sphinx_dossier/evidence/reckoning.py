"""What the words of a date mean, reckoned from the day of the report that has them.

A day or a month without its year is the nearest one; a weekday the last one that is not after that day, or where the
text says `next`, the one after it; yesterday, last month and the like are counted.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from sphinx_dossier import dates
from sphinx_dossier.dates import Date, Day
from sphinx_dossier.evidence.dated import Dated, Point

Span: TypeAlias = tuple[Day, Day]
"""The first and the last day that a date may mean."""

_WEEK = 7
_YEARS = range(1, 10_000)
"""The years that the standard library can reckon with."""


class Reading(NamedTuple):
    """What a date in a text can mean: the spans of its start and of its end, the same where it is no interval."""

    start: Span
    end: Span

    @property
    def whole(self) -> Span:
        """Return the days from the first to the last."""
        return self.start[0], self.end[1]


def stated(said: Dated) -> bool:
    """Return whether the words give the date whole, so that nothing is reckoned."""
    return said.start.year is not None


def days(source: Date | None) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day on which a source may have appeared; None where it is not known."""
    if source is None or source.first[0] not in _YEARS or source.last[0] not in _YEARS:
        return None
    return datetime.date(*source.first), datetime.date(*source.last)


def readings(said: Dated, day: datetime.date | None) -> tuple[Reading, ...]:
    """Return what a date in a text can mean if its source is of that day: more than one where the words allow it.

    Without a day only dates that are stated whole have a meaning.
    """
    return tuple(_readings(said, day))


def _readings(said: Dated, day: datetime.date | None) -> Iterator[Reading]:
    for point in (said.start, said.other):
        for start in _spans(point, day) if point else ():
            if said.end is None:
                yield Reading(start, start)
            else:
                yield from (Reading(start, end) for end in _end(said.end, start))


def _end(point: Point, start: Span) -> Iterator[Span]:
    """Yield what the end of an interval means: the first such day that is not before its start."""
    if point.year is not None:
        spans = _named(point.year, point)
    elif point.month is not None:
        spans = tuple(span for year in (start[0][0], start[0][0] + 1) for span in _named(year, point))
    else:
        first = datetime.date(*start[0])
        spans = (_one(first + datetime.timedelta(((point.weekday or 1) - 1 - first.weekday()) % _WEEK)),)
    yield from [span for span in spans if span[1] >= start[0]][:1]


def _spans(point: Point, day: datetime.date | None) -> tuple[Span, ...]:
    if point.year is not None:
        return _named(point.year, point)
    if day is None:
        return ()
    try:
        if point.offset:
            return _counted(day, *point.offset)
        if point.weekday:
            return tuple(_one(found) for found in _weekdays(day, point.weekday - 1, point.step))
        return _nearest(point, day)
    except OverflowError:
        return ()


@functools.lru_cache(maxsize=4096)
def _named(year: int, point: Point) -> tuple[Span, ...]:
    """Return a year, a month or a day of that year, or nothing where no calendar has it."""
    text = f"{year:04}"
    if point.decade:
        text = f"{year // 10:03}X"
    elif point.month is not None:
        text += f"-{point.month:02}" + (f"-{point.day:02}" if point.day else "")
    try:
        found = dates.parse(text)
    except dates.DateError:
        return ()
    return ((found.first, found.last),)


def _counted(day: datetime.date, count: int, unit: str) -> tuple[Span, ...]:
    if unit == "days":
        return (_one(day + datetime.timedelta(count)),)
    if unit == "weeks":
        monday = day + datetime.timedelta(count * _WEEK - day.weekday())
        return ((_one(monday)[0], _one(monday + datetime.timedelta(_WEEK - 1))[0]),)
    if unit == "months":
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        return _named(year, Point(month=month + 1))
    return _named(day.year + count, Point())


def _weekdays(day: datetime.date, weekday: int, step: int | None) -> Iterator[datetime.date]:
    """Yield the days that a weekday can be, seen from a day.

    The last and the next Thursday are those of another week too, where this week has one on the same side.
    """
    back = datetime.timedelta((day.weekday() - weekday) % _WEEK)
    on = datetime.timedelta((weekday - day.weekday()) % _WEEK)
    week = datetime.timedelta(_WEEK)
    if step is None or step == 0:
        yield day - back
        if step == 0:
            yield day + on
        return
    found = day - (back or week) if step < 0 else day + (on or week)
    yield found
    if found.isocalendar()[:2] == day.isocalendar()[:2]:
        yield found + step * week


def _nearest(point: Point, day: datetime.date) -> tuple[Span, ...]:
    """Return the day or month without a year that is nearest to a day, or with `step` the one before or after it."""
    at = day.timetuple()[:3]
    if point.month is None:
        months = [divmod(day.year * 12 + day.month - 1 + n, 12) for n in (-1, 0, 1)]
        spans = [span for year, month in months for span in _named(year, point._replace(month=month + 1))]
    else:
        # The 29th of February is there every fourth year, and around 1900 or 2100 every eighth.
        reach = 8 if (point.month, point.day) == (2, 29) else 1
        years = range(max(day.year - reach, 1), min(day.year + reach, 9998) + 1)
        spans = [span for year in years for span in _named(year, point._replace(step=None))]
    if point.step is not None and point.step < 0:
        return tuple(span for span in spans if span[1] < at)[-1:]
    if point.step is not None and point.step > 0:
        return tuple(span for span in spans if span[0] > at)[:1]
    return (min(spans, key=lambda span: _away(span, day)),) if spans else ()


def _away(span: Span, day: datetime.date) -> int:
    """Return how many days lie between a day and the nearest of a span's."""
    first, last = datetime.date(*span[0]), datetime.date(*span[1])
    return max((first - day).days, (day - last).days, 0)


def _one(day: datetime.date) -> Span:
    found = (day.year, day.month, day.day)
    return found, found
