"""A picture of at most sixteen colours as a PNG file, made faster than Pillow makes one.

Pillow tries every filter on every row, which pays for photographs; on even ground no filter is the best one, and four
fifths of the time were spent on finding that out, for the card of each page. The form is that of the Portable Network
Graphics specification, third edition: a signature, then chunks with their length and their checksum.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _INDEXED = 4, 3
"""How many bits a pixel has, and the type of a picture whose pixels are places in a palette."""
_LEVEL = 1
"""How hard zlib tries, from 1 to 9: a card has some 14 kB, and 10 kB at twice the time."""


def write(picture: Image) -> bytes:
    """Return a picture of mode P, of an even width, none of whose pixels is above 15, as a file."""
    wide, tall = picture.size
    # Two pixels of nothing before each row are the byte that says that it has no filter.
    rows = picture.crop((-2, 0, wide, tall)).tobytes("raw", "P;4")
    head = struct.pack(">IIBBBBB", wide, tall, _BITS, _INDEXED, 0, 0, 0)
    palette = bytes(picture.getpalette("RGB") or ())[: 3 * 2**_BITS]
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, _LEVEL)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk: its length, its name, its content, and the checksum of the last two."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
