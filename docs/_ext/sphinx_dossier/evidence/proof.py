"""Where the words of a quote stand in a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""The first and the last word of a range, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A quote that was found.

    `spans` gives, for each part of the quote between dots, the first and the last word in the source, counted
    from 1. `part` is what the words belong to: body, title, standfirst, byline, caption or furniture.
    """

    spans: tuple[Span, ...]
    part: str

    @property
    def anchor(self) -> str:
        """Return the address of the quote on its source's page."""
        return "q" + "-".join(f"{first}-{last}" for first, last in self.spans)
