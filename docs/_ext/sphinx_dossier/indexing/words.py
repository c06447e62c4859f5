"""The words of a text, as the index and the script of the search page both take it apart (dossier-words.js)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:\+[^\W_]+)*")
"""A run of letters and digits; 2+2 is one word, for it is a name."""
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)+")
_OWNER = re.compile(r"['\u2019]s(?![^\W_])")
_ABBREVIATION = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?")
"""Letters with stops between them, as in U.S.: one word, as they are without."""
_HYPHEN = re.compile(r"[-\u2010]")
_FURTHER = re.compile("[^\x00-\x7f]+")
"""What may hold a mark: most texts have no more of it than their quotation marks."""


def fold(text: str) -> str:
    """Return a text as words are compared: compatible forms as one, without case and marks."""
    if text.isascii():
        return text.lower()
    return _FURTHER.sub(_unmarked, unicodedata.normalize("NFKD", text).lower())


def _unmarked(found: re.Match[str]) -> str:
    return "".join(char for char in found[0] if not unicodedata.category(char).startswith("M"))


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, and of each compound with hyphens also the one word that it may be written as."""
    plain = _OWNER.sub("", fold(text))
    if "." in plain:
        plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), plain)
    yield from _WORD.findall(plain)
    if "-" in plain or "\u2010" in plain:
        yield from (_HYPHEN.sub("", compound) for compound in _COMPOUND.findall(plain))
