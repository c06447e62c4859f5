"""The tables as Python's own reader of CSV takes them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.csv import guarded

from tests.exports.published import BASE, published
from tests.pages.fishing import ENTRIES, made


def rows(checked: Checked, path: str) -> list[dict[str, str]]:
    content = published(checked, "csv")[path]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_there_is_a_table_of_each_kind(fish: Checked) -> None:
    kinds = [f"data/kinds/{kind.folder}.csv" for kind in fish.library.kinds.values()]
    assert [*published(fish, "csv")] == [*kinds, "data/claims.csv", "data/citations.csv"]


def test_the_columns_of_a_kind_are_its_fields_as_declared(fish: Checked) -> None:
    [_, talks] = rows(fish, "data/kinds/meetings.csv")
    columns = ["date", "place", "country", "venue", "format", "series", "within", "follows"]
    assert [*talks] == ["id", "name", "address", "withdrawn", *columns]
    assert talks["id"] == "port-talks"
    assert talks["address"] == f"{BASE}meetings/port-talks.html"
    assert (talks["date"], talks["place"]) == ("2020-03-03 | 2020-03", "Port City | South Haven")


def test_references_and_records_are_words(fish: Checked) -> None:
    gazette = next(row for row in rows(fish, "data/kinds/sources.csv") if row["id"] == "gazette")
    assert gazette["publisher"] == "gazette-press"
    assert gazette["title"] == "quote: Norland and Sudland sign fishing deal"
    assert gazette["layout"] == "title: 1-1; caption: 9-9"


def test_a_misprint_is_no_value_of_a_field(tmp_path: Path) -> None:
    kind = {"kinds/meeting.yaml": "facts: {address: {type: text, label: Street, help: Where it was.}}\n"}
    text = ENTRIES["meetings/old-talks"].replace(
        "date: 1975\n", "date: 1975\n    address: Net Row\n    venue: Hall\n"
    )
    slip = (
        "  - venue: Hal\n    status: misprint\n    cite: {source: herald, quote: since the war of the nets in 1975}\n"
    )
    checked = made(tmp_path / "kb", {**kind, "meetings/old-talks": text.replace("1975}", "1975, infer: So.}") + slip})
    old = next(row for row in rows(checked, "data/kinds/meetings.csv") if row["id"] == "old-talks")
    assert (old["venue"], old["meeting-address"]) == ("Hall", "Net Row")
    assert old["address"] == f"{BASE}meetings/old-talks.html"


def test_claims(changed: Checked) -> None:
    found = {(row["entry"], row["claim"]): row for row in rows(changed, "data/claims.csv")}
    saved, slip = found["port-talks", "saved"], found["ada-finch", "slip"]
    assert (saved["part"], saved["date"]) == ("statements", "2020-03-03")
    assert (saved["citations"], saved["sources"]) == ("1", "1")
    assert json.loads(saved["said"])["by"] == [{"entry": "ada-finch"}]
    assert (slip["status"], slip["preferred"], slip["unsupported"], slip["withdrawn"]) == ("misprint", "0", "1", "0")
    assert found["old-talks", "year"]["withdrawn"] == "1"
    assert found["port-talks", "pier"]["preferred"] == "1"
    assert len(found) == sum(1 for claim in changed.library.claims if claim.part != "looked-for")


def test_citations(fish: Checked) -> None:
    found = rows(fish, "data/citations.csv")
    assert len(found) == fish.library.citations
    month = next(row for row in found if (row["entry"], row["claim"]) == ("port-talks", "haven"))
    assert (month["source"], month["reported"], month["first"]) == ("herald", "2020-03", "2020-03-01")
    assert (month["last"], month["part"]) == ("2020-03-31", "body")
    assert month["address"] == f"{BASE}sources/herald.html#q{month['words']}"


def test_what_csv_has_to_quote(tmp_path: Path) -> None:
    said = "text: Finch said that the deal would save the herring."
    text = ENTRIES["meetings/port-talks"].replace(said, """text: 'Finch said, "so", 漁.'""")
    content = published(made(tmp_path / "kb", {"meetings/port-talks": text}), "csv")["data/claims.csv"]
    assert 'Finch said, ""so"", 漁.'.encode() in content
    assert content.count(b"\r\n") == len(content.splitlines())


SIGNS = "=+-@\t\r"


@given(st.one_of(st.text(), st.text(alphabet=f"'{SIGNS}a1")))
def test_a_text_is_no_formula_and_can_be_had_as_it_is(text: str) -> None:
    cell = str(guarded(text))
    assert not cell.startswith(tuple(SIGNS)) or not any(char.isalpha() or char in "=@!'" for char in cell)
    rest = cell.lstrip("'")
    guard = cell.startswith("'") and rest.startswith(tuple(SIGNS))
    assert (cell[1:] if guard else cell) == text


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "@SUM(A1)", "-2+cmd|' /C calc'!A0", "'=1", "\t=1", "+81 x"])
def test_what_a_spreadsheet_would_work_out(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["-0044-03-15", "-0044/1975", "a=b", "'tis", "", None, -3, "-0044 | 1975"])
def test_what_is_no_formula_is_left_alone(cell: str | int | None) -> None:
    assert guarded(cell) == cell


def test_the_cells_of_a_table_are_guarded(tmp_path: Path) -> None:
    said = "text: Finch said that the deal would save the herring."
    text = ENTRIES["meetings/port-talks"].replace(said, "text: '=Finch said'\n    note: '@home'")
    checked = made(tmp_path / "kb", {"meetings/port-talks": text})
    found = next(row for row in rows(checked, "data/claims.csv") if row["claim"] == "saved")
    assert (found["sentence"].removesuffix("."), found["note"]) == ("'=Finch said", "'@home")


def test_the_same_library_gives_the_same_bytes(fish: Checked, tmp_path: Path) -> None:
    assert published(made(tmp_path / "kb"), "csv") == published(fish, "csv")
