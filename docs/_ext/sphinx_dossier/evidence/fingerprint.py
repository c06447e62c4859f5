"""The fingerprint of a source: what is kept of its text so that a quote can be checked without it.

The format is specified in the documentation; this is its one implementation here.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_dossier.evidence.article import BODY, PARTS, paragraphs
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.marks import Marks, marks
from sphinx_dossier.evidence.turning import TURNS
from sphinx_dossier.values import Record

FORMAT = "dossier-fingerprint-1"
WINDOW = 4
"""Words in a window; a shorter run of words cannot be checked."""
SIZE = 4
"""Bytes kept of each window's hash."""


class FingerprintError(ValueError):
    """A fingerprint that cannot be read; its message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of a source's text.

    `windows` holds the hash of each run of four words, SIZE bytes each, in order. Words are counted from 1:
    `parts` gives (part, first word, last word) in order; `paragraphs` and `sentences` the last word of each;
    `joins` the words that hang on to the next without a space; `turns` the positions of words that turn a meaning,
    by sort. `sha256` is that of the article's file, `language` the tag whose word lists were used, and `lists` tells
    these lists from those of another day.
    """

    sha256: str
    language: str
    salt: str
    words: int
    windows: bytes
    parts: tuple[tuple[str, int, int], ...]
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]
    joins: tuple[int, ...]
    turns: Mapping[str, tuple[int, ...]]
    lists: str = ""

    def part(self, word: int) -> str:
        """Return what a word belongs to, as in body."""
        return next((part for part, first, last in self.parts if first <= word <= last), BODY)


def make(data: bytes, layout: Record, tag: str = "en") -> Fingerprint:
    """Return the fingerprint of an article's file.

    `data` is the file, UTF-8; `layout` its entry's layout; `tag` its language. Raises UnicodeDecodeError.
    """
    lists = language(tag)
    parts: list[tuple[str, int, int]] = []
    all_words, shown = list[str](), list[Marks]()
    ends, breaks, joins = list[int](), list[int](), list[int]()
    for paragraph in paragraphs(data.decode("utf-8-sig"), layout, lists):
        first = len(all_words) + 1
        for sentence in paragraph.sentences:
            joins += [len(all_words) + i for i, word in enumerate(sentence[:-1], start=1) if word.joined]
            all_words += [word.text for word in sentence]
            ends.append(len(all_words))
        breaks.append(len(all_words))
        shown += [one for text in paragraph.texts for one in marks(text)]
        if parts and parts[-1][0] == paragraph.part:
            first = parts.pop()[1]
        parts.append((paragraph.part, first, len(all_words)))
    salt = hashlib.sha256(" ".join(all_words).encode()).hexdigest()[:16]
    return Fingerprint(
        sha256=hashlib.sha256(data).hexdigest(),
        language=tag,
        salt=salt,
        words=len(all_words),
        windows=hashes(all_words, salt),
        parts=tuple(parts),
        paragraphs=tuple(breaks),
        sentences=tuple(ends),
        joins=tuple(joins),
        turns=lists.turning.positions(all_words, shown),
        lists=lists.digest,
    )


def hashes(words: Sequence[str], salt: str) -> bytes:
    """Return the hash of each window of `words` in order: the first SIZE bytes of SHA-256 of salt and words."""
    start = bytes.fromhex(salt)
    return b"".join(
        hashlib.sha256(start + " ".join(words[i : i + WINDOW]).encode()).digest()[:SIZE]
        for i in range(len(words) - WINDOW + 1)
    )


def dumps(print_: Fingerprint) -> str:
    """Return a fingerprint as the text of its file: JSON, one key in a line."""
    content = {
        "format": FORMAT,
        "sha256": print_.sha256,
        "language": print_.language,
        "lists": print_.lists,
        "salt": print_.salt,
        "words": print_.words,
        "parts": [list(part) for part in print_.parts],
        "paragraphs": list(print_.paragraphs),
        "sentences": list(print_.sentences),
        "joins": list(print_.joins),
        "turns": {turn: list(at) for turn, at in print_.turns.items()},
        "windows": base64.b64encode(print_.windows).decode(),
    }
    lines = (f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def loads(text: str) -> Fingerprint:
    """Return the fingerprint in the text of its file. Raises FingerprintError where it is damaged."""
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise FingerprintError(f"its format is '{content['format']}'; '{FORMAT}' is read")
        print_ = Fingerprint(
            sha256=str(content["sha256"]),
            language=str(content["language"]),
            # Fingerprints made before the lists were told apart do not name theirs.
            lists=str(content.get("lists", "")),
            salt=str(content["salt"]),
            words=int(content["words"]),
            windows=base64.b64decode(content["windows"], validate=True),
            parts=tuple((str(part), int(first), int(last)) for part, first, last in content["parts"]),
            paragraphs=_numbers(content["paragraphs"]),
            sentences=_numbers(content["sentences"]),
            joins=_numbers(content["joins"]),
            turns={turn: _numbers(content["turns"][turn]) for turn in TURNS},
        )
        bytes.fromhex(print_.salt)
    except KeyError as error:
        raise FingerprintError(f"it lacks {error}") from error
    except (TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        if isinstance(error, FingerprintError):
            raise
        raise FingerprintError("it is not JSON of the form that is written") from error
    _hold(print_)
    return print_


def _numbers(values: Iterable[Any]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def _hold(print_: Fingerprint) -> None:
    """Raise FingerprintError where the numbers of a fingerprint contradict one another."""
    if len(print_.windows) != SIZE * max(print_.words - WINDOW + 1, 0):
        raise FingerprintError(f"{print_.words} words and {len(print_.windows) // SIZE} windows do not fit")
    runs = [(print_.paragraphs, "paragraphs"), (print_.sentences, "sentences"), (print_.joins, "joins")]
    for numbers, name in [*runs, *((at, turn) for turn, at in print_.turns.items())]:
        if list(numbers) != sorted(set(numbers)) or any(not 1 <= n <= print_.words for n in numbers):
            raise FingerprintError(f"the positions of '{name}' are not in order, or beyond the text")
    ends = [0, *(last for _, _, last in print_.parts)]
    starts = [first for _, first, _ in print_.parts]
    whole = starts == [end + 1 for end in ends[:-1]] and ends[-1] == print_.words
    if not whole or any(part not in PARTS for part, _, _ in print_.parts):
        raise FingerprintError("its parts do not cover the text")
