"""Words that turn a meaning stand in the quote, where its sentence has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.evidence.around import Spans, outside
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.problems import Code, count
from sphinx_dossier.rules.seen import Finding, Seen

_QUOTE = "quote it too, or say in 'infer' why it does not touch the claim"
_NAMED = "quote who says it too and name them in 'by', or say in 'infer' why it does not matter to the claim"
_SORTS = {
    "negation": (Code.CUT_NEGATION, "a negation", "negations", _QUOTE),
    "denial": (Code.CUT_DENIAL, "a denial", "denials", _QUOTE),
    "hedge": (Code.CUT_HEDGE, "a word of doubt or intention", "words of doubt or intention", _QUOTE),
    "condition": (Code.CUT_CONDITION, "a condition", "conditions", _QUOTE),
    "attribution": (Code.CUT_ATTRIBUTION, "an attribution", "attributions", _NAMED),
}


def check(seen: Seen) -> Iterator[Finding]:
    """Yield a finding for each sort of turning words that stand in the sentences of a quote and outside of it.

    What is told in passing, as a name, is not touched by the rest of its sentence.
    """
    if not seen.in_passing:
        for code, wrong, allowed in left_out(seen.print_, seen.proof.spans, seen.parts):
            yield seen.finding(code, wrong, allowed)


def left_out(print_: Fingerprint, spans: Spans, parts: Sequence[Sequence[str]]) -> Iterator[tuple[Code, str, str]]:
    """Yield the code of each sort that a quote leaves out, in words where the nearest stands, and what to do."""
    for turn, (code, one, many, allowed) in _SORTS.items():
        if positions := outside(print_, spans, turn):
            _, where = min(_away(at, spans, parts) for at in positions)
            what = f"{one} that the quote leaves out, {where}"
            if len(positions) > 1:
                what = f"{len(positions)} {many} that the quote leaves out, the nearest {where}"
            yield code, f"the sentence has {what}", allowed


def _away(at: int, spans: Spans, parts: Sequence[Sequence[str]]) -> tuple[int, str]:
    """Return how many words a position is away from a quote, and the same in words with its side."""
    near: list[tuple[int, str]] = []
    for number, (first, last) in enumerate(spans):
        distance = first - at if at < first else at - last
        side = "before" if at < first else "after"
        whole = "it" if len(spans) == 1 else f"'{parts[number][0 if at < first else -1]}'"
        near.append((distance, f"{count(distance, 'word')} {side} {whole}"))
    distance, where = min(near, key=lambda one: one[0])
    return distance, f"where its dots stand, {where}" if spans[0][1] < at < spans[-1][0] else where
