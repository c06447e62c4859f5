"""An article's text, cut into parts, paragraphs, sentences and words by the layout that its entry declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sphinx_dossier.evidence.language import Language
from sphinx_dossier.evidence.words import Word, tokens
from sphinx_dossier.values import Lines, Record

BODY, FURNITURE = "body", "furniture"
"""The text of an article itself, and what is not its own: menus, notices, advertisements."""

PARTS = ("title", "standfirst", "byline", "caption", BODY, FURNITURE)
"""What a line of an article can belong to; a line that no layout names is body."""

_END = re.compile(r"[.!?\u2026]+[\"\u201d\u2019')\]]*\s+(?=[\"\u201c\u2018'(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"([^\s\"\u201c(]+?)[.!?\u2026]+[\"\u201d\u2019')\]]*\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Neighbouring lines of one part, as sentences of words; `texts` are the sentences as they are written."""

    part: str
    sentences: tuple[tuple[Word, ...], ...]
    texts: tuple[str, ...]


def paragraphs(text: str, layout: Record, language: Language) -> list[Paragraph]:
    """Return the paragraphs of an article: lines of one part that no blank line and no other part divides."""
    parts = dict(_parts(layout))
    found: list[Paragraph] = []
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    for (part, blank), group in groupby(lines, key=lambda line: (parts.get(line[0], BODY), not line[1].strip())):
        if not blank:
            texts = sentences("\n".join(line for _, line in group), language)
            if told := [(text, ws) for text in texts if (ws := tuple(tokens(text)))]:
                found.append(
                    Paragraph(part=part, sentences=tuple(ws for _, ws in told), texts=tuple(text for text, _ in told))
                )
    return found


def _parts(layout: Record) -> Iterator[tuple[int, str]]:
    for part, values in layout.values.items():
        for value in values:
            if isinstance(value, Lines):
                yield from ((number, part) for number in range(value.first, value.last + 1))


def sentences(paragraph: str, language: Language) -> Iterator[str]:
    """Yield the sentences of a paragraph.

    Where it is not sure that a sentence ends, it goes on: a longer sentence makes the checks of quotes stricter.
    """
    start = 0
    for match in _END.finditer(paragraph):
        word = _LAST_WORD.search(paragraph, start, match.end())
        last = word[1].casefold() if word else ""
        if last.rstrip(".") in language.abbreviations or re.search(r"(?:^|[.\-])\w$", last):
            continue
        yield paragraph[start : match.end()]
        start = match.end()
    yield paragraph[start:]
