"""A timeline as HTML: a list of moments, each with the piece of the picture that belongs to it.

The picture is cut at the rows, so that words wrap and grow as they do elsewhere, on a phone too, and the list is its
own alternative. As in the strip there is neither a style nor a script in it: the geometry is in attributes, colours
are classes. Spans end softly, in steps, for a gradient would need an id that is free on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from math import isqrt
from typing import TypeAlias

from sphinx_dossier.pages.model import Inline, Item, Items, Lane, Moment, Stretch, Text, Timeline

Words: TypeAlias = Callable[[tuple[Inline, ...]], str]
"""Writes words and links as HTML."""

LEFT, LANE, MIDDLE = 16, 20, 16
"""In pixels: from the axis to the first lane, from lane to lane, and from the top of a row to its marks.

The axis is the left border of each picture, which costs no letters.
"""

_SIZE = 6
"""Half the width of a mark."""
_SOFT = "over this time, or some day within it"


def figure(timeline: Timeline, words: Words) -> str:
    """Return a timeline as a list of years and moments, with a key."""
    wide = LEFT + LANE * len(timeline.lanes) - 4
    rows = "".join(_row(moment, timeline.lanes, wide, words) for moment in timeline.moments)
    label = escape(timeline.label)
    return f'<figure class="dossier-time" aria-label="{label}">\n{_key(timeline)}<ol>\n{rows}</ol>\n</figure>\n'


def listed(timeline: Timeline) -> Items:
    """Return a timeline as a plain list."""
    items = (Item((Text(moment.date, "date"), Text(": "), *_run(moment))) for moment in timeline.moments)
    return Items(tuple(items), "timeline")


def _run(moment: Moment) -> Iterator[Inline]:
    for number, line in enumerate(moment.lines):
        yield from (*((Text("; "),) if number else ()), *line)


def _key(timeline: Timeline) -> str:
    shapes = [(_mark(lane.shape, 10, 10, 1), lane.label) for lane in timeline.lanes]
    if any(moment.stretches for moment in timeline.moments):
        shapes.append((_span(10, Stretch(0, above=False, below=False)), _SOFT))
    if len(shapes) == 1:
        return ""
    items = "".join(f"<li>{_picture(20, shape, 20)}{escape(words)}</li>\n" for shape, words in shapes)
    return f'<figcaption><ul class="dossier-strip-key">\n{items}</ul></figcaption>\n'


def _picture(wide: int, shapes: str, tall: int = 0) -> str:
    """Return a picture; one without a height is as tall as its row."""
    height = f' height="{tall}"' if tall else ""
    return f'<svg width="{wide}"{height} aria-hidden="true">{shapes}</svg>'


def _row(moment: Moment, lanes: tuple[Lane, ...], wide: int, words: Words) -> str:
    lines = "".join(f"<p>{words(line)}</p>" for line in moment.lines)
    soft = ' class="dossier-time-soft"' if moment.soft else ""
    picture = _picture(wide, "".join(_shapes(moment, lanes)))
    date = f'<span class="dossier-date">{escape(moment.short)}</span>'
    return f"{''.join(_before(moment, wide))}<li{soft}>{date}{picture}<div>{lines}</div></li>\n"


def _before(moment: Moment, wide: int) -> Iterator[str]:
    """Yield what stands above a moment: the time that was left out, and the year that begins."""
    if moment.gap:
        broken = _picture(wide, '<path d="M0 0v8l5 3-10 6 10 6-5 3v8"/>')
        yield f'<li class="dossier-time-gap">{broken}<div>{escape(moment.gap)}</div></li>\n'
    if moment.year:
        tick = _picture(wide, f'<path d="M-5 {MIDDLE}h9"/>')
        yield f'<li class="dossier-time-year"><strong>{escape(moment.year)}</strong>{tick}</li>\n'


def _shapes(moment: Moment, lanes: tuple[Lane, ...]) -> Iterator[str]:
    for stretch in moment.stretches:
        yield _span(LEFT + LANE * stretch.lane, stretch)
    for lane, number in moment.marks:
        yield _mark(lanes[lane].shape, LEFT + LANE * lane, MIDDLE, number)


def _span(x: int, stretch: Stretch) -> str:
    """Return a piece of a span over the height of its row: where it begins or is over, it thins out in a step."""
    outer = f'y1="{0 if stretch.above else 2}" y2="100%"'
    inner = f'y1="{0 if stretch.above else 7}" y2="{100 if stretch.below else 84}%"'
    return f'<svg class="dossier-time-span" x="{x}"><line {outer}/><line {inner}/></svg>'


def _mark(shape: str, x: int, y: int, number: int) -> str:
    """Return a mark; that of claims grows with their number."""
    match shape:
        case "claims":
            return f'<circle class="dossier-time-claims" cx="{x}" cy="{y}" r="{min(3 + isqrt(number), 8)}"/>'
        case "circle":
            return f'<circle cx="{x}" cy="{y}" r="{_SIZE}"/>'
        case "diamond":
            return f'<path class="dossier-time-mark" d="M{x} {y - 8}l8 8-8 8-8-8z"/>'
    return f'<rect x="{x - _SIZE}" y="{y - _SIZE}" width="{2 * _SIZE}" height="{2 * _SIZE}"/>'
