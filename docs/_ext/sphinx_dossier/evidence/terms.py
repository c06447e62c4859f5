"""The terms of a text, from which numbers and dates are read: words and figures, with what stands between them.

The normal form of words (words.py) keeps no punctuation; numbers and dates need it, as in 4,000 and January 6-7.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sphinx_dossier.evidence.language import Language, Phrases

_SPACED = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")  # the thin spaces of 4 000
_TERM = re.compile(
    r"(?<![^\W_])(?<![0-9]\.)(?:[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])|[0-9]+)(?:\.[0-9]+(?!\.?[0-9]))?|[^\W_]+"
)
_FIGURES = "0123456789,."
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_TIGHT = frozenset({" ", "-", "'", "\u2019", "\u2010", "\u2011", "/"})
"""What may stand between the words of a phrase."""


class Term(NamedTuple):
    """A word in lower case, or a figure with its `number`.

    `gap` is what stands before it, nothing in the `th` of 6th; `chunk` counts the runs of text between white space;
    `capital` says that the word starts with a capital letter.
    """

    text: str
    number: Decimal | None
    gap: str
    chunk: int
    capital: bool


def chunks(text: str) -> list[str]:
    """Return a text as its runs between white space; a figure is kept whole."""
    return unicodedata.normalize("NFKC", _SPACED.sub(",", text)).split()


def telling(text: str, lists: Language) -> bool:
    """Return whether a text can have a number or a date at all: most have neither, and need not be read for them."""
    return not lists.telling.isdisjoint(_WORD.findall(text.casefold())) or _DIGIT.search(text) is not None


@functools.lru_cache(maxsize=1024)
def terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a text in order, and at the end an empty one for what stands after the last."""
    found: list[Term] = []
    gap = ""
    for number, chunk in enumerate(chunks(text)):
        end = 0
        gap += " " if number else ""
        for match in _TERM.finditer(chunk):
            gap += chunk[end : match.start()]
            found.append(_term(match[0], gap, number))
            gap, end = "", match.end()
        gap += chunk[end:]
    return (*found, Term("", None, gap, found[-1].chunk if found else 0, capital=False))


def _term(raw: str, gap: str, chunk: int) -> Term:
    number = None
    if raw[0] in _FIGURES and not raw.strip(_FIGURES):
        number = Decimal(raw.replace(",", ""))
    return Term(raw.casefold(), number, gap, chunk, raw[0].isupper())


def phrase(found: Sequence[Term], at: int, phrases: Phrases) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase that starts at a term, and how many terms it has."""
    if not 0 <= at < len(found):
        return None
    for words, meaning in phrases.get(found[at].text, ()):
        run = found[at : at + len(words)]
        if tuple(term.text for term in run) == words and all(term.gap in _TIGHT for term in run[1:]):
            return meaning, len(words)
    return None


def phrase_before(found: Sequence[Term], end: int, phrases: Phrases) -> str:
    """Return the meaning of the longest phrase that ends just before a term, or nothing."""
    for start in range(max(end - 5, 0), end):
        if (match := phrase(found, start, phrases)) and start + match[1] == end:
            return match[0]
    return ""
