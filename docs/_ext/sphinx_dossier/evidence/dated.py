"""The dates that a text gives in words or figures, as they stand there: whole ones, and parts such as a weekday.

What a part means is reckoned elsewhere (reckoning.py), from the date of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from sphinx_dossier.evidence.language import Language
from sphinx_dossier.evidence.terms import Term, phrase, phrase_before

SEASONS = 21
"""The number of the first season among the months, as in EDTF."""

_DASH = re.compile(r" ?[-\u2010-\u2015\u2212/] ?")
_CURRENCY = re.compile(r"[$\u00a3\u20ac\u00a5]")


class Point(NamedTuple):
    """A day, month or year as far as a text gives it.

    `step` says which weekday or month is meant: the last, this or the next one. `offset` counts days, weeks, months
    or years from the day of the report.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    step: int | None = None
    offset: tuple[int, str] | None = None
    decade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a text: its terms from `first` up to but without `until`, and what it says.

    `end` is the end of an interval, `other` what figures mean where the month stands first. A `weak` one may be no
    date at all.
    """

    start: Point
    first: int
    until: int
    end: Point | None = None
    other: Point | None = None
    weak: bool = False

    @property
    def bare(self) -> bool:
        """Return whether it is just a year, which can be a number as well."""
        return self.end is None and self.start == Point(year=self.start.year)


Found: TypeAlias = tuple[list[Dated], int]


def dated(found: Sequence[Term], lists: Language) -> tuple[Dated, ...]:
    """Return the dates among the terms of a text."""
    return tuple(_linked(list(_Reader(found, lists).dates()), found, lists))


class _Reader:
    """Reads the dates among terms, one after the other; each method returns what it finds at a term, and its end."""

    def __init__(self, found: Sequence[Term], lists: Language) -> None:
        self.found, self.lists = found, lists

    def dates(self) -> Iterator[Dated]:
        at, last = 0, len(self.found) - 1
        while at < last:
            term, match = self.found[at], None
            if term.number is not None or term.text in self.lists.date_starts:
                match = self._figures(at) or self._calendar(at) or self._relative(at) or self._year_alone(at)
            if match is None:
                at += 1
                continue
            yield from match[0]
            at = match[1]

    def _link(self, at: int) -> str:
        """Return what a word between days, months and years means there."""
        match = phrase(self.found, at, self.lists.links)
        return match[0] if match and match[1] == 1 and self.found[at].gap == " " else ""

    def _figures(self, at: int) -> Found | None:
        run = self.found[at : at + 3]
        if any(term.number is None for term in run[:2]) or run[1].gap not in {"-", "/", "."}:
            return None
        sizes = [len(term.text) if term.number is not None else 0 for term in run]
        numbers = [int(term.number or 0) for term in run]
        whole = len(run) == 3 and run[2].gap == run[1].gap
        if sizes[0] == 4 and sizes[1] == 2 and numbers[1] <= 12 and (run[1].gap == "-" or whole):
            day = numbers[2] if whole and 0 < sizes[2] <= 2 else None
            until = at + (3 if day else 2)
            return [Dated(start=Point(numbers[0], numbers[1], day), first=at, until=until)], until
        if whole and sizes[2] == 4 and max(sizes[:2]) <= 2:
            day, month, year = numbers
            other = Point(year, day, month) if run[1].gap == "/" else None
            return [Dated(start=Point(year, month, day), other=other, first=at, until=at + 3)], at + 3
        return None

    def _calendar(self, at: int) -> Found | None:
        """Return the dates of a month's name: 6 January 2022, January 6-7, January 2022, last March, in May."""
        step, here = None, at
        if (match := phrase(self.found, at, self.lists.steps)) and self.found[at + match[1]].gap == " ":
            step, here = int(match[0]), at + match[1]
        days: list[tuple[int, int]] = []
        if step is None and (read := self._days(at)):
            days, here = read
            here += self._link(here) == "of"
            if self.found[here].gap not in {" ", "-"}:
                return None
        if (found := phrase(self.found, here, self.lists.months)) is None:
            return None
        month, name, here = int(found[0]), here, here + 1
        if not days and step is None and (read := self._days(here)) and self._close(name, here):
            days, here = read
        year, here = self._year(here, name)
        weak = not days and year is None
        if weak and not self._sure(name):
            return None
        if month >= SEASONS and (days or step is not None):
            return None
        return self._points(at, here, Point(year, month, step=step), days, weak=weak and month >= SEASONS), here

    def _points(
        self, at: int, until: int, point: Point, days: Sequence[tuple[int, int]], *, weak: bool
    ) -> list[Dated]:
        """Return one date for each of several days of a month, with its end where it is an interval."""
        if not days:
            return [Dated(start=point, first=at, until=until, weak=weak)]
        return [
            Dated(
                start=point._replace(day=first),
                end=point._replace(day=last) if last != first else None,
                first=at,
                until=until,
            )
            for first, last in days
        ]

    def _close(self, name: int, at: int) -> bool:
        """Return whether a term follows a month's name with nothing but a space, or the dot of an abbreviation."""
        gap = self.found[at].gap
        return gap in {" ", "-", ", "} or (gap == ". " and self.found[name].text in self.lists.abbreviations)

    def _day(self, at: int) -> tuple[int, int] | None:
        term = self.found[at]
        if term.number is None:
            match = phrase(self.found, at, self.lists.ordinals)
            return (int(match[0]), at + match[1]) if match else None
        if len(term.text) > 2 or not 1 <= term.number <= 31:
            return None
        after = self.found[at + 1]
        if after.gap or not after.text:
            return int(term.number), at + 1
        return (int(term.number), at + 2) if after.text in self.lists.ordinal_endings else None

    def _days(self, at: int) -> tuple[list[tuple[int, int]], int] | None:
        """Return days in a row, each as first and last: 6, 6-7, 6 to 7, 6 and 7."""
        if (day := self._day(at)) is None:
            return None
        days, here = [(day[0], day[0])], day[1]
        while here < len(self.found):
            link = "to" if _DASH.fullmatch(self.found[here].gap) else self._link(here)
            start = here if _DASH.fullmatch(self.found[here].gap) else here + 1
            if link not in {"to", "and"} or start >= len(self.found) or (day := self._day(start)) is None:
                break
            if link == "to":
                days[-1] = days[-1][0], day[0]
            else:
                days.append((day[0], day[0]))
            here = day[1]
        return days, here

    def _year(self, at: int, name: int) -> tuple[int | None, int]:
        """Return the year that follows a day or a month, and where it ends."""
        here = at + (self._link(at) == "of")
        term = self.found[here]
        close = term.gap in {" ", ", ", ",", "-"} or (here == name + 1 and self._close(name, here))
        if close and term.number is not None and re.fullmatch("[12][0-9]{3}", term.text):
            return int(term.number), here + 1
        return None, at

    def _sure(self, at: int) -> bool:
        """Return whether a name that may be another word is surely meant: a capital starts it, and no sentence."""
        term = self.found[at]
        return term.text not in self.lists.doubtful or (term.capital and at > 0 and term.gap == " ")

    def _relative(self, at: int) -> Found | None:
        """Return a weekday, a day of a month that is not named, or a word such as yesterday."""
        if match := phrase(self.found, at, self.lists.days):
            count, unit = match[0].split()
            until = at + match[1]
            return [Dated(start=Point(offset=(int(count), unit)), first=at, until=until)], until
        step, here = None, at
        if match := phrase(self.found, at, self.lists.steps):
            step, here = int(match[0]), at + match[1]
        weekday = phrase(self.found, here, self.lists.weekdays)
        if weekday and self._sure(here):
            point = Point(weekday=int(weekday[0]), step=step)
            return [Dated(start=point, first=at, until=here + 1)], here + 1
        day = self._day(at)
        if day and day[1] == at + 2 and phrase_before(self.found, at, self.lists.links) == "day":
            return [Dated(start=Point(day=day[0]), first=at, until=day[1], weak=True)], day[1]
        return None

    def _year_alone(self, at: int) -> Found | None:
        term, after = self.found[at], self.found[at + 1]
        if not re.fullmatch("(?:19|20)[0-9]{2}", term.text) or _CURRENCY.search(term.gap):
            return None
        if after.gap or not after.text:
            return [Dated(start=Point(year=int(term.text)), first=at, until=at + 1)], at + 1
        if after.text == "s" and term.text.endswith("0"):
            return [Dated(start=Point(year=int(term.text), decade=True), first=at, until=at + 2)], at + 2
        return None


