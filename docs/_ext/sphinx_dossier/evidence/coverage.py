"""What a source has given: which of its words and sentences are quoted, and for which claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from operator import itemgetter

from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.evidence.article import BODY, FURNITURE
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof, Span
from sphinx_dossier.library import Library

_END = itemgetter(1)
_LABELS = {BODY: "paragraph", "byline": "by-line", FURNITURE: "page furniture"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A range of a source that is quoted, in the words of the first who does so, and the claims that it proves."""

    quote: str
    proof: Proof
    uses: tuple[tuple[Entry, Claim], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its number in its paragraph, its first and last word, and how many of its words are quoted."""

    number: int
    first: int
    last: int
    quoted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A paragraph of a source, or neighbouring paragraphs of page furniture, which is not the article's own.

    `number` counts the stretches of a part; `label` is what a reader calls this one, as in paragraph 3.
    """

    part: str
    number: int
    label: str
    first: int
    last: int
    quoted: int
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]

    @property
    def words(self) -> int:
        """Return how many words the stretch has."""
        return self.last - self.first + 1

    @property
    def cited(self) -> int:
        """Return how many of its sentences have a word that is quoted."""
        return sum(bool(sentence.quoted) for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a source has given: `own` words are all but furniture, and `quoted` says how many of these are quoted."""

    source: str
    words: int
    own: int
    quoted: int
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]

    @property
    def share(self) -> float:
        """Return the share of the own words that is quoted, from 0 to 1."""
        return self.quoted / self.own if self.own else 0.0

    @property
    def claims(self) -> int:
        """Return how many claims the quotes prove."""
        return len({(entry.id, claim.id) for mark in self.marks for entry, claim in mark.uses})

    @property
    def body(self) -> tuple[int, int]:
        """Return how many sentences of the body have something cited, and how many sentences it has."""
        return _cited(stretch for stretch in self.stretches if stretch.part == BODY)

    @property
    def beside(self) -> tuple[int, int]:
        """Return the same of the source's other own parts: title, standfirst, by-line and captions."""
        return _cited(stretch for stretch in self.stretches if stretch.part not in {BODY, FURNITURE})

    @property
    def uncited(self) -> tuple[tuple[Stretch, Sentence], ...]:
        """Return the own sentences of which no word is quoted."""
        own = (stretch for stretch in self.stretches if stretch.part != FURNITURE)
        return tuple((one, sentence) for one in own for sentence in one.sentences if not sentence.quoted)


def coverage(source: str, library: Library, print_: Fingerprint, proofs: Mapping[tuple[str, str], Proof]) -> Coverage:
    """Return what a source has given to a library; only quotes that have a proof are counted."""
    found = marks(source, library, proofs)
    spans = union(span for mark in found for span in mark.proof.spans)
    number, own = quoted(print_, spans)
    stretches = _stretches(print_, spans, found)
    return Coverage(source=source, words=print_.words, own=own, quoted=number, stretches=stretches, marks=found)


def in_body(found: Iterable[Coverage]) -> tuple[int, int]:
    """Return how many sentences in all bodies together have something cited, and how many there are."""
    bodies = [one.body for one in found]
    return sum(cited for cited, _ in bodies), sum(sentences for _, sentences in bodies)


def marks(source: str, library: Library, proofs: Mapping[tuple[str, str], Proof]) -> tuple[Mark, ...]:
    """Return the ranges of a source that claims quote, in order; a range that is quoted twice is one."""
    texts: dict[tuple[Span, ...], str] = {}
    uses: dict[tuple[Span, ...], dict[tuple[str, str], tuple[Entry, Claim]]] = {}
    for entry, claim, citation in library.citing.get(source, ()):
        if proof := proofs.get((source, citation.quote.text)):
            texts.setdefault(proof.spans, citation.quote.text)
            uses.setdefault(proof.spans, {})[entry.id, claim.id] = entry, claim
    return tuple(
        Mark(quote=texts[spans], proof=proofs[source, texts[spans]], uses=tuple(uses[spans].values()))
        for spans in sorted(texts)
    )


def quoted(print_: Fingerprint, spans: Iterable[Span]) -> tuple[int, int]:
    """Return how many of a source's own words lie in one of the spans, and how many own words it has."""
    own = [(first, last) for part, first, last in print_.parts if part != FURNITURE]
    joined = union(spans)
    return sum(_within(one, joined) for one in own), sum(last - first + 1 for first, last in own)


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the words of all spans as spans that neither touch nor overlap, in order."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _within(span: Span, spans: Sequence[Span]) -> int:
    """Return how many words of a span lie in one of several, which are in order and do not overlap."""
    number, (start, end) = 0, span
    # Of a source that is much quoted most spans are elsewhere.
    for first, last in islice(spans, bisect_left(spans, start, key=_END), None):
        if first > end:
            break
        number += min(end, last) - max(start, first) + 1
    return number


def _cited(stretches: Iterable[Stretch]) -> tuple[int, int]:
    found = list(stretches)
    return sum(one.cited for one in found), sum(len(one.sentences) for one in found)


def _stretches(print_: Fingerprint, spans: Sequence[Span], found: Sequence[Mark]) -> tuple[Stretch, ...]:
    ranges = list(_ranges(print_))
    many, seen = Counter(part for part, _ in ranges), Counter[str]()
    made = []
    for part, (first, last) in ranges:
        seen[part] += 1
        label = _LABELS.get(part, part)
        stretch = Stretch(
            part=part,
            number=seen[part],
            label=f"{label} {seen[part]}" if part == BODY or (many[part] > 1 and part != FURNITURE) else label,
            first=first,
            last=last,
            quoted=_within((first, last), spans),
            sentences=_sentences(print_, first, last, spans),
            marks=tuple(mark for mark in found if any(a <= last and b >= first for a, b in mark.proof.spans)),
        )
        made.append(stretch)
    return tuple(made)


def _ranges(print_: Fingerprint) -> Iterable[tuple[str, Span]]:
    """Yield each paragraph with its part; neighbouring paragraphs of furniture are one."""
    ends = sorted({0, *print_.paragraphs, *(last for _, _, last in print_.parts)})
    paragraphs = [(print_.part(last), (before + 1, last)) for before, last in pairwise(ends)]
    for part, group in groupby(paragraphs, key=lambda one: one[0]):
        ranges = [range_ for _, range_ in group]
        yield from [(part, (ranges[0][0], ranges[-1][1]))] if part == FURNITURE else ((part, one) for one in ranges)


def _sentences(print_: Fingerprint, first: int, last: int, spans: Sequence[Span]) -> tuple[Sentence, ...]:
    start = bisect_right(print_.sentences, first - 1)
    within = [end for end in print_.sentences[start:] if end < last]
    return tuple(
        Sentence(number=number, first=before + 1, last=end, quoted=_within((before + 1, end), spans))
        for number, (before, end) in enumerate(pairwise([first - 1, *within, last]), start=1)
    )
