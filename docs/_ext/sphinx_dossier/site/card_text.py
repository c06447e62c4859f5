"""Letters for the pictures of cards: which fonts have them, how wide they are, and where a title breaks into lines.

Letters are set one after the other, without the shaping that depends on which libraries a machine has: the same words
are the same picture everywhere.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = "fontpkg_source_sans_3"
"""The package that brings the font: Source Sans 3, with the Latin, Greek and Cyrillic letters."""
REGULAR, BOLD = 400, 600
NO_LETTER = "\U0010fffe"
"""What no font has a letter for."""
ELLIPSIS = "…"
_SPACES = re.compile(r"[^\S\u00a0]+")
_SIZES = ((88, 1), (76, 2), (68, 3), (60, 4), (52, 4), (46, 5))
"""The sizes of a title, the largest first, and how many lines it may have in each."""
_SMALLEST = _SIZES[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of a text in one size; `leading` is the distance from line to line."""

    lines: tuple[str, ...]
    size: int
    leading: int


def version(extra: str = "") -> str:
    """Return what differs whenever cards may come out otherwise; nothing where the libraries are not installed."""
    installed = _installed(FONT)
    return f"{installed} {_sum(extra, Path(extra).stat().st_mtime_ns) if extra else ''}" if installed else ""


# Every page asks: what is installed does not change while a program runs, nor a file that keeps its time.
@functools.cache
def _installed(font: str) -> str:
    if not (importlib.util.find_spec("PIL") and importlib.util.find_spec(font)):
        return ""
    return f"{importlib.metadata.version('pillow')} {importlib.metadata.version(font.replace('_', '-'))}"


@functools.lru_cache(maxsize=4)
def _sum(file: str, _changed: int) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


class Letters:
    """The fonts of a site's cards: the one that comes with them, and a file of the site's own for other scripts."""

    def __init__(self, extra: str = "") -> None:
        (own,) = (one for one in (files(FONT) / "files").iterdir() if one.name == "SourceSans3[wght].ttf")
        self._files = [str(own), *([extra] if extra else [])]
        self.font = functools.cache(self._font)
        self.which = functools.cache(self._which)
        self._advance = functools.cache(self._letter)
        self._stamp = functools.cache(self._drawn)

    def _font(self, which: int, size: int, weight: int) -> FreeTypeFont:
        from PIL import ImageFont

        font = ImageFont.truetype(self._files[which], size, layout_engine=ImageFont.Layout.BASIC)
        try:
            font.set_variation_by_axes([weight])
        except OSError:
            return font  # a font of one weight
        return font

    def _which(self, letter: str) -> int | None:
        """Return which font has a letter."""
        for which in range(len(self._files)):
            font = self.font(which, 24, REGULAR)
            if letter.isspace() or _picture(font, letter) != _picture(font, NO_LETTER):
                return which
        return None

    def has(self, text: str) -> bool:
        """Return whether there is a letter for each that a text has."""
        return all(self.which(letter) is not None for letter in tidy(text))

    def width(self, text: str, size: int, weight: int) -> float:
        """Return how wide a text is in pixels."""
        return sum(self._advance(letter, size, weight) for letter in text)

    def _letter(self, letter: str, size: int, weight: int) -> float:
        return self.font(self.which(letter) or 0, size, weight).getlength(letter)

    def write(  # noqa: PLR0913
        self,
        draw: ImageDraw,
        at: tuple[float, float],
        text: str,
        *,
        size: int,
        weight: int,
        level: int,
        apart: int = 0,
    ) -> float:
        """Write a text on a baseline, with letters further apart if need be, and return where it ends."""
        x, y = at
        for letter in text:
            stamp, left, above = self._stamp(letter, size, weight)
            if stamp:
                draw.bitmap((round(x + left), round(y + above)), stamp, fill=level)
            x += self._advance(letter, size, weight) + apart
        return x

    # A letter is drawn once for all cards: to draw it is most of the work.
    def _drawn(self, letter: str, size: int, weight: int) -> tuple[Image | None, float, float]:
        """Return a letter as grey levels, and where that is from the place on the baseline at which it starts."""
        from PIL import Image, ImageDraw

        font = self.font(self.which(letter) or 0, size, weight)
        left, above, right, below = font.getbbox(letter, anchor="ls")
        if right <= left or below <= above:
            return None, 0, 0
        stamp = Image.new("L", (math.ceil(right - left), math.ceil(below - above)), 0)
        ImageDraw.Draw(stamp).text((-left, -above), letter, font=font, fill=255, anchor="ls")
        return stamp, left, above

    def fitted(self, text: str, wide: int, tall: int) -> Block:
        """Return a title in the largest letters in which it has room, cut where it has none in the smallest."""
        for size, most in _SIZES:
            lines, leading = self.wrapped(text, wide, size, BOLD), round(size * 1.16)
            room = min(most, tall // leading)
            if len(lines) <= room or size == _SMALLEST:
                shown = self.cut(lines, room, wide, size, BOLD)
                return Block(lines=shown, size=size, leading=leading)
        raise AssertionError(_SIZES)

    def cut(self, lines: Sequence[str], most: int, wide: int, size: int, weight: int) -> tuple[str, ...]:
        """Return no more lines than there may be; where some are left out the last one ends with dots."""
        if len(lines) <= most:
            return tuple(lines)
        last = lines[most - 1]
        while last and self.width(last + ELLIPSIS, size, weight) > wide:
            last = last.rpartition(" ")[0] or last[:-1]
        return (*lines[: most - 1], last.rstrip(" ,;:") + ELLIPSIS)

    def wrapped(self, text: str, wide: int, size: int, weight: int) -> list[str]:
        """Return a text as lines no wider than `wide`: broken at spaces, and within a word only where it must be."""
        lines, line = list[str](), ""
        for piece in _pieces(tidy(text)):
            if self.width((line + piece).rstrip(), size, weight) <= wide:
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            line = piece
            while line and self.width(line.rstrip(), size, weight) > wide:
                fits = max(1, self._most(line, wide, size, weight))
                lines.append(line[:fits])
                line = line[fits:]
        return [*lines, line.rstrip()] if line.strip() else lines

    def _most(self, text: str, wide: int, size: int, weight: int) -> int:
        """Return how many letters of a text have room in a line."""
        used = 0.0
        for number, letter in enumerate(text):
            used += self._advance(letter, size, weight)
            if used > wide:
                return number
        return len(text)


def tidy(text: str) -> str:
    """Return a text in one line and in whole letters."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces between which a line may end: after a space, and around wide letters (Japanese)."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] == " " or "W" in {unicodedata.east_asian_width(one) for one in text[at - 1 : at + 1]}:
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _picture(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
