"""The shapes that tell kinds apart, for those who do not see colours: in timelines, on cards and above titles."""

from __future__ import annotations

from sphinx_dossier.kinds import Kinds
from sphinx_dossier.library import SOURCE

SHAPES = ("circle", "diamond", "square", "triangle", "hexagon", "ring")
"""The shapes that tell kinds apart; those in time have the same as in timelines."""


def shape(name: str, kinds: Kinds) -> str:
    """Return the shape of a kind: those that have a time come first, as the timeline counts them."""
    order = sorted(kinds, key=lambda one: not kinds[one].time or one == SOURCE)
    return SHAPES[order.index(name) % len(SHAPES)]
