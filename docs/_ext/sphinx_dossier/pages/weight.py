"""How much of a page is too much, and what tells how many bytes something takes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.pages.draft import Draft, draft
from sphinx_dossier.pages.model import Block

PAGE = 25_500
"""The most bytes that the parts of a page may take, so that with its frame it stays below 40,000."""
FRAME = 2_000
"""What of that is kept for what a part has beside its pieces: the sum of its sources, and the ways on from it."""

Made: TypeAlias = Callable[[], tuple[Block, ...]]
"""Makes some parts of a page, where they have to be there to be weighed."""
Weigh: TypeAlias = Callable[[Made], int]
"""Tells how many bytes some parts of a page take as they are written."""


class Noting:
    """Weighs, and notes each weight in turn: whoever asks for the same in the same order is told without weighing."""

    def __init__(self, weigh: Weigh) -> None:
        """Take what weighs."""
        self._weigh = weigh
        self.found = array("L")

    def __call__(self, made: Made) -> int:
        """Weigh some parts."""
        self.found.append(self._weigh(made))
        return self.found[-1]


def known(weights: Iterable[int]) -> Weigh:
    """Return what tells weights that were noted: nothing is made for it."""
    told = iter(weights)
    return lambda _: next(told)


@dataclass(frozen=True, slots=True)
class Scale:
    """Weighs what an entry's page may show, each thing on a draft of its own."""

    entry: Entry
    checked: Checked
    weigh: Weigh

    def draft(self) -> Draft:
        """Return an empty draft."""
        return draft(self.entry, self.checked)
