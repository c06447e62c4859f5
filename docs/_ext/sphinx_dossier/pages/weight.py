"""How many bytes a part of a page takes at most as HTML, by which it is told whether a page has to be split.

No writer is asked: what is weighed here is what a page says and how often it says so, so that the same entries make
the same pages whatever writes them.
"""

from __future__ import annotations

import dataclasses
from html import escape

from sphinx_dossier.pages.model import Cite, Items, Link, Mark, Paragraph, Row, Section, Text

PAGE = 26_500
"""The most that the parts of a page may weigh by this measure, so that the page with its frame stays below 40 kB."""

_LINK, _CITE, _TEXT, _BLOCK, _SECTION = 34, 112, 40, 48, 150
"""Bytes of markup around a link, the mark of a citation, words with a role, a block and a section, at most."""
_UP = 9
"""Bytes of the way from a page to the root of the site, at most."""
_OTHER = 90
"""Bytes around whatever else a page is made of."""


def weigh(part: object) -> int:
    """Return how many bytes a part of a page, or several, take at most."""
    if isinstance(part, str):
        return len(escape(part).encode())
    if isinstance(part, tuple):
        return sum(map(weigh, part))
    match part:
        case Text():
            return weigh(part.text) + (_TEXT + len(part.role) if part.role else 0)
        case Link():
            title = 9 + weigh(part.title) if part.title else 0
            return _LINK + weigh(part.text) + _href(part.page, part.anchor) + title
        case Cite():
            return _CITE + len(part.anchor) + len(part.target)
        case Paragraph():
            return _BLOCK + weigh(part.content)
        case Section():
            return _SECTION + weigh(part.title) + 2 * weigh(part.anchor) + weigh(part.blocks)
        case Mark():
            return _OTHER + weigh(part.title) + _href(part.page, part.anchor) + 90
        case Row():
            return 12 + weigh(part.anchor) + sum(45 + weigh(cell) for cell in part.cells)
        case Items():
            return _BLOCK + sum(_item(one) for one in part.items)
    if dataclasses.is_dataclass(part):
        return _OTHER + sum(weigh(getattr(part, field.name)) for field in dataclasses.fields(part))
    return 12  # a number


def _item(item: object) -> int:
    anchors = getattr(item, "anchors", ())
    # Where it has an address, that stands in its link as well, whose title is words.
    around = sum(90 + 2 * weigh(anchor) for anchor in anchors) + 20
    return around + weigh(getattr(item, "content", ())) + weigh(getattr(item, "below", ()))


def _href(page: str, anchor: str) -> int:
    return (_UP + weigh(page) + 5 if page else 0) + 1 + weigh(anchor)
