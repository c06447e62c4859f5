"""A table as plain text: columns as wide as they need to be, or one line for each cell where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from sphinx_dossier.writers.text_lines import Paint, Piece, filled, wide

Cells: TypeAlias = Sequence[Sequence[Piece]]

_APART = "  "
_NARROWEST = 12
"""The fewest columns of a terminal in which a cell is broken into lines."""


def rows(head: Sequence[str], cells: Sequence[Cells], width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of a table with its head."""
    heads: Cells = [[(name, "label")] for name in head]
    widths = _widths([heads, *cells], width - len(_APART) * (len(head) - 1))
    if widths is None:
        yield from _one_below_the_other(head, cells, width, paint)
        return
    yield from _row(heads, widths, paint)
    yield paint(_APART.join("-" * one for one in widths), "note")
    for row in cells:
        yield from _row(row, widths, paint)


def _widths(table: Sequence[Cells], room: int) -> list[int] | None:
    """Return how wide each column is, None where there is no room; the widest ones give way first."""
    columns = list(zip(*table, strict=True))
    needed = [max(sum(wide(text) for text, _ in cell) for cell in column) for column in columns]
    longest = [
        max((wide(word) for cell in one for text, _ in cell for word in text.split()), default=0) for one in columns
    ]
    least = [min(need, max(word, _NARROWEST)) for need, word in zip(needed, longest, strict=True)]
    if sum(least) > room:
        return None
    while (over := sum(needed) - room) > 0:
        spare = [need - low for need, low in zip(needed, least, strict=True)]
        widest = max(range(len(needed)), key=lambda at: (needed[at] if spare[at] else 0, -at))
        needed[widest] -= min(spare[widest], max(1, over // 4))
    return needed


def _row(row: Cells, widths: Sequence[int], paint: Paint) -> Iterator[str]:
    columns = [filled(cell, width, paint) for cell, width in zip(row, widths, strict=True)]
    plain = [filled(cell, width, lambda text, _: text) for cell, width in zip(row, widths, strict=True)]
    sizes = ([wide(line) for line in column] for column in plain)
    lines = [list(zip(column, size, strict=True)) for column, size in zip(columns, sizes, strict=True)]
    for parts in zip_longest(*lines, fillvalue=("", 0)):
        padded = (text + " " * (width - size) for (text, size), width in zip(parts, widths, strict=True))
        yield _APART.join(padded).rstrip()


def _one_below_the_other(head: Sequence[str], cells: Sequence[Cells], width: int, paint: Paint) -> Iterator[str]:
    for number, row in enumerate(cells):
        if number:
            yield ""
        for name, cell in zip(head, row, strict=True):
            if any(text.strip() for text, _ in cell):
                yield from filled([(f"{name}: ", "label"), *cell], width, paint, rest=_APART)
