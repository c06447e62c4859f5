"""`dossier check --fix`: what is safe is mended and said, the rest stays and is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx_dossier import fixes
from sphinx_dossier.problems import Code, Place, Problem

from tests.commands.running import Run, snapshot

MEETING = """\
name: Talks in Northport
facts:
  - date: 2031/5/3
    cite: {source: dayly, quote: met in the old harbour of Northport on Monday, infer: It was the third.}
participants:
  - person: [ada-exampel]  # who spoke
    presense: reported
    cite: {source: "daily", quote: Ada Example and Ben Sample met in the old harbour}
statements:
  - text: Somebody unknown was there.
    about: [zoe-nobody]
    cite: {source: daily, quote: Ada Example and Ben Sample met in the old harbour}
"""


@pytest.fixture
def talks(home: Path, run: Run) -> Path:
    """The knowledge base, in its form, with a meeting that has mistakes."""
    run("fmt")
    (home / "kb/meetings").mkdir()
    (home / "kb/meetings/northport.yaml").write_text(MEETING, "utf-8")
    return home


def test_what_is_safe_is_mended_and_the_rest_reported(talks: Path, run: Run) -> None:
    ran = run("check", "--fix", "kb/meetings")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[:5] == [
        "kb/meetings/northport.yaml:3:11: '2031/5/3' is now '2031-05-03' [bad-date]",
        "kb/meetings/northport.yaml:7:5: 'presense' is now 'presence' [unknown-key]",
        "kb/meetings/northport.yaml:4:20: 'dayly' is now 'daily' [unknown-source]",
        "kb/meetings/northport.yaml:6:14: 'ada-exampel' is now 'ada-example' [dangling-reference]",
        "kb/meetings/northport.yaml: brought into its form",
    ]
    assert "[dangling-reference]" in lines[5]
    assert "'zoe-nobody'" in lines[5]
    text = (talks / "kb/meetings/northport.yaml").read_text()
    assert "  - person: [ada-example]  # who spoke\n    presence: reported\n" in text
    assert "about: [zoe-nobody]" in text


def test_a_second_run_changes_nothing(talks: Path, run: Run) -> None:
    run("check", "--fix")
    before = snapshot(talks)
    ran = run("check", "--fix")
    assert "is now" not in ran.out
    assert snapshot(talks) == before
    assert ran.out == run("check").out


def test_what_is_elsewhere_stays_as_it_is(talks: Path, run: Run) -> None:
    before = snapshot(talks)
    run("check", "--fix", "kb/people")
    assert snapshot(talks) == before


def test_what_another_program_reads_stays_alone(talks: Path, run: Run) -> None:
    ran = run("check", "--fix", "--format", "json")
    assert [problem["code"] for problem in json.loads(ran.out)["problems"]].count("dangling-reference") == 1
    assert "'dayly' is now 'daily'" in ran.err


def problem(code: Code, wrong: str, meant: str, line: int = 1, col: int = 7) -> Problem:
    return Problem(place=Place(path="kb/a.yaml", line=line, col=col), code=code, wrong=wrong, meant=meant)


@pytest.mark.parametrize(
    ("written", "meant", "offered", "made"),
    [
        ("norlnd", "did you mean 'norland'?", ["norland"], "norland"),
        ("norlnd", "did you mean 'norland' or 'sudland'?", ["norland", "sudland"], None),
        ("ada-smith", "did you mean 'eva-schmitz'?", ["eva-schmitz"], None),
        ("old-name", "did you mean 'new' (it moved)?", ["new"], "new"),
        ("norlnd", "", [], None),
    ],
)
def test_only_what_is_very_near_and_alone_is_safe(
    written: str, meant: str, offered: list[str], made: str | None
) -> None:
    found = problem(Code.DANGLING_REFERENCE, f"no entry '{written}'", meant)
    for text in (f"some: {written}\n", f'some: "{written}"\n'):
        assert [edit.text for edit in fixes.offers(found, text)] == offered
        edit = fixes.safe(found, text)
        assert (edit.text if edit else None) == made
        assert edit is None or text[edit.start : edit.end] == written


def test_a_key_that_is_there_already_is_not_offered() -> None:
    found = problem(Code.UNKNOWN_KEY, "unknown key 'nmae'", "did you mean 'name'?", line=2, col=1)
    assert fixes.offers(found, "name: a\nnmae: b\n") == ()
    assert [edit.text for edit in fixes.offers(found, "sort: a\nnmae: b\n")] == ["name"]


def test_the_name_of_a_file_is_not_its_first_word() -> None:
    found = problem(Code.BAD_ID, "'Ada_Example' is no id", "did you mean 'ada-example.yaml'?", col=1)
    assert fixes.offers(found, "name: a\n") == ()
