"""How a text is written in YAML: plain where that reads the same, else between quotation marks."""

from __future__ import annotations

import re
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from sphinx_dossier.fields import Field, Type
from sphinx_dossier.form.tree import Leaf

WIDTH = 110
"""The column up to which a text of ours is filled; the words of a source stay on one line, to be searched for."""
WORDS = {Type.TEXT, Type.QUOTE}

_START = re.compile(r"[-?:](?=\S)|[^-?:,\[\]{}#&*!|>'\"%@`\s]")
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"\\\\]')
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NAMES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_NULLS = {"", "~", "null", "Null", "NULL"}
_BETWEEN = re.compile(r"(?<=\S) (?=\S)")
_RESOLVER: Any = Resolver()


def value(leaf: Leaf, field: Field | None) -> str:
    """Return the text of a value as it is read: of words, without white space around them."""
    words = field is not None and field.type in WORDS
    return (leaf.text.strip() or leaf.text) if words else leaf.text


def inline(leaf: Leaf, field: Field | None = None, *, flow: bool = False) -> str:
    """Return a value on one line."""
    text = value(leaf, field)
    if leaf.plain and text in _NULLS:
        return text
    if _is_plain(text, field) and not (flow and re.search(r"[,\[\]{}:]", text)):
        return text
    if _SPECIAL.search(text) or not re.search(r'["\\]', text):
        return '"' + _ESCAPED.sub(_escape, text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, field: Field | None) -> bool:
    if not _START.match(text) or text != text.strip(" ") or _SPECIAL.search(text):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")) or text in _NULLS:
        return False
    # Other readers would take such words for a number, a date or a truth value.
    guessed = field is not None and field.type in WORDS
    return not guessed or _tag(text).endswith(":str")


def _tag(text: str) -> str:
    return str(_RESOLVER.resolve(ScalarNode, text, (True, False)))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _NAMES.get(match[0]) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def written(leaf: Leaf, field: Field | None, head: str, indent: int) -> list[str]:
    """Return the lines of a value after its key or dash, `head`; those that go on below are indented."""
    text = value(leaf, field)
    if "\n" in text and _as_lines(text):
        sign = "|" if text.endswith("\n") else "|-"
        return [f"{head} {sign}", *(f"{' ' * indent}{line}".rstrip() for line in text.removesuffix("\n").split("\n"))]
    whole = inline(leaf, field)
    if field is None or field.type is not Type.TEXT:
        return [f"{head} {whole}".rstrip()]
    first, *rest = _BETWEEN.split(whole)
    lines = [f"{head} {first}"]
    for piece in rest:
        if len(lines[-1]) + 1 + len(piece) > WIDTH:
            lines.append(" " * indent + piece)
        else:
            lines[-1] += f" {piece}"
    return lines


def _as_lines(text: str) -> bool:
    """Return whether a text can stand line by line as it is."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0] or not lines[-1] or _SPECIAL.search(text.replace("\n", "")):
        return False
    return not lines[0][0].isspace() and all(line == line.rstrip() for line in lines)
