"""One SQLite file with a full-text table, which Datasette opens as it is.

It is made in memory and holds no time: the same library gives the same bytes with the same SQLite. The version of
SQLite stands in the file, so another one gives another byte there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.tables import CITATIONS, CLAIMS, ENTRIES, RELATIONS, SOURCES, Row, tables
from sphinx_dossier.publication import Site

PATH = "data/dossier.sqlite"

_TABLES = {"entries": ENTRIES, "claims": CLAIMS, "citations": CITATIONS, "relations": RELATIONS, "sources": SOURCES}
_INTEGERS = frozenset({"withdrawn", "unsupported", "preferred", "citations", "sources", "number"})
_FURTHER = {
    "entries": ["PRIMARY KEY (id)"],
    "claims": ["PRIMARY KEY (entry, claim)", "FOREIGN KEY (entry) REFERENCES entries (id)"],
    "citations": [
        "PRIMARY KEY (entry, claim, number)",
        "FOREIGN KEY (entry, claim) REFERENCES claims (entry, claim)",
        "FOREIGN KEY (source) REFERENCES sources (id)",
    ],
    "relations": ["FOREIGN KEY (entry) REFERENCES entries (id)", "FOREIGN KEY (target) REFERENCES entries (id)"],
    "sources": ["PRIMARY KEY (id)", "FOREIGN KEY (id) REFERENCES entries (id)"],
}
_BEYOND = """
CREATE INDEX citations_by_source ON citations (source);
CREATE INDEX relations_by_target ON relations (target);
CREATE INDEX relations_by_entry ON relations (entry);
CREATE VIRTUAL TABLE search USING fts5 (entry UNINDEXED, claim UNINDEXED, name, sentence, quotes,
  tokenize = "unicode61 remove_diacritics 2");
"""
_FILL = """
INSERT INTO search
  SELECT claims.entry, claims.claim, claims.name, claims.sentence, coalesce(
    (SELECT group_concat(quote, ' | ') FROM (SELECT quote FROM citations
      WHERE citations.entry = claims.entry AND citations.claim = claims.claim ORDER BY number)), '')
  FROM claims ORDER BY claims.rowid
"""


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the file."""
    found = tables(checked, site)
    with closing(sqlite3.connect(":memory:")) as database:
        # The size of a page is a matter of how SQLite was built, where nobody says it.
        database.execute("PRAGMA page_size = 4096")
        for name, columns in _TABLES.items():
            _add(database, name, columns, getattr(found, name))
        database.executescript(_BEYOND)
        database.execute(_FILL)
        database.execute("INSERT INTO search (search) VALUES ('optimize')")
        database.commit()
        database.execute("VACUUM")
        yield PATH, database.serialize()


def _add(database: sqlite3.Connection, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    declared = [f'"{column}" {"INTEGER" if column in _INTEGERS else "TEXT"}' for column in columns]
    database.execute(f"CREATE TABLE {name} ({', '.join([*declared, *_FURTHER[name]])})")
    places = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 -- our own names
