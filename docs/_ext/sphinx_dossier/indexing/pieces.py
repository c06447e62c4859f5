"""What is written is cut into pieces of one size, so that no question fetches much that it does not need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

FOLDER = "finding"
"""The folder of the index in the output."""


def text(value: object) -> str:
    """Return a value as JSON, in as few characters as it takes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cut(items: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, list[str]]]:
    """Yield pieces of some `size` characters: the key of the first item of each, and the texts of all its items.

    An item that is larger than a piece has one to itself.
    """
    first, held, length = "", list[str](), 0
    for key, item in items:
        if held and length + len(item) > size:
            yield first, held
            held, length = [], 0
        if not held:
            first = key
        held.append(item)
        length += len(item) + 1
    if held:
        yield first, held


def array(items: Iterable[str]) -> bytes:
    """Return a JSON array of items that are JSON themselves."""
    return f"[{','.join(items)}]".encode()
