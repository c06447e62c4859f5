"""The numbers that a claim gives stand in its quotes, bounded alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sphinx_dossier.evidence.amounts import Amount, amounts
from sphinx_dossier.evidence.dated import dated
from sphinx_dossier.evidence.language import Language
from sphinx_dossier.evidence.terms import Term, telling, terms
from sphinx_dossier.problems import Code, listed
from sphinx_dossier.rules.names import in_names, names
from sphinx_dossier.rules.seen import Finding, Seen
from sphinx_dossier.rules.values_said import said, text
from sphinx_dossier.values import Number

SMALLEST = 3
"""The smallest number in words that is asked for: one and two are everywhere."""


class Wanted(NamedTuple):
    """A number that a claim gives: how it is written, its value, its bounds, and where the claim has it."""

    shown: str
    value: Decimal
    bounds: frozenset[str]
    label: bool
    where: str


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each number that no quote has, or that the quotes bound otherwise."""
    wanted = [*_set(seen[0]), *_written(seen[0])]
    if not wanted:
        return
    quoted = [one for citation in seen for one in _quoted(citation)]
    for number in dict.fromkeys(wanted):
        same = [one for one in quoted if one.value == abs(number.value) and (number.label or not one.label)]
        if not same:
            wrong = f"{number.where}, and no quote of it has that number"
            allowed = "quote it, in digits or words, or say in 'infer' how it is reckoned"
            others = _others(quoted)
            yield seen[0].of_claim(Code.NUMBER_NOT_QUOTED, wrong, allowed, others)
        elif not any(_fits(number.bounds, one.bounds) for one in same):
            wrong = f"{number.where}, and the quote has '{_bounded(same[0])}'"
            allowed = "bound the number as the quote does, quote the bound too, or say in 'infer' why they differ"
            yield seen[0].of_claim(Code.BOUND_NOT_QUOTED, wrong, allowed)


def _set(seen: Seen) -> Iterator[Wanted]:
    """Yield the numbers that a claim sets."""
    for field, value in said(seen):
        if isinstance(value, Number):
            bounds = frozenset({value.bound} - {""})
            where = f"the claim has '{value}' as its '{field.name}'"
            yield Wanted(str(value), value.amount, bounds, label=False, where=where)


def _written(seen: Seen) -> Iterator[Wanted]:
    """Yield the numbers in our own sentence that belong to no date and to no name."""
    if not telling(ours := text(seen), seen.lists):
        return
    found = terms(ours)
    told = amounts(found, seen.lists)
    if not told:
        return
    named = in_names(ours, names(seen.library))
    for one in _undated(found, told, seen.lists):
        if (one.figures or one.value >= SMALLEST) and found[one.first].chunk not in named:
            shown = _shown(found, one)
            yield Wanted(shown, one.value, one.bounds, one.label, f"the text has '{shown}'")


def _quoted(seen: Seen) -> tuple[Amount, ...]:
    found = terms(seen.citation.quote.text)
    return _undated(found, amounts(found, seen.lists), seen.lists, years=True)


def _undated(
    found: Sequence[Term], told: Sequence[Amount], lists: Language, *, years: bool = False
) -> tuple[Amount, ...]:
    """Return the numbers that are no part of a date; with `years` those too that may be a year."""
    taken = {at for one in dated(found, lists) if not (years and one.bare) for at in range(one.first, one.until)}
    return tuple(one for one in told if not taken.intersection(range(one.first, one.end)))


def _fits(ours: Collection[str], theirs: Collection[str]) -> bool:
    return bool(set(ours) & set(theirs)) if ours and theirs else not ours and not theirs


def _shown(found: Sequence[Term], one: Amount) -> str:
    bound = "/".join(sorted(one.bounds))
    return f"{bound} {' '.join(term.text for term in found[one.first : one.end])}".strip()


def _bounded(one: Amount) -> str:
    return f"{'/'.join(sorted(one.bounds))} {one.value:,f}".strip()


def _others(quoted: Sequence[Amount]) -> str:
    shown = list(dict.fromkeys(_bounded(one) for one in quoted if not one.label))[:3]
    return f"the quotes have {listed(shown)}" if shown else ""
