"""`dossier check`: its output in each form, its filter, and its exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.running import Run

CLEAN = "No problems: 3 entries, 1 claim, 1 citation, every quote found in its source.\n"
BAD_BEN = "nmae: Ben\nname: 100%\nsort: [a]\n"


@pytest.fixture
def broken(home: Path) -> Path:
    """The knowledge base with mistakes in two files."""
    (home / "kb/people/ben-sample.yaml").write_text(BAD_BEN, "utf-8")
    (home / "kb/policies").mkdir()
    (home / "kb/policies/100%, no.yaml").write_text("name: No\n", "utf-8")
    return home


BEN_1 = (
    "unknown key 'nmae'; an entry has 'name', 'sort', 'moved-from', 'withdrawn', 'facts', 'offices', 'statements' "
    "and 'looked-for'; did you mean 'name'?"
)
BEN_3 = "a list stands for 'sort'; 'sort' takes one value: a text"
NO = "'100%, no' is no id; a file is named by lower-case words joined by hyphens"


def test_a_sound_knowledge_base(home: Path, run: Run) -> None:
    ran = run("check")
    assert (ran.status, ran.out, ran.err) == (0, CLEAN, "")


def test_problems_as_text(broken: Path, run: Run) -> None:
    ran = run("check")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"kb/people/ben-sample.yaml:1:1: {BEN_1} [unknown-key]",
        f"kb/people/ben-sample.yaml:3:7: {BEN_3} [wrong-type]",
        f"kb/policies/100%, no.yaml:1:1: {NO} [bad-id]",
        "3 problems in 2 files; the rest holds 3 entries, 1 claim, 1 citation",
    ]


def test_many_problems_with_one_reason_are_said_to_have_it(home: Path, run: Run) -> None:
    for number in range(10):
        said = "about: [nobody]\n    cite: [{source: gone, quote: Words that are gone}]"
        text = f"name: Person\nstatements:\n  - text: So it was.\n    {said}\n"
        (home / f"kb/people/person-{number}.yaml").write_text(text, "utf-8")
    *_, one, other, last = run("check").out.splitlines()
    assert one == "10 times the same, probably for one reason: no entry 'nobody'"
    assert other == "10 times the same, probably for one reason: no source 'gone'"
    assert last.startswith("20 problems in 10 files; ")
    assert "times the same" not in run("check", *(f"kb/people/person-{number}.yaml" for number in range(9))).out


def test_problems_as_json(broken: Path, run: Run) -> None:
    ran = run("check", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == {
        "problems": [
            {
                "path": "kb/people/ben-sample.yaml",
                "line": 1,
                "column": 1,
                "code": "unknown-key",
                "level": "error",
                "wrong": "unknown key 'nmae'",
                "allowed": "an entry has 'name', 'sort', 'moved-from', 'withdrawn', 'facts', 'offices', 'statements' "
                "and 'looked-for'",
                "meant": "did you mean 'name'?",
            },
            {
                "path": "kb/people/ben-sample.yaml",
                "line": 3,
                "column": 7,
                "code": "wrong-type",
                "level": "error",
                "wrong": "a list stands for 'sort'",
                "allowed": "'sort' takes one value: a text",
                "meant": "",
            },
            {
                "path": "kb/policies/100%, no.yaml",
                "line": 1,
                "column": 1,
                "code": "bad-id",
                "level": "error",
                "wrong": "'100%, no' is no id",
                "allowed": "a file is named by lower-case words joined by hyphens",
                "meant": "",
            },
        ],
        "codes": {"bad-id": 1, "unknown-key": 1, "wrong-type": 1},
        "holds": {"entries": 3, "claims": 1, "citations": 1},
    }


def test_no_problems_as_json(home: Path, run: Run) -> None:
    ran = run("check", "--format", "json")
    assert ran.status == 0
    assert json.loads(ran.out) == {
        "problems": [],
        "codes": {},
        "holds": {"entries": 3, "claims": 1, "citations": 1},
    }


WARNED = """\
name: Ben Sample
statements:
  - text: The ferry closes.
    cite:
      - source: daily
        quote: that the ferry would close
"""
DENIED = (
    "the sentence has a denial that the quote leaves out, 1 word before it; quote it too, or say in 'infer' why it "
    "does not touch the claim"
)
HEDGED = (
    "the quote has a condition, and the claim has none; say in the claim what the quote says, or in 'infer' how the "
    "one follows from the other"
)


def test_warnings_leave_the_entry_in(home: Path, run: Run) -> None:
    (home / "kb/people/ben-sample.yaml").write_text(WARNED, "utf-8")
    ran = run("check")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"kb/people/ben-sample.yaml:6:16: {DENIED} [cut-denial]",
        f"kb/people/ben-sample.yaml:6:16: {HEDGED} [meaning-changed]",
        "2 warnings in 1 file; in all 4 entries, 2 claims, 2 citations",
    ]
    assert {problem["level"] for problem in json.loads(run("check", "--format", "json").out)["problems"]} == {
        "warning"
    }
    assert run("check", "--format", "github").out.splitlines()[0] == (
        f"::warning file=kb/people/ben-sample.yaml,line=6,col=16,title=cut-denial::{DENIED}"
    )


def test_problems_for_github(broken: Path, run: Run) -> None:
    """The form is that of GitHub's workflow commands: %, line breaks, and in properties : and , are written %NN."""
    ran = run("check", "--format", "github")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        f"::error file=kb/people/ben-sample.yaml,line=1,col=1,title=unknown-key::{BEN_1}",
        f"::error file=kb/people/ben-sample.yaml,line=3,col=7,title=wrong-type::{BEN_3}",
        "::error file=kb/policies/100%25%2C no.yaml,line=1,col=1,title=bad-id::'100%25, no' is no id; "
        "a file is named by lower-case words joined by hyphens",
        "3 problems in 2 files; the rest holds 3 entries, 1 claim, 1 citation",
    ]


