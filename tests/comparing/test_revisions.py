"""A knowledge base as it was at a revision, read beside the work tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.revisions import RevisionError, at, base, fork

from tests.comparing.repository import commit, git, start

ADA = "kb/people/ada-finch.yaml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "kb/people").mkdir(parents=True)
    (folder / ADA).write_text("name: Ada Finch\n", "utf-8")
    (folder / "README").write_text("Not of the knowledge base.\n", "utf-8")
    start(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_each_revision_is_read_as_it_was(home: Path) -> None:
    commit(home, {ADA: "name: Ada Finsh\n", "kb/people/ö b.yaml": "\r\n"})
    before = files(home)
    with at(home / "kb", "HEAD~1") as folder:
        assert (folder.name, files(folder)) == ("kb", {"people/ada-finch.yaml": b"name: Ada Finch\n"})
    with at(home / "kb", "HEAD") as folder:
        assert files(folder) == {"people/ada-finch.yaml": b"name: Ada Finsh\n", "people/ö b.yaml": b"\r\n"}
    assert not folder.exists()
    assert files(home) == before


def test_what_is_not_committed_is_not_seen(home: Path) -> None:
    (home / ADA).write_text("name: Else\n", "utf-8")
    git(home, "add", "--all")
    with at(home / "kb", "HEAD") as folder:
        assert files(folder)["people/ada-finch.yaml"] == b"name: Ada Finch\n"


def test_a_knowledge_base_that_is_the_whole_repository(home: Path) -> None:
    with at(home, "HEAD") as folder:
        assert (folder.name, set(files(folder))) == ("home", {"kb/people/ada-finch.yaml", "README"})


def test_a_link_is_not_followed(home: Path) -> None:
    (home / "kb/people/bo.yaml").symlink_to("/etc/passwd")
    commit(home)
    with at(home / "kb", "HEAD") as folder:
        assert not (folder / "people/bo.yaml").is_symlink()
        assert files(folder)["people/bo.yaml"] == b"/etc/passwd"


def test_the_base_is_where_the_branch_left(home: Path) -> None:
    left = git(home, "rev-parse", "HEAD").strip()
    git(home, "checkout", "-q", "-b", "mine")
    commit(home, {ADA: "name: Mine\n"})
    git(home, "checkout", "-q", "main")
    commit(home, {"README": "On.\n"})
    git(home, "checkout", "-q", "mine")
    assert base(home / "kb") == left


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD^{tree}"])
def test_a_revision_that_is_none_is_refused(home: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match=f"^git knows no revision '{revision[:4]}"), at(home / "kb", revision):
        pass


def test_a_knowledge_base_that_was_not_there_yet_is_empty(home: Path) -> None:
    git(home, "mv", "kb", "base")
    commit(home)
    with at(home / "base", "HEAD~1") as folder:
        assert (folder.name, files(folder)) == ("base", {})


def test_what_was_mended_on_the_main_branch_since_is_not_compared_with(home: Path) -> None:
    left = git(home, "rev-parse", "HEAD").strip()
    git(home, "checkout", "-q", "-b", "mine")
    commit(home, {ADA: "name: Mine\n"})
    git(home, "checkout", "-q", "main")
    commit(home, {"README": "On.\n"})
    git(home, "checkout", "-q", "mine")
    assert fork(home / "kb", "main") == left
    assert fork(home / "kb", "nowhere") == "nowhere"


def test_a_shallow_history_is_named_as_the_cause(home: Path, tmp_path: Path) -> None:
    commit(home)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{home}", "shallow")
    shallow = tmp_path / "shallow" / "kb"
    with pytest.raises(RevisionError, match=r"the history here is shallow: fetch it first$"), at(shallow, "HEAD~1"):
        pass


def test_outside_of_a_repository_there_is_no_revision(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    with pytest.raises(RevisionError), at(tmp_path / "kb", "HEAD"):
        pass
