"""Bad input, case by case: each problem at its place, in the words that a person wrote down beforehand."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.codes import Code

from tests.core.casefiles import CASES, Case, cases, lay_out, unprivileged

ALL = cases()


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that everybody may read, which those of pytest are not."""
    home = Path(tempfile.mkdtemp(prefix="dossier-case-"))
    home.chmod(0o755)
    yield home
    for path in [home, *home.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(home)


def run(case: Case, folder: Path) -> Checked:
    root = lay_out(case, folder)
    with unprivileged():
        return check(root)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case, folder: Path) -> None:
    checked = run(case, folder)
    assert [str(problem) for problem in checked.problems] == list(case.problems)
    if case.kept is not None:
        assert set(checked.library.entries) == case.kept


def test_every_code_occurs_in_a_case() -> None:
    found = {line.rpartition("[")[2].rstrip("]") for case in ALL for line in case.problems}
    assert found == {code.value for code in Code}


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in ALL]
    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize("file", sorted(CASES.glob("*.txt")), ids=lambda file: str(file.name))
def test_every_expected_line_has_the_form_of_a_problem(file: Path) -> None:
    for case in ALL:
        for line in case.problems:
            assert re.fullmatch(r"kb[^:]*:[1-9][0-9]*:[1-9][0-9]*: \S.*\S \[[a-z0-9-]+\]", line), (
                case.name,
                line,
            )
