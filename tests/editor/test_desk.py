"""What is said while somebody writes settles to what a check of the same texts says, whatever was written before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import checked
from sphinx_dossier.editor.desk import Desk
from sphinx_dossier.problems import Code

from tests.core.casefiles import Case, lay_out, read_sections

ADA, TALKS, DAILY = "kb/people/ada-example.yaml", "kb/meetings/harbour-talks.yaml", "kb/sources/daily.yaml"
MEETING = """\
name: Harbour talks
facts:
  - place: Northport
    cite:
      - source: daily
        quote: met in the old harbour of Northport
        infer: This answers nothing.
participants:
  - person: ada-example
    cite:
      - source: daily
        quote: Ada Example and Ben Sample met
"""
WORDS = st.sampled_from(
    [
        *("\n", "  ", "- ", "'", "[", "x", "name: ", "quote: ", "cite:", "infer: So.\n", "date: 2031-05-03\n"),
        *("ada-example", "daily", "herald", "harbour-talks", "over 400", "moved-from: [daily]\n"),
        *("The two ministers spoke for an hour", "origin: herald\n", "\U0001f3a3"),
    ]
)
EDITS = st.lists(
    st.tuples(st.sampled_from([ADA, TALKS, DAILY]), st.integers(0, 400), st.integers(0, 12), WORDS, st.booleans()),
    max_size=8,
)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """A knowledge base of a person, two sources, and a meeting that names the person."""
    with tempfile.TemporaryDirectory(prefix="dossier-desk-") as name:
        sections = read_sections("=== with daily\n=== with herald\n=== with ada\n")
        lay_out(Case(name="", sections=sections, problems=(), kept=None), Path(name))
        file = Path(name).resolve() / TALKS
        file.parent.mkdir()
        file.write_text(MEETING, "utf-8")
        yield Path(name).resolve() / "kb"


@settings(max_examples=60, deadline=None)
@given(edits=EDITS)
def test_the_settled_problems_are_those_of_check(root: Path, edits: list[tuple[str, int, int, str, bool]]) -> None:
    desk = Desk(root)
    for path, at, gone, words, settle in edits:
        text = desk.text(path)
        desk.lay(path, text[:at] + words + text[at + gone :])
        desk.at_once(path)
        if settle:
            desk.settle(desk.settled())
    desk.settle(desk.settled())
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "kb"
        shutil.copytree(root, copy)
        for path, text in desk.open.items():
            (Path(name) / path).write_text(text, "utf-8", newline="")
        expected = checked.check(copy).problems
    assert desk.checked.problems == expected
    assert [one for path in sorted(desk.shown) for one in desk.shown[path]] == list(expected)


def test_what_is_wrong_in_one_file_is_said_at_once(root: Path) -> None:
    desk = Desk(root)
    assert [one.code for one in desk.shown[TALKS]] == [Code.IDLE_INFER]
    desk.lay(TALKS, MEETING.replace("person: ada-example", "person: ada-exmple"))
    found = desk.at_once(TALKS)
    assert [(one.code, one.place.line) for one in found] == [(Code.IDLE_INFER, 6), (Code.DANGLING_REFERENCE, 9)]
    assert found[1].meant == "did you mean 'ada-example'?"


def test_what_only_the_whole_shows_stays_with_its_line_until_all_is_checked(root: Path) -> None:
    desk = Desk(root)
    desk.lay(TALKS, MEETING.replace("facts:", "sort: Talks\nfacts:"))
    assert [(one.code, one.place.line) for one in desk.at_once(TALKS)] == [(Code.IDLE_INFER, 7)]
    desk.lay(TALKS, MEETING.replace("met in the old harbour of Northport", "the old harbour of Northport"))
    assert desk.at_once(TALKS) == ()


def test_a_file_elsewhere_is_none_of_ours(root: Path) -> None:
    desk = Desk(root)
    assert desk.path(root.parent / "notes.yaml") == ""
    assert desk.path(root / "people" / "ada-example.yaml") == ADA
    assert desk.kind("kb/settings.yaml") is None
