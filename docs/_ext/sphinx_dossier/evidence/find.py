"""Finding a quote in a fingerprint, and where it is not there, the passage that comes nearest."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_dossier.evidence.around import faults
from sphinx_dossier.evidence.article import BODY
from sphinx_dossier.evidence.fingerprint import SIZE, WINDOW, Fingerprint, hashes
from sphinx_dossier.evidence.proof import Proof, Span
from sphinx_dossier.evidence.words import words

_DOTS = re.compile(r"\s*[\[(]?(?:\.{3,}|\u2026)[\])]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The passage that comes nearest: its first word in the source, and how many of the quote's words match.

    `first` and `last` are the first and the last matching word of the quote's part, counted from 0.
    """

    position: int
    matched: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A quote that is not there: the part of it that is missing, as words, and the nearest passage.

    Where `near` and `part` are empty, each part is there, but not in this order in one paragraph.
    """

    part: tuple[str, ...] = ()
    near: Near | None = None


def pieces(quote: str) -> list[str]:
    """Return the parts of a quote between dots as they are written; empty parts are left out."""
    return [part for part in _DOTS.split(quote) if words(part)]


@functools.lru_cache(maxsize=4096)
def parts(quote: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a quote between dots, each as its words; empty parts are left out."""
    return tuple(found for part in _DOTS.split(quote) if (found := tuple(words(part))))


def find(print_: Fingerprint, quote: str) -> Proof | Miss:
    """Return where a quote stands, its parts in order in one paragraph.

    Of several places one in the body counts before others, then the one where the quote leaves least out, then the
    first.
    """
    spans: list[list[Span]] = []
    for part in parts(quote):
        found = list(_occurrences(print_, part))
        if not found:
            return Miss(part=part, near=_nearest(print_, part))
        spans.append(found)
    if not spans:
        return Miss()
    chains = [chain for first in spans[0] if (chain := _chain(print_, first, spans[1:]))]
    if not chains:
        return Miss()
    best = chains[0]
    if len(chains) > 1:
        best = min(chains, key=lambda chain: (print_.part(chain[0][0]) != BODY, faults(print_, chain), chain))
    return Proof(spans=tuple(best), part=print_.part(best[0][0]))


def has(print_: Fingerprint, quote: str) -> bool:
    """Return whether each part of a quote occurs, in whatever order."""
    return bool(found := parts(quote)) and all(any(_occurrences(print_, part)) for part in found)


def matched(print_: Fingerprint, quote: str) -> int:
    """Return how many words of a quote stand in a source, each part where most of it does."""
    found = ((part, any(_occurrences(print_, part))) for part in parts(quote))
    return sum(
        len(part) if whole else near.matched if (near := _nearest(print_, part)) else 0 for part, whole in found
    )


def _occurrences(print_: Fingerprint, part: Sequence[str]) -> Iterator[Span]:
    """Yield the first and last word of each place where the words of a part stand."""
    if len(part) < WINDOW:
        return
    for at in _all(print_.windows, hashes(part, print_.salt)):
        yield at + 1, at + len(part)


def _paragraph(print_: Fingerprint, word: int) -> int:
    return bisect_left(print_.paragraphs, word)


def _chain(print_: Fingerprint, first: Span, rest: list[list[Span]]) -> list[Span] | None:
    """Return the earliest spans of the other parts that follow `first` in its paragraph, or None."""
    chain = [first]
    home = _paragraph(print_, first[0])
    if _paragraph(print_, first[1]) != home:
        return None
    for spans in rest:
        after = (s for s in spans if s[0] > chain[-1][1] and _paragraph(print_, s[1]) == home)
        if (span := next(after, None)) is None:
            return None
        chain.append(span)
    return chain


def _nearest(print_: Fingerprint, part: Sequence[str]) -> Near | None:
    """Return the passage along which most windows of a part match, or None where none does."""
    needle = hashes(part, print_.salt)
    starts = [
        (i, at)
        for i in range(len(part) - WINDOW + 1)
        for at in _all(print_.windows, needle[i * SIZE : (i + 1) * SIZE])
    ]
    if not starts:
        return None
    offset, _ = Counter(at - i for i, at in starts).most_common(1)[0]
    matching = {i + k for i, at in starts if at - i == offset for k in range(WINDOW)}
    first, last = min(matching), max(matching)
    return Near(position=offset + first + 1, matched=len(matching), first=first, last=last)


def _all(blob: bytes, needle: bytes) -> Iterator[int]:
    """Yield the number, from 0, of each window at which the windows in `needle` stand in order."""
    at = blob.find(needle)
    while at >= 0:
        if at % SIZE == 0:
            yield at // SIZE
        at = blob.find(needle, at + 1)
