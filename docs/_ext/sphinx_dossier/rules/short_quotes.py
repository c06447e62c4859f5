"""Short quotes out of a passage: for each sentence the words that a check finds least fault with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_dossier.evidence.around import Spans
from sphinx_dossier.evidence.article import BODY
from sphinx_dossier.evidence.find import find, parts
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof, Span
from sphinx_dossier.evidence.whence import Run
from sphinx_dossier.evidence.words import pieces
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.quotes import cuts
from sphinx_dossier.rules.turns import left_out
from sphinx_dossier.settings import Settings

_AROUND = "\"'“”‘’«»()[]{}.,;:!?-–— \u2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortQuote:
    """A quote as the passage writes it, where it stands, and how good it is.

    `faults` counts what the check finds in it, `telling` its words that claims are made of, and `open` how many of
    its two ends are not those of the sentence.
    """

    text: str
    proof: Proof
    faults: int
    telling: int
    open: int


class Passage:
    """A passage with its words, each of which knows the run of text between white space that it stands in."""

    def __init__(self, text: str) -> None:
        """Read the words of a text."""
        found = pieces(text)
        self.chunks = [chunk for chunk, _ in found]
        self._chunk_of = [number for number, (_, own) in enumerate(found) for _ in own]
        self.words = [word.text for _, own in found for word in own]

    def text(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as they are written, without the signs around them."""
        first, last = self._chunk_of[start], self._chunk_of[end - 1]
        return " ".join(self.chunks[first : last + 1]).strip(_AROUND)

    def telling(self) -> frozenset[int]:
        """Return the words with a capital or a figure: names, numbers and dates are what claims are made of."""
        told = {n for n, chunk in enumerate(self.chunks) if chunk != chunk.lower() or any(c.isdigit() for c in chunk)}
        return frozenset(at for at, chunk in enumerate(self._chunk_of) if chunk in told)


def short_quotes(passage: Passage, runs: Iterable[Run], print_: Fingerprint, settings: Settings) -> list[ShortQuote]:
    """Return a quote for each sentence of the source that the runs touch, where one can be made, in their order."""
    telling = passage.telling()
    found: dict[int, ShortQuote] = {}
    for run in runs:
        for number, (first, last) in _sentences(print_, run):
            spans = _cuts_of(first, last, settings)
            quotes = [q for span in spans if (q := _quote(passage, run, span, print_, settings, telling))]
            if quotes:
                best = min(quotes, key=_rank)
                found[number] = min(found.get(number, best), best, key=_rank)
    return [found[number] for number in sorted(found)]


def faults(
    print_: Fingerprint, spans: Spans, words: Sequence[Sequence[str]], settings: Settings
) -> tuple[tuple[Code, str, str], ...]:
    """Return what a check finds in how a quote is cut, and in what its cut leaves out: codes, words, what to do."""
    return (*cuts(print_, spans, words, settings), *left_out(print_, spans, words))


def has_length(words: Sequence[Sequence[str]], settings: Settings) -> bool:
    """Return whether the parts of a quote, as words, are together short enough and each long enough."""
    shortest = min(map(len, words), default=0)
    return settings.quote_shortest <= shortest and sum(map(len, words)) <= settings.quote_longest


def best_of(quotes: Sequence[ShortQuote]) -> ShortQuote:
    """Return the quote that a check finds least fault with, of several the one that says most."""
    return min(quotes, key=_rank)


def _rank(quote: ShortQuote) -> tuple[int, bool, int, int, tuple[Span, ...]]:
    return quote.faults, quote.proof.part != BODY, -quote.telling, quote.open, quote.proof.spans


def _sentences(print_: Fingerprint, run: Run) -> Iterator[tuple[int, Span]]:
    """Yield the number of each sentence that a run touches, and which of its words the run has."""
    at = run.at
    while at < run.after:
        number = bisect_left(print_.sentences, at)
        last = min(print_.sentences[number] if number < len(print_.sentences) else print_.words, run.after - 1)
        yield number, (at, last)
        at = last + 1


def _cuts_of(first: int, last: int, settings: Settings) -> Iterator[Span]:
    """Yield the sentence whole where it is short enough, else every stretch of it that is as long as may be."""
    length = last - first + 1
    if settings.quote_shortest <= length <= settings.quote_longest:
        yield first, last
    elif length > settings.quote_longest:
        for start in range(first, last - settings.quote_longest + 2):
            yield start, start + settings.quote_longest - 1


def _quote(
    passage: Passage, run: Run, span: Span, print_: Fingerprint, settings: Settings, telling: frozenset[int]
) -> ShortQuote | None:
    """Return the quote of some words of the source as the passage writes them, None where that is no quote."""
    start, end = span[0] - run.at + run.start, span[1] - run.at + run.start + 1
    text = passage.text(start, end)
    found = parts(text)
    if not has_length(found, settings):
        return None
    proof = find(print_, text)
    if not isinstance(proof, Proof):
        return None
    ends = {0, *print_.sentences}
    return ShortQuote(
        text=text,
        proof=proof,
        faults=len(faults(print_, proof.spans, found, settings)),
        telling=len(telling & set(range(start, end))),
        open=(span[0] - 1 not in ends) + (span[1] not in ends),
    )
