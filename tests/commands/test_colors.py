"""Colours are shown on a terminal and nowhere else, unless somebody says otherwise."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx_dossier.commands.terminal import Ink, is_coloured

from tests.commands.running import Run


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(
    ("terminal", "when", "wishes", "colours"),
    [
        (True, "auto", {}, True),
        (False, "auto", {}, False),
        (True, "auto", {"TERM": "dumb"}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, "never", {"FORCE_COLOR": "1"}, False),
        (False, "always", {"NO_COLOR": "1"}, True),
    ],
)
def test_when(
    *, terminal: bool, when: str, wishes: dict[str, str], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in wishes.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(Terminal() if terminal else io.StringIO(), when) == colours


def test_words_are_painted_by_their_role_and_no_others() -> None:
    ink = Ink(Terminal(), "auto")
    assert ink("wrong", "error") == "\x1b[31mwrong\x1b[0m"
    assert ink("plain", "") == "plain"
    assert not ink("", "error")
    assert Ink(io.StringIO(), "auto")("wrong", "error") == "wrong"


def test_a_check_is_coloured_where_that_is_asked_for(home: Path, run: Run) -> None:
    (home / "kb/people/ben-sample.yaml").write_text("name: [Ben]\n", "utf-8")
    plain = run("check").out
    assert "\x1b" not in plain
    coloured = run("--color", "always", "check").out
    assert "\x1b[1mkb/people/ben-sample.yaml:1:7\x1b[0m: " in coloured
    assert "\x1b[31m[wrong-type]\x1b[0m" in coloured
    for form in ("json", "github", "sarif"):
        assert "\x1b" not in run("--color", "always", "check", "--format", form).out
