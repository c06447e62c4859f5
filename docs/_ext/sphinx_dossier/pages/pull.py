"""Where those on both sides of a column are drawn to by their lines, as igraph lays them out.

The column itself is held, so there is one place of rest for each: what is new moves what hangs together with it, and
little else. igraph comes with the extra `pictures`; where it is missing there is no picture.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from typing import TypeAlias

Group: TypeAlias = tuple[int, tuple[str, ...]]
"""Entries with the same lines: 0 on the left or 1 on the right side, and where the lines lead to in the middle."""

_ROUNDS = 200
_EXACT = 3
"""How many digits of a place count: more would differ from machine to machine."""


@cache
def is_there() -> bool:
    """Return whether pictures can be laid out."""
    return importlib.util.find_spec("igraph") is not None


def version() -> str:
    """Return what lays pictures out, nothing where they cannot be: another version may lay them out otherwise."""
    return metadata.version("igraph") if is_there() else ""


def pulled(held: Mapping[str, float], groups: Iterable[Group], tall: float) -> Mapping[Group, float]:
    """Return how far down each group is drawn; `held` has the places of what stands in the middle."""
    import igraph

    middle, groups = sorted(held), sorted(groups)
    number = {id_: at for at, id_ in enumerate(middle)}
    graph = igraph.Graph(
        n=len(middle) + len(groups),
        edges=[(number[id_], at) for at, group in enumerate(groups, len(middle)) for id_ in group[1]],
    )
    across = [tall / 2] * len(middle) + [tall * group[0] for group in groups]
    # No two start at one place: what would part them is chance.
    start = [held[id_] for id_ in middle] + [
        sum(held[id_] for id_ in group[1]) / len(group[1]) + at * 10**-_EXACT for at, group in enumerate(groups)
    ]
    igraph.set_random_number_generator(random.Random(0))  # noqa: S311 (no secret)
    found = graph.layout_fruchterman_reingold(
        seed=list(zip(across, start, strict=True)),
        niter=_ROUNDS,
        start_temp=tall / 20,
        minx=across,
        maxx=across,
        miny=[*start[: len(middle)], *([0.0] * len(groups))],
        maxy=[*start[: len(middle)], *([tall] * len(groups))],
    )
    igraph.set_random_number_generator(random)
    return {group: round(float(found[at][1]), _EXACT) for at, group in enumerate(groups, len(middle))}
