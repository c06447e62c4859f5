"""Broken pull requests, as they would be merged: each is refused at the place and by the code that a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.checked import check

from tests.core.casefiles import Case, cases, lay_out

PULLS = cases("pulls/*.txt")


@pytest.mark.parametrize("pull", PULLS, ids=str)
def test_a_broken_pull_request_is_refused_at_its_line(pull: Case, tmp_path: Path) -> None:
    found = check(lay_out(pull, tmp_path)).problems
    assert [f"{problem.place} [{problem.code.value}]" for problem in found] == list(pull.problems)


def test_there_are_fifty_that_expect_a_refusal() -> None:
    assert len([pull for pull in PULLS if pull.problems]) == len(PULLS) >= 50
