"""A claim is proved from an article's body."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.entries import FACTS
from sphinx_dossier.evidence.article import BODY, FURNITURE
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.seen import Finding, Seen

_NAMES = {"byline": "by-line", FURNITURE: "furniture of the page"}


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding where all that proves a claim stands outside the body.

    How a name is written can be read off a caption as well; the furniture of a page proves nothing.
    """
    parts = list(dict.fromkeys(one.proof.part for one in seen))
    first = seen[0]
    if BODY in parts or (_only_words(first) and parts != [FURNITURE]):
        return
    where = " and the ".join(_NAMES.get(part, part) for part in parts)
    wrong = f"all that proves this claim stands in the {where}, and nothing in the body"
    yield first.of_claim(
        Code.OUTSIDE_BODY, wrong, "quote the body, or say in 'infer' why these words can be relied on"
    )


def _only_words(seen: Seen) -> bool:
    """Return whether a claim gives nothing but words as the source writes them."""
    return seen.claim.part == FACTS and all(seen.field(name).verbatim for name in seen.claim.said.values)
