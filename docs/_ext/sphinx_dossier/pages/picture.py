"""The picture of a network as pure data: entries with their places and words, and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dossier.pages.model import Link, Table


@dataclass(frozen=True, slots=True)
class Node:
    """An entry on a picture.

    `x` and `y` are the middle of its mark, of the form `shape`, or where its words stand within a box, of that.
    `words` are the lines of its name, `note` a line beneath; `side` says where they stand: left, right or within.
    The title of `link` says in words what the picture tells of it.
    """

    link: Link
    shape: str
    x: int
    y: int
    side: str
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two entries, by their numbers: from the left to the right one, of a weight from 1 to 3."""

    start: int
    end: int
    weight: int
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """The words above a column, whose marks have the form `shape`, and where it stands."""

    words: str
    shape: str
    x: int
    side: str


@dataclass(frozen=True, slots=True)
class Network:
    """A picture of who met whom; `label` names it, `about` says how it is to be read.

    One that is `brief` shows the neighbours of one entry and says in words all that it tells. The table says the
    same: it stands beneath the picture, or in its place where there are no pictures.
    """

    label: str
    about: str
    wide: int
    tall: int
    heads: tuple[Head, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    table: Table
    brief: bool = False
