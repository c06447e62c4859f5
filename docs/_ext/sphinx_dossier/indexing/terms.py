"""The words of all pages, each with the pages that hold it, and where in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum

from sphinx_dossier.indexing.pieces import text
from sphinx_dossier.indexing.postings import written
from sphinx_dossier.indexing.words import words
from sphinx_dossier.pages.findable import Findable

_FEW, _SHARE, _SHORT = 3, 6, 3
NEAR = 3
"""The fewest letters of a word of a name for which near ones are looked for."""


class Level(IntEnum):
    """How much a word says of the page that holds it, in the order in which the lists of a word are written."""

    HELD = 0
    """In a claim, a quote or a text."""
    OFTEN = 1
    """In at least three of these, or in one of six."""
    NAMED = 2
    """In a name of many words."""
    BRIEF = 3
    """In a name of two or three words."""
    WHOLE = 4
    """A name by itself."""


def levels(one: Findable) -> dict[str, Level]:
    """Return the words of a page, each with the highest of its levels."""
    texts = [*one.also, *(said for part in one.parts for said in (part.title, *part.texts))]
    often = Counter(word for said in texts for word in set(words(said)))
    # Said once on a short page, a word says as much of it as said often on a long one.
    enough = min(_FEW, len(texts) / _SHARE)
    found = {word: Level.HELD if count < enough else Level.OFTEN for word, count in often.items()}
    for name in (one.title, *one.names):
        in_name = list(words(name))
        level = Level.WHOLE if len(in_name) == 1 else Level.BRIEF if len(in_name) <= _SHORT else Level.NAMED
        for word in in_name:
            found[word] = max(level, found.get(word, level))
    return found


def order(word: str) -> bytes:
    """Return what puts words in the order in which a browser compares them."""
    return word.encode("utf-16-be", "surrogatepass")


def terms(pages: Iterable[Findable]) -> Iterator[tuple[str, str]]:
    """Yield each word in order, with the JSON of its name and its lists of pages by level; empty ones are 0."""
    held: defaultdict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in Level])
    for number, one in enumerate(pages):
        for word, level in levels(one).items():
            held[word][level].append(number)
    for word in sorted(held, key=order):
        lists = held[word]
        last = max(level for level in Level if lists[level])
        yield word, text([word, *(written(lists[level]) if lists[level] else 0 for level in Level if level <= last)])


def name_words(pages: Iterable[Findable]) -> list[str]:
    """Return the words of all names in order, of which those that are near a misprint are found."""
    found = {word for one in pages for name in (one.title, *one.names) for word in words(name)}
    return sorted((word for word in found if len(word) >= NEAR), key=order)
