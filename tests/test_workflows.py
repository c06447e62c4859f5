"""The files that other programs read beside the code: what they may do, and that what they name is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx_dossier import exports
from sphinx_dossier.commands import parser

ROOT = Path(__file__).parents[1]
OURS = ROOT / ".github/workflows"
FRESH = ROOT / "docs/_ext/sphinx_dossier/commands/fresh"
WORKFLOWS = sorted([*OURS.glob("*.yml"), *(FRESH / "_github/workflows").glob("*.yml")])
each = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.relative_to(ROOT).as_posix())


def workflow(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- strings alone
    return read


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(file)["jobs"].values() for step in job["steps"]]


def events(file: Path) -> set[str]:
    return set(workflow(file)["on"])


def test_there_are_workflows() -> None:
    assert [file.name for file in sorted(OURS.glob("*.yml"))] == [
        "check.yml",
        "comment.yml",
        "links.yml",
        "publish.yml",
    ]


@each
def test_every_action_is_pinned_and_says_its_version(file: Path) -> None:
    used = re.findall(r"uses: *(.*)", file.read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in steps(file))
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", one), one


@each
def test_a_workflow_may_do_no_more_than_it_says(file: Path) -> None:
    read = workflow(file)
    assert read["permissions"] in ("", {}, {"contents": "read"})
    assert "concurrency" in read or "workflow_run" in read["on"]
    for job in read["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
    for step in steps(file):
        assert "actions/cache" not in step.get("uses", "")
        assert "cache" not in step.get("with", {})
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


@each
def test_what_a_fork_can_start_has_no_secret_and_may_not_write(file: Path) -> None:
    assert "pull_request_target" not in events(file)
    text = file.read_text("utf-8")
    assert "secrets." not in text
    if "pull_request" in events(file):
        assert "write" not in str([job.get("permissions") for job in workflow(file)["jobs"].values()])
        assert "github.token" not in text
        assert "merge_group" in events(file)


@each
def test_no_text_of_an_event_stands_in_a_script(file: Path) -> None:
    for step in steps(file):
        script = step.get("run", "") + step.get("with", {}).get("script", "")
        assert "${{" not in script.replace("${{ matrix.", "")


def test_the_one_that_writes_a_comment_runs_nothing_of_the_change() -> None:
    used = [step.get("uses", "").partition("@")[0] for step in steps(OURS / "comment.yml")]
    assert used == ["actions/download-artifact", "actions/github-script"]
    assert all("run" not in step for step in steps(OURS / "comment.yml"))
    assert events(OURS / "comment.yml") == {"workflow_run"}


def test_the_network_is_asked_by_one_that_is_not_started_by_a_change() -> None:
    asking = [file.name for file in WORKFLOWS if "dossier links" in file.read_text("utf-8")]
    assert asking == ["links.yml"]
    assert events(OURS / "links.yml") == {"schedule", "workflow_dispatch"}
    assert [file.name for file in WORKFLOWS if "schedule" in events(file)] == ["links.yml"]


def commands() -> list[str]:
    """Every command that workflows and hooks run, a line each."""
    found = [line.strip() for file in WORKFLOWS for step in steps(file) for line in step.get("run", "").split("\n")]
    for file in (ROOT / ".pre-commit-config.yaml", FRESH / "_pre-commit-config.yaml"):
        found += [
            hook["entry"] for repo in yaml.safe_load(file.read_text("utf-8"))["repos"] for hook in repo["hooks"]
        ]
    found += [hook["entry"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    return [line for line in found if line]


@pytest.mark.parametrize("line", sorted({line for line in commands() if line.startswith("dossier ")}))
def test_a_command_is_one_that_can_be_run(line: str) -> None:
    words = re.sub(r"\$\{BASE:\+--base \"\$BASE\"\}", "--base HEAD^1", line).partition(" > ")[0].split()
    assert parser(exports.FORMATS).parse_args(words[1:]).command == words[1]


def test_the_sessions_that_are_run_are_there() -> None:
    sessions = set(re.findall(r"nox -s ([a-z]+)", "\n".join(commands())))
    assert sessions == {"site", "tests", "core", "lint"}
    assert sessions <= set(re.findall(r"@nox\.session[^\n]*\ndef ([a-z]+)", (ROOT / "noxfile.py").read_text("utf-8")))
