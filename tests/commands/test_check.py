"""`dossier check`: what it prints, in which form, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_dossier.commands import main

Out = pytest.CaptureFixture[str]


def spoil(kb: Path) -> None:
    person = kb / "people/ada-example.yaml"
    person.write_text(
        person.read_text("utf-8").replace("name: Ada Example\nfacts", "nmae: Ada Example\nfacts"), "utf-8"
    )
    meeting = kb / "meetings/harbor-talks.yaml"
    meeting.write_text(meeting.read_text("utf-8").replace("a new lighthouse", "an old lighthouse"), "utf-8")


PROBLEMS = (
    "kb/meetings/harbor-talks.yaml:13:16: these words are not in 'harbor-press'; nearest at word 39, where 6 of 9 "
    "words match, from 'agreed' to 'of' [quote-not-found]",
    "kb/people/ada-example.yaml:1:1: an entry lacks the key 'name'; it is a text [missing-key]",
    "kb/people/ada-example.yaml:1:1: unknown key 'nmae'; an entry has 'name', 'sort', 'facts', 'offices', "
    "'statements' and 'looked-for'; did you mean 'name'? [unknown-key]",
)


def test_a_sound_knowledge_base(kb: Path, capsys: Out) -> None:
    assert main(["check"]) == 0
    assert (
        capsys.readouterr().out == "No problems: 4 entries, 3 claims, 3 citations, every quote found in its source.\n"
    )


def test_every_problem_in_file_order(kb: Path, capsys: Out) -> None:
    spoil(kb)
    assert main(["check"]) == 1
    *lines, summary = capsys.readouterr().out.splitlines()
    assert tuple(lines) == PROBLEMS
    assert summary == "3 problems in 2 files; the rest holds 2 entries, 0 claims, 0 citations"


def test_paths_are_shown_from_the_current_folder(kb: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(kb)
    monkeypatch.chdir(kb / "people")
    assert main(["check", "ada-example.yaml"]) == 1
    assert capsys.readouterr().out.startswith("ada-example.yaml:1:1: ")


@pytest.mark.parametrize(("path", "count"), [("kb/people", 2), ("kb/meetings/harbor-talks.yaml", 1), (".", 3)])
def test_paths_choose_what_is_reported(kb: Path, capsys: Out, path: str, count: int) -> None:
    spoil(kb)
    assert main(["check", path]) == 1
    assert len(capsys.readouterr().out.splitlines()) == count + 1


def test_a_sound_path_is_clean_though_others_are_not(kb: Path, capsys: Out) -> None:
    spoil(kb)
    assert main(["check", "kb/sources"]) == 0
    assert capsys.readouterr().out.startswith("No problems")


def test_json(kb: Path, capsys: Out) -> None:
    spoil(kb)
    assert main(["check", "--format", "json", "kb/meetings"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {
                "path": "kb/meetings/harbor-talks.yaml",
                "line": 13,
                "column": 16,
                "code": "quote-not-found",
                "wrong": "these words are not in 'harbor-press'",
                "allowed": "nearest at word 39, where 6 of 9 words match, from 'agreed' to 'of'",
                "meant": "",
            }
        ],
        "codes": {"quote-not-found": 1},
        "holds": {"entries": 2, "claims": 0, "citations": 0},
    }


def test_github(kb: Path, capsys: Out) -> None:
    (kb / "people/100%, odd.yaml").write_text("", "utf-8")
    assert main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "::error file=kb/people/100%25%2C odd.yaml,line=1,col=1,title=bad-id::'100%25, odd' is no id; a file is named "
        "by lower-case words joined by hyphens"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kb", "nowhere", "check"], "dossier: there is no folder 'nowhere'"),
        (["check", "kb/poeple"], "dossier: there is no 'poeple' to check"),
        (["check", "press.txt"], "dossier: 'press.txt' is not in the knowledge base "),
    ],
)
def test_misuse(kb: Path, capsys: Out, arguments: list[str], message: str) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(message)


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"], ["source"]])
def test_misuse_of_the_command_line(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_without_a_knowledge_base(tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "name it with --kb DIR" in capsys.readouterr().err


def test_the_command_in_a_process_of_its_own_with_a_narrow_encoding(kb: Path) -> None:
    (kb / "people/zoë.yaml").write_text("name: Zoë\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_dossier.commands", "check"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert "is no id" in done.stdout
