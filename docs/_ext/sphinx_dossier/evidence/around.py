"""What stands around a quote in its source: its sentences, the words that turn their meaning, joined words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Span
from sphinx_dossier.evidence.turning import TURNS

Spans: TypeAlias = Sequence[Span]


def outside(print_: Fingerprint, spans: Spans, turn: str) -> tuple[int, ...]:
    """Return the positions of a sort of turning words around a quote: in its sentences and not in its own words.

    The sentences are those that hold a word of the quote and, where its parts are joined over more, those between.
    """
    ends, found = print_.sentences, print_.turns[turn]
    start, last = bisect_left(ends, spans[0][0]), bisect_left(ends, spans[-1][1])
    low = bisect_right(found, ends[start - 1]) if start else 0
    high = bisect_right(found, ends[last]) if last < len(ends) else len(found)
    if low == high:
        return ()
    return tuple(at for at in found[low:high] if not any(first <= at <= end for first, end in spans))


def inside(print_: Fingerprint, spans: Spans, turn: str) -> bool:
    """Return whether a quote's own words hold turning words of a sort."""
    found = print_.turns[turn]
    return any(bisect_left(found, first) < bisect_right(found, last) for first, last in spans)


def halves(print_: Fingerprint, spans: Spans) -> Iterator[tuple[int, bool]]:
    """Yield each part of a quote, counted from 0, that starts (True) or ends (False) inside a joined word."""
    for part, (first, last) in enumerate(spans):
        if _in(print_.joins, first - 1):
            yield part, True
        if _in(print_.joins, last):
            yield part, False


def apart(print_: Fingerprint, spans: Spans) -> int:
    """Return the most ends of sentences that lie between two neighbouring parts of a quote."""
    ends = print_.sentences
    pairs = pairwise(spans)
    return max((bisect_left(ends, after[0]) - bisect_left(ends, before[1]) for before, after in pairs), default=0)


def faults(print_: Fingerprint, spans: Spans) -> tuple[int, int, int]:
    """Return by what places of one quote are compared: words cut, parts too far apart, turning words left out."""
    left = sum(len(outside(print_, spans, turn)) for turn in TURNS)
    return sum(1 for _ in halves(print_, spans)), max(apart(print_, spans) - 1, 0), left


def _in(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
