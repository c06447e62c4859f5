"""The examples of the page on data do what it says, with the files that this knowledge base gives."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from sphinx_dossier import exports
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.exports import linked
from sphinx_dossier.publication import Site

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/data.md").read_text("utf-8")
MEETING = "two-plus-two-2023"


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT / "kb")


@pytest.fixture(scope="module")
def folder(checked: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published files in it, as a reader has saved them."""
    found = tmp_path_factory.mktemp("saved")
    site = Site(title="Test", base="", uri=lambda page, anchor: f"{page}.html" + (f"#{anchor}" if anchor else ""))
    for name in ("csv", "sqlite", "json", "json-ld"):
        for path, content in exports.FORMATS[name].files(checked, site):
            (found / path.rpartition("/")[2]).write_bytes(content)
    return found


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(folder / "dossier.sqlite")) as opened:
        yield opened


def run(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "example", "exec"), {})  # noqa: S102 -- our own
    return printed.getvalue().splitlines()


def present(checked: Checked) -> set[str]:
    """Return who took part in the meeting, as its entry says it."""
    claims = checked.library.entries[MEETING].of("participants")
    return {ref.id for claim in claims for ref in claim.said.refs("person")}


def test_every_example_is_held() -> None:
    assert [len(examples(language)) for language in ("text", "sql", "python")] == [1, 3, 2]


def test_who_took_part_by_sql(database: sqlite3.Connection, checked: Checked) -> None:
    rows = database.execute(examples("sql")[0]).fetchall()
    assert {who for who, _, _ in rows} == present(checked)
    cited = {(citation.quote.text, citation.source.id) for claim in checked.library.claims for citation in claim.cite}
    assert {(quote, source) for _, quote, source in rows} <= cited


def test_words_are_found_by_sql(database: sqlite3.Connection) -> None:
    rows = database.execute(examples("sql")[1]).fetchall()
    assert rows
    assert all("counterstrike" in f"{name} {sentence} {quotes}".lower() for name, sentence, quotes in rows)


def test_a_policy_in_time_by_sql(database: sqlite3.Connection) -> None:
    rows = database.execute(examples("sql")[2]).fetchall()
    years = [first[:4] for first, _, _ in rows if first]
    assert {"2021", "2022", "2023"} == set(years)
    assert years == sorted(years)


def test_how_many_claims_rest_on_each_source(folder: Path, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(examples("python")[0], folder, monkeypatch)
    found = {source: int(number) for source, number in (line.split() for line in lines)}
    library = checked.library
    expected = {source.id: len({(e.id, c.id) for e, c, _ in library.citing.get(source.id, ())})
                for source in library.of_kind("source")}  # fmt: skip
    assert found == {source: number for source, number in expected.items() if number}


def test_who_took_part_by_sparql(folder: Path, checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(examples("python")[1], folder, monkeypatch)
    assert {line.partition(":")[0] for line in lines} == {
        checked.library.entries[id_].name for id_ in present(checked)
    }


def test_one_entry_by_jq(folder: Path, checked: Checked) -> None:
    [code] = examples("text")
    program = re.findall(r"jq '(.*)'", code)[0]
    assert f"/meetings/{MEETING}.json" in code
    if (jq := shutil.which("jq")) is None:
        pytest.skip("there is no jq here")
    text = (folder / f"{MEETING}.json").read_text("utf-8")
    done = subprocess.run([jq, "-c", program], input=text, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    claims = [one for one in checked.library.entries[MEETING].claims if one.part != "looked-for"]
    assert [one["quotes"] for one in found] == [[cited.quote.text for cited in one.cite] for one in claims]


def test_the_json_of_this_knowledge_base_holds_to_its_schema(checked: Checked, folder: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads((folder / "dossier-1.schema.json").read_text("utf-8")))
    whole = json.loads((folder / "dossier.json").read_text("utf-8"))
    assert list(validator.iter_errors(whole)) == []
    assert {one["id"] for one in whole["entries"]} == set(checked.library.entries)


def test_the_data_in_the_heads_of_this_knowledge_base_is_small(checked: Checked) -> None:
    far = f"https://{'long.' * 12}example/dossier/"
    site = Site(
        title="Test", base=far, uri=lambda page, anchor: f"{far}{page}.html" + (f"#{anchor}" if anchor else "")
    )
    sizes = {
        id_: len(linked.of_entry(entry, checked, site).encode()) for id_, entry in checked.library.entries.items()
    }
    assert {id_: size for id_, size in sizes.items() if not 0 < size <= 3000} == {}
