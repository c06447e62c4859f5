"""The real entries: one changed word is found at its place, a renamed person at each reference."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import check
from sphinx_dossier.commands import main

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared/seeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A quote that stands in one line of a file: its line and column from 1, and its words."""

    path: str
    line: int
    col: int
    words: tuple[str, ...]


def quotes() -> Iterator[Line]:
    for file in sorted((ROOT / "kb").rglob("*.yaml")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            match = re.fullmatch(r"( +(?:- )?quote: )([A-Za-z0-9 .,'-]+)", line)
            if match and "..." not in line:
                col = len(match[1]) + 1
                words = tuple(match[2].split(" "))
                yield Line(path=str(file.relative_to(ROOT)), line=number, col=col, words=words)


QUOTES = list(quotes())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "kb", tmp_path_factory.mktemp("alliance") / "kb"))


def test_there_are_quotes_to_change() -> None:
    assert len(QUOTES) > 100


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=st.sampled_from(QUOTES), data=st.data())
def test_one_word_of_one_quote_changed_is_found_at_its_line_and_column(
    copy: Path, quote: Line, data: st.DataObject
) -> None:
    changed = list(quote.words)
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.sampled_from(["lighthouse", "not", "42"]))
    file = copy.parent / quote.path
    before = file.read_text("utf-8")
    lines = before.splitlines(keepends=True)
    lines[quote.line - 1] = lines[quote.line - 1][: quote.col - 1] + " ".join(changed) + "\n"
    file.write_text("".join(lines), "utf-8")
    try:
        (problem,) = check(copy).problems
    finally:
        file.write_text(before, "utf-8")
    assert (problem.place.path, problem.place.line, problem.place.col) == (quote.path, quote.line, quote.col)
    assert problem.code.value == "quote-not-found"


def test_a_renamed_person_is_missed_at_each_reference(tmp_path: Path) -> None:
    kb = Path(shutil.copytree(ROOT / "kb", tmp_path / "kb"))
    old, new = kb / "people/antony-blinken.yaml", kb / "people/antony-blinkin.yaml"
    named = re.compile(r"(?<![a-z-])antony-blinken(?![a-z-])")
    expected = [
        (f"kb/{file.relative_to(kb)}", number, match.start() + 1)
        for file in sorted(kb.rglob("*.yaml"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        for match in named.finditer(line)
        if file != old
    ]
    old.rename(new)
    problems = check(kb).problems
    assert sorted((p.place.path, p.place.line, p.place.col) for p in problems) == sorted(expected)
    assert len(expected) > 5
    assert {p.meant for p in problems} == {"did you mean 'antony-blinkin'?"}
    assert {p.code.value for p in problems} == {"dangling-reference"}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not here: ../shared/seeds")
@pytest.mark.parametrize("number", range(5))
def test_the_fingerprints_are_those_of_the_articles(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    article = sorted(SEEDS.glob("*.txt"))[number]
    entries = (ROOT / "kb/sources").glob("*.yaml")
    (source,) = (entry.stem for entry in entries if f"file: {article.name}\n" in entry.read_text("utf-8"))
    assert main(["--kb", str(ROOT / "kb"), "source", "verify", source, str(article)]) == 0
