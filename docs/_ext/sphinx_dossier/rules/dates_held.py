"""The dates that a claim gives stand in its quotes, or can be reckoned from the date of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import FACTS
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.dates_quoted import Quoted, Span, held, quoted, wanted, within
from sphinx_dossier.rules.dates_text import check as check_text
from sphinx_dossier.rules.seen import Finding, Seen
from sphinx_dossier.rules.values_said import said

_ANSWER = "quote the date, set a less exact one, or say in 'infer' how it is known"


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each date that no quote gives, and for each quote that gives another."""
    set_ = [(field.name, value) for field, value in said(seen[0]) if isinstance(value, Date)]
    if set_:
        found = [quoted(one) for one in seen]
        for name, date in set_:
            yield from _date(seen, found, name, date)
    yield from check_text(seen)


def _date(seen: Sequence[Seen], found: Sequence[Quoted], name: str, date: Date) -> Iterator[Finding]:
    asked = wanted(date)
    stands = held(asked, found, whole=True)
    reckoned = not stands and held(asked, found)
    exempt = _own(seen[0], date) or _sources_own(seen, date)
    if reckoned:
        yield seen[0].reckoned()
    settled = stands or reckoned or exempt
    differing = [(one, words) for one in found if (words := one.against(asked, sharply=settled))]
    for one, words in differing:
        # Each quote for itself: that another one is explained does not explain this one's date.
        wrong = f"the claim has {date.words} as its '{name}', and the quote's {words}"
        yield one.seen.finding(
            Code.DATE_DIFFERS, wrong, "correct the date, or say in 'infer' why it is the right one"
        )
    if not settled and not differing:
        wrong = f"the claim has {date.words} as its '{name}', and {_lack(found)}"
        yield seen[0].of_claim(Code.DATE_NOT_QUOTED, wrong, _ANSWER)


def _lack(found: Sequence[Quoted]) -> str:
    """Return in words what the quotes have instead of a date."""
    told = [(one, phrase) for one in found for phrase in one.phrases]
    if not told:
        return "no quote of it has a date"
    one, phrase = told[0]
    source = one.seen.source
    if not one.reckonable(phrase.dated):
        return f"'{phrase.text}' gives none by itself, for the source '{source.id}' has no date to reckon from"
    if one.open_(phrase.dated):
        return f"'{phrase.text}' may be several, for the source '{source.id}' is dated {source.value('date')}"
    return f"the quotes say no more than '{phrase.text}'"


def _own(seen: Seen, date: Date) -> bool:
    """Return whether a statement or a relation has the date that its entry has proved for itself, no more exactly."""
    time = seen.library.kinds[seen.entry.kind].time
    if not time or seen.claim.part == FACTS:
        return False
    own = (value for _, value in seen.entry.facts(time) if isinstance(value, Date))
    return any(within(_span(value), _span(date)) for value in own)


def _sources_own(seen: Sequence[Seen], date: Date) -> bool:
    """Return whether what is told in passing, as an office, is dated as its source is."""
    if not seen[0].in_passing:
        return False
    own = (one.source.value("date") for one in seen)
    return any(within(_span(value), _span(date)) for value in own if isinstance(value, Date))


def _span(date: Date) -> Span:
    return date.first, date.last
