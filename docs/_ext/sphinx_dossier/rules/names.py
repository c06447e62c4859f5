"""The names of every entry, and where they stand in a text: whole words in normal form, the longest name first."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_dossier.entries import FACTS, Entry
from sphinx_dossier.evidence.terms import chunks
from sphinx_dossier.evidence.words import words
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.tracing import NAMES, OF, note_all, noted, unnoted

PERSON = "Person"
"""What the kinds are in schema.org whose entries are sorted by the family's name."""


class Name(NamedTuple):
    """A name of an entry: its words, and how it is written; `family` where it was taken from `sort`.

    A name of one word with a capital is meant only where it has one: a Ms May is not what may be.
    """

    words: tuple[str, ...]
    text: str
    entry: str
    family: bool
    capital: bool


class Spot(NamedTuple):
    """A word of a text in normal form, and the run of text between white space that it stands in, counted from 0.

    `capital` says that the run has a capital letter.
    """

    text: str
    capital: bool
    chunk: int


class Mention(NamedTuple):
    """Where a name stands in a text, by its first and last word from 0, and whose it can be."""

    first: int
    last: int
    text: str
    entries: frozenset[str]


class Index(NamedTuple):
    """Names by their words; `lengths` says how many words the names that start with a word have, the most first.

    Looked up by their words, names cost the same in a library of ten thousand people, of whom hundreds share a name;
    and what is noted to be read is no more than those words, so that a new name is of matter only where it may stand.
    """

    lengths: Mapping[str, Sequence[int]]
    names: Mapping[tuple[str, ...], Sequence[Name]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a library: those of each entry, those that are proper names, and all of them by first word."""

    of: Mapping[str, Sequence[Name]]
    proper: Index
    every: Index


def names(library: Library) -> Names:
    """Return the names of a library; of the same one they are gathered once."""
    with unnoted():
        return _names(_Same(library))


def forget() -> None:
    """Let go of the library whose names were gathered last."""
    _names.cache_clear()


class _Same:
    """A library as a key: a library is compared by its content, and has no hash."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.library is self.library

    def __hash__(self) -> int:
        return id(self.library)


@functools.lru_cache(maxsize=1)
def _names(same: _Same) -> Names:
    library = same.library
    of: dict[str, tuple[Name, ...]] = {}
    proper: list[Name] = []
    for entry in library.entries.values():
        if entry.kind == SOURCE or entry.keys.all("withdrawn"):
            continue
        kind = library.kinds[entry.kind]
        of[entry.id] = tuple(_of(entry, family=kind.schema == PERSON))
        proper += of[entry.id] if kind.proper else ()
    by_entry = noted(of, NAMES, OF.__add__)
    return Names(of=by_entry, proper=_index(proper), every=_index(name for found in of.values() for name in found))


def _of(entry: Entry, *, family: bool) -> Iterator[Name]:
    """Yield the names of an entry: its own, those that sources give it, and the family's name of a person."""
    cited = (value for claim in entry.of(FACTS) for value in claim.said.all("name"))
    texts = {str(text): False for text in (entry.name, *cited)}
    if family and entry.sort != entry.name and "," in entry.sort:
        texts.setdefault(entry.sort.partition(",")[0].strip(), True)
    for text, taken in texts.items():
        if found := tuple(words(text)):
            yield Name(found, text, entry.id, taken, capital=len(found) == 1 and text != text.lower())


def _index(found: Iterable[Name]) -> Index:
    lengths, named = defaultdict[str, set[int]](set), defaultdict[tuple[str, ...], list[Name]](list)
    for name in found:
        lengths[name.words[0]].add(len(name.words))
        named[name.words].append(name)
    by_first = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}
    return Index(by_first, noted(named, NAMES, " ".join))


@functools.lru_cache(maxsize=1024)
def spots(text: str) -> tuple[Spot, ...]:
    """Return the words of a text with where each stands."""
    return tuple(
        Spot(word, chunk != chunk.lower(), number)
        for number, chunk in enumerate(chunks(text))
        # Most runs are one plain word already.
        for word in ((chunk.lower(),) if chunk.isascii() and chunk.isalnum() else words(chunk))
    )


def mentions(found: Sequence[Spot], index: Index) -> Iterator[Mention]:
    """Yield the names in a text, from the first word on and each as long as it can be."""
    # All words at once: one by one would take longer than to look for them.
    note_all(NAMES + spot.text for spot in found)
    at = 0
    while at < len(found):
        if longest := _longest(found, at, index):
            last = at + len(longest[0].words) - 1
            yield Mention(at, last, longest[0].text, frozenset(name.entry for name in longest))
            at = last
        at += 1


def _longest(found: Sequence[Spot], at: int, index: Index) -> list[Name]:
    """Return the names that stand at a word, those that are longest."""
    for size in index.lengths.get(found[at].text, ()):
        run = tuple(spot.text for spot in found[at : at + size])
        if here := [name for name in index.names.get(run, ()) if not name.capital or found[at].capital]:
            return here
    return []


def in_names(text: str, known: Names) -> frozenset[int]:
    """Return the chunks of a text that belong to a name: a number or a year there is a part of it."""
    found = spots(text)
    return frozenset(spot.chunk for one in mentions(found, known.every) for spot in found[one.first : one.last + 1])


def _stands(name: Name, found: Sequence[Spot], at: int) -> bool:
    run = found[at : at + len(name.words)]
    return tuple(spot.text for spot in run) == name.words and (not name.capital or run[0].capital)


def held(id_: str, found: Sequence[Spot], known: Names, own: str = "") -> bool:
    """Return whether a name of an entry stands in a text, and not only as a part of another entry's longer name.

    In a compound with a hyphen each name stays one: an alliance of two countries names both. And what the `own`
    entry, of which something is said, has in its name is named with it: the Norland Coast Guard is Norland's.
    """
    spans = [(name, at) for name in known.of[id_] for at in range(len(found)) if _stands(name, found, at)]
    places = [(at, at + len(name.words) - 1) for name, at in spans]
    if not places:
        return False
    others = [one for one in mentions(found, known.proper) if not one.entries & {id_, own}]
    return any(not any(_inside(place, other, found) for other in others) for place in places)


def _inside(place: tuple[int, int], other: Mention, found: Sequence[Spot]) -> bool:
    first, last = place
    if not (other.first <= first and last <= other.last and last - first < other.last - other.first):
        return False
    # What stands in one run of text is a compound, as in Japan-U.S. alliance.
    before = first > other.first and found[first - 1].chunk == found[first].chunk
    return not (before or (last < other.last and found[last + 1].chunk == found[last].chunk))
