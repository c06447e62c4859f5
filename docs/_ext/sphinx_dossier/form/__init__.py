"""The one form of an entry's file: the order of keys, quotation marks, folding, indentation and blank lines.

Keys stand as their kind declares them, the id of a claim before all else; the order of claims and of all other lists
is the author's, and comments go along. What the file says stays what it was, which is made sure of each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_dossier.fields import Field, Type
from sphinx_dossier.form import scalars, tree
from sphinx_dossier.form.tree import Group, Item, Leaf, Tree
from sphinx_dossier.kinds import Kind, common
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, parse

_ID = "id"


class Unformed(ValueError):  # noqa: N818 (it is what became of the text)
    """A text cannot be put into the form without changing what it says."""


def formed(text: str, kind: Kind) -> str:
    """Return the text of an entry's file in its one form. Raises Unformed.

    What is no sound YAML, or no mapping, has no form and is given back as it is.
    """
    node, problems = parse(text, "")
    if not isinstance(node, Mapping) or problems:
        return text
    root = tree.read(text)
    if not isinstance(root, Group):
        return text
    after = printed(root, kind)
    again, wrong = parse(after, "")
    if again is None or wrong or _meaning(again, kind.shape) != _meaning(node, kind.shape):
        raise Unformed("it would say something else in the form")
    if tree.said(after) != tree.said(text):
        raise Unformed("it would lose a comment in the form")
    return after


def printed(root: Group, kind: Kind) -> str:
    """Return the tree of an entry in its one form."""
    _arrange(root, kind.shape)
    own = {*common()["entry"], *kind.keys}
    lines = _block(root, kind.shape, 0, lambda item: bool(item.key and item.key.text not in own))
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"


def _meaning(node: Node, field: Field | None) -> object:
    """Return what a node says, whatever the order of its keys."""
    if isinstance(node, Scalar):
        words = scalars.value(Leaf(text=node.text, plain=node.plain), field)
        return words, node.plain and words in {"", "~", "null", "Null", "NULL"}
    if isinstance(node, Mapping):
        return {key.text: _meaning(value, _inner(field, key.text)) for key, value in node.pairs}
    return [_meaning(item, field) for item in node.items]


def _inner(field: Field | None, key: str) -> Field | None:
    if field is None:
        return None
    return field.fields.get("" if field.type is Type.MAP else key)


def _of(item: Item, field: Field | None) -> Field | None:
    return _inner(field, item.key.text) if item.key else field


def _arrange(group: Group, field: Field | None) -> None:
    """Put the keys in their order, and the comments where the form has room for them."""
    if group.keys and field is not None and field.type is Type.RECORD:
        order = {name: at for at, name in enumerate(field.fields)}
        order[_ID] = -1
        group.items.sort(key=lambda item: order.get(item.key.text if item.key else "", len(order)))
    for item in group.items:
        inner = item.value
        if not isinstance(inner, Group):
            continue
        _arrange(inner, _of(item, field))
        if not inner.items:
            item.above += inner.below
            inner.below = []
        elif item.key is None and not _on_one_line(item, _of(item, field), 0):
            # Nothing can stand between a dash and what follows it.
            item.above += item.beside + inner.items[0].above
            item.beside, inner.items[0].above = [], []


def _on_one_line(item: Item, field: Field | None, used: int) -> str:
    """Return a list of single values between brackets, or nothing where it has comments, long or quoted ones."""
    group = item.value
    if not isinstance(group, Group):
        return ""
    if not group.items:
        return "{}" if group.keys else "[]"
    leaves = [one.value for one in group.items if isinstance(one.value, Leaf) and not (one.above or one.beside)]
    if group.keys or group.below or len(leaves) < len(group.items):
        return ""
    words = [scalars.inline(leaf, field, flow=True) for leaf in leaves]
    text = f"[{', '.join(words)}]"
    bare = all(word and re.match(r"[^\"']", word) for word in words)
    return text if bare and used + len(text) < scalars.WIDTH else ""


def _block(group: Group, field: Field | None, indent: int, apart: Callable[[Item], bool] | None = None) -> list[str]:
    lines, space = list[str](), " " * indent
    for item in group.items:
        if apart and apart(item) and lines and lines[-1]:
            lines.append("")
        lines += [space + comment for comment in item.above]
        lines += _item(item, _of(item, field), indent)
    below = list(group.below)
    while below and not below[-1]:
        below.pop()
    if not indent and below and lines and lines[-1]:
        lines.append("")
    return [*lines, *(space + comment for comment in below)]


def _item(item: Item, field: Field | None, indent: int) -> list[str]:
    head = " " * indent + (f"{scalars.inline(item.key)}:" if item.key else "-")
    beside = "".join(f"  {comment}" for comment in item.beside)
    value: Tree = item.value
    if isinstance(value, Leaf):
        lines = scalars.written(value, field, head, indent + 2)
        at = 0 if lines[0].endswith((" |", " |-")) and len(lines) > 1 else -1
        lines[at] += beside
        return lines
    if short := _on_one_line(item, field, len(head) + 1):
        return [f"{head} {short}{beside}"]
    inner = _block(value, field, indent + 2)
    if item.key:
        return [head + beside, *inner]
    return [f"{head} {inner[0].lstrip(' ')}", *inner[1:]]


def quoted(text: str) -> str:
    """Return words on one line, between quotation marks where YAML needs them."""
    words = Field(name="", type=Type.TEXT, label="", help="")
    return scalars.inline(Leaf(text=" ".join(text.split()), plain=False), words)
