"""Files that may be larger than memory should hold: written to the disk first, and given out piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

PIECE = 1 << 23
"""How many bytes a piece has, but the last. What has no more stays in memory."""


def begun() -> IO[bytes]:
    """Return what a file is written into."""
    return tempfile.SpooledTemporaryFile(max_size=PIECE)


def pieces(path: str, written: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces of a file that has been written, each with its path; one where it is empty."""
    with written:
        written.seek(0)
        yield path, written.read(PIECE)
        while piece := written.read(PIECE):
            yield path, piece
