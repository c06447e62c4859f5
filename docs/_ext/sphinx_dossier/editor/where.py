"""What stands at a place of a text: the value and its field, or in a text half written the keys above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_dossier.edits import offset
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, parse
from sphinx_dossier.yaml_nodes import Sequence as SequenceNode
from sphinx_dossier.yaml_tokens import scalars

_LINE = re.compile(r"(?P<dashes>[ ]*(?:-[ ]+)*)(?:(?P<key>[\w-]+)[ ]*:(?:[ ]+(?P<value>.*)|$)|(?P<word>.*))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A scalar with its field, from `start` up to `end` in the text; `within` is the mapping that holds it."""

    field: Field
    scalar: Scalar
    within: Mapping
    key: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """What is being written: `keys` lead to it, `word` stands before the cursor and starts in the column `col`.

    With `key` it is the name of a field, else the value of the last of the keys. `there` are the keys beside it.
    """

    keys: tuple[str, ...]
    word: str
    col: int
    key: bool
    there: frozenset[str] = frozenset()


def here(text: str, path: str, kind: Kind, line: int, col: int) -> Here | None:
    """Return the scalar at a line and column; None where there is none, or the text cannot be read."""
    node, _ = parse(text, path)
    before = [one for one in _scalars(node, kind.shape) if (one[1].line, one[1].col) <= (line, col)] if node else []
    if not before:
        return None
    field, scalar, within, key = max(before, key=lambda one: (one[1].line, one[1].col))
    start = offset(text, scalar.line, scalar.col)
    end = scalars(text).get(start, start)
    if offset(text, line, col) > end:
        return None
    return Here(field=field, scalar=scalar, within=within, key=key, start=start, end=end)


def _scalars(node: Node, shape: Field) -> Iterator[tuple[Field, Scalar, Mapping, bool]]:
    """Yield every scalar that has a field, with the mapping that holds it, and whether it is a key."""
    if not isinstance(node, Mapping):
        return
    for key, value in node.pairs:
        field = shape.fields.get("" if shape.type is Type.MAP else key.text)
        if field is None:
            continue
        yield field, key, node, True
        for item in value.items if isinstance(value, SequenceNode) else (value,):
            if isinstance(item, Scalar):
                yield field, item, node, False
            else:
                yield from _scalars(item, field)


def half(lines: Sequence[str], line: int, col: int) -> Half | None:
    """Return what is being written at a line and column, told by the indentation of the lines above and below."""
    before = lines[line - 1][: col - 1]
    match = _LINE.fullmatch(before)
    if match is None or before.lstrip().startswith("#"):
        return None
    inner = len(match["dashes"])
    if match["key"]:
        value = match["value"] or ""
        word = re.split(r"[\[,]\s*", value)[-1] if value.startswith("[") else value
        word = word.lstrip("\"' ")
        return Half(keys=(*_above(lines, line, inner), match["key"]), word=word, col=col - len(word), key=False)
    keys, word = _above(lines, line, inner), match["word"] or ""
    there = frozenset(_beside(lines, line, inner))
    return Half(keys=keys, word=word, col=col - len(word), key=True, there=there)


def _above(lines: Sequence[str], line: int, inner: int) -> tuple[str, ...]:
    """Return the keys that lead to what is indented as far as `inner` in a line, the outermost first."""
    keys: list[str] = []
    column, item = _dash(lines[line - 1], inner)
    for text in reversed(lines[: line - 1]):
        found = _LINE.match(text)
        if found is None or not text.strip() or text.lstrip().startswith("#"):
            continue
        own = len(found["dashes"])
        if found["key"] and (own < column or (item and own == column)):
            keys.append(found["key"])
            column, item = _dash(text, own)
        elif not item and own == column and "-" in found["dashes"]:
            column, item = _dash(text, own)
        if column == 0 and not item:
            break
    return tuple(reversed(keys))


def _dash(text: str, inner: int) -> tuple[int, bool]:
    """Return the column of the first dash of a line and True, or of what it holds and False."""
    at = text[:inner].find("-")
    return (at, True) if at >= 0 else (inner, False)


def _beside(lines: Sequence[str], line: int, inner: int) -> Iterator[str]:
    """Yield the keys of the mapping to which a line belongs, apart from its own."""
    if "-" not in lines[line - 1][:inner]:
        for text in reversed(lines[: line - 1]):
            found = _LINE.match(text)
            if found is None or (
                text.strip() and len(text) - len(text.lstrip()) < inner and "-" not in found["dashes"]
            ):
                break
            if found["key"] and len(found["dashes"]) == inner:
                yield found["key"]
            if "-" in found["dashes"] and len(found["dashes"]) <= inner:
                break
    for text in lines[line:]:
        found = _LINE.match(text)
        if found is None or (text.strip() and len(text) - len(text.lstrip()) < inner):
            break
        if found["key"] and len(found["dashes"]) == inner and "-" not in found["dashes"]:
            yield found["key"]


def shape(kind: Kind, keys: Sequence[str]) -> Field | None:
    """Return the field to which keys lead from the top of an entry; None where one of them is unknown."""
    field = kind.shape
    for key in keys:
        known = field.fields.get("" if field.type is Type.MAP else key)
        if known is None:
            return None
        field = known
    return field
