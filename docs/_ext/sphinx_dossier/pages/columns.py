"""What stands above what in the columns of a picture: no labels overlap, each is as near its lines as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LINE = 15
"""From one line of a label to the next, in pixels."""
LETTER = 12.5
"""The size of letters."""
_LEAST = 26
"""How tall a label is at least, so that a finger meets one alone."""
_AROUND = 8


def height(lines: int) -> int:
    """Return how tall a label of some lines is, with the room around it."""
    return max(_LEAST, lines * LINE + _AROUND)


@dataclass(slots=True)
class _Pile:
    """Labels that touch one another: how many, and where the first wants to be so that all are near their places."""

    number: int
    wish: float


def apart(wishes: Sequence[float], heights: Sequence[int], tall: float) -> list[int]:
    """Return where the middles of labels are that stand in this order within a height, as near to where they wish.

    Of all ways to keep them apart it is the one with the least squares of distances.
    """
    before = [0.0]
    for one, other in pairwise(heights):
        before.append(before[-1] + (one + other) / 2)
    piles: list[_Pile] = []
    for wish, offset in zip(wishes, before, strict=True):
        piles.append(_Pile(1, wish - offset))
        while len(piles) > 1 and piles[-2].wish >= piles[-1].wish:
            last = piles.pop()
            piles[-1] = _joined(piles[-1], last)
    starts = [pile.wish for pile in piles for _ in range(pile.number)]
    least = heights[0] / 2
    most = max(least, tall - before[-1] - heights[-1] / 2)
    return [round(min(max(start, least), most) + offset) for start, offset in zip(starts, before, strict=True)]


def _joined(one: _Pile, other: _Pile) -> _Pile:
    number = one.number + other.number
    return _Pile(number, (one.wish * one.number + other.wish * other.number) / number)
