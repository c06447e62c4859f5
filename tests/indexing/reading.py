"""Reading the index as a browser does, written apart from what writes it."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

Files = Mapping[str, bytes]
Written: TypeAlias = "list[int] | dict[str, list[int]] | str | int"


def numbers(written: Written) -> list[int]:
    """Return a list of pages: steps, runs or a bitmap; 0 is none."""
    if isinstance(written, str):
        bits = "".join(f"{byte:08b}"[::-1] for byte in base64.b64decode(written))
        return [at for at, bit in enumerate(bits) if bit == "1"]
    if isinstance(written, dict):
        found, end = list[int](), 0
        for gap, length in zip(written["r"][::2], written["r"][1::2], strict=True):
            found += range(end + gap, end + gap + length)
            end += gap + length
        return found
    return list(itertools.accumulate(written)) if isinstance(written, list) else []


def pieces(files: Files, name: str) -> list[Any]:
    """Return the items of all pieces of a name, in order."""
    found, number = list[Any](), 0
    while f"finding/{name}-{number}.json" in files:
        found += json.loads(files[f"finding/{name}-{number}.json"])
        number += 1
    return found


def words(files: Files) -> dict[str, dict[str, int]]:
    """Return each word with the titles of the pages that hold it, and the level at which each does."""
    titles = [record[1] for record in pieces(files, "pages")]
    return {
        word: {titles[number]: level for level, list_ in enumerate(lists) for number in numbers(list_)}
        for word, *lists in pieces(files, "words")
    }


def facet(files: Files, name: str) -> dict[str, list[str]]:
    """Return the values of a facet with the titles of the pages that have them."""
    titles = [record[1] for record in pieces(files, "pages")]
    return {value: [titles[number] for number in numbers(list_)] for value, _, list_ in pieces(files, name)}
