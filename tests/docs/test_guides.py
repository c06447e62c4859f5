"""The tutorial and the guides: a reader who does what they say sees what they show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sphinx_dossier import exports
from sphinx_dossier.commands import manual_of

from tests.docs.walking import Walk, fits, passed_over, steps

DOCS = Path(__file__).parents[2] / "docs"


GUIDES = sorted(file.stem for file in (DOCS / "how-to").glob("*.md") if file.stem not in {"index", "host"})
"""Those with steps to take; how a site is hosted is nothing that a test can try."""


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who has done what the tutorial says."""
    folder = tmp_path_factory.mktemp("reader")
    found = steps(DOCS / "tutorial.md")
    assert sum(bool(step.command) for step in found) > 15
    walk = Walk(folder)
    for step in found:
        walk.take(step)
    return folder


def test_the_tutorial_is_true_as_it_is_written(after: Path) -> None:
    assert (after / "harbor/build/site/meetings/harbor-talks-2031.html").is_file()


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_true_as_it_is_written(name: str, after: Path, tmp_path: Path) -> None:
    shutil.copytree(after, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    found = steps(DOCS / "how-to" / f"{name}.md")
    assert any(step.command for step in found)
    walk = Walk(tmp_path)
    walk.here = tmp_path / "harbor"
    for step in found:
        walk.take(step)


@pytest.mark.parametrize("name", ["tutorial", *(f"how-to/{name}" for name in ["index", "host", *GUIDES])])
def test_no_example_is_passed_over(name: str) -> None:
    assert passed_over(DOCS / f"{name}.md") == []


def test_every_command_is_named_where_somebody_needs_it() -> None:
    pages = [DOCS / "tutorial.md", *(DOCS / "how-to").glob("*.md")]
    named = set(re.findall(r"dossier ([a-z]+)", " ".join(page.read_text("utf-8") for page in pages)))
    assert {command.name.split()[1] for command in manual_of(exports.FORMATS) if " " in command.name} <= named


@pytest.mark.parametrize(
    ("printed", "shown", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\nc\n", "a\n...\n", True),
        ("a\n", "a\n...\n", True),
        ("a\nb\nc\n", "...\nc\n", True),
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("a\nb\nd\n", "a\n...\nc\n", False),
        ("", "", True),
        ("x\n", "", False),
    ],
)
def test_dots_stand_for_any_lines_and_for_nothing_else(printed: str, shown: str, same: bool) -> None:  # noqa: FBT001
    assert fits(printed, shown) is same
