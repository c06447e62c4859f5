"""What the command knows of the terminal: how wide it is, and whether it shows colours."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

NEVER, ALWAYS, AUTO = "never", "always", "auto"
WHEN = (AUTO, ALWAYS, NEVER)
"""When words are coloured: where a terminal shows them, always, never."""

_WIDEST = 100
"""Lines of prose that are longer are hard to read."""
_LOOKS = {
    "title": "1",
    "strong": "1",
    "label": "1",
    "code": "36",
    "link": "4",
    "mark": "36",
    "quote": "32",
    "note": "2",
    "place": "1",
    "error": "31",
    "warning": "33",
}
"""What each role looks like, as numbers of a terminal: bold, faint, underlined, or one of the colours of the user."""


def width() -> int:
    """Return how many columns prose may have."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def is_coloured(stream: TextIO, when: str) -> bool:
    """Return whether words written to a stream are coloured; see no-color.org and force-color.org."""
    if when != AUTO:
        return when == ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"


class Ink:
    """Paints words by their roles, or leaves them as they are."""

    def __init__(self, stream: TextIO, when: str) -> None:
        """Look whether the stream shows colours."""
        self._wet = is_coloured(stream, when)

    def __call__(self, text: str, role: str) -> str:
        """Return words with the look of a role."""
        look = _LOOKS.get(role)
        return f"\x1b[{look}m{text}\x1b[0m" if self._wet and look and text else text
