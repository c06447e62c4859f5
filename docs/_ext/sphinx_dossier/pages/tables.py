"""Entries in tables and lists: the index page of a kind, and the queries that choose among entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import MISPRINT, Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import Library
from sphinx_dossier.pages import sorting
from sphinx_dossier.pages.choice import NAME, QueryError, Where, checked_columns, chosen, kind_of, ordered
from sphinx_dossier.pages.model import (
    Block,
    Column,
    Inline,
    Item,
    Items,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.problems import count, listed
from sphinx_dossier.sentences import Slot
from sphinx_dossier.values import Ref, Value


def index(kind: str, checked: Checked) -> Page:
    """Return the index page of a kind; raises QueryError where there is no such kind."""
    declared = kind_of(kind, checked.library)
    return Page(
        docname=f"{declared.folder}/index",
        title=declared.plural,
        kind="",
        crumbs=(),
        about=declared.help,
        origin=origin(declared, checked.library),
        blocks=index_blocks(kind, checked),
    )


def origin(kind: Kind, library: Library) -> str:
    """Return the file that declares a kind, as places show it."""
    own = kind.file.parent.parent == library.root
    return f"{library.label}/kinds/{kind.file.name}" if own else f"kinds/{kind.file.name}"


def index_blocks(kind: str, checked: Checked) -> tuple[Block, ...]:
    """Return what the index page of a kind consists of: what it is, how many there are, and all of them."""
    declared = kind_of(kind, checked.library)
    number = len(checked.library.of_kind(kind))
    how = "the newest first" if declared.time else "by name"
    words = f"{count(number, declared.label.lower(), declared.plural.lower())}, {how}."
    lead = Paragraph((Text(declared.help),), "lead")
    if not number:
        return (lead, _nothing(declared))
    return (lead, Paragraph((Text(words),), "note"), *table(checked, kind=kind))


def table(
    checked: Checked,
    *,
    kind: str,
    columns: tuple[str, ...] = (),
    where: Where = (),
    order: str = "",
    limit: int = 0,
) -> tuple[Block, ...]:
    """Return a table of the entries of a kind; raises QueryError on a name that the kind does not have."""
    library = checked.library
    declared = kind_of(kind, library)
    shown = checked_columns(declared, columns)
    entries = ordered(chosen(declared, where, library), declared, order, library)
    if not entries:
        return (_nothing(declared),)
    return (table_of(entries[: limit or None], declared, library, shown),)


def table_of(entries: Iterable[Entry], kind: Kind, library: Library, columns: tuple[str, ...] = ()) -> Table:
    """Return the table of some entries of a kind, with the columns of the kind where none are given."""
    phrases = Phrases(library)
    held = tuple(sorting.column(kind, name) for name in columns or kind.columns)
    rows = tuple(_row(entry, held, phrases) for entry in entries)
    head = tuple(_label(kind, column.name) for column in held)
    return Table(kind.plural, head, rows, held)


def _row(entry: Entry, columns: tuple[Column, ...], phrases: Phrases) -> Row:
    cells = tuple(cell(entry, column.name, phrases) for column in columns)
    return Row(cells, keys=tuple(sorting.key(entry, column) for column in columns))


def _nothing(kind: Kind) -> Paragraph:
    return Paragraph((Text(f"There are no {kind.plural.lower()} here."),), "empty")


def _label(kind: Kind, column: str) -> str:
    if column == NAME:
        return "Name"
    field = kind.keys.get(column) or kind.facts.get(column)
    return field.label if field else kind.relations[column].field.label


def cell(entry: Entry, column: str, phrases: Phrases) -> Words:
    """Return what a column shows of an entry: words link to their claim, names of entries to these."""
    kind = phrases.kind(entry)
    if column == NAME:
        return (phrases.link(entry.id),)
    if column in kind.relations:
        return joined(_distinct(_related(entry, column, phrases)), last=", ")
    if column in kind.keys:
        return phrases.values(entry.keys.all(column), kind.keys[column])
    said = [(claim, value) for claim, value in entry.facts(column) if claim.status != MISPRINT]
    field = kind.facts[column]
    kept = [(claim, value) for claim, value in said if not _less_exact(value, said)]
    shown = _distinct(_proved(claim, value, field, phrases) for claim, value in kept)
    return joined(shown, last="; ", between="; ")


def _less_exact(value: Value, said: Iterable[tuple[Claim, Value]]) -> bool:
    """Return whether another value is the same date, only more exact."""
    if not isinstance(value, Date):
        return False
    span = (value.first, value.last)
    return any(
        isinstance(other, Date)
        and (other.first, other.last) != span
        and value.first <= other.first
        and other.last <= value.last
        for _, other in said
    )


def _related(entry: Entry, relation: str, phrases: Phrases) -> Iterator[Words]:
    """Yield what the relation's sentence names first in each claim: in most kinds the other end."""
    declared = phrases.kind(entry).relations[relation]
    names = next((piece.names for piece in declared.sentence.pieces if isinstance(piece, Slot)), ())
    for claim in entry.of(relation):
        name = next((name for name in names if claim.said.all(name)), "")
        for value in claim.said.all(name):
            yield _proved(claim, value, declared.field.fields[name], phrases)


def _proved(claim: Claim, value: Value, field: Field, phrases: Phrases) -> Words:
    words = phrases.value(value, field)
    if isinstance(value, Ref):
        return words
    return (Link(plain(words), phrases.library.docname(claim.entry), claim.id),)


def _distinct(found: Iterable[Words]) -> list[Words]:
    kept: dict[str, Words] = {}
    for words in found:
        kept.setdefault(plain(words), words)
    return list(kept.values())


def in_time(
    checked: Checked, *, kind: str, where: Where = (), limit: int = 0, newest_first: bool = False
) -> tuple[Block, ...]:
    """Return a list in time of the entries of a kind; raises QueryError where the kind has no time."""
    library = checked.library
    declared = kind_of(kind, library)
    if not declared.time:
        timed = listed(name for name, one in library.kinds.items() if one.time)
        raise QueryError(f"entries of the kind '{kind}' have no time; those of {timed} have")
    order = f"-{declared.time}" if newest_first else declared.time
    entries = ordered(chosen(declared, where, library), declared, order, library)[: limit or None]
    if not entries:
        return (_nothing(declared),)
    return (Items(tuple(_moment(entry, Phrases(library)) for entry in entries), "timeline"),)


def _moment(entry: Entry, phrases: Phrases) -> Item:
    date = phrases.library.when(entry)
    words: list[Inline] = [Text(date.words if date else "undated", "date"), Text(": ")]
    return Item((*words, phrases.link(entry.id)))
