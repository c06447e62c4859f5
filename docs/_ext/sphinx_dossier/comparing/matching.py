"""Which claim of an entry is which claim of its other state: by address, then by proof and by what is said."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from sphinx_dossier.entries import Claim

ALIKE = 0.6
"""How alike (difflib's ratio, 0 to 1) two claims of one part have to be to be one claim that was reworded."""


class Pairs(NamedTuple):
    """Claims of two states: those that are the same claim, those that are gone, those that are new."""

    both: tuple[tuple[Claim, Claim], ...]
    gone: tuple[Claim, ...]
    new: tuple[Claim, ...]


def pairs(before: Sequence[Claim], after: Sequence[Claim]) -> Pairs:
    """Return which claims of an entry go together; each is in one pair at most."""
    old = {claim.id: claim for claim in before}
    both = {claim.id: (old.pop(claim.id), claim) for claim in after if claim.id in old}
    new = {claim.id: claim for claim in after if claim.id not in both}
    scored = sorted(
        ((_alike(one, other), one.id, other.id) for one in old.values() for other in new.values()),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    for score, one, other in scored:
        if score >= ALIKE and one in old and other in new:
            both[other] = (old.pop(one), new.pop(other))
    in_order = tuple(both[claim.id] for claim in after if claim.id in both)
    return Pairs(both=in_order, gone=tuple(old.values()), new=tuple(new.values()))


def _alike(one: Claim, other: Claim) -> float:
    """Return how likely two claims with different addresses are one: 0 to 1."""
    if one.part != other.part:
        return 0.0
    if set(one.said.values) != set(other.said.values):
        return 0.0
    words = difflib.SequenceMatcher(None, _text(one), _text(other), autojunk=False).ratio()
    shared = {c.reading[:2] for c in one.cite} & {c.reading[:2] for c in other.cite}
    # The same words prove it: what is said of them has changed.
    return max(words, 0.7 + 0.3 * words) if shared else words if _says_much(one) else 0.0


def _says_much(claim: Claim) -> bool:
    """Return whether a claim has enough words of its own to be known by them again."""
    return len(_text(claim).split()) > 4


def _text(claim: Claim) -> str:
    return " ".join(str(value) for values in claim.said.values.values() for value in values)
