"""One SQLite file with a full-text table, which Datasette opens as it is.

It holds no time: the same library gives the same bytes with the same SQLite. The version of
SQLite stands in the file, so another one gives another byte there. Where Python has no SQLite at all there is no
file, and where its SQLite has no full-text search the file has no table for it.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.pieces import pieces
from sphinx_dossier.exports.tables import CITATIONS, CLAIMS, ENTRIES, RELATIONS, SOURCES, Made, made
from sphinx_dossier.publication import Gathering, Site

if TYPE_CHECKING:
    import sqlite3

PATH = "data/dossier.sqlite"
_CACHE = 1 << 16
"""How many KiB of it are in memory while it is made."""

_TABLES = {
    "entries": ENTRIES,
    "claims": (*CLAIMS, "quotes"),
    "citations": CITATIONS,
    "relations": RELATIONS,
    "sources": SOURCES,
}
_INTEGERS = frozenset({"withdrawn", "unsupported", "preferred", "citations", "sources", "number"})
_FURTHER = {
    "entries": ["PRIMARY KEY (id)"],
    "claims": ["PRIMARY KEY (entry, claim)", "FOREIGN KEY (entry) REFERENCES entries (id)"],
    "citations": [
        "PRIMARY KEY (entry, claim, number)",
        "FOREIGN KEY (entry, claim) REFERENCES claims (entry, claim)",
        # One column alone is what Datasette makes a link of.
        "FOREIGN KEY (entry) REFERENCES entries (id)",
        "FOREIGN KEY (source) REFERENCES sources (id)",
        "FOREIGN KEY (origin) REFERENCES sources (id)",
    ],
    "relations": ["FOREIGN KEY (entry) REFERENCES entries (id)", "FOREIGN KEY (target) REFERENCES entries (id)"],
    "sources": [
        "PRIMARY KEY (id)",
        "FOREIGN KEY (id) REFERENCES entries (id)",
        "FOREIGN KEY (publisher) REFERENCES entries (id)",
        "FOREIGN KEY (agency) REFERENCES entries (id)",
        "FOREIGN KEY (origin) REFERENCES sources (id)",
    ],
}
_BEYOND = """
CREATE INDEX citations_by_source ON citations (source);
CREATE INDEX relations_by_target ON relations (target);
CREATE INDEX relations_by_entry ON relations (entry);
CREATE INDEX citations_by_entry ON citations (entry);
UPDATE claims SET quotes = (SELECT group_concat(quote, ' | ') FROM (SELECT quote FROM citations
  WHERE citations.entry = claims.entry AND citations.claim = claims.claim ORDER BY number));
"""
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5 (entry UNINDEXED, claim UNINDEXED, name, sentence, quotes,
  content="claims", tokenize = "unicode61 remove_diacritics 2");
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search) VALUES ('optimize');
"""
"""The table holds words alone and takes its rows from `claims`. Datasette finds it by the words
`content="claims"`, where no space stands in them.
"""


class Database:
    """The file, as it is made."""

    def __init__(self, _checked: Checked, _site: Site) -> None:
        import sqlite3

        self._folder = tempfile.TemporaryDirectory()
        self._file = Path(self._folder.name, "dossier.sqlite")
        self._database = sqlite3.connect(self._file)
        # The size of a page is a matter of how SQLite was built, where nobody says it.
        self._database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._add = {name: _table(self._database, name, columns) for name, columns in _TABLES.items()}

    def add(self, made: Made, /) -> Iterable[tuple[str, bytes]]:
        """Take the rows of an entry."""
        for name, into in self._add.items():
            self._database.executemany(into, getattr(made.rows, name))
        return ()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the file."""
        with self._folder:
            with closing(self._database) as database:
                database.executescript(_BEYOND + (_SEARCH if can_search() else ""))
                database.commit()
                database.execute("VACUUM")
            yield from pieces(PATH, self._file.open("rb"))


def _begin(checked: Checked, site: Site) -> Database | None:
    return Database(checked, site) if can() else None


files = Gathering(made, _begin)


def _table(database: sqlite3.Connection, name: str, columns: Sequence[str]) -> str:
    """Make a table, and return the statement that adds a row."""
    declared = [f'"{column}" {"INTEGER" if column in _INTEGERS else "TEXT"}' for column in columns]
    database.execute(f"CREATE TABLE {name} ({', '.join([*declared, *_FURTHER[name]])})")
    # The quotes of claims are filled in from the citations.
    given = [column for column in columns if (name, column) != ("claims", "quotes")]
    names, places = ", ".join(f'"{column}"' for column in given), ", ".join("?" * len(given))
    return f"INSERT INTO {name} ({names}) VALUES ({places})"  # noqa: S608 -- our own names


@functools.cache
def can() -> bool:
    """Return whether this Python can make a database: it may be built without SQLite."""
    try:
        import sqlite3  # noqa: F401
    except ImportError:
        return False
    return True


@functools.cache
def can_search() -> bool:
    """Return whether the SQLite of this Python has full-text tables."""
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE one USING fts5 (words)")
        except sqlite3.OperationalError:
            return False
    return True


def lacks() -> str:
    """Return what the file lacks on this computer."""
    if not can():
        return f"this Python has no SQLite, so there is no {PATH}"
    return "" if can_search() else f"the SQLite of this Python has no fts5, so {PATH} has no full-text table"
