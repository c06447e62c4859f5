"""Columns as editors count them, in units of an encoding, and as places do, in characters from 1."""

from __future__ import annotations

from dataclasses import dataclass

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
_BYTES = {UTF8: 1, UTF16: 2, UTF32: 4}
_CODEC = {UTF8: "utf-8", UTF16: "utf-16-le", UTF32: "utf-32-le"}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """A line and a character of it, both from 0, the character in units of the editor's encoding."""

    line: int
    character: int


class Columns:
    """Converts the places in one text, to and fro."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        # Places do not count the mark at the start of a file, and editors do not show it.
        self._lines = text.removeprefix("\ufeff").split("\n")
        self._encoding = encoding
        self._mark = len(text) - len(text.removeprefix("\ufeff"))

    def position(self, line: int, col: int) -> Position:
        """Return the position of a line and column from 1; what lies behind a line or the text is its end."""
        if line > len(self._lines):
            line, col = len(self._lines), len(self._lines[-1]) + 1
        before = self._lines[line - 1][: col - 1]
        units = len(before.encode(_CODEC[self._encoding], "surrogatepass")) // _BYTES[self._encoding]
        return Position(line=line - 1, character=units + (self._mark if line == 1 else 0))

    def place(self, position: Position) -> tuple[int, int]:
        """Return the line and column from 1 of a position; one inside a character is at its start."""
        if position.line >= len(self._lines):
            return len(self._lines), len(self._lines[-1]) + 1
        left, col = position.character - (self._mark if position.line == 0 else 0), 1
        for char in self._lines[position.line]:
            left -= len(char.encode(_CODEC[self._encoding], "surrogatepass")) // _BYTES[self._encoding]
            if left < 0:
                break
            col += 1
        return position.line + 1, col

    def at(self, offset: int) -> Position:
        """Return the position of an offset, as edits have it."""
        left = offset - self._mark
        for number, line in enumerate(self._lines, start=1):
            if left <= len(line):
                return self.position(number, max(left, 0) + 1)
            left -= len(line) + 1
        return self.position(len(self._lines) + 1, 1)

    def line(self, number: int) -> str:
        """Return a line, counted from 1; empty where there is none."""
        return self._lines[number - 1] if number <= len(self._lines) else ""
