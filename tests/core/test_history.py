"""When entries were entered here, from the history of git: where there is one, and silently nothing where not."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from sphinx_dossier import history, loading
from sphinx_dossier.history import History

ADA, BEN = "kb/people/ada.yaml", "kb/people/ben.yaml"


class Repository:
    """A repository with a knowledge base, committed to on days that the test chooses."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "-q", "-b", "main", ".")

    def git(self, *arguments: str, day: str = "2031-01-01") -> None:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = {f"GIT_{role}_{what}": "x@y.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": f"{day}T23:30:00+0900", "GIT_COMMITTER_DATE": "2040-01-01T00:00:00+0000"}
        subprocess.run(["git", *arguments], cwd=self.root, env={**os.environ, **own, **who, **when}, check=True)

    def commit(self, day: str, **files: str | None) -> None:
        for path, text in files.items():
            file = self.root / path
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Ada entered on the first and changed on the third day, Ben entered on the second."""
    made = Repository(tmp_path / "repository with ö")
    made.commit("2031-05-01", **{ADA: "name: Ada\n", "README": "x"})
    made.commit("2031-05-02", **{BEN: "name: Ben\n"})
    made.commit("2031-05-03", **{ADA: "name: Ada Lark\n"})
    made.commit("2031-05-04", README="y")
    return made


@pytest.fixture(autouse=True)
def _no_repository_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


def told(root: Path) -> dict[str, tuple[str, str]]:
    return plain(history.read(loading.load(root)))


def plain(found: History) -> dict[str, tuple[str, str]]:
    return {id_: (one.first.text, one.last.text) for id_, one in found.items()}


BOTH = {"ada": ("2031-05-01", "2031-05-03"), "ben": ("2031-05-02", "2031-05-02")}


def test_the_days_are_those_of_the_authors(repository: Repository) -> None:
    assert told(repository.root / "kb") == BOTH


def test_an_entry_that_was_never_committed_has_no_day(repository: Repository) -> None:
    (repository.root / "kb/people/cem.yaml").write_text("name: Cem\n", "utf-8")
    assert told(repository.root / "kb") == BOTH


def test_an_entry_that_moved_was_entered_when_it_was(repository: Repository) -> None:
    new = {"kb/people/adele.yaml": "name: Ada\nmoved-from: [ada]\n", "kb/people/benno.yaml": "name: Ben\n"}
    repository.commit("2031-06-01", **{**new, ADA: None, BEN: None})
    assert told(repository.root / "kb") == {
        "adele": ("2031-05-01", "2031-06-01"),
        "benno": ("2031-06-01", "2031-06-01"),  # nothing says that this was Ben
    }


def test_what_came_by_a_merge_counts(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side", "HEAD~2")
    repository.commit("2031-04-01", **{"kb/people/dee.yaml": "name: Dee\n", ADA: "name: Ada Lark\n"})
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-edit", "side", day="2031-07-01")
    assert told(repository.root / "kb") == {
        "ada": ("2031-04-01", "2031-05-03"),
        "ben": BOTH["ben"],
        "dee": ("2031-04-01", "2031-04-01"),
    }


def test_settings_of_git_change_nothing(repository: Repository) -> None:
    for name in ("log.showSignature", "log.follow", "diff.noprefix", "core.quotePath"):
        repository.git("config", name, "true")
    for name, value in {"color.ui": "always", "diff.renames": "copies", "core.pager": "false"}.items():
        repository.git("config", name, value)
    assert told(repository.root / "kb") == BOTH


def test_a_hook_of_another_repository_changes_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert told(repository.root / "kb") == BOTH


def test_a_shallow_clone_tells_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.root}", str(tmp_path / "shallow"))
    repository.git("clone", "-q", f"file://{repository.root}", str(tmp_path / "whole"))
    assert (told(tmp_path / "shallow/kb"), told(tmp_path / "whole/kb")) == ({}, BOTH)


def test_outside_of_a_repository_there_is_nothing(repository: Repository, tmp_path: Path) -> None:
    shutil.copytree(repository.root / "kb", tmp_path / "kb")
    assert told(tmp_path / "kb") == {}
    assert told(tmp_path / "no such folder") == {}


def test_a_repository_that_does_not_hold_the_entries(repository: Repository) -> None:
    shutil.copytree(repository.root / "kb", repository.root / "untracked/kb")
    assert told(repository.root / "untracked/kb") == {}


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    made = Repository(tmp_path / "new")
    (made.root / "kb/people").mkdir(parents=True)
    (made.root / ADA).write_text("name: Ada\n", "utf-8")
    assert told(made.root / "kb") == {}


def test_without_git_there_is_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    found = loading.load(repository.root / "kb")
    monkeypatch.setenv("PATH", "")
    assert plain(history.read(found)) == {}


@pytest.mark.parametrize("script", ["sleep 60", "exit 3", "kill -9 $$", "printf false; printf '\\377\\001nonsense'"])
def test_a_git_that_hangs_or_fails(
    script: str, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{'exec ' if script.startswith('sleep') else ''}{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sphinx_dossier.git.LONGEST", 0.3)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    start = time.monotonic()
    assert told(repository.root / "kb") == {}
    assert time.monotonic() - start < 20


def test_git_is_asked_once_for_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    run = subprocess.run

    def counted(command: list[str], **more: object) -> subprocess.CompletedProcess[bytes]:
        calls.append(command)
        return run(command, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "run", counted)
    assert told(repository.root / "kb") == BOTH
    assert [("log" in command, "rev-parse" in command) for command in calls] == [(False, True), (True, False)]
