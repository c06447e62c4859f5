"""`dossier diff` and `dossier check --base`, in a repository with the invented library."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands.running import Run, snapshot
from tests.comparing.repository import commit, start

ADA = "kb/people/ada-example.yaml"


@pytest.fixture
def repository(home: Path) -> Path:
    start(home)
    return home


def test_nothing_changed(repository: Path, run: Run) -> None:
    assert run("diff", "HEAD").out == "Nothing changed that the knowledge base says.\n"


def test_what_was_edited_is_told_and_nothing_is_touched(repository: Path, run: Run) -> None:
    (repository / "kb/people/cy-reed.yaml").write_text("name: Cy Reed\n", "utf-8")
    before = snapshot(repository)
    assert run("diff").out == ("person: Cy Reed (cy-reed)\n  + new, with 0 claims\n\n1 entry changed: 1 new entry.\n")
    assert snapshot(repository) == before


def test_two_revisions_are_compared(repository: Path, run: Run) -> None:
    commit(repository, {"kb/people/cy-reed.yaml": "name: Cy Reed\n"})
    (repository / "kb/people/cy-reed.yaml").write_text("nothing: here\n", "utf-8")
    assert "Cy Reed (cy-reed)" in run("diff", "HEAD~1", "HEAD").out
    assert "gone, with 0 claims; withdraw it instead" in run("diff", "HEAD", "HEAD~1").out


def test_as_data(repository: Path, run: Run) -> None:
    (repository / "kb/people/cy-reed.yaml").write_text("name: Cy Reed\nnme: x\n", "utf-8")
    found = json.loads(run("diff", "HEAD", "--format", "json").out)
    assert found["entries"] == []
    assert [(one["path"], one["line"], one["code"]) for one in found["problems"]["new"]] == [
        ("kb/people/cy-reed.yaml", 2, "unknown-key")
    ]


EVIL = "@octocat [x](https://evil.example) ![i](https://evil.example/p.png) <img src=x> #12 `a` **b** | c \n# T"


def test_no_words_of_a_file_are_more_than_words_in_markdown(repository: Path, run: Run) -> None:
    (repository / "kb/people/cy-reed.yaml").write_text(f"name: {json.dumps(EVIL)}\n", "utf-8")
    said = run("diff", "HEAD", "--format", "markdown").out
    summary = said.partition("<summary>")[2].partition("</summary>")[0]
    rest = said.replace(summary, "")
    assert "&lt;img src=x&gt;" in summary
    assert "<img" not in said
    assert not re.search(r"(?<!\\)[\[`]|(?<!\\)\]\(", rest.replace("`+`", "").replace("`?`", ""))
    assert "@octocat" not in rest
    assert "#12" not in rest


def test_a_summary_holds_no_names_for_a_host_to_link(repository: Path, run: Run) -> None:
    (repository / "kb/people/cy-reed.yaml").write_text(f"name: {json.dumps(EVIL)}\n", "utf-8")
    said = run("diff", "HEAD", "--format", "markdown").out
    assert "@octocat" not in said
    assert "#12" not in said


def test_a_comment_is_never_longer_than_a_host_takes(repository: Path, run: Run) -> None:
    for number in range(900):
        name = f"Zed {number} " + "long " * 30
        (repository / f"kb/people/zed-{number}.yaml").write_text(f"name: {name}\n", "utf-8")
    said = run("diff", "HEAD", "--format", "markdown").out
    assert len(said) < 65_536
    assert re.search(r"\d+ entries more changed\.\n", said)


def test_a_page_holds_everything_and_needs_nothing(repository: Path, run: Run) -> None:
    (repository / "kb/people/cy-reed.yaml").write_text("name: <script>alert(1)</script>\n", "utf-8")
    page = run("diff", "HEAD", "--format", "html").out
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_revision_that_is_none_is_a_misuse(repository: Path, run: Run) -> None:
    ran = run("diff", "nowhere")
    assert (ran.status, ran.err) == (2, "dossier: git knows no revision 'nowhere' here\n")


def test_problems_of_before_are_counted_and_not_held_against_a_change(repository: Path, run: Run) -> None:
    commit(repository, {"kb/people/cy-reed.yaml": "name: Cy Reed\nnme: x\n"})
    assert run("check").status == 1
    ran = run("check", "--base", "HEAD")
    assert ran.status == 0
    _, _, older = ran.out.partition("\nOlder than this change, and not held against it (1 problem):\n")
    assert older.startswith("kb/people/cy-reed.yaml:2:1: ")
    (repository / "kb/people/cy-reed.yaml").write_text("# moved down\nname: Cy Reed\nnme: x\nnm: y\n", "utf-8")
    ran = run("check", "--base", "HEAD", "--format", "github")
    assert ran.status == 1
    assert ran.out.count("::error ") == 1
    assert "line=4" in ran.out


def test_problems_of_an_entry_that_moved_are_not_held_against_it(repository: Path, run: Run) -> None:
    cited = "cite: [{source: daily, quote: words that no article has at all}]"
    commit(repository, {"kb/people/cy-reed.yaml": f"name: Cy Reed\nstatements:\n  - text: So it was.\n    {cited}\n"})
    assert "Older than this change" in run("check", "--base", "HEAD").out
    text = (repository / "kb/people/cy-reed.yaml").read_text("utf-8")
    for folder, old in (("people", "cy-reed"), ("organizations", "people/cy-reed")):
        (repository / "kb/people/cy-reed.yaml").unlink(missing_ok=True)
        (repository / f"kb/{folder}").mkdir(exist_ok=True)
        (repository / f"kb/{folder}/cy-weir.yaml").write_text(f"moved-from: [{old}]\n{text}", "utf-8")
        ran = run("check", "--base", "HEAD")
        assert ran.status == 0, ran.out
        (repository / f"kb/{folder}/cy-weir.yaml").unlink()
