"""A card as a PNG of 1200 by 630 pixels in sixteen colours: quiet, and the same bytes for the same words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sphinx_dossier.pages.card import Card
from sphinx_dossier.site import card_png
from sphinx_dossier.site.card_text import BOLD, ELLIPSIS, REGULAR, Letters, tidy

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDE, TALL = 1200, 630
LEFT, RIGHT = 88, 72
ROOM = WIDE - LEFT - RIGHT
BAR, FOOT = 24, 104
"""How wide the bar at the left is, and how tall the strip at the foot."""
SITE, TOP, KIND = 78, 150, 186
"""Where the site's name, the middle part and the kind stand."""
APART = 3
"""How far the letters of the kind stand apart."""
TITLE = 246
"""How tall a title may be above a line; below its last baseline there is room for that."""

_PAPER, _TINT = (255, 255, 255), (238, 242, 251)
_INK, _QUIET, _BRAND = (22, 24, 29), (84, 88, 98), (31, 79, 191)
_ON_PAPER, _ON_TINT, _BRANDED = range(8), range(8, 12), (0, 12, 13, 14, 15)
"""The places in the palette of each way from a ground to a colour; the paper starts the brand's as well."""
_FAINT = 190
"""The level of quiet words on paper; 255 is ink."""


class Painter:
    """Draws cards; what all cards of a kind have in common is drawn once."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self._ground = functools.cache(self._drawn_ground)
        self._foot = functools.lru_cache(maxsize=256)(self._drawn_foot)

    def png(self, card: Card) -> bytes:
        """Return a card as the bytes of a PNG."""
        picture = self._ground(card.site, card.kind, card.shape).copy()
        self._middle(picture, card)
        if card.counts:
            picture.paste(self._foot(card.counts), (LEFT, TALL - FOOT))
        return card_png.write(picture)

    def _drawn_ground(self, site: str, kind: str, shape: str) -> Image:
        from PIL import Image

        picture = Image.new("P", (WIDE, TALL), 0)
        picture.putpalette(_palette())
        picture.paste(_ON_TINT[0], (0, TALL - FOOT, WIDE, TALL))
        picture.paste(_BRANDED[-1], (0, 0, BAR, TALL))
        top, draw = _layer(ROOM, TOP)
        self._fit(draw, (0, SITE), site, size=34, weight=BOLD, level=_FAINT)
        _put(picture, top, (LEFT, 0), _ON_PAPER)
        branded, draw = _layer(ROOM, 50)
        left = _shape(branded, shape)
        words = self._spaced(tidy(kind.upper()), ROOM - left)
        self.letters.write(draw, (left, 36), words, size=30, weight=BOLD, level=255, apart=APART)
        _put(picture, branded, (LEFT, KIND - 36), _BRANDED)
        return picture

    def _drawn_foot(self, counts: str) -> Image:
        """Return how much there is, as many cards have it."""
        layer, draw = _layer(ROOM, FOOT)
        self._fit(draw, (0, FOOT / 2 + 11), counts, size=32, weight=REGULAR)
        return layer.point(_levels(_ON_TINT))

    def _middle(self, picture: Image, card: Card) -> None:
        top = KIND + 14 if card.kind or card.shape else TOP
        layer, draw = _layer(ROOM, TALL - FOOT - top)
        line = self.letters.wrapped(card.line, ROOM, 36, REGULAR)
        lines = self.letters.cut(line, 1 if card.site else 2, ROOM, 36, REGULAR)
        title = self.letters.fitted(card.title, ROOM, TITLE - 44 * (len(lines) - 1))
        y = 0
        for y, text in enumerate(title.lines, 1):
            at = (0, y * title.leading)
            self.letters.write(draw, at, text, size=title.size, weight=BOLD, level=255)
        for number, text in enumerate(lines):
            at = (0, y * title.leading + 62 + 44 * number)
            self.letters.write(draw, at, text, size=36, weight=REGULAR, level=_FAINT)
        _put(picture, layer, (LEFT, top), _ON_PAPER)

    def _fit(
        self, draw: ImageDraw, at: tuple[float, float], text: str, *, size: int, weight: int, level: int = 255
    ) -> None:
        self.letters.write(draw, at, self._cut(text, ROOM, size, weight), size=size, weight=weight, level=level)

    def _cut(self, text: str, wide: int, size: int, weight: int) -> str:
        lines = self.letters.wrapped(tidy(text), wide, size, weight)
        return "".join(self.letters.cut(lines, 1, wide, size, weight))

    def _spaced(self, text: str, wide: int) -> str:
        """Return as much of a kind as has room with its letters apart."""
        words, kept = text, len(text)
        while kept and self.letters.width(words, 30, BOLD) + APART * len(words) > wide:
            kept -= 1
            words = text[:kept].rstrip() + ELLIPSIS
        return words


def _layer(wide: int, tall: int) -> tuple[Image, ImageDraw]:
    from PIL import Image, ImageDraw

    layer = Image.new("L", (wide, tall), 0)
    return layer, ImageDraw.Draw(layer)


def _put(picture: Image, layer: Image, at: tuple[int, int], ramp: range | tuple[int, ...]) -> None:
    """Put a layer of grey levels on an even ground, in the colours of a ramp."""
    picture.paste(layer.point(_levels(ramp)), at)


@functools.cache
def _levels(ramp: range | tuple[int, ...]) -> list[int]:
    """Return the place in the palette of each grey level."""
    steps = len(ramp) - 1
    return [ramp[(level * steps + 127) // 255] for level in range(256)]


def _palette() -> list[int]:
    ramps = (
        (_PAPER, _INK, len(_ON_PAPER)),
        (_TINT, _QUIET, len(_ON_TINT)),
        (_PAPER, _BRAND, len(_BRANDED)),
    )
    steps = [_between(start, end, number) for start, end, number in ramps]
    return [part for colour in (*steps[0], *steps[1], *steps[2][1:]) for part in colour]


def _between(start: tuple[int, ...], end: tuple[int, ...], number: int) -> list[tuple[int, ...]]:
    """Return so many colours from one to another, both among them."""
    last = number - 1
    return [
        tuple(round(a + (b - a) * step / last) for a, b in zip(start, end, strict=True)) for step in range(number)
    ]


_POINTS = {
    "diamond": ((0.5, -0.04), (1.04, 0.5), (0.5, 1.04), (-0.04, 0.5)),
    "square": ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94)),
    "triangle": ((0.5, 0.02), (1.02, 0.96), (-0.02, 0.96)),
    "hexagon": ((0.27, 0.05), (0.73, 0.05), (1, 0.5), (0.73, 0.95), (0.27, 0.95), (0, 0.5)),
}
_SIDE, _FINER = 26, 4
"""How large a shape is, and how many times finer it is drawn, for smooth edges."""


def _shape(layer: Image, name: str) -> int:
    """Draw the shape of a kind at the left of a layer, and return where words can start after it."""
    from PIL import Image

    if not name:
        return 0
    large, draw = _layer((_SIDE + 4) * _FINER, (_SIDE + 4) * _FINER)
    edge, side = 2 * _FINER, _SIDE * _FINER
    if name in _POINTS:
        draw.polygon([(edge + x * side, edge + y * side) for x, y in _POINTS[name]], fill=255)
    else:
        draw.ellipse((edge, edge, edge + side, edge + side), fill=255)
    if name == "ring":
        inner = edge + side * 0.28
        draw.ellipse((inner, inner, 2 * edge + side - inner, 2 * edge + side - inner), fill=0)
    small = large.resize((_SIDE + 4, _SIDE + 4), Image.Resampling.BOX)
    layer.paste(small, (0, 10))
    return _SIDE + 18
