"""The dates in our own sentences agree with the quotes, or with what the claim or its entry says of its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.dates import Date
from sphinx_dossier.evidence.amounts import amounts
from sphinx_dossier.evidence.dated import Dated, dated
from sphinx_dossier.evidence.reckoning import days, readings
from sphinx_dossier.evidence.terms import Term, telling, terms
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.dates_quoted import Phrase, Quoted, Wanted, held, quoted, within, written
from sphinx_dossier.rules.names import in_names, names
from sphinx_dossier.rules.seen import Finding, Seen
from sphinx_dossier.rules.values_said import said, text

_ANSWER = "quote the date, take it out of the text, or say in 'infer' how it is known"


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each date in our own sentence that neither quotes nor the claim's own date bear out."""
    if not telling(ours := text(seen[0]), seen[0].lists):
        return
    found = terms(ours)
    asked = [one for one in dated(found, seen[0].lists) if not one.weak and not one.start.offset]
    if not asked:
        return
    named = in_names(ours, names(seen[0].library))
    quotes = [quoted(one) for one in seen]
    for one in asked:
        if found[one.first].chunk not in named and not _borne_out(one, seen, quotes):
            yield _finding(Phrase(written(found, one), one), seen, quotes)


def _borne_out(one: Dated, seen: Sequence[Seen], quotes: Sequence[Quoted]) -> bool:
    if any(_same(one, phrase.dated) for quote in quotes for phrase in quote.phrases):
        return True
    if one.bare and any(_counts(one.start.year, citation) for citation in seen):
        return True
    own = list(_own(seen[0]))
    return any(
        held(asked, quotes) or any(within((date.first, date.last), asked.whole) for date in own)
        for asked in _meanings(one, quotes, own)
    )


def _same(one: Dated, other: Dated) -> bool:
    """Return whether two dates are the same words, whatever they mean."""
    return (one.start, one.end) == (other.start, other.end)


def _counts(year: int | None, seen: Seen) -> bool:
    """Return whether what looks like a year stands in a quote as a number."""
    found: Sequence[Term] = terms(seen.citation.quote.text)
    return any(one.value == year for one in amounts(found, seen.lists))


def _own(seen: Seen) -> Iterator[Date]:
    """Yield the dates that the claim sets and those that its entry has proved."""
    time = seen.library.kinds[seen.entry.kind].time
    for value in (*(value for _, value in said(seen)), *(value for _, value in seen.entry.facts(time))):
        if isinstance(value, Date):
            yield value


def _meanings(one: Dated, quotes: Sequence[Quoted], own: Sequence[Date]) -> Iterator[Wanted]:
    """Yield what a date in our sentence can mean, seen from the sources or from the claim's own date."""
    seen_from = [quote.days for quote in quotes] + [days(date) for date in own]
    found = (reading for day in seen_from for reading in readings(one, day[0] if day else None))
    for reading in dict.fromkeys(found):
        if one.end is None:
            yield Wanted(reading.whole)
        else:
            yield Wanted(reading.whole, reading.start, reading.end)


def _finding(phrase: Phrase, seen: Sequence[Seen], quotes: Sequence[Quoted]) -> Finding:
    meanings = list(_meanings(phrase.dated, quotes, list(_own(seen[0]))))
    for quote in quotes:
        against = [words for asked in meanings if (words := quote.against(asked, sharply=False))]
        if meanings and len(against) == len(meanings):
            wrong = f"the text has '{phrase.text}', and the quote's {against[0]}"
            return quote.seen.of_claim(
                Code.DATE_DIFFERS, wrong, "correct the text, or say in 'infer' why it is right"
            )
    wrong = f"the text has '{phrase.text}', and neither a quote nor the claim's own date says so"
    return seen[0].of_claim(Code.DATE_NOT_QUOTED, wrong, _ANSWER)
