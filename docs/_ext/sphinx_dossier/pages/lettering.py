"""How wide words are in a picture, whose fonts nobody knows beforehand: rather too wide than too narrow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NARROW, _WIDE = frozenset("iljtfrI.,:;'’!|()[]- "), frozenset("mwMW—%&@")


def width(text: str, size: float) -> float:
    """Return how wide a line is at most in letters of a size."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    """Return how wide a letter is at most by its size, as wide fonts without serifs have it."""
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE:
        return 1
    return 0.79 if letter.isupper() else 0.64


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Return a text in lines no wider than there is room; only a word that is wider itself is broken."""
    lines = [""]
    for word in (part for whole in text.split() for part in _broken(whole, room, size)):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line) or ("",)


def _broken(word: str, room: float, size: float) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and width(word[start:end], size) > room:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]
