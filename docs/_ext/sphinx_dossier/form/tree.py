"""A YAML text as a tree that knows its comments, so that they go along when what they belong to moves.

A comment on a line of its own belongs to what follows it, or, where it is indented like what ends before it, to the
end of that. A comment behind something on its line belongs to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from yaml import events

from sphinx_dossier.yaml_tokens import parsed

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_BLANK_AFTER = re.compile(r"(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*(?=[\r\n\x85\u2028\u2029])")


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A text; `plain` where it stands without quotation marks."""

    text: str
    plain: bool


@dataclass(slots=True, kw_only=True)
class Item:
    """A pair of a mapping, or an item of a list: without `key`. Comments stand `above` and `beside` it."""

    col: int
    start: int
    holder: Group
    key: Leaf | None = None
    value: Tree
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Group:
    """A mapping or, without `keys`, a list; with comments after its last item."""

    keys: bool
    flow: bool
    col: int
    start: int
    end: int = 0
    owner: Item | None = None
    items: list[Item] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def pair(self, name: str) -> Item | None:
        """Return the pair of a mapping that has a key, None where it has none."""
        return next((one for one in self.items if one.key and one.key.text == name), None)


Tree: TypeAlias = Leaf | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comment:
    text: str
    start: int
    end: int
    col: int
    alone: bool
    line: int


def read(text: str) -> Tree:
    """Return the tree of a text that `yaml_nodes.parse` has found sound."""
    text = text.removeprefix("\ufeff")
    reader = _Reader()
    for event in parsed(text):
        reader.take(event, text)
    for comment in comments(text, reader.scalars):
        reader.attach(comment, text)
    return reader.root


def said(text: str) -> list[str]:
    """Return what the comments of a text say, sorted."""
    text, reader = text.removeprefix("\ufeff"), _Reader()
    for event in parsed(text):
        reader.take(event, text)
    return sorted(comment.text for comment in comments(text, reader.scalars))


def comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[_Comment]:
    """Yield the comments of a text, which stand outside its scalars, in order."""
    at = 0
    for start, end in [*scalars, (len(text), len(text))]:
        while match := _COMMENT.search(text, at, max(at, start)):
            line = max((found.end() for found in _BREAK.finditer(text, 0, match.start())), default=0)
            alone = not text[line : match.start()].strip()
            first, last = match.span()
            words = _spaced(match[0])
            yield _Comment(text=words, start=first, end=last, col=first - line, alone=alone, line=line)
            at = match.end()
        at = max(at, end)


def _spaced(comment: str) -> str:
    """Return a comment with the space after its sign, without which it looks like text that got lost."""
    comment = comment.rstrip()
    return comment if comment[1:2] in {"", " ", "\t", "#"} else f"# {comment[1:]}"


class _Reader:
    """Builds the tree from events, then gives it the comments."""

    def __init__(self) -> None:
        self.root: Tree = Leaf(text="", plain=True)
        self.scalars: list[tuple[int, int]] = []
        self._open: list[Group] = []
        self._items: list[Item] = []
        self._ends: list[tuple[int, Item]] = []
        self._key: tuple[Leaf, int, int] | None = None

    def take(self, event: Any, text: str) -> None:  # noqa: ANN401 (libyaml has no types)
        """Take the next event."""
        kind = type(event)
        if kind is events.ScalarEvent:
            self._scalar(event, text)
        elif kind in {events.MappingStartEvent, events.SequenceStartEvent}:
            mark = event.start_mark
            flow, keys = bool(event.flow_style), kind is events.MappingStartEvent
            group = Group(keys=keys, flow=flow, col=mark.column, start=mark.index)
            group.owner = self._add(group, mark)
            if flow and group.owner:
                self._ends.append((mark.index, group.owner))
            self._open.append(group)
        elif kind in {events.MappingEndEvent, events.SequenceEndEvent}:
            group = self._open.pop()
            group.end = event.end_mark.index
            if group.flow and group.owner:
                self._ends.append((group.end, group.owner))

    def _scalar(self, event: Any, text: str) -> None:  # noqa: ANN401 (libyaml has no types)
        start, end = event.start_mark, event.end_mark.index
        leaf = Leaf(text=event.value, plain=event.implicit[0])
        if event.style in {"|", ">"}:
            header = _BREAK.search(text, start.index)
            # What follows the sign on its line is a comment; the lines below are the text.
            sign = start.index + len(text[start.index : header.start() if header else end].partition("#")[0].rstrip())
            self.scalars += [(start.index, sign), (header.start() if header else end, end)]
            end = sign
        elif end > start.index:
            self.scalars.append((start.index, end))
        if self._open and self._open[-1].keys and self._key is None:
            self._key = (leaf, start.column, start.index)
            item = Item(col=start.column, start=start.index, holder=self._open[-1], key=leaf, value=leaf)
            self._open[-1].items.append(item)
            self._items.append(item)
            self._ends.append((end, item))
        elif added := self._add(leaf, start):
            self._ends.append((end, added))

    def _add(self, value: Tree, mark: Any) -> Item | None:  # noqa: ANN401
        if not self._open:
            self.root = value
            return None
        group = self._open[-1]
        if self._key is not None:
            self._key = None
            group.items[-1].value = value
            return group.items[-1]
        item = Item(col=group.col, start=mark.index, holder=group, value=value)
        group.items.append(item)
        self._items.append(item)
        return item

    def attach(self, comment: _Comment, text: str) -> None:
        """Give a comment to what it belongs to."""
        before = max((at for at, _ in self._ends if at <= comment.start), default=-1)
        if not comment.alone and before >= comment.line:
            # Of what ends there the last is innermost: the pair, not the mapping that starts with it.
            item = [item for at, item in self._ends if at == before][-1]
            item.above += item.beside
            item.beside[:] = [comment.text]
            return
        blank = [""] if comment.alone and _BLANK_AFTER.match(text, comment.end) else []
        following = next((item for item in self._items if item.start > comment.start), None)
        if group := self._ending(comment, following):
            group.below += [comment.text, *blank]
        elif following:
            following.above += [comment.text, *blank]

    def _ending(self, comment: _Comment, following: Item | None) -> Group | None:
        """Return the group after whose last item the comment stands, where it belongs to that group."""
        before = next((item for item in reversed(self._items) if item.start < comment.start), None)
        around = [group for group in _around(before) if not group.flow or comment.start < group.end]
        ending = [group for group in around if not any(group is other for other in _around(following))]
        if any(group.flow for group in around):
            return ending[-1] if ending else None
        if following is None:
            fitting = [group for group in ending if group.col <= comment.col]
            return fitting[-1] if fitting else self._whole()
        fitting = [group for group in ending if following.col < comment.col and group.col <= comment.col]
        return fitting[-1] if fitting else None

    def _whole(self) -> Group | None:
        return self.root if isinstance(self.root, Group) else None


def _around(item: Item | None) -> list[Group]:
    """Return the groups that an item is in or is, the outermost first."""
    found = [item.value] if item and isinstance(item.value, Group) else []
    while item:
        found.append(item.holder)
        item = item.holder.owner
    return found[::-1]
