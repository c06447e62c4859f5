"""Honest quotes and traps: what the check says of each, against a verdict that a person wrote down beforehand."""

from __future__ import annotations

import pytest

from tests.core.traps import RULES, Trap, checked, found, reported, table, traps

ALL = traps()


@pytest.mark.parametrize("trap", ALL, ids=str)
def test_verdict(trap: Trap) -> None:
    assert reported(trap) == trap.codes, "\n".join([trap.verdict, *found(trap)])


def test_the_shared_entries_are_sound() -> None:
    settings = {"settings.yaml": '{"quote-share": "100", "source-share": "100"}'}
    assert [str(problem) for problem in checked(settings).problems] == []


def test_there_are_enough_cases_and_each_has_a_name_of_its_own() -> None:
    names = [trap.name for trap in ALL]
    assert len(names) == len(set(names)) >= 150


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_trap_and_an_honest_counterpart(rule: str) -> None:
    assert any(rule in trap.codes for trap in ALL if trap.verdict == "trap")
    assert any(rule in trap.rules for trap in ALL if trap.verdict == "honest")


def test_every_code_of_a_verdict_stands_trial() -> None:
    assert {code for trap in ALL for code in trap.codes | trap.rules} == set(RULES)


def test_what_is_undecided_says_why() -> None:
    assert [trap.name for trap in ALL if trap.verdict == "undecided" and not trap.because] == []


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    shown = table()
    with capsys.disabled():
        print(f"\n{shown}")  # noqa: T201 (the table is for people)
    columns = [line.split() for line in shown.splitlines()[1 : len(RULES) + 1]]
    assert {row[0]: (row[3], row[4], row[6]) for row in columns} == dict.fromkeys(RULES, ("0", "0", "0"))
