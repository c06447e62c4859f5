"""The normal form of a text: its words, whatever the typography; specified in the documentation.

Change nothing here without a new version of the fingerprint's format: every fingerprint depends on it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SOFT_BREAK = re.compile("\u00ad[ \t]*\r?\n?[ \t]*")
_JOINERS = frozenset("-'.,/:+&@")
_HYPHENS = dict.fromkeys("\u2010\u2011\u2043\ufe63\uff0d", "-")
_APOSTROPHES = dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\uff07`\u00b4", "'")


class Word(NamedTuple):
    """A word in normal form; `joined` where it hangs on to the next one without a space, as in `counter-attack`."""

    text: str
    joined: bool


class _Fold(dict[int, str]):
    """Maps each character: word characters to themselves, joiners to one form, all else to a space."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if _stands_alone(char):
        return f" {char} "
    if unicodedata.category(char)[0] in "LMN":
        return char
    char = _HYPHENS.get(char) or _APOSTROPHES.get(char) or char
    return char if char in _JOINERS else " "


def _stands_alone(char: str) -> bool:
    """Return whether a character is a word of its own: those of scripts that put no spaces between words."""
    code = ord(char)
    return (
        0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


_FOLDS = _Fold()
_WORDS = re.compile(r"([^ \-'.,/:+&@]+)([ \-'.,/:+&@]*)")


class _Drop(dict[int, str | None]):
    """Maps format characters (category Cf: soft hyphens, zero-width spaces, direction marks) to nothing."""

    def __missing__(self, code: int) -> str | None:
        self[code] = kept = None if unicodedata.category(chr(code)) == "Cf" else chr(code)
        return kept


_DROPS = _Drop()


def tokens(text: str) -> list[Word]:
    """Return the words of a text in order.

    Format characters go (a soft hyphen with the line break after it), the rest is put into NFKC, case folded, and
    put into NFKC again. A word is a run of letters, marks and numbers (Unicode categories L, M, N); each character
    of Han, Hiragana and Katakana is a word. Everything else divides words.
    """
    return [Word(word, gap in _JOINERS) for word, gap in _found(text)]


def _found(text: str) -> list[tuple[str, str]]:
    """Return each word of a text with the signs between it and the next."""
    if text.isascii():
        # Of what the rule does, only the folding of case touches such a text.
        return _WORDS.findall(text.lower().translate(_FOLDS))
    text = _SOFT_BREAK.sub("", text).translate(_DROPS)
    # Folding case can undo the normal form, hence twice.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _WORDS.findall(text.translate(_DROPS).translate(_FOLDS))


def pieces(text: str) -> list[tuple[str, list[Word]]]:
    """Return a text as its runs between white space, each with its words; together they are its words."""
    return [(piece, tokens(piece)) for piece in _SOFT_BREAK.sub("", text).split()]


def words(text: str) -> list[str]:
    """Return the words of a text in order, as `tokens` does, without what joins them."""
    return [word for word, _ in _found(text)]
