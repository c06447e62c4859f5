"""Edits of the keys at the top of an entry's text: the old addresses of an entry, and that it was withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_dossier.edits import Edit, offset
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, Sequence, parse
from sphinx_dossier.yaml_tokens import ends

_FIRST = ("name", "sort", "moved-from")


def top(text: str, path: str) -> Mapping | None:
    """Return the mapping of an entry's text where its keys stand each on a line of its own."""
    node, problems = parse(text, path)
    if not isinstance(node, Mapping) or problems or any(key.col != node.col for key, _ in node.pairs):
        return None
    return node


def added(text: str, path: str, key: str, lines: Iterable[str]) -> Edit:
    """Return the edit that adds a key, with its lines, below the first ones of an entry."""
    node = top(text, path)
    if node is None:
        raise ValueError(f"{path} has no keys on lines of their own")
    spans, at = ends(text), 0
    for name, value in node.pairs:
        if name.text in _FIRST and name.text != key:
            at = max(at, _after(text, value, spans))
    newline = "" if not at or text[:at].endswith("\n") else "\n"
    block = "".join(f"{' ' * (node.col - 1)}{line}\n" for line in lines)
    return Edit(path=path, start=at, end=at, text=newline + block)


def listed(text: str, path: str, key: str, values: list[str]) -> Edit:
    """Return the edit that gives a key, there or not, a list of ids; without any, it goes."""
    node = top(text, path)
    pair = next((pair for pair in node.pairs if pair[0].text == key), None) if node else None
    said = f"{key}: [{', '.join(values)}]"
    if pair is None:
        return added(text, path, key, [said])
    start, end = offset(text, pair[0].line, 1), _after(text, pair[1], ends(text))
    lines = text[start:end]
    # A comment behind the list, or between its items, is not ours to drop.
    kept = "".join(f"  {comment}" for comment in re.findall(r"(?:^|[ \t])(#.*)", lines, re.MULTILINE)[:1])
    rest = "".join(f"{line}\n" for line in re.findall(r"(?:^|[ \t])(#.*)", lines, re.MULTILINE)[1:])
    indent = " " * (pair[0].col - 1)
    return Edit(path=path, start=start, end=end, text=f"{rest}{indent}{said}{kept}\n" if values else rest)


def values(text: str, path: str, key: str) -> list[str]:
    """Return the texts in the list, or the one text, that a key at the top has."""
    node = top(text, path)
    value = node.get(key) if node else None
    items: tuple[Node, ...] = value.items if isinstance(value, Sequence) else (value,) if value else ()
    return [item.text for item in items if isinstance(item, Scalar)]


def _after(text: str, value: Node, spans: dict[int, int]) -> int:
    """Return where the line after a value begins."""
    start = offset(text, value.line, value.col)
    end = spans.get(start, start)
    end = start + len(text[start:end].rstrip())
    line = text.find("\n", end)
    return len(text) if line < 0 else line + 1
