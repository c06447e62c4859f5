"""A page as pure data: a small tree of sections, tables, sentences and citations, for any writer.

Nothing here knows HTML, docutils or the library. Two pages that are equal are written alike, so the digest of
a page says exactly whether it changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.pages.inline import Cite, External, Inline, Link, Text, plain
from sphinx_dossier.pages.picture import Network

__all__ = ["Cite", "External", "Inline", "Link", "Text", "plain"]

OF_OTHERS = "--"
"""What stands in the address of a claim where it is shown on the page of another entry, and in no claim's own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in a line.

    `role` is empty or one of lead, note, empty, infer, claim, rests (on how many sources), conflict, side (of one),
    otherwise (what others say instead), alert and caution (of what no longer stands).
    """

    content: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list with its addresses (several where it shows several claims) and lines beneath."""

    content: tuple[Inline, ...]
    anchors: tuple[str, ...] = ()
    below: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list.

    `role` is empty or one of sentences, statements, quotes, timeline, citable, index (the parts of an index), and
    sources, which are numbered.
    """

    items: tuple[Item, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A label and what it stands for: one item for each value."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Facts as labels and values."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell a run of words.

    `keys` says what each cell sorts as where its words sort otherwise, and is empty for the others.
    """

    cells: tuple[tuple[Inline, ...], ...]
    anchor: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table holds, for those who sort it: its `form` is name, date, number or words."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; `caption` says what it shows, for those who cannot see its place.

    Where it has `columns`, one for each head, readers may narrow and sort it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block of words from a source, with the line that says where from."""

    text: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of words on a strip, and the address to which it leads; `title` says what it is.

    The address is one of this page where `page` is empty.
    """

    spans: tuple[tuple[int, int], ...]
    anchor: str
    title: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a text on a strip, from its first to its last word.

    `role` is body, beside (title, captions and the like) or furniture; `sentences` gives the last word of each with
    whether something in it is marked; `title` says in words what the bar shows.
    """

    label: str
    role: str
    title: str
    first: int
    last: int
    sentences: tuple[tuple[int, bool], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture of a text that shows which of its words are quoted, one bar below the other.

    `label` says what it shows. The table says the same: it stands beneath the picture, or in its place where there
    are no pictures.
    """

    label: str
    bars: tuple[Bar, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a timeline: what it holds, and the shape of its marks: circle, diamond, square, or claims."""

    label: str
    shape: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a span in a lane: whether it comes from an earlier moment, and whether it goes on to the next."""

    lane: int
    above: bool
    below: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of a timeline: a date, what is told of it, and what is drawn beside it.

    `year` is set where a year begins, `gap` where empty time was left out before; `short` is the date without its
    year. `marks` are lanes with how much each holds, `soft` where the day is not known.
    """

    year: str
    gap: str
    short: str
    date: str
    soft: bool
    marks: tuple[tuple[int, int], ...]
    stretches: tuple[Stretch, ...]
    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, drawn down the page; `label` says of what. Where there are no pictures it is a list."""

    label: str
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Text in lines, for programs, to be copied as it stands; `label` says of what form it is."""

    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Details:
    """A titled part of a page that is closed until the reader opens it, where there is a way to close it.

    It says nothing that a search should find.
    """

    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What comes before and after a page in one row of pages; `row` names the row, an end of it is empty."""

    row: tuple[Inline, ...]
    before: tuple[Inline, ...]
    after: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from a page to its neighbours, row by row; `label` names them. They are not searched."""

    label: str
    rows: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Paragraph | Items | Terms | Table | Quotation | Strip | Timeline | Network | Listing | Ways | Details | Section
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site.

    `docname` is its name without an ending; `kind` the label above the title and `shape` the mark before it, one of
    `shapes.SHAPES`; `crumbs` the way down without home; `about` one plain line for search engines; `origin` the file
    it is made from, as places show it.
    """

    docname: str
    title: str
    kind: str
    crumbs: tuple[Link, ...]
    about: str
    origin: str
    blocks: tuple[Block, ...]
    shape: str = ""


def digest(*parts: object) -> str:
    """Return 32 hexadecimal digits that differ where the parts differ (pages, blocks and plain values)."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
