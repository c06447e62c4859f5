"""Tables as CSV (RFC 4180, UTF-8): one of the entries of each kind, one of all claims, one of all citations.

A spreadsheet takes a text that starts with one of `= + - @` for a formula, and some formulas reach out of it. Such a
text has an apostrophe before it, and so has one that starts with apostrophes and then one of these: whoever wants the
text as it is takes one apostrophe away where one of these follows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports.pieces import begun, pieces
from sphinx_dossier.exports.tables import CITATIONS, CLAIMS, Cell, Made, Row, joined, made
from sphinx_dossier.kinds import Kind
from sphinx_dossier.publication import Gathering, Site, table_of_kind
from sphinx_dossier.records import Lines, Quote, Record, Ref, Value
from sphinx_dossier.standing import stands

_BEFORE = ("id", "name", "address", "withdrawn")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DATE = re.compile(r"[-+]?[0-9][0-9XY/.~?%|: -]*")
"""A date before our era, or a number: it starts with a sign and can call nothing."""
_NAMED = frozenset({"name", "sort"})


class Csv:
    """The table of each kind, of claims and of citations."""

    def __init__(self, checked: Checked, site: Site) -> None:
        self._checked, self._site = checked, site
        self._claims, self._citations = _Table(CLAIMS), _Table(CITATIONS)
        self._kinds = {name: _OfKind(kind) for name, kind in checked.library.kinds.items()}

    def add(self, made: Made, /) -> Iterable[tuple[str, bytes]]:
        """Take an entry, with its claims and citations."""
        entry = made.entry
        self._kinds[entry.kind].add(entry, self._site.uri(self._checked.library.docname(entry.id), ""))
        self._claims.add(made.rows.claims)
        self._citations.add(made.rows.citations)
        return ()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield all tables."""
        for one in self._kinds.values():
            yield from one.table.pieces(table_of_kind(one.kind.folder))
        yield from self._claims.pieces("data/claims.csv")
        yield from self._citations.pieces("data/citations.csv")


files = Gathering(made, Csv)


class _OfKind:
    """The table of a kind: its keys, then its facts, as declared, after the columns that all kinds have."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._declared = [name for name in dict.fromkeys((*kind.keys, *kind.facts)) if name not in _NAMED]
        # A kind may call a field as one of our own columns is called.
        names = [f"{kind.name}-{name}" if name in _BEFORE else name for name in self._declared]
        self.table = _Table((*_BEFORE, *names))

    def add(self, entry: Entry, address: str) -> None:
        """Take an entry, whose page has this address."""
        cells = [_cell(entry, name) for name in self._declared]
        self.table.add([(entry.id, entry.name, address, int(not stands(entry)), *cells)])


def _cell(entry: Entry, name: str) -> str | None:
    """Return the values of a field, preferred ones first, each once, and without misprints."""
    return joined(dict.fromkeys(map(_words, entry.sound(name))))


def _words(value: Value) -> str:
    match value:
        case Ref():
            return value.id
        case Quote():
            return value.text
        case Lines():
            return f"{value.first}-{value.last}"
        case Record():
            return "; ".join(f"{name}: {joined(map(_words, values))}" for name, values in value.values.items())
        case bool():
            return "true" if value else "false"
    return str(value)


class _Table:
    """A table as it is written."""

    def __init__(self, head: tuple[str, ...]) -> None:
        self._bytes = begun()
        self._text = io.TextIOWrapper(self._bytes, "utf-8", newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow(head)

    def add(self, rows: Iterable[Row]) -> None:
        self._writer.writerows(map(guarded, row) for row in rows)

    def pieces(self, path: str) -> Iterator[tuple[str, bytes]]:
        self._text.flush()
        # What is left is the file alone: it is not to be closed with what wrote into it.
        self._text.detach()
        return pieces(path, self._bytes)


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str) or not _FORMULA.match(cell) or _DATE.fullmatch(cell):
        return cell
    return f"'{cell}"
