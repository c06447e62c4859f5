"""`dossier why`: the claim that says so, and its proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import Run
from tests.pages.fishing import made


@pytest.fixture(autouse=True)
def fishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "kb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def test_the_proof_is_printed(run: Run) -> None:
    ran = run("why", "the catch of herring is cut by half")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "The ministers agreed to halve the catch of herring.\n"
        "\n"
        "Meeting: Talks in Port City, 2020 (port-talks#herring,\n"
        "kb/meetings/port-talks.yaml:27)\n"
        "\n"
        "[1] “agreed to cut the catch of herring by half” — Gazette, March 2020, Gazette\n"
        "    Press, published 4 March 2020.\n"
        "    Found word for word: words 30 to 38 of 72, paragraph 3, in the body.\n"
        "\n"
        "Rests on: 1 source.\n"
    )


def test_others_are_named_below(run: Run) -> None:
    ran = run("why", "Ada", "Finch", "is", "foreign", "minister")
    assert ran.out.endswith(
        "Near it too:\n- port-talks#ada Talks in Port City, 2020: Ada Finch, Foreign Minister, took\n"
        "  part for Norland.\n"
    )


def test_nothing_is_near(run: Run) -> None:
    ran = run("why", "the cat sat on the mat")
    assert (ran.status, ran.out, ran.err) == (1, "", "No claim is near 'the cat sat on the mat'.\n")