@pytest.mark.parametrize(
    ("paths", "status", "lines"),
    [
        (["kb"], 1, 3),
        (["."], 1, 3),
        (["kb/people"], 1, 2),
        (["kb/people/"], 1, 2),
        (["kb/people/ben-sample.yaml"], 1, 2),
        (["kb/people/ada-example.yaml"], 0, 0),
        (["kb/sources"], 0, 0),
        (["kb/sources", "kb/policies"], 1, 1),
        (["kb/people", "kb/people/ben-sample.yaml"], 1, 2),
        (["./kb/../kb/policies"], 1, 1),
    ],
)
def test_only_some_paths(broken: Path, run: Run, paths: list[str], status: int, lines: int) -> None:
    ran = run("check", *paths)
    assert ran.status == status
    assert len([line for line in ran.out.splitlines() if line.endswith("]")]) == lines


def test_some_sound_paths_of_a_broken_knowledge_base_are_not_called_the_whole(broken: Path, run: Run) -> None:
    ran = run("check", "kb/sources")
    assert ran.status == 0
    assert re.fullmatch(r"No problems here; [0-9]+ problems elsewhere in the knowledge base\.\n", ran.out)


def test_paths_count_from_the_current_folder(broken: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken / "kb/people")
    ran = run("check", "ben-sample.yaml")
    assert [line.partition(" ")[0] for line in ran.out.splitlines()[:-1]] == [
        "ben-sample.yaml:1:1:",
        "ben-sample.yaml:3:7:",
    ]
    assert run("check", "../policies").out.startswith("../policies/100%, no.yaml:1:1: ")
    monkeypatch.chdir("/")
    assert run("--kb", str(broken / "kb"), "check").status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "gone.yaml"], "there is no 'gone.yaml' to check"),
        (["check", "daily.txt"], "'daily.txt' is not in the knowledge base '{home}/kb'"),
        (["--kb", "gone", "check"], "there is no folder 'gone'"),
        (["--kb", "daily.txt", "check"], "there is no folder 'daily.txt'"),
    ],
)
def test_misuse(home: Path, run: Run, arguments: list[str], message: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {message.format(home=home)}\n")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--format", "xml"], ["--nonsense"], ["source"]])
def test_misuse_that_argparse_sees(home: Path, run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: dossier")


def test_no_knowledge_base_anywhere(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("check")
    assert (ran.status, ran.err) == (2, "dossier: there is no folder kb here or above; name it with --kb DIR\n")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["cite", "--help"], ["source", "add", "--help"]]
)
def test_help(home: Path, run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("usage: dossier ")


def python(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a program of its own."""
    environment = {**os.environ, **more}
    program = [sys.executable, "-m", "sphinx_dossier.commands", *arguments]
    return subprocess.run(program, capture_output=True, check=False, env=environment)


def test_as_a_program(broken: Path) -> None:
    done = python("check", "kb/people")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.splitlines()[0] == f"kb/people/ben-sample.yaml:1:1: {BEN_1} [unknown-key]".encode()
    assert python("check", "kb/sources").returncode == 0
    assert python("check", "gone").returncode == 2


def test_a_terminal_that_lacks_characters_gets_stand_ins(home: Path) -> None:
    (home / "kb/people/ben-sample.yaml").write_text("name: Ben\nsört: x\n", "utf-8")
    done = python("check", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"unknown key 's\\xf6rt'" in done.stdout


def test_a_name_that_is_no_text_at_all(home: Path) -> None:
    try:
        os.mkdir(os.fsencode(home) + b"/kb/people/\xff.d")  # noqa: PTH102 (a Path would be text)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")
    for form in ("text", "json", "github"):
        done = python("check", "--format", form)
        assert (done.returncode, done.stderr) == (1, b"")


def test_a_folder_that_is_a_link_is_checked_under_both_names(home: Path, run: Run) -> None:
    for to in (home / "kb/_people", home / "elsewhere"):
        (home / "kb/people").rename(to)
        (home / "kb/people").symlink_to(to, target_is_directory=True)
        (to / "cy-reed.yaml").write_text("name: Cy Reed\nnme: x\n", "utf-8")
        ran = run("check", "kb/people")
        assert (ran.status, ran.err) == (1, "")
        assert ran.out.startswith("kb/people/cy-reed.yaml:2:1: ")
        (home / "kb/people").unlink()
        to.rename(home / "kb/people")


def test_data_is_sound_on_a_terminal_that_knows_few_letters(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "kb/people/rée.yaml").write_text("name: Rée\n", "utf-8")
    (home / "kb/people" / os.fsdecode(b"cy \xff.yaml")).write_text("name: Cy\n", "utf-8")
    command = [sys.executable, "-m", "sphinx_dossier.commands", "check", "--format"]
    for encoding in ("ascii", "cp1252", "utf-8"):
        env = {**os.environ, "PYTHONIOENCODING": encoding}
        for form in ("json", "sarif"):
            said = subprocess.run([*command, form], env=env, capture_output=True, check=False).stdout
            assert "rée" in json.dumps(json.loads(said), ensure_ascii=False)


def test_whoever_stops_reading_sees_no_complaint(home: Path) -> None:
    (home / "kb/people/cy-reed.yaml").write_text("name: Cy Reed\nnme: x\n", "utf-8")
    command = f"'{sys.executable}' -m sphinx_dossier.commands check | true; exit ${{PIPESTATUS[0]}}"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    ran = subprocess.run(["bash", "-c", command], cwd=home, env=env, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
