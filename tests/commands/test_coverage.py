"""`dossier coverage`: its output in both forms, what narrows it, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.running import Run

DAILY = """\
daily: 1 of 6 sentences in the body cited, 7% of 76 words quoted, 1 quote, 1 claim
  not cited: title, words 1 to 5
  not cited: by-line, words 6 to 8
  not cited: paragraph 1, sentence 2, words 23 to 35
  not cited: paragraph 2, sentence 1, words 36 to 43
  not cited: paragraph 2, sentence 2, words 44 to 56
  not cited: paragraph 3, sentence 1, words 57 to 65
  not cited: paragraph 3, sentence 2, words 66 to 76
"""
HERALD = """\
herald: 0 of 2 sentences in the body cited, 0% of 25 words quoted, 0 quotes, 0 claims
  not cited: paragraph 1, words 1 to 15
  not cited: paragraph 2, words 16 to 25
"""
ADA = "ada-example: 1 claim, 1 source, 1 independent origin; weakest ada-example#name (1 source)\n"


@pytest.fixture(autouse=True)
def claim_with_an_id(home: Path) -> None:
    """The one claim of the knowledge base, with an id that can be written down here."""
    file = home / "kb/people/ada-example.yaml"
    file.write_text(file.read_text("utf-8").replace("- name:", "- id: name\n    name:"), "utf-8")


def test_as_text(home: Path, run: Run) -> None:
    ran = run("coverage")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{DAILY}{HERALD}\n{ADA}\n12% of the bodies cited: 1 of 8 sentences in 2 sources\n"


def test_as_json(home: Path, run: Run) -> None:
    ran = run("coverage", "--format", "json")
    content = json.loads(ran.out)
    daily, herald = content["sources"]
    uncited = daily.pop("uncited")
    assert daily == {
        "id": "daily",
        "words": 81,
        "own": 76,
        "quoted": 6,
        "share": 0.0789,
        "body": {"sentences": 6, "cited": 1},
        "beside": {"sentences": 2, "cited": 0},
        "quotes": 1,
        "claims": 1,
    }
    assert uncited[0] == {"part": "title", "paragraph": 1, "sentence": 1, "words": [1, 5]}
    assert uncited[-1] == {"part": "body", "paragraph": 3, "sentence": 2, "words": [66, 76]}
    assert herald["id"] == "herald"
    weakest = {"claim": "name", "sources": ["daily"], "origins": ["daily"], "parts": ["body"], "answered": 0}
    assert content["entries"] == [
        {"id": "ada-example", "claims": 1, "sources": ["daily"], "origins": ["daily"], "weakest": weakest}
    ]
    assert (content["body"], content["problems"]) == ({"sentences": 8, "cited": 1}, 0)
    assert content["without-fingerprint"] == []


def test_no_word_of_an_article_is_printed(home: Path, run: Run) -> None:
    for arguments in ([], ["--format", "json"]):
        printed = run("coverage", *arguments).out
        for word in ("Northport", "ferry", "soup", "harbour", "weather"):
            assert word not in printed


@pytest.mark.parametrize(
    ("sources", "printed"),
    [
        (["daily"], f"{DAILY}\n{ADA}\n16% of the bodies cited: 1 of 6 sentences in 1 source\n"),
        (["herald"], f"{HERALD}\n0% of the bodies cited: 0 of 2 sentences in 1 source\n"),
        (["herald", "daily"], f"{DAILY}{HERALD}\n{ADA}\n12% of the bodies cited: 1 of 8 sentences in 2 sources\n"),
    ],
)
def test_only_some_sources(home: Path, run: Run, sources: list[str], printed: str) -> None:
    assert run("coverage", *sources).out == printed


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--fail-under", "0"], 0),
        (["--fail-under", "12.5"], 0),  # 1 of 8 is just that, though 12% is printed
        (["--fail-under", "12.51"], 1),
        (["--fail-under", "100"], 1),
        (["--fail-under", "16", "daily"], 0),
        (["--fail-under", "17", "daily"], 1),
        (["--fail-under", "1", "herald"], 1),
        (["--fail-under", "0", "herald"], 0),
        (["--fail-under", "13", "--format", "json"], 1),
    ],
)
def test_the_exit_status(home: Path, run: Run, arguments: list[str], status: int) -> None:
    ran = run("coverage", *arguments)
    assert (ran.status, ran.err) == (status, "")
    assert ran.out == run("coverage", *(one for one in arguments if "fail" not in one and not one[0].isdigit())).out


def test_a_source_that_cannot_be_measured(home: Path, run: Run) -> None:
    (home / "kb/sources/leaflet.yaml").write_text("name: Leaflet\n", "utf-8")
    ran = run("coverage", "leaflet")
    assert ran.out == (
        "leaflet: no fingerprint to measure it by\n\n0% of the bodies cited: 0 of 0 sentences in 0 sources\n"
    )
    assert json.loads(run("coverage", "leaflet", "--format", "json").out)["without-fingerprint"] == ["leaflet"]
    assert run("coverage", "leaflet").status == 0
    assert run("coverage", "leaflet", "--fail-under", "0").status == 1, "nothing was measured"


def test_problems_are_mentioned(home: Path, run: Run) -> None:
    (home / "kb/people/ben-sample.yaml").write_text("nmae: Ben\nname: Ben\n", "utf-8")
    assert run("coverage").out.splitlines()[-1] == (
        "1 problem: `dossier check` says which; what they keep off the site is not counted"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dialy"], "dossier: no source 'dialy'; did you mean 'daily'?"),
        (["xyz"], "dossier: no source 'xyz'; sources are 'daily' and 'herald'"),
        (["ada-example"], "dossier: no source 'ada-example'; sources are 'daily' and 'herald'"),
        (["--fail-under", "101"], "argument --fail-under: '101' is no number from 0 to 100"),
        (["--fail-under", "-1"], "argument --fail-under: '-1' is no number from 0 to 100"),
        (["--fail-under", "most"], "argument --fail-under: 'most' is no number from 0 to 100"),
        (["--fail-under", "1/0"], "argument --fail-under: '1/0' is no number from 0 to 100"),
    ],
)
def test_misuse(home: Path, run: Run, arguments: list[str], message: str) -> None:
    ran = run("coverage", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.rstrip().endswith(message)
