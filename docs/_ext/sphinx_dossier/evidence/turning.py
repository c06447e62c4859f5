"""Words that turn the meaning of a sentence: where they stand in a text, by the lists of its language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.evidence.marks import MARKS, Marks
from sphinx_dossier.evidence.words import words

TURNS = ("negation", "denial", "hedge", "condition", "attribution")
"""The sorts of words that turn the meaning of a sentence."""

Phrase: TypeAlias = tuple[str, ...]
_KINDS = {
    "<word>": re.compile(".+"),
    "<number>": re.compile("[0-9]+"),
    "<day>": re.compile("[0-9]{1,2}(?:st|nd|rd|th)?"),
}
"""What stands in a phrase for any word, any number, and any day of a month."""
_MARKED = re.compile(f"(<(?:{'|'.join(MARKS)})>)(.+)")
_BARE: Marks = frozenset()


def phrase(text: str) -> Phrase:
    """Return a phrase of a list as words in normal form; what stands for any word stays, and so does a mark."""
    return tuple(word for piece in text.split() for word in ([piece] if piece in _KINDS else _marked(piece)))


def _marked(piece: str) -> list[str]:
    match = _MARKED.fullmatch(piece)
    return [match[1] + word for word in words(match[2])] if match else words(piece)


def unmarked(told: str) -> tuple[str, str]:
    """Return a word of a phrase without its mark, and the mark it asks for, if any."""
    match = _MARKED.fullmatch(told)
    return (match[2], match[1][1:-1]) if match else (told, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """The phrases that turn a meaning, by their first word, and those in which they do not, by each word.

    A word of a phrase may ask for a mark of the word in the text, as `<start>were` for one that starts a sentence;
    `asking` holds these words: in a sentence without them, marks make no difference.
    """

    starts: Mapping[str, tuple[tuple[Phrase, str], ...]]
    harmless: Mapping[str, tuple[tuple[Phrase, int], ...]]
    asking: frozenset[str]

    def positions(self, text: Sequence[str], marks: Sequence[Marks] = ()) -> dict[str, tuple[int, ...]]:
        """Return, for each sort, the first word of each of its phrases in a list of words, counted from 1.

        `marks` are those of each word; without them no word has any.
        """
        found: dict[str, dict[int, None]] = {turn: {} for turn in TURNS}
        for at, word in enumerate(text):
            for turning, turn in self.starts.get(word, ()):
                if _stands(turning, text, at, marks) and not self._harmless(text, at, len(turning), marks):
                    found[turn][at + 1] = None
        return {turn: tuple(places) for turn, places in found.items()}

    def _harmless(self, text: Sequence[str], at: int, length: int, marks: Sequence[Marks]) -> bool:
        """Return whether the words from `at` stand, all of them, in a phrase in which they turn nothing."""
        return any(
            place + length <= len(whole) and _stands(whole, text, at - place, marks)
            for whole, place in self.harmless.get(text[at], ())
        )


def turning(turns: Mapping[str, Iterable[Phrase]], harmless: Iterable[Phrase]) -> Turning:
    """Return the phrases of a language, ready to be looked for."""
    starts: defaultdict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    wholes: defaultdict[str, list[tuple[Phrase, int]]] = defaultdict(list)
    asking: set[str] = set()
    for one, turn in ((one, turn) for turn, phrases in turns.items() for one in phrases):
        starts[unmarked(one[0])[0]].append((one, turn))
        asking.update(_asking(one))
    for one in harmless:
        for place, word in enumerate(one):
            wholes[unmarked(word)[0]].append((one, place))
        asking.update(_asking(one))
    return Turning(
        starts={word: tuple(found) for word, found in starts.items()},
        harmless={word: tuple(found) for word, found in wholes.items()},
        asking=frozenset(asking),
    )


def _asking(one: Phrase) -> Iterator[str]:
    """Yield the words of a phrase that ask for a mark."""
    yield from (word for word, mark in map(unmarked, one) if mark)


def held(text: Sequence[str], phrases: Mapping[str, Iterable[Phrase]]) -> set[Phrase]:
    """Return those of some phrases, given by their first words, that stand in a list of words."""
    return {one for at, word in enumerate(text) for one in phrases.get(word, ()) if _stands(one, text, at)}


def by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    """Return phrases by their first words."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for one in phrases:
        found[one[0]].append(one)
    return {word: tuple(ones) for word, ones in found.items()}


def _stands(one: Phrase, text: Sequence[str], at: int, marks: Sequence[Marks] = ()) -> bool:
    """Return whether a phrase stands in a list of words from `at` on."""
    if at < 0 or at + len(one) > len(text):
        return False
    return all(_is(told, text[i], marks[i] if marks else _BARE) for i, told in enumerate(one, start=at))


def _is(told: str, word: str, marks: Marks) -> bool:
    if told[0] != "<":
        return told == word
    if kind := _KINDS.get(told):
        return kind.fullmatch(word) is not None
    bare, mark = unmarked(told)
    return bare == word and mark in marks


def canonical(lists: Mapping[str, Iterable[Phrase]]) -> Iterator[str]:
    """Yield lists as lines that are the same whatever the order of their phrases: each name, then its phrases."""
    for name, phrases in lists.items():
        yield name
        yield from sorted(" ".join(one) for one in set(phrases))
