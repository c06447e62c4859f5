"""A network as a picture in HTML: links with their marks and words, over the lines between them.

As in the strip there is neither a style nor a script nor an id in it. What is pointed at or has the focus shows its
own lines: in a brief picture they are part of the link, in the whole they stand beside it, for each of their ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from sphinx_dossier.pages.columns import LINE, height
from sphinx_dossier.pages.network import BOX
from sphinx_dossier.pages.picture import Head, Line, Network, Node

Uri: TypeAlias = Callable[[str, str], str]

_HALF = 6
"""Half the width of a mark."""
_PATHS = {
    "diamond": ((0, -8), "l8 8-8 8-8-8z"),
    "square": ((-6, -6), "h12v12h-12z"),
    "triangle": ((0, -7), "l8 13h-16z"),
    "hexagon": ((-7, 0), "l3.5-6h7l3.5 6-3.5 6h-7z"),
}
"""The marks that are no circles: where their outline begins, seen from the middle, and how it goes on."""
_APART = {"left": -14, "right": 14, "within": 0}
"""From the middle of a mark to the words beside it; the head of a column of boxes stands above their middle."""
_INSIDE = (16 - BOX // 2, 30 - BOX // 2)
"""From the middle of a box to its mark and to its words."""
_SPACE = 4
"""How wide a space is."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with the numbers of its nodes; it says once what holds of most of them, which is fewer letters."""

    head: Head
    nodes: tuple[int, ...]
    noted: bool


def figure(network: Network, uri: Uri) -> str:
    """Return a network as a figure; the whole one scrolls sideways by itself where it is wider than the page."""
    label = escape(network.label)
    inner = _brief(network, uri) if network.brief else _whole(network, uri)
    size = f'viewBox="0 0 {network.wide} {network.tall}" width="{network.wide}" height="{network.tall}"'
    picture = f'<svg role="group" aria-label="{label}" {size}>{inner}</svg>'
    if network.brief:
        return f'<figure class="dossier-net dossier-net-brief">{picture}</figure>\n'
    scroll = f'<div role="region" tabindex="0" aria-label="{label}">{picture}</div>'
    return f'<figure class="dossier-net">\n{scroll}\n<figcaption>{escape(network.about)}</figcaption>\n</figure>\n'


def _columns(network: Network, inside: Callable[[int, _Column], str]) -> str:
    """Return each column with its head and what is inside of each of its entries."""
    found = []
    for head in network.heads:
        own = tuple(at for at, node in enumerate(network.nodes) if node.side == head.side)
        column = _Column(head, own, all(network.nodes[at].note for at in own))
        found.append(_column(column, "".join(inside(at, column) for at in own)))
    return "".join(found)


def _column(column: _Column, inner: str) -> str:
    head = column.head
    names = (head.side, head.shape, *(("noted",) if column.noted else ()))
    classes = " ".join(f"dossier-net-{name}" for name in names)
    x = head.x + _APART[head.side]
    words = f'<text class="dossier-net-head" x="{x}" y="16">{escape(head.words)}</text>'
    return f'<g class="{classes}">{words}{inner}</g>'


def _brief(network: Network, uri: Uri) -> str:
    own = network.nodes[0]
    lines = {line.end: line for line in network.lines}

    def inside(at: int, column: _Column) -> str:
        node = network.nodes[at]
        return _link(node, column, uri, before=_path(lines[at], own, node))

    mark = _mark(own.shape, own.x, own.y)
    return f'{_columns(network, inside)}<g class="dossier-net-own">{mark}</g>'


def _whole(network: Network, uri: Uri) -> str:
    def inside(at: int, column: _Column) -> str:
        node = network.nodes[at]
        own = (line for line in network.lines if at in {line.start, line.end})
        echo = "".join(_path(line, network.nodes[line.start], network.nodes[line.end]) for line in own)
        title = f"<title>{escape(', '.join(filter(None, (node.link.text, node.link.title))))}</title>"
        link = _link(node, column, uri, before=title)
        return f'<g><g class="dossier-net-echo" aria-hidden="true">{echo}</g>{link}</g>'

    drawn = "".join(_titled(line, network.nodes) for line in network.lines)
    about = f"<desc>{escape(network.about)}</desc>"
    return f'{about}<g class="dossier-net-lines" aria-hidden="true">{drawn}</g>{_columns(network, inside)}'


def _titled(line: Line, nodes: tuple[Node, ...]) -> str:
    path = _path(line, nodes[line.start], nodes[line.end])
    return path.replace("/>", f"><title>{escape(line.title)}</title></path>")


def _path(line: Line, start: Node, end: Node) -> str:
    """Return a line as a curve that leaves both marks level."""
    left, right = (start, end) if start.x < end.x else (end, start)
    x = _edge(left, 1)
    across, down = _edge(right, -1) - x, right.y - left.y
    name = f' class="dossier-net-{line.weight}"' if line.weight > 1 else ""
    return f'<path{name} d="M{x} {left.y}c{across // 2} 0 {across // 2} {down} {across} {down}"/>'


def _edge(node: Node, side: int) -> int:
    return node.x + side * (BOX // 2 if node.side == "within" else 0)


def _link(node: Node, column: _Column, uri: Uri, *, before: str) -> str:
    href = escape(uri(node.link.page, node.link.anchor))
    shape = "" if node.shape == column.head.shape else node.shape
    if node.side == "within":
        to_mark, to_words = _INSIDE
        box, mark = _box(node), _mark(node.shape, node.x + to_mark, node.y, shape)
    else:
        to_words, box, mark = _APART[node.side], "", _mark(node.shape, node.x, node.y, shape)
    words = _words(node, node.x + to_words, noted=column.noted)
    return f'<a href="{href}">{before}{box}{mark}{words}</a>'


def _box(node: Node) -> str:
    tall = height(len(node.words) + bool(node.note)) + 6
    size = f'x="{node.x - BOX // 2}" y="{node.y - tall // 2}" width="{BOX}" height="{tall}" rx="6"'
    return f'<rect class="dossier-net-box" {size}/>'


def _words(node: Node, x: int, *, noted: bool) -> str:
    """Return the words of a node line by line; a space parts them, so that they are read in one go."""
    lines = [*node.words, *filter(None, (node.note,))]
    last, top = len(lines) - 1, node.y - (len(lines) - 1) * LINE // 2 + 4
    # What ends at a place ends there with its space, which is not seen.
    places = [x + (_SPACE if node.side == "left" and at < last else 0) for at in range(last + 1)]
    spans = []
    for at, line in enumerate(lines):
        words = escape(line) + (" " if at < last else "")
        name = ' class="dossier-net-note"' if node.note and at == last and not noted else ""
        spans.append(f'<tspan{name} x="{places[at]}" dy="{LINE}">{words}</tspan>' if at else words)
    return f'<text x="{places[0]}" y="{top}">{"".join(spans)}</text>'


def _mark(shape: str, x: int, y: int, name: str | None = None) -> str:
    """Return the mark of a kind, which is named by its form where its column is not."""
    name = shape if name is None else name
    named = f' class="dossier-net-{name}"' if name else ""
    if shape in _PATHS:
        (across, down), rest = _PATHS[shape]
        return f'<path{named} d="M{x + across} {y + down}{rest}"/>'
    return f'<circle{named} cx="{x}" cy="{y}" r="{_HALF}"/>'
