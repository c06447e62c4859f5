"""Invented articles for property tests: their words, and the same words typed in another way."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st
from sphinx_dossier.evidence.fingerprint import Fingerprint, make
from sphinx_dossier.values import Lines, Record

_WORDS = (
    "anchor basket café coöperation drizzle éclair façade gravel harbour ivory jetty kelp lantern mariner naïve "
    "orchard pebble quay résumé schooner thimble umbrella velvet willow xebec yonder zephyr 400 counter current "
    "the of and in a"
)
VOCABULARY = _WORDS.split()
"""Words of three sorts: rare ones, ones with accents, and those of which each text has many."""
STRANGERS = ["brontosaur", "piccolo", "saxophone", "tarmac", "wombat"]
"""Words that no invented article has."""

_ENDS = [". ", "! ", "? ", ", ", "; ", " – ", " ", " ", " ", " ", " ", " ", "\n", " “", "” "]
_GAPS = [" ", "  ", "\u00a0", "\u2009", "\u202f", "\n", "\n  ", "\t", ", ", " – ", " — ", " “", "” ", "’ ", "; "]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its words in normal form; `ends` counts the words up to the end of each paragraph."""

    text: str
    words: tuple[str, ...]
    ends: tuple[int, ...]

    def paragraph(self, word: int) -> int:
        """Return the number, from 0, of the paragraph of a word counted from 0."""
        return next(number for number, end in enumerate(self.ends) if word < end)


def normal(word: str) -> str:
    """Return the normal form of a word of the vocabulary, by the simplest means."""
    return unicodedata.normalize("NFC", word.lower())


@st.composite
def articles(draw: st.DrawFn, *, paragraphs: int = 4, least: int = 30, distinct: bool = False) -> Article:
    """An article of some paragraphs, with at least so many words; `distinct` means that no word occurs twice."""
    found: list[str] = []
    ends, texts = list[int](), list[str]()
    # Thousands of choices of their own would take long to draw, and hardly any of them matters.
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 (nothing is kept secret)
    for _ in range(draw(st.integers(1, paragraphs))):
        count = draw(st.integers(least, least + 20)) if not ends else draw(st.integers(1, 25))
        new = [chance.choice(VOCABULARY) for _ in range(count)]
        if distinct:
            new = [f"{word}{len(found) + at}" for at, word in enumerate(new)]
        printed = [_split(word, chance.randrange(99)) if chance.random() < 0.1 else word for word in new]
        texts.append("".join(word + chance.choice(_ENDS) for word in printed))
        found += new
        ends.append(len(found))
    text = draw(st.sampled_from(["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])).join(texts)
    return Article(text=text, words=tuple(map(normal, found)), ends=tuple(ends))


@st.composite
def retyped(draw: st.DrawFn, words: tuple[str, ...]) -> str:
    """The words as somebody else's keyboard, typesetter or copier might write them."""
    pieces = []
    for at, word in enumerate(words):
        pieces.append(draw(_typed(word)))
        if at < len(words) - 1:
            pieces.append(draw(st.sampled_from(_GAPS)))
    return (
        draw(st.sampled_from(["", "“", "‘", " ", "«\u00a0", '"']))
        + "".join(pieces)
        + draw(st.sampled_from(["", ".", "”", ",”", "\u00a0»", "!"]))
    )


@st.composite
def _typed(draw: st.DrawFn, word: str) -> str:
    """One word in another form."""
    for change in draw(
        st.lists(st.sampled_from([_title, _upper, _split, _fold_out, _wide]), max_size=3, unique=True)
    ):
        word = change(word, draw(st.integers(0, 99)))
    return word


def _title(word: str, _: int) -> str:
    return word[:1].upper() + word[1:]


def _upper(word: str, _: int) -> str:
    return word.upper()


def _split(word: str, at: int) -> str:
    """Set a soft hyphen, with or without the end of a line after it."""
    at %= len(word) + 1
    # Before an accent that stands by itself it would part a letter in two.
    while at < len(word) and unicodedata.combining(word[at]):
        at += 1
    if at in {0, len(word)}:
        return word
    return word[:at] + ["\u00ad", "\u00ad\n", "\u00ad\r\n  ", "\u200b"][at % 4] + word[at:]


def _fold_out(word: str, _: int) -> str:
    return unicodedata.normalize("NFD", word)


def _wide(word: str, _: int) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word)


# The article of tests/cases/daily.part, with the layout that its entry there has.

DAILY = """\
Ministers open talks in Northport

By Cora Writer

Ada Example and Ben Sample met in the old harbour of Northport on Monday. The two ministers
spoke for an hour about the ferry across the bay.

"We did not sign anything today," Example said. She added that over 400 boats had
joined the rescue exercise in March.

Sample's office denied that the ferry would close. A café near the quay served both
delegations counter-current soup.

Read next: Ten quiet harbours
"""
DAILY_LAYOUT = Record(
    {
        "title": (Lines(first=1, last=1),),
        "byline": (Lines(first=3, last=3),),
        "furniture": (Lines(first=14, last=14),),
    }
)
NO_LAYOUT = Record()


def print_of(article: Article | str, layout: Record = NO_LAYOUT) -> Fingerprint:
    text = article if isinstance(article, str) else article.text
    return make(text.encode(), layout)
