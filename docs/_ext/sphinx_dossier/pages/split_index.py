"""The index page of a kind that has very many entries: it leads to pages with its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.pages import tables
from sphinx_dossier.pages.choice import kind_of, ordered
from sphinx_dossier.pages.model import Block, Item, Items, Link, Page, Paragraph, Section, Steps, Text, Ways
from sphinx_dossier.pages.phrases import Words, joined
from sphinx_dossier.pages.splitting import Part, split
from sphinx_dossier.problems import count

FIRST = 25
"""How many of the entries the page above the parts shows."""


def parts(kind: Kind, checked: Checked) -> tuple[Part[Entry], ...]:
    """Return the parts of the index of a kind; none where it is short enough to be one page."""

    def made() -> tuple[Part[Entry], ...]:
        library = checked.library
        entries = ordered(library.of_kind(kind.name), kind, "", library)
        return split(entries, checked.settings.index_rows, library.when if kind.time else None)

    return checked.shared.of(("index", kind.name), made)  # type: ignore[no-any-return]


def names(checked: Checked) -> Iterator[str]:
    """Yield the names of the pages of all parts."""
    for kind in checked.library.kinds.values():
        yield from (_docname(kind, part) for part in parts(kind, checked))


def pages(checked: Checked) -> Iterator[Page]:
    """Yield the pages of all parts."""
    for kind in checked.library.kinds.values():
        row = parts(kind, checked)
        yield from (_page(kind, row, number, checked) for number in range(len(row)))


def blocks(kind: str, checked: Checked) -> tuple[Block, ...]:
    """Return what the index page of a kind consists of, where it may have pages below it."""
    declared = kind_of(kind, checked.library)
    row = parts(declared, checked)
    if not row:
        return tables.index_blocks(kind, checked)
    number = sum(len(part.entries) for part in row)
    first = "newest" if declared.time else "first"
    by = "year" if declared.time else "letter"
    shown = f"The {first} {FIRST:,} of {number:,}"
    return (
        Paragraph((Text(declared.help),), "lead"),
        Paragraph((Text(f"{count(number, declared.label.lower(), declared.plural.lower())}, by {by}."),), "note"),
        _listed(declared, row),
        Section(shown, "first", tables.table(checked, kind=kind, limit=FIRST)),
    )


def _docname(kind: Kind, part: Part[Entry]) -> str:
    # No entry can have the id that the index page has, so no page of one, nor of a part of one, is there.
    return f"{kind.folder}/index/{part.name}"


def _listed(kind: Kind, row: Sequence[Part[Entry]]) -> Items:
    """Return the parts as a list of links with how many are in each; those of one letter or year are one item."""
    items = []
    for group, found in groupby(row, lambda part: part.group):
        some = tuple(found)
        links = joined([_counted(kind, part) for part in some], last=" · ", between=" · ")
        whole = [part.title for part in some] == [group]
        items.append(Item(links if whole else (Text(f"{group}: "), *links)))
    return Items(tuple(items), "index")


def _counted(kind: Kind, part: Part[Entry]) -> Words:
    return (_link(kind, part), Text(f" ({len(part.entries):,})"))


def _link(kind: Kind, part: Part[Entry]) -> Link:
    return Link(part.title, _docname(kind, part))


def _page(kind: Kind, row: Sequence[Part[Entry]], number: int, checked: Checked) -> Page:
    part, index = row[number], f"{kind.folder}/index"
    held = count(len(part.entries), kind.label.lower(), kind.plural.lower())
    first, last = part.entries[0].name, part.entries[-1].name
    span = f"{first} to {last}" if len(part.entries) > 1 else first
    # The newest year stands first, but what is before a year is the year before it.
    way = -1 if kind.time else 1
    steps = Steps((Link(kind.plural, index),), _step(kind, row, number - way), _step(kind, row, number + way))
    # Nothing here tells how many others there are: an entry more would change the pages of all parts.
    return Page(
        docname=_docname(kind, part),
        title=f"{kind.plural}: {part.title}",
        kind="Index, one part",
        crumbs=(Link(kind.plural, index),),
        about=f"{kind.plural}, {part.title}: {held}, {span}.",
        origin=tables.origin(kind, checked.library),
        blocks=(
            Paragraph((Text(f"{held}."),), "note"),
            tables.table_of(part.entries, kind, checked.library),
            Ways("Before and after", (steps,)),
        ),
    )


def _step(kind: Kind, row: Sequence[Part[Entry]], at: int) -> Words:
    return (_link(kind, row[at]),) if 0 <= at < len(row) else ()
