"""`dossier fmt`: the files in one form, the diff that is wanted, and what is left alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sphinx_dossier import loading

from tests.commands.running import Run, snapshot


def loosened(home: Path) -> Path:
    """Give the entry of Ada a form of its own, with a comment."""
    file = home / "kb" / "people" / "ada-example.yaml"
    text = file.read_text("utf-8")
    file.write_text("# Of the harbor.\n" + text.replace("name: ", "name:   ", 1).replace("\n", "\r\n"), newline="")
    return file


def test_fmt_says_the_same_and_is_done(home: Path, run: Run) -> None:
    before = loading.load(home / "kb")
    file = loosened(home)
    ran = run("fmt")
    assert ran.status == 0
    assert "formed kb/people/ada-example.yaml" in ran.out.splitlines()
    assert file.read_bytes().startswith(b"# Of the harbor.\nname: ")
    assert b"\r" not in file.read_bytes()
    assert dict(loading.load(home / "kb").entries) == dict(before.entries)
    again = run("fmt", "--check")
    assert (again.status, again.out) == (0, "3 files in the form\n")


def test_check_prints_the_diff_that_git_applies_and_writes_nothing(home: Path, run: Run) -> None:
    run("fmt")
    file = home / "kb" / "people" / "ada-example.yaml"
    wanted = file.read_bytes()
    file.write_bytes(wanted.replace(b"name: ", b"name:   ", 1).rstrip(b"\n"))
    before = snapshot(home)
    ran = run("fmt", "--check", "kb/people")
    assert ran.status == 1
    assert snapshot(home) == before
    lines = ran.out.splitlines()
    assert lines[:2] == ["--- a/kb/people/ada-example.yaml", "+++ b/kb/people/ada-example.yaml"]
    assert "-name:   Ada Example" in lines
    assert lines[-1] == "1 file of 1 would be changed"
    patch = "".join(line for line in ran.out.splitlines(keepends=True)[:-1])
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=home, check=True)
    assert file.read_bytes() == wanted


def test_a_file_that_does_not_parse_is_reported_and_the_others_go_on(home: Path, run: Run) -> None:
    loosened(home)
    broken = home / "kb" / "people" / "bo-broken.yaml"
    broken.write_text("name: Bo\nname: Bo\n", "utf-8")
    ran = run("fmt", "kb/people")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "kb/people/bo-broken.yaml:2:1: the key 'name' stands here again; it was set in line 1 [duplicate-key]",
        "formed kb/people/ada-example.yaml",
        "1 file of 2 changed; 1 with problems left as it is",
    ]
    assert broken.read_text("utf-8") == "name: Bo\nname: Bo\n"


def test_paths_elsewhere_are_misuse(home: Path, run: Run) -> None:
    assert run("fmt", "nowhere").status == 2
    (home / "else.yaml").write_text("name: x\n", "utf-8")
    assert run("fmt", "else.yaml").status == 2
