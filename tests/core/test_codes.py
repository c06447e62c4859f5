"""The names of codes and their texts stand in two files, which say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sphinx_dossier import codes
from sphinx_dossier.checked import check
from sphinx_dossier.codes import Code

from tests.core.casefiles import Case, lay_out, read_sections

TEXTS = yaml.safe_load(Path(codes.__file__).with_suffix(".yaml").read_text("utf-8"))


def test_each_code_has_its_texts_and_no_text_lacks_its_code() -> None:
    assert set(TEXTS) == {code.value for code in Code}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_the_texts_of_a_code_are_whole(code: Code) -> None:
    keys = set(TEXTS[code.value])
    assert {"doc", "remedy"} <= keys <= {"doc", "remedy", "short", "wrong", "right"}
    assert ("wrong" in keys) == ("right" in keys)
    assert code.doc.endswith((".", '."'))
    assert code.remedy.endswith((".", '."'))
    assert not code.short.endswith(".")


def test_only_warnings_can_be_answered_by_the_editors() -> None:
    assert {code.level for code in Code} == {"error", "warning"}
    assert all(code.level == "warning" for code in Code if code.short)


EXAMPLES = [code for code in Code if code.example[0]]


def found(lines: str, folder: Path) -> list[str]:
    """Return the codes of what is wrong with a meeting that has these lines, beside the articles of the cases."""
    sections = read_sections("=== with daily\n=== with herald\n=== with ada\n")
    lay_out(Case(name="", sections=sections, problems=(), kept=None), folder)
    (folder / "kb/meetings").mkdir()
    (folder / "kb/meetings/harbour-talks.yaml").write_text(f"name: Harbour talks\n{lines}", "utf-8")
    return [problem.code.value for problem in check(folder / "kb").problems]


def test_the_commonest_codes_have_examples() -> None:
    assert {"quote-not-found", "uncited-claim", "cut-negation", "bad-date"} <= {code.value for code in EXAMPLES}


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.value)
def test_an_example_has_its_problem_and_is_sound_without_it(code: Code, tmp_path: Path) -> None:
    wrong, right = code.example
    (tmp_path / "right").mkdir()
    assert set(found(wrong, tmp_path)) == {code.value}
    assert found(right, tmp_path / "right") == []