def _linked(dates: list[Dated], found: Sequence[Term], lists: Language) -> Iterator[Dated]:
    """Yield the dates, two neighbours that make an interval as one; each of two may take its year from the other."""
    for at, (one, two) in enumerate(pairwise(dates)):
        if link := _between(one, two, found, lists):
            dates[at], dates[at + 1] = _shared(one, two, interval=link == "to")
    skip = False
    for at, one in enumerate(dates):
        if skip:
            skip = False
        elif at + 1 < len(dates) and _between(one, two := dates[at + 1], found, lists) == "to":
            yield replace(one, end=two.start, until=two.until)
            skip = True
        else:
            yield one


def _between(one: Dated, two: Dated, found: Sequence[Term], lists: Language) -> str:
    """Return `to` or `and` where two dates of one sort are joined so."""
    if one.end or two.end or _sort(one.start) != _sort(two.start) or not any(_sort(one.start)):
        return ""
    if two.first == one.until:
        return "to" if _DASH.fullmatch(found[two.first].gap) else ""
    link = phrase(found, one.until, lists.links)
    return link[0] if link and one.until + link[1] == two.first and found[two.first].gap == " " else ""


def _sort(point: Point) -> tuple[bool, bool, bool]:
    year = point == Point(year=point.year) and point.year is not None
    return point.month is not None, point.weekday is not None, year


def _shared(one: Dated, two: Dated, *, interval: bool) -> tuple[Dated, Dated]:
    """Return two dates that share a year where only one of them has it; an interval may run into the next year."""
    start, end = one.start, two.start
    turns = interval and (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
    if start.month is not None and start.year is None and end.year is not None:
        start = start._replace(year=end.year - turns)
    elif end.month is not None and end.year is None and start.year is not None:
        end = end._replace(year=start.year + turns)
    return replace(one, start=start, weak=False), replace(two, start=end, weak=False)
