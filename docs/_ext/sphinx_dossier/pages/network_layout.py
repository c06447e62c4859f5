"""The places of the nodes of a network in three columns: a row for each, near those that it is joined to.

The middle column keeps its order, which is that of time, and so holds the others where they are: one more entry moves
what is below it by a row, and little else.
"""

from __future__ import annotations

from collections.abc import Sequence

SWEEPS = 200
"""How often the library moves each node at most, for each node."""


def laid_out(sizes: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[int] | None:
    """Return the row of each node, counted from 0 in steps of half a row; None where the library is missing.

    `sizes` says how many nodes each of the three columns has: they are numbered from the first column to the last.
    The layout is that of T. Kamada and S. Kawai, "An algorithm for drawing general undirected graphs" (1989).
    """
    try:
        import igraph
    except ImportError:
        return None
    left, middle, right = sizes
    total, tall = left + middle + right, float(max(sizes))
    # The middle stands in its order; the rest starts in the middle of its neighbours, and may move up and down alone.
    known = {left + number: (number + 0.5) * tall / middle for number in range(middle)}
    start = [known.get(node, _mean(node, edges, known, tall)) for node in range(total)]
    columns = [0.0] * left + [tall / 2] * middle + [tall] * right
    graph = igraph.Graph(n=total, edges=list(edges))
    found = graph.layout_kamada_kawai(
        seed=[list(place) for place in zip(columns, start, strict=True)],
        maxiter=SWEEPS * total,
        minx=columns,
        maxx=columns,
        miny=[known.get(node, 0.0) for node in range(total)],
        maxy=[known.get(node, tall) for node in range(total)],
    )
    return _rows(sizes, [y for _, y in found])


def _mean(node: int, edges: Sequence[tuple[int, int]], known: dict[int, float], tall: float) -> float:
    near = [known[other] for one, other in (*edges, *((b, a) for a, b in edges)) if one == node and other in known]
    return sum(near) / len(near) if near else tall / 2


def _rows(sizes: Sequence[int], heights: Sequence[float]) -> list[int]:
    """Return heights as rows: each column is spread over the whole picture, its nodes in the order of heights."""
    rows, first = [0] * len(heights), 0
    tall = 2 * max(sizes)
    for size in sizes:
        nodes = range(first, first + size)
        # Heights are rounded, so that what a machine reckons in its last digit orders nothing.
        order = sorted(nodes, key=lambda node: (round(heights[node], 3), node))
        for number, node in enumerate(order):
            rows[node] = (2 * number + 1) * tall // (2 * size)
        first += size
    return rows
