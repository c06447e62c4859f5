"""The whole index: a directory, the words and facets of all pages in pieces, and the records that results show."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_dossier.indexing.pieces import FOLDER, array, cut, text
from sphinx_dossier.indexing.postings import written
from sphinx_dossier.indexing.terms import name_words, order, terms
from sphinx_dossier.pages.findable import FACETS, WRITTEN, Findable

DIRECTORY = f"{FOLDER}/index.json"
_TERMS, _NAMES, _VALUES, _RECORDS = 24_000, 20_000, 50_000, 12_000
"""How many characters a piece holds of words with their pages, of the words of names, of a facet, of records."""
_MOST = 100
"""How many records a piece holds at the most."""


def files(found: Iterable[Findable], uri: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by their paths, the directory last; `uri` gives the address of a page.

    The number of a page is its place in time, the newest first, then the entries that are in no time, and then
    other pages. The directory says how
    many there are, how many of them in time, how many records stand in a piece, and where the pieces begin.
    """
    pages = _newest_first(found)
    sum_, firsts, per = hashlib.sha256(), defaultdict[str, list[str]](list), _per(pages, uri)
    for name, first, content in _pieces(pages, uri, per):
        firsts[name].append(first)
        sum_.update(content)
        yield f"{FOLDER}/{name}-{len(firsts[name]) - 1}.json", content
    directory = {
        "version": sum_.hexdigest()[:12],
        "pages": len(pages),
        "dated": sum(bool(one.day) for one in pages),
        "per": per,
        "words": firsts["words"],
        "names": firsts["names"],
        "endings": firsts["endings"],
        "facets": {name: len(firsts[name]) for name in FACETS},
    }
    yield DIRECTORY, text(directory).encode()


def _newest_first(found: Iterable[Findable]) -> list[Findable]:
    pages = sorted(found, key=lambda one: (one.title, one.docname))
    dated = sorted((one for one in pages if one.day), key=lambda one: one.day, reverse=True)
    # What is no entry is the last that a reader of the knowledge base looks for.
    others = (one for one in pages if not one.day)
    return [*dated, *sorted(others, key=lambda one: (one.kind == WRITTEN, one.kind))]


def _pieces(pages: Sequence[Findable], uri: Callable[[str], str], per: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, first key and content of each piece."""
    for first, items in cut(terms(pages), _TERMS):
        yield "words", first, array(items)
    named = name_words(pages)
    turned = sorted((word[::-1] for word in named), key=order)
    for name, listed in (("names", named), ("endings", turned)):
        for first, items in cut(((word, text(word)) for word in listed), _NAMES):
            yield name, first, array(items)
    for facet in FACETS:
        for first, items in cut(_values(pages, facet), _VALUES):
            yield facet, first, array(items)
    for start in range(0, len(pages), per):
        yield "pages", "", array(record(one, uri) for one in pages[start : start + per])


def _values(pages: Iterable[Findable], facet: str) -> Iterator[tuple[str, str]]:
    """Yield each value of a facet, the most frequent first, with the JSON of it, its count and its pages."""
    held = defaultdict[str, list[int]](list)
    for number, one in enumerate(pages):
        for value in one.facets.get(facet, ()):
            held[value].append(number)
    for value, numbers in sorted(held.items(), key=lambda item: (-len(item[1]), item[0])):
        yield value, text([value, len(numbers), written(numbers)])


def _per(pages: Sequence[Findable], uri: Callable[[str], str]) -> int:
    """Return how many records a piece holds, so that it is of the size that it should be, judged by some of them."""
    some = pages[:: len(pages) // 1000 + 1]
    size = sum(len(record(one, uri)) for one in some) / max(len(some), 1)
    return max(1, min(_MOST, round(_RECORDS / max(size, 1))))


def record(one: Findable, uri: Callable[[str], str]) -> str:
    """Return what a result shows and is counted by, as JSON: names, facets, and each part with its address."""
    parts = [[part.anchor, part.title, *part.texts] for part in one.parts]
    facets = [one.facets.get(name, ()) for name in FACETS]
    return text([uri(one.docname), one.title, one.kind, one.date, one.names, facets, parts])
