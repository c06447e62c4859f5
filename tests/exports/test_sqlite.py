"""The SQLite file, opened as anybody would."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sphinx_dossier import exports
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import sqlite as databases

from tests.exports.published import published, site
from tests.pages.fishing import made

PATH = "data/dossier.sqlite"


@pytest.fixture
def database(changed: Checked, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "dossier.sqlite"
    file.write_bytes(published(changed, "sqlite")[PATH])
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        yield opened


def test_it_is_whole(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_each_table_holds_everything(database: sqlite3.Connection, changed: Checked) -> None:
    def number(table: str) -> object:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- our own names

    library = changed.library
    claims = sum(1 for claim in library.claims if claim.part != "looked-for")
    assert (number("entries"), number("claims"), number("search")) == (len(library.entries), claims, claims)
    assert (number("citations"), number("sources")) == (library.citations, 2)
    assert number("relations") == sum(len(list(entry.refs())) for entry in library.entries.values())


def test_who_took_part_and_which_words_prove_it(database: sqlite3.Connection) -> None:
    asked = """
      SELECT target, quote, reported FROM relations JOIN citations USING (entry, claim)
      WHERE entry = 'port-talks' AND field = 'person' AND claim = 'both' ORDER BY target"""
    quote = "Ada Finch and Bo Larsen shake hands on the pier"
    assert database.execute(asked).fetchall() == [
        ("ada-finch", quote, "2020-03-04"),
        ("bo-larsen", quote, "2020-03-04"),
    ]


def test_words_of_claims_and_of_quotes_are_found(database: sqlite3.Connection) -> None:
    def found(words: str) -> list[tuple[str, str]]:
        asked = "SELECT entry, claim FROM search WHERE search MATCH ? ORDER BY rank"
        return database.execute(asked, (words,)).fetchall()

    assert found("halve") == [("port-talks", "herring")]
    assert ("port-talks", "both") in found("quotes: pier")
    assert found("sentence: shake") == []


def test_the_quotes_of_a_claim_stand_in_its_order(database: sqlite3.Connection) -> None:
    [(quotes,)] = database.execute("SELECT quotes FROM search WHERE claim = 'spelling'").fetchall()
    assert quotes == "Foreign Minister Ada Finch of Norland | Ada Finch and Bo Larsen shake hands"


def test_the_full_text_table_takes_its_rows_from_the_claims(database: sqlite3.Connection) -> None:
    asked = "SELECT count(*) FROM search JOIN claims ON claims.rowid = search.rowid AND claims.claim = search.claim"
    assert database.execute(asked).fetchone() == database.execute("SELECT count(*) FROM claims").fetchone()
    [(sql,)] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchall()
    # How Datasette finds the full-text table of a table.
    found = database.execute("SELECT ? LIKE '%VIRTUAL TABLE%USING FTS%content=\"claims\"%'", (sql,)).fetchone()
    assert found == (1,)


def test_every_reference_is_a_key_of_another_table(database: sqlite3.Connection) -> None:
    def keys(table: str) -> set[tuple[str, str]]:
        found = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        of: dict[int, list[tuple[str, str]]] = {}
        for number, _, other, column, *_ in found:
            of.setdefault(number, []).append((column, other))
        return {ones[0] for ones in of.values() if len(ones) == 1}

    assert keys("claims") == {("entry", "entries")}
    assert keys("citations") == {("entry", "entries"), ("source", "sources"), ("origin", "sources")}
    assert keys("relations") == {("entry", "entries"), ("target", "entries")}
    assert keys("sources") == {
        ("id", "entries"), ("publisher", "entries"), ("agency", "entries"), ("origin", "sources"),
    }  # fmt: skip


class Bare(sqlite3.Connection):
    """A connection of an SQLite without full-text tables."""

    def execute(self, sql: str, *more: object) -> sqlite3.Cursor:
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *more)  # type: ignore[arg-type]

    def executescript(self, sql: str) -> sqlite3.Cursor:
        assert "fts5" not in sql
        return super().executescript(sql)


def test_without_full_text_tables_there_is_the_rest(
    changed: Checked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name: whole(name, factory=Bare))
    databases.can_search.cache_clear()
    try:
        file = tmp_path / "bare.sqlite"
        file.write_bytes(published(changed, "sqlite")[PATH])
        assert databases.lacks() == f"the SQLite of this Python has no fts5, so {PATH} has no full-text table"
        [listed] = exports.FORMATS["sqlite"].lists(changed, site())
        assert "search" not in listed.help
    finally:
        databases.can_search.cache_clear()
    with closing(whole(file)) as opened:
        names = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {"entries", "claims", "citations", "relations", "sources"}
        quotes = opened.execute("SELECT quotes FROM claims WHERE claim = 'herring'").fetchall()
        assert quotes == [("agreed to cut the catch of herring by half",)]


def test_without_sqlite_there_is_all_else(tmp_path: Path) -> None:
    made(tmp_path / "kb")
    program = "import sys; sys.modules['sqlite3'] = None; import sphinx_dossier; sys.exit(sphinx_dossier.main())"
    command = [sys.executable, "-c", program, "--kb", "kb", "export", "all", "--no-history", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stderr == f"this Python has no SQLite, so there is no {PATH}\n"
    assert not (tmp_path / "out" / PATH).exists()
    assert (tmp_path / "out/data/dossier.json").exists()
    assert "sqlite" not in (tmp_path / "out/llms.txt").read_text("utf-8").lower()
    command[command.index("all")] = "sqlite"
    refused = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "has no SQLite" in refused.stderr


def test_a_source_names_who_published_it(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT title, publisher, origin, date FROM sources ORDER BY id").fetchall()
    title = "Norland and Sudland sign fishing deal"
    assert found == [
        (title, "gazette-press", None, "2020-03-04"),
        ("Herring deal signed at last", None, "gazette", "2020-03"),
    ]


def test_what_no_longer_stands(database: sqlite3.Connection) -> None:
    asked = "SELECT id, standing FROM sources WHERE standing IS NOT NULL"
    assert database.execute(asked).fetchall() == [("herald", "retracted")]
    assert database.execute("SELECT id FROM entries WHERE withdrawn").fetchall() == [("old-talks",)]
    assert ("slip",) in database.execute("SELECT claim FROM claims WHERE unsupported").fetchall()
    entered = database.execute("SELECT entered, changed FROM entries WHERE id = 'ada-finch'").fetchone()
    assert entered == ("2031-01-02", "2031-05-06")


def test_the_same_library_gives_the_same_bytes_in_another_process(fish: Checked, tmp_path: Path) -> None:
    made(tmp_path / "kb")
    # The title and address of the site are in no table but for the addresses.
    program = [sys.executable, "-m", "sphinx_dossier.commands", "--kb", "kb", "export", "sqlite", "--no-history"]
    subprocess.run([*program, "--out", "out"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "out" / PATH).read_bytes() == published(fish, "sqlite", base="")[PATH]
