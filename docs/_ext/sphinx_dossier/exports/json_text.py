"""JSON that holds many things, made from the text of each: none is kept, and none is written down twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def text(content: object) -> str:
    """Return content as JSON in lines, without an end of line."""
    return json.dumps(content, indent=1, ensure_ascii=False)


def line(content: object) -> str:
    """Return content as JSON in one line, without an end of line."""
    return json.dumps(content, ensure_ascii=False)


def with_one(head: Mapping[str, object], name: str, one: str) -> bytes:
    """Return an object with what `head` has and, under a name, what another text of JSON says."""
    return f"{_open(head)} {json.dumps(name)}: {_further(one, 1)}\n}}\n".encode()


def with_many(head: Mapping[str, object], name: str, many: Iterable[bytes]) -> bytes:
    """Return an object with what `head` has and, under a name, a list of what other texts of JSON say.

    The texts are those of `member`.
    """
    found = b",\n".join(many)
    inside = b"[\n" + found + b"\n ]" if found else b"[]"
    return f"{_open(head)} {json.dumps(name)}: ".encode() + inside + b"\n}\n"


def member(one: str) -> bytes:
    """Return a text of JSON as it stands in such a list."""
    return f"  {_further(one, 2)}".encode()


def _open(head: Mapping[str, object]) -> str:
    """Return an object that has some pairs, as text up to where another can follow."""
    return f"{text(head).removesuffix('}').rstrip()},\n"


def _further(one: str, steps: int) -> str:
    """Return a text of JSON further in; in a string of JSON no line ends."""
    return one.replace("\n", "\n" + " " * steps)
