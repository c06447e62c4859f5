"""The dates that a quote gives, beside the date that a claim gives: whether they hold it, or give another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_dossier import dates
from sphinx_dossier.dates import EARLIEST, LATEST, Date
from sphinx_dossier.evidence.dated import Dated, dated
from sphinx_dossier.evidence.reckoning import Reading, Span, days, readings, stated
from sphinx_dossier.evidence.terms import Term, terms
from sphinx_dossier.rules.seen import Seen

__all__ = ["Phrase", "Quoted", "Span", "Wanted", "held", "quoted", "wanted", "within"]


class Phrase(NamedTuple):
    """The words of a date in a quote, and what they say."""

    text: str
    dated: Dated


class Wanted(NamedTuple):
    """A date that a quote must give: all its days, and of an interval what its start and its end may be.

    An end that is open asks for nothing.
    """

    whole: Span
    start: Span | None = None
    end: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote with the dates in it, and the first and last day that its source may be of."""

    seen: Seen
    phrases: tuple[Phrase, ...]
    days: tuple[datetime.date, datetime.date] | None

    def readings(self, said: Dated, side: int) -> tuple[Reading, ...]:
        """Return what a date can mean if the source is of the first (0) or the last (1) of its days."""
        return readings(said, self.days[side] if self.days else None)

    def reckonable(self, said: Dated) -> bool:
        """Return whether the words alone, or with the date of the source, give a date."""
        return stated(said) or self.days is not None

    def open_(self, said: Dated) -> bool:
        """Return whether it depends on the day of the source, which is not known, what a date means."""
        return self.readings(said, 0) != self.readings(said, 1)

    def against(self, asked: Wanted, *, sharply: bool) -> str:
        """Return in words which other date the quote gives; nothing where one of its dates can agree.

        With `sharply` only dates count that are as exact as the one that is asked for.
        """
        against = ""
        for phrase in self.phrases:
            if phrase.dated.weak:
                continue
            spans = self._possible(phrase.dated)
            if spans is None or any(_touch(span, asked.whole) for span in spans):
                return ""
            exact = all(_length(span) <= _length(asked.whole) for span in spans)
            if spans and not against and (exact or not sharply):
                against = self._told(phrase, spans)
        return against

    def _possible(self, said: Dated) -> list[Span] | None:
        """Return the days that a date can be, whatever day the source is of; None where nobody can tell."""
        if not self.reckonable(said):
            return None
        first, last = self.readings(said, 0), self.readings(said, 1)
        if {one.whole for one in first} == {one.whole for one in last}:
            return [one.whole for one in first]
        # What lies between is possible too.
        spans = [one.whole for one in (*first, *last)]
        return [(min(spans)[0], max(span[1] for span in spans))]

    def _told(self, phrase: Phrase, spans: Sequence[Span]) -> str:
        words = " or ".join(dict.fromkeys(map(_in_words, spans)))
        if stated(phrase.dated):
            return f"date is '{phrase.text}'"
        source = self.seen.source
        return f"'{phrase.text}' is {words}, reckoned from {source.value('date')}, the date of '{source.id}'"


def quoted(seen: Seen) -> Quoted:
    """Return a quote with the dates in it."""
    found = terms(seen.citation.quote.text)
    phrases = tuple(Phrase(written(found, one), one) for one in dated(found, seen.lists))
    date = seen.source.value("date")
    return Quoted(seen=seen, phrases=phrases, days=days(date) if isinstance(date, Date) else None)


def written(found: Sequence[Term], one: Dated) -> str:
    """Return the words of a date as they stand in the text."""
    run = found[one.first : one.until]
    return "".join((term.gap if at else "") + _cased(term) for at, term in enumerate(run))


def _cased(term: Term) -> str:
    return term.text.capitalize() if term.capital else term.text


def wanted(date: Date) -> Wanted:
    """Return what a quote must give for a date of a claim."""
    whole = date.first, date.last
    if "/" not in date.text:
        return Wanted(whole)
    ends = [None if half.strip(".") == "" else dates.parse(half) for half in date.text.split("/")]
    start, end = ((one.first, one.last) if one else None for one in ends)
    return Wanted(whole, start or (EARLIEST, LATEST), end or (EARLIEST, LATEST))


def held(asked: Wanted, found: Iterable[Quoted], *, whole: bool = False) -> bool:
    """Return whether quotes give a date, whatever day their sources are of; `whole` without any reckoning."""
    every = [(one, phrase.dated) for one in found for phrase in one.phrases if not whole or stated(phrase.dated)]
    return all(
        holds(asked, [reading for one, said in every for reading in one.readings(said, side)]) for side in (0, 1)
    )


def holds(asked: Wanted, found: Sequence[Reading]) -> bool:
    """Return whether dates give one that is asked for, at least as exactly."""
    if any(one.whole == asked.whole for one in found):
        return True
    if asked.start is None or asked.end is None:
        return any(within(one.whole, asked.whole) for one in found)
    start, end = asked.start, asked.end
    return any(within(one.start, start) for one in found) and any(within(one.end, end) for one in found)


def within(inner: Span, outer: Span) -> bool:
    """Return whether all days of a span are days of another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _touch(one: Span, two: Span) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _length(span: Span) -> int:
    (year, month, day), (last_year, last_month, last_day) = span
    return ((last_year - year) * 12 + last_month - month) * 31 + last_day - day


def _in_words(span: Span) -> str:
    first, last = ("-".join(f"{part:02}" for part in day) for day in span)
    return dates.parse(first if first == last else f"{first}/{last}").words
