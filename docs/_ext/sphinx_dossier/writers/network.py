"""A network as SVG: three columns of names that are links, with lines between them.

As in the other pictures there is neither a style nor a script in it: the geometry is in attributes, colours are
classes. Its names are real text, so it can be searched, copied and printed.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeAlias

from sphinx_dossier.pages.model import Network, Node
from sphinx_dossier.pages.phrases import cut

Uri: TypeAlias = Callable[[str, str], str]

WIDE, TOP, ROW = 720, 44, 26
"""In pixels: how wide the picture is, where its rows start, and how high a row is."""
MARKS = (160, 288, 400)
"""Where the marks of each column stand: names are left of the first, above the second, right of the third."""
LONGEST = (20, 18, 38)
"""The most letters of a name in each column, which is what fits between the marks and the edge."""
HEADS = ("People", "Meetings", "Policies")
_MARKS = {
    "circle": "M{x0} {y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "ring": "M{x0} {y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "diamond": "M{x} {y0}l6 6-6 6-6-6z",
    "square": "M{x0} {y1}h10v10h-10z",
    "triangle": "M{x} {y1}l5.5 10h-11z",
    "hexagon": "M{x0} {y}l2.5-4.5h5l2.5 4.5-2.5 4.5h-5z",
}


def figure(network: Network, uri: Uri) -> str:
    """Return a network as a picture in a box that scrolls by itself where the screen is narrow."""
    tall = TOP + max(node.row for node in network.nodes) * ROW // 2 + ROW
    label = escape(network.label)
    columns = sorted({node.column for node in network.nodes})
    heads = "".join(f'<text x="{MARKS[one]}" y="14" class="dossier-net-{one}">{HEADS[one]}</text>' for one in columns)
    lines = "".join(_line(network.nodes[one], network.nodes[other]) for one, other in network.edges)
    names = "".join(_name(node, uri) for node in network.nodes)
    return (
        f'<figure class="dossier-net" role="region" tabindex="0" aria-label="{label}">\n'
        f'<svg viewBox="0 0 {WIDE} {tall}"><g class="dossier-net-heads" aria-hidden="true">{heads}</g>'
        f'<path class="dossier-net-lines" d="{lines}"/>{names}</svg>\n</figure>\n'
    )


def _place(node: Node) -> tuple[int, int]:
    return MARKS[node.column], TOP + node.row * ROW // 2


def _line(one: Node, other: Node) -> str:
    (x, y), (to, down) = _place(one), _place(other)
    return f"M{x} {y}L{to} {down}"


def _name(node: Node, uri: Uri) -> str:
    x, y = _place(node)
    mark = _MARKS[node.shape].format(x=x, y=y, x0=x - 5, y0=y - 6, y1=y - 5)
    left, down = ((x - 12, 4), (x, -10), (x + 12, 4))[node.column][0], (4, -10, 4)[node.column]
    shown = cut(node.label, LONGEST[node.column])
    told = f"<title>{escape(node.title)}</title>" if shown != node.title else ""
    words = escape(shown)
    text = f'<text x="{left}" y="{y + down}" class="dossier-net-{node.column}">{words}</text>'
    kind = ' class="dossier-net-ring"' if node.shape == "ring" else ""
    return f'<a href="{escape(uri(node.page, ""))}">{told}<path{kind} d="{mark}"/>{text}</a>'
