"""The numbers in a text, in figures or in words, and how each is bounded: over, about, under, at least, at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sphinx_dossier.evidence.language import Language
from sphinx_dossier.evidence.terms import Term, phrase, phrase_before

_CLOSE = re.compile(r"[^.,;:!?()\u2026]*")
"""What may stand between a bound and its number: a currency's sign, but no end of a clause."""


class _Word(NamedTuple):
    """A number word: its value, and whether it multiplies the number before it, as thousand does."""

    value: Decimal
    times: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number: its terms from `first` up to but without `end`, and the bounds that may be meant (none: exact).

    `label` says that it hangs on to letters, as in F-35: it counts nothing. `figures` that it stands in figures.
    """

    value: Decimal
    bounds: frozenset[str]
    label: bool
    figures: bool
    first: int
    end: int


def amounts(found: Sequence[Term], lists: Language) -> tuple[Amount, ...]:
    """Return the numbers among the terms of a text; ordinals are none."""
    return tuple(_amounts(found, lists))


def _amounts(found: Sequence[Term], lists: Language) -> Iterator[Amount]:
    at = 0
    while at < len(found):
        if found[at].number is None and found[at].text not in lists.number_starts:
            at += 1
            continue
        ordinal = phrase(found, at, lists.ordinals)
        run = None if ordinal else _run(found, at, lists)
        if run is None:
            at += ordinal[1] if ordinal else 1
            continue
        value, end = run
        before = found[at - 1] if at else None
        yield Amount(
            value=value,
            bounds=_bounds(found, at, end, lists),
            label=found[at].gap == "-" and before is not None and before.number is None,
            figures=found[at].number is not None,
            first=at,
            end=end,
        )
        at = end


def _run(found: Sequence[Term], at: int, lists: Language) -> tuple[Decimal, int] | None:
    """Return the value of the number that starts at a term, and where it ends."""
    term = found[at]
    if term.number is not None:
        # 6th is an ordinal, 1990s are a decade.
        after = found[at + 1]
        ordinal = not after.gap and after.text in {*lists.ordinal_endings, "s"}
        return None if ordinal else _scaled(found, term.number, at + 1, lists)
    if phrase(found, at, lists.links) == ("one", 1):
        # A hundred, a dozen: the article is a part of the number.
        word = _word(found, at + 1, lists)
        return _words(found, at + 1, lists) if word and word.times else None
    # A bare thousand, as in a few thousand, is none either.
    word = _word(found, at, lists)
    return None if word is None or word.times else _words(found, at, lists)


def _words(found: Sequence[Term], at: int, lists: Language) -> tuple[Decimal, int] | None:
    total, current, end = Decimal(0), Decimal(0), at
    last: _Word | None = None
    while (word := _word(found, end, lists)) and (last is None or (_near(found[end]) and _goes_on(last, word))):
        # The next word may make an ordinal of this one, as in twenty-first.
        if phrase(found, end, lists.ordinals):
            break
        if not word.times:
            current += word.value
        elif word.value < 1000:
            current = (current or 1) * word.value
        else:
            total, current = total + (current or 1) * word.value, Decimal(0)
        last, end = word, end + 1
        if word.times and phrase(found, end, lists.links) == ("and", 1) and _small(found, end + 1, lists):
            end += 1
    return (total + current, end) if last else None


def _goes_on(last: _Word, word: _Word) -> bool:
    """Return whether a number word goes on with the number of the one before: twenty-five, but not five six."""
    return word.times or last.times or (last.value >= 20 and 0 < word.value < 10)


def _small(found: Sequence[Term], at: int, lists: Language) -> bool:
    word = _word(found, at, lists)
    return word is not None and not word.times and not phrase(found, at, lists.ordinals)


def _word(found: Sequence[Term], at: int, lists: Language) -> _Word | None:
    match = phrase(found, at, lists.numbers)
    return _Word(Decimal(match[0].removeprefix("x")), match[0].startswith("x")) if match else None


def _near(term: Term) -> bool:
    return term.gap in {"", " ", "-"}


def _scaled(found: Sequence[Term], value: Decimal, end: int, lists: Language) -> tuple[Decimal, int]:
    """Return a figure with the words that multiply it: 2.5 million."""
    while _near(found[end]) and (word := _word(found, end, lists)) and word.times:
        value, end = value * word.value, end + 1
    return value, end


def _bounds(found: Sequence[Term], first: int, end: int, lists: Language) -> frozenset[str]:
    names = set[str]()
    if _CLOSE.fullmatch(found[first].gap):
        names.update(phrase_before(found, first, lists.bounds).split("/"))
    if "~" in found[first].gap:
        names.add("about")
    # Behind the number, or behind what is counted: 400 or more, 400 boats or more, 400+.
    for at in (end, end + 1):
        after = phrase(found, at, lists.bounds_after)
        if after and all(_CLOSE.fullmatch(term.gap) for term in found[end : at + 1]):
            names.add(after[0])
    if found[end].gap.startswith("+") and found[end].number is None:
        names.add("at least")
    return frozenset(names - {""})
