"""What an overview shows of very many entries: those with which an editor would begin."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sphinx_dossier.checked import Checked

T = TypeVar("T")

MOST = 100
"""How many of them it shows: on a phone, a row of a table is as high as a fifth of the screen."""
OTHERS = "The page of any other says on what each of its claims rests."
"""What stands above where there are more."""


def foremost(found: Sequence[T], checked: Checked, rank: Callable[[T], Any]) -> Sequence[T]:
    """Return all that was found, in its order; the first by rank where there is more than one list may have.

    A book has all of it: none of its pages is fetched over a wire.
    """
    rows = checked.settings.index_rows
    if not checked.parted or len(found) <= rows:
        return found
    return heapq.nsmallest(min(MOST, rows), found, key=rank)
