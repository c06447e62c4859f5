"""Where the labels of a network stand: in the middle in their order, on both sides near what they are tied to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sphinx_dossier.pages.columns import LINE, apart
from sphinx_dossier.pages.pull import Group, pulled

Ties: TypeAlias = Mapping[str, tuple[str, ...]]
"""Where the lines of each entry of a side lead to in the middle, the entries in the order of names."""


def places(middle: Sequence[str], sides: tuple[Ties, Ties], tall: Mapping[str, int]) -> Mapping[str, int]:
    """Return how far down the middle of each label is, given how tall each of them is."""
    columns = (middle, *map(list, sides))
    most = max(sum(tall[id_] for id_ in ids) for ids in columns)
    held = dict(zip(middle, _middle(middle, sides, tall, most), strict=True))
    groups = {(side, lines) for side, ties in enumerate(sides) for lines in ties.values()}
    rest = pulled({id_: place / LINE for id_, place in held.items()}, groups, most / LINE)
    found = dict(held)
    for side, ties in enumerate(sides):
        found |= _side(side, ties, rest, tall, most)
    return found


def _middle(middle: Sequence[str], sides: tuple[Ties, Ties], tall: Mapping[str, int], most: int) -> list[int]:
    """Return the places in the middle: each has as much room as what is tied to it alone needs beside it."""
    room = {id_: float(tall[id_]) for id_ in middle}
    for ties in sides:
        needed = dict.fromkeys(middle, 0.0)
        for id_, lines in ties.items():
            for one in lines:
                needed[one] += tall[id_] / len(lines)
        room = {id_: max(room[id_], needed[id_]) for id_ in middle}
    scale = most / sum(room.values())
    return apart(list(_centres([room[id_] * scale for id_ in middle])), [tall[id_] for id_ in middle], most)


def _centres(rooms: Sequence[float]) -> Iterator[float]:
    above = 0.0
    for room in rooms:
        yield above + room / 2
        above += room


def _side(
    side: int, ties: Ties, rest: Mapping[Group, float], tall: Mapping[str, int], most: int
) -> Mapping[str, int]:
    # Those with the same lines keep the order of names.
    wishes = {id_: rest[side, lines] * LINE for id_, lines in ties.items()}
    ids = sorted(ties, key=lambda id_: (wishes[id_], ties[id_]))
    if not ids:
        return {}
    return dict(zip(ids, apart([wishes[id_] for id_ in ids], [tall[id_] for id_ in ids], most), strict=True))
