"""The strip of a text as pictures in HTML: one for each stretch, whose lines are as long as the screen is wide.

There is neither a style nor a script in it, so that it stands under a strict content security policy: the geometry
is in attributes, colours are classes. Widths stretch and heights do not, so that a mark can be hit on a phone too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from sphinx_dossier.pages.model import Bar, Mark, Strip

LINE = 40
"""Words in a line of a bar."""
HEIGHT, LOW, GAP = 24, 14, 4
"""The height of a line in pixels, that of page furniture without marks, and how much parts a line from the next."""

_KEY = (
    ("quoted", "quoted, stronger where quotes overlap; leads to the claims"),
    ("cited", "in a sentence of which something is quoted"),
    ("words", "nothing quoted"),
    ("furniture", "page furniture, not counted"),
)


def figure(strip: Strip, uri: Callable[[str, str], str]) -> str:
    """Return a strip as a list of bars with a key."""
    bars = "".join(f"<li>{_bar(bar, uri)}</li>\n" for bar in strip.bars)
    key = "".join(f"<li>{_swatch(name)}{escape(words)}</li>\n" for name, words in _KEY if _has(strip, name))
    return (
        f'<figure class="dossier-strip" aria-label="{escape(strip.label)}">\n'
        f'<ol>\n{bars}</ol>\n<figcaption><ul class="dossier-strip-key">\n{key}</ul></figcaption>\n</figure>\n'
    )


def _has(strip: Strip, name: str) -> bool:
    return name != "furniture" or any(bar.role == name for bar in strip.bars)


def _swatch(name: str) -> str:
    shape = f'<rect class="dossier-strip-{name}" x="1" y="1" width="18" height="10"/>'
    return f'<svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true">{shape}</svg>'


def _bar(bar: Bar, uri: Callable[[str, str], str]) -> str:
    lines = -(-(bar.last - bar.first + 1) // LINE)
    # A picture hides what is in it from those who cannot see it; a group keeps its links.
    role = "group" if bar.marks else "img"
    tall = lines * _height(bar)
    size = f'viewBox="0 0 {LINE} {tall}" width="100%" height="{tall}"'
    low = 'class="dossier-strip-low" ' if _height(bar) == LOW else ""
    shapes = "".join((*_ground(bar), *(_mark(mark, bar, uri) for mark in _in_order(bar.marks)), *_ends(bar)))
    return (
        f'<span class="dossier-strip-label" aria-hidden="true">{escape(bar.label)}</span>'
        f'<svg {low}role="{role}" {size} preserveAspectRatio="none">'
        f"<title>{escape(bar.title)}</title>{shapes}</svg>"
    )


def _height(bar: Bar) -> int:
    return LOW if bar.role == "furniture" and not bar.marks else HEIGHT


def _ground(bar: Bar) -> Iterator[str]:
    """Yield what lies under the marks: the whole stretch, or its sentences, all of a sort as one shape."""
    boxes: dict[str, str] = {}
    if not bar.sentences:
        boxes["furniture" if bar.role == "furniture" else "words"] = _boxes(bar, bar.first, bar.last)
    start = bar.first
    for last, marked in bar.sentences:
        name = "cited" if marked else "words"
        boxes[name] = boxes.get(name, "") + _boxes(bar, start, last)
        start = last + 1
    yield from (_path(name, found) for name, found in boxes.items())


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks in the order of the text, of those that start together the longest first, so that all are seen."""
    return sorted(marks, key=lambda mark: (mark.spans[0][0], -mark.spans[-1][1]))


def _mark(mark: Mark, bar: Bar, uri: Callable[[str, str], str]) -> str:
    boxes = "".join(_boxes(bar, first, last) for first, last in mark.spans)
    href = escape(uri(mark.page, mark.anchor))
    return f'<a href="{href}"><title>{escape(mark.title)}</title>{_path("quoted", boxes)}</a>'


def _ends(bar: Bar) -> Iterator[str]:
    """Yield the strokes after each sentence but the last."""
    strokes = ""
    for last, _ in bar.sentences[:-1]:
        line, at = divmod(last - bar.first, LINE)
        top = line * _height(bar)
        strokes += f"M{at + 1} {top}V{top + _height(bar)}"
    if strokes:
        yield _path("end", strokes)


def _path(name: str, shape: str) -> str:
    return f'<path class="dossier-strip-{name}" d="{shape}"/>'


def _boxes(bar: Bar, first: int, last: int) -> str:
    """Return the boxes of a range of words as a path, one for each line that it stands on."""
    start, end, tall = max(first, bar.first) - bar.first, min(last, bar.last) - bar.first, _height(bar)
    found = ""
    for line in range(start // LINE, end // LINE + 1):
        left, right = max(start, line * LINE), min(end, line * LINE + LINE - 1)
        wide = right - left + 1
        found += f"M{left - line * LINE} {line * tall + GAP // 2}h{wide}v{tall - GAP}h-{wide}z"
    return found
