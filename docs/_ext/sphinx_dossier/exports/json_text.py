"""JSON that holds many things, made from the text of each: none is kept, and none is written down twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sphinx_dossier.exports.pieces import begun, pieces


def text(content: object) -> str:
    """Return content as JSON in lines, without an end of line."""
    return json.dumps(content, indent=1, ensure_ascii=False)


def line(content: object) -> str:
    """Return content as JSON in one line, without an end of line."""
    return json.dumps(content, ensure_ascii=False)


def with_one(head: Mapping[str, object], name: str, one: str) -> bytes:
    """Return an object with what `head` has and, under a name, what another text of JSON says."""
    return f"{_open(head)} {json.dumps(name)}: {_further(one, 1)}\n}}\n".encode()


class Many:
    """An object with what `head` has and, under a name, a list of what other texts of JSON say, one after the other.

    Of a large knowledge base it is far more than memory should hold.
    """

    def __init__(self, head: Mapping[str, object], name: str) -> None:
        self._text = begun()
        self._text.write(f"{_open(head)} {json.dumps(name)}: [".encode())
        self._is_empty = True

    def add(self, *members: bytes) -> None:
        """Add texts, which are those of `member`."""
        for one in members:
            self._text.write(b"\n" if self._is_empty else b",\n")
            self._text.write(one)
            self._is_empty = False

    def pieces(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Yield the whole, to which nothing is added any more, in pieces with a path."""
        self._text.write(b"]\n}\n" if self._is_empty else b"\n ]\n}\n")
        return pieces(path, self._text)


def member(one: str) -> bytes:
    """Return a text of JSON as it stands in such a list."""
    return f"  {_further(one, 2)}".encode()


def _open(head: Mapping[str, object]) -> str:
    """Return an object that has some pairs, as text up to where another can follow."""
    return f"{text(head).removesuffix('}').rstrip()},\n"


def _further(one: str, steps: int) -> str:
    """Return a text of JSON further in; in a string of JSON no line ends."""
    return one.replace("\n", "\n" + " " * steps)
