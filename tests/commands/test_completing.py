"""What the Tab key completes, asked of the command and in a real shell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_dossier import exports
from sphinx_dossier.commands import manual_of
from sphinx_dossier.commands.completion import SCRIPTS, following

from tests.commands.running import Run


def words(*typed: str) -> list[str]:
    return [word for word, _ in following(manual_of(exports.FORMATS), typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["chec"], ["check"]),
        (["co"], ["completion", "coverage"]),
        (["source", ""], ["add", "verify"]),
        (["source", "ver"], ["verify"]),
        (["--co"], ["--color"]),
        (["--color", "never", "chec"], ["check"]),
        (["check", "--form"], ["--format"]),
        (["check", "--format", ""], ["github", "json", "sarif", "text"]),
        (["check", "--format", "s"], ["sarif"]),
        (["export", "s"], ["sitemap", "sqlite"]),
        (["explain", "cut-w"], ["cut-word"]),
        (["completion", "f"], ["fish"]),
        (["show", "a"], ["ada-example"]),
        (["show", ""], ["ada-example", "daily", "herald"]),
        (["cite", "d"], ["daily"]),
        (["source", "verify", "he"], ["herald"]),
        (["source", "add", "article.txt", "--id", "he"], ["herald"]),
        (["paste", "--source", "he"], ["herald"]),
        (["source", "add", "--re"], ["--replace"]),
        (["check", "people"], []),
        (["xylophone", ""], []),
        (["show", "zzz"], []),
    ],
)
def test_what_may_come_next(home: Path, typed: list[str], found: list[str]) -> None:
    assert words(*typed) == found


def test_an_empty_line_offers_every_command(home: Path) -> None:
    tops = {command.name.split()[1] for command in manual_of(exports.FORMATS)[1:]}
    assert set(words("")) == tops


def test_ids_are_those_of_the_knowledge_base_that_is_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert words("show", "") == []
    assert words("--kb", str(home / "kb"), "show", "") == ["ada-example", "daily", "herald"]


def test_ids_need_no_entry_that_can_be_read_and_kinds_are_none(home: Path) -> None:
    (home / "kb/people/broken.yaml").write_bytes(b"\xff: [")
    (home / "kb/kinds").mkdir()
    (home / "kb/kinds/boat.yaml").write_text("label: Boat\n", "utf-8")
    assert words("show", "b") == ["broken"]


@pytest.mark.parametrize(("shell", "between"), [("bash", None), ("zsh", ":"), ("fish", "\t")])
def test_a_shell_is_told_the_help_where_it_shows_it(home: Path, run: Run, shell: str, between: str | None) -> None:
    told = "check" if between is None else f"check{between}say what is wrong with the entries"
    assert run("completion", shell, "chec").out == f"{told}\n"
    assert run("completion", shell, "show", "ada").out == "ada-example\n"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_asks_by_its_own_shell(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert f"dossier completion {shell} " in script
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script, text=True, check=True)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("dossier sho", ["show"]), ("dossier check --format sa", ["sarif"]), ("dossier source ''", ["add", "verify"])],
)
def test_in_bash(home: Path, run: Run, typed: str, found: list[str]) -> None:
    ask = (
        f'COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _dossier; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    script = run("completion", "bash").out
    ran = subprocess.run(
        ["bash", "-c", script + ask],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": path, "HOME": str(home)},
    )
    assert ran.stdout.split() == found
