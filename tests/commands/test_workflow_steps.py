"""The shell of the workflows' steps, run as it stands there; `gh` is a stand-in that writes down what it is asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scripts.shell_steps import step
from tests.commands.running import Run
from tests.comparing.repository import commit, git, start

HEAD = "a" * 40
MARK = "<!-- dossier diff -->\n### What changes as knowledge\n\n"
JOINED = "\u2060"
Outcome: TypeAlias = tuple[int, str, list[Any]]
GH = """\
#!{python}
import json, os, pathlib, sys
arguments = sys.argv[2:]  # after `api`
method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
path = next(one for one in arguments if one.startswith("repos/"))
if method == "GET":
    print(json.loads(os.environ["ANSWERS"])[path])
else:
    given = arguments[arguments.index("--input") + 1]
    body = json.loads(sys.stdin.read() if given == "-" else pathlib.Path(given).read_text("utf-8"))
    with open(os.environ["LOG"], "a") as log:
        log.write(json.dumps([method, path, body]) + "\\n")
"""


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A folder with the stand-in, in which a step finds what it is given."""
    if not (shutil.which("bash") and shutil.which("jq")):
        pytest.skip("the steps need bash and jq")
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(GH.replace("{python}", sys.executable), "utf-8")
    gh.chmod(0o755)
    (tmp_path / "given").mkdir()
    return tmp_path


def run_step(
    host: Path, workflow: str, name: str, answers: Mapping[str, object], **more: str
) -> tuple[int, str, list[Any]]:
    """Return the exit status of a step, what it printed, and what it asked to be written."""
    environment = {
        "PATH": f"{host / 'bin'}:{os.environ['PATH']}",
        "ANSWERS": json.dumps({path: json.dumps(answer) for path, answer in answers.items()}),
        "LOG": str(host / "log"),
        "FOLDER": str(host / "given"),
        "RUNNER_TEMP": str(host),
        "GH_REPO": "o/r",
        "HEAD_SHA": HEAD,
        "RUN_URL": "https://host.example/run",
        "LC_ALL": "C.UTF-8",
        **more,
    }
    command = ["bash", "-e", "-o", "pipefail", "-c", step(workflow, name)]
    done = subprocess.run(command, env=environment, cwd=host, capture_output=True, text=True, check=False)
    log = host / "log"
    written = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    return done.returncode, done.stdout + done.stderr, written


def comment(host: Path, diff: str, number: str = "7\n", before: tuple[object, ...] = (), head: str = HEAD) -> Outcome:
    (host / "given/number").write_text(number, "utf-8")
    (host / "given/diff.md").write_text(diff, "utf-8")
    answers = {"repos/o/r/pulls/7": {"head": {"sha": head}}, "repos/o/r/issues/7/comments": list(before)}
    return run_step(host, "comment.yml", "Comment", answers)


def test_a_comment_is_written(host: Path) -> None:
    status, said, written = comment(host, "**1 entry changed\\.**\n")
    assert (status, said) == (0, "")
    body = MARK + "**1 entry changed\\.**\n\n\n[The run](https://host.example/run)"
    assert written == [["POST", "repos/o/r/issues/7/comments", {"body": body}]]


def test_our_comment_is_written_again_and_nobody_elses(host: Path) -> None:
    before = (
        {"id": 1, "user": {"login": "somebody"}, "body": MARK},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Another."},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": MARK},
    )
    _, _, written = comment(host, "Nothing.\n", before=before)
    assert [(method, path) for method, path, _ in written] == [("PATCH", "repos/o/r/issues/comments/3")]


@pytest.mark.parametrize("number", ["", "0", "-7", "7; id", "7/../8", "$(id)", "7\n8", "7" * 30])
def test_a_number_that_is_none_is_refused(host: Path, number: str) -> None:
    status, said, written = comment(host, "x", number=number)
    assert (status, said, written) == (1, "::error::the artifact names no pull request\n", [])


def test_another_pull_request_is_refused(host: Path) -> None:
    status, said, written = comment(host, "x", head="b" * 40)
    assert (status, written) == (1, [])
    assert "::error::pull request 7 is not, or no longer, at the commit of this run" in said


def test_a_link_in_the_artifact_is_refused(host: Path) -> None:
    (host / "given/number").write_text("7", "utf-8")
    (host / "given/diff.md").symlink_to("/etc/hostname")
    status, said, written = run_step(host, "comment.yml", "Comment", {})
    assert (status, said, written) == (1, "::error::the artifact has no file 'diff.md'\n", [])


def test_a_strangers_text_is_text(host: Path) -> None:
    hostile = (
        "@team #1 https://x.example www.x.example [a](x) ![b][c] [d]: x <img src=x> <!-- --> \x07"
        "<details><summary>ok</summary></details> <details open>"
    )
    _, _, ((_, _, sent),) = comment(host, hostile)
    assert sent["body"].removeprefix(MARK).split("\n\n[The run]")[0] == (
        f"@{JOINED}team #{JOINED}1 https:{JOINED}//x.example www{JOINED}.x.example [a]{JOINED}(x) ![b]{JOINED}[c]"
        f"{JOINED} [d]{JOINED}: x &lt;img src=x> &lt;!-- --> "
        "<details><summary>ok</summary></details> &lt;details open>"
    )


def test_a_long_text_is_cut(host: Path) -> None:
    _, _, ((_, _, sent),) = comment(host, "ö" * 70_000)
    assert sent["body"].count("ö") == 60_000
    assert "The rest is left out." in sent["body"]
    assert len(sent["body"]) < 65_536


TITLE = "Addresses of sources that do not answer"
ISSUES = "repos/o/r/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"
OURS = ({"number": 4, "title": "Another"}, {"number": 5, "title": TITLE})


@pytest.mark.parametrize(
    ("status", "before", "written"),
    [
        ("1", (), [["POST", "repos/o/r/issues", {"title": TITLE, "body": "gone\n"}]]),
        ("1", OURS, [["PATCH", "repos/o/r/issues/5", {"state": "open", "body": "gone\n"}]]),
        ("0", OURS, [["PATCH", "repos/o/r/issues/5", {"state": "closed", "body": "gone\n"}]]),
        ("0", (), []),
    ],
)
def test_there_is_one_issue_of_links(
    host: Path, status: str, before: tuple[object, ...], written: list[object]
) -> None:
    (host / "given/links.md").write_text("gone\n", "utf-8")
    name = "Open, update or close the issue"
    assert run_step(host, "links.yml", name, {ISSUES: list(before)}, STATUS=status) == (0, "", written)


def in_repository(folder: Path, workflow: str, name: str) -> tuple[int, str]:
    scripts = Path(sys.executable).parent
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PATH": f"{scripts}:{os.environ['PATH']}",
        "BASE": "HEAD^1",
        "NUMBER": "7",
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "no_proxy": "*",
        "GITHUB_OUTPUT": str(folder / "output"),
    }
    command = ["bash", "-e", "-c", step(workflow, name)]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_pull_request_is_checked_as_it_will_be_merged(home: Path, tmp_path: Path) -> None:
    """What was wrong before is not held against it, though main has gone on since it left."""
    start(home)
    commit(home, {"kb/people/ben-sample.yaml": "nmae: Ben\n"})
    git(home, "switch", "-q", "-c", "change")
    commit(home, {"kb/people/cora-writer.yaml": "name: Cora Writer\n"})
    git(home, "switch", "-q", "main")
    commit(home, {"kb/people/dan-old.yaml": "nmae: Dan\n"})
    git(home, "merge", "-q", "--no-ff", "--no-edit", "change")
    merged = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(home), str(merged))

    status, said = in_repository(merged, "check.yml", "Check the knowledge base")
    assert status == 0
    assert "::error" not in said
    assert "Older than this change, and not held against it" in said
    assert "kb/people/dan-old.yaml" in said
    assert in_repository(merged, "check.yml", "Say what changed as knowledge")[0] == 0
    assert (merged / "build/diff/number").read_text("utf-8") == "7\n"
    diff = (merged / "build/diff/diff.md").read_text("utf-8")
    assert "Cora Writer" in diff
    assert "Dan" not in diff

    git(merged, "switch", "-q", "-c", "worse")
    commit(merged, {"kb/people/cora-writer.yaml": "name: Cora Writer\nborn: never\n"})
    status, said = in_repository(merged, "check.yml", "Check the knowledge base")
    assert status == 1
    assert "::error file=kb/people/cora-writer.yaml,line=2,col=1,title=unknown-key::" in said


def test_the_form_of_files_is_checked(home: Path, run: Run) -> None:
    assert run("fmt").status == 0
    assert in_repository(home, "check.yml", "Check the form of its files")[0] == 0
    (home / "kb/people/ada-example.yaml").write_text("name:   'Ada Example'\n", "utf-8")
    status, said = in_repository(home, "check.yml", "Check the form of its files")
    assert status == 1
    assert "+name: Ada Example\n" in said


def test_addresses_are_asked_and_their_status_is_handed_on(home: Path) -> None:
    assert in_repository(home, "links.yml", "Ask every address")[0] == 0
    assert (home / "build/links/links.md").read_text("utf-8") == "No source has an address to ask.\n"
    (home / "kb/sources/elm.yaml").write_text("name: The Elm\nurl: http://127.0.0.1:1/\n", "utf-8")
    assert in_repository(home, "links.yml", "Ask every address")[0] == 0
    assert "the connection is refused" in (home / "build/links/links.md").read_text("utf-8")
    assert (home / "output").read_text("utf-8") == "status=0\nstatus=1\n"
