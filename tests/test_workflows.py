"""The files of the code host: what workflows may do, what they run, and what the forms and hooks ask for."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx_dossier import exports
from sphinx_dossier.commands import parser
from sphinx_dossier.kinds import load_kinds

from scripts.shell_steps import steps

ROOT = Path(__file__).parents[1]
HOST = ROOT / ".github"
NAMES = sorted(file.name for file in (HOST / "workflows").iterdir())
FORMS = sorted(file.name for file in (HOST / "ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")
FROM_A_STRANGER = {"pull_request", "pull_request_target", "issue_comment", "issues", "workflow_run"}
WRITES = {
    "comment.yml": {"comment": {"actions": "read", "pull-requests": "write"}},
    "links.yml": {"report": {"issues": "write"}},
    "publish.yml": {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    },
}
"""What jobs may do beyond reading what is public."""
LABELS = {
    "new-entry.yml": [
        "Kind",
        "Name",
        "Other names",
        "What does it say?",
        "Exact words of the source",
        "Address of the source",
        "Date of the source",
    ],
    "correction.yml": [
        "Entry",
        "What is wrong?",
        "What should it say?",
        "Exact words of the source",
        "Address of the source",
    ],
    "dead-link.yml": ["Source", "Address that is gone", "Address that works"],
}


def text(name: str) -> str:
    return (HOST / "workflows" / name).read_text("utf-8")


def workflow(name: str) -> Mapping[str, Any]:
    loaded = yaml.safe_load(text(name))
    loaded["on"] = loaded.pop(True)  # YAML 1.1 reads the key `on` so
    return loaded  # type: ignore[no-any-return]


def jobs(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from workflow(name)["jobs"].items()


def used(name: str) -> Iterator[Mapping[str, Any]]:
    for _, job in jobs(name):
        yield from (step for step in job["steps"] if "uses" in step)


def test_the_workflows_are_these() -> None:
    assert NAMES == ["check.yml", "comment.yml", "links.yml", "publish.yml"]


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_named_by_digest_and_version(name: str) -> None:
    named = re.findall(r"uses:(.*)", text(name))
    assert named
    for one in named:
        assert re.fullmatch(r" actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_an_action_has_the_same_digest_everywhere() -> None:
    pinned = {tuple(one.split("@")) for name in NAMES for one in re.findall(r"uses: (\S+)", text(name))}
    assert len(pinned) == len({action for action, _ in pinned})


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_may_read_and_only_named_jobs_more(name: str) -> None:
    assert workflow(name)["permissions"] == {"contents": "read"}
    assert {job: more["permissions"] for job, more in jobs(name) if "permissions" in more} == WRITES.get(name, {})


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_ends_and_is_not_run_twice_at_once(name: str) -> None:
    assert workflow(name)["concurrency"]["group"].startswith("${{ github.workflow }}")
    for _, job in jobs(name):
        assert job["timeout-minutes"] <= 120
        assert re.fullmatch(r"ubuntu-\d\d\.04", job["runs-on"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_behind_or_taken_over(name: str) -> None:
    assert "pull_request_target" not in text(name)
    for step in used(name):
        assert not step["uses"].startswith("actions/cache")
        assert "cache" not in step.get("with", {})
        if step["uses"].startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_shell_holds_no_expression(name: str) -> None:
    """What an expression stands for is a stranger's text; it reaches the shell as a variable."""
    assert [one.shell for one in steps() if one.workflow == name and "${{" in one.shell] == []


def test_what_runs_a_forks_code_has_no_token_and_no_secret() -> None:
    strangers = {name for name in NAMES if FROM_A_STRANGER & set(workflow(name)["on"])}
    assert strangers == {"check.yml", "comment.yml"}
    assert not re.search(r"secrets|github\.token|GH_TOKEN|GITHUB_TOKEN", text("check.yml"))
    assert all("secrets" not in text(name) for name in NAMES)
    assert set(workflow("check.yml")["on"]) == {"push", "pull_request", "merge_group"}


def test_what_comments_runs_no_code_of_the_fork() -> None:
    assert workflow("comment.yml")["on"] == {"workflow_run": {"workflows": ["check"], "types": ["completed"]}}
    assert workflow("check.yml")["name"] == "check"
    assert [step["uses"].split("@")[0] for step in used("comment.yml")] == ["actions/download-artifact"]
    programs = {"bash", "sh", "eval", "source", "python", "python3", "node", "pip", "nox", "git", "dossier", "npm"}
    words = {word for one in steps() if one.workflow == "comment.yml" for word in re.findall(r"[\w.-]+", one.shell)}
    assert words & programs <= {"dossier"}  # in the name of the mark, below
    (shell,) = [one.shell for one in steps() if one.workflow == "comment.yml"]
    assert re.findall(r".*\bdossier\b.*", shell) == ["marker='<!-- dossier diff -->'"]


def test_only_the_check_of_addresses_is_scheduled_and_uses_the_network() -> None:
    assert [name for name in NAMES if "schedule" in workflow(name)["on"]] == ["links.yml"]
    assert {one.workflow for one in steps() if "dossier links" in one.shell} == {"links.yml"}


def test_only_main_is_published() -> None:
    found = workflow("publish.yml")
    assert found["on"]["push"] == {"branches": ["main"]}
    assert found["jobs"]["build"]["if"] == "${{ github.ref == 'refs/heads/main' }}"
    assert found["jobs"]["deploy"]["needs"] == "build"


def commands(shell: str) -> Iterator[list[str]]:
    """Yield the arguments of each `dossier` or `nox` at the start of a line."""
    for line in shell.splitlines():
        if line.strip().startswith(("dossier ", "nox ")):
            yield shlex.split(line.split(">")[0].split("||")[0])


def test_steps_run_commands_and_sessions_that_exist() -> None:
    sessions = set(re.findall(r"^@nox\.session.*\ndef (\w+)", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE))
    found = [words for one in steps() for words in commands(one.shell)]
    for program, *arguments in found:
        if program == "nox":
            assert arguments[0] == "-s"
            assert arguments[1] in sessions
        else:
            parser(exports.FORMATS).parse_args(arguments)
    assert {words[1] for words in found if words[0] == "dossier"} == {"check", "fmt", "diff", "links"}
    assert {words[2] for words in found if words[0] == "nox"} == {"site", "tests", "core", "lint"}


def test_what_ci_runs_is_what_the_matrix_runs() -> None:
    local = re.findall(r"^nox -s (\w+)", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert [one.shell.split()[2] for one in steps() if one.job == "check" and one.shell.startswith("nox -s")] == local


def fields(name: str) -> list[Mapping[str, Any]]:
    body = yaml.safe_load((HOST / "ISSUE_TEMPLATE" / name).read_text("utf-8"))["body"]
    return [field for field in body if field["type"] != "markdown"]


def test_the_forms_are_these() -> None:
    assert sorted(LABELS) == FORMS


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_what_an_entry_is_made_of(name: str) -> None:
    form = yaml.safe_load((HOST / "ISSUE_TEMPLATE" / name).read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    assert [field["attributes"]["label"] for field in fields(name)] == LABELS[name]
    assert len({field["id"] for field in fields(name)}) == len(LABELS[name])
    assert all(re.fullmatch(r"[a-z-]+", field["id"]) for field in fields(name))
    assert any(field.get("validations", {}).get("required") for field in fields(name))


def test_the_kinds_of_a_form_are_kinds(tmp_path: Path) -> None:
    kinds, _ = load_kinds(tmp_path, "kb")
    (kind,) = [field for field in fields("new-entry.yml") if field["type"] == "dropdown"]
    assert set(kind["attributes"]["options"]) == set(kinds) - {"source"}


def hooks() -> Iterator[tuple[str, Mapping[str, Any]]]:
    own = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    for repository in own["repos"]:
        assert repository["repo"] == "local"
        yield from ((".pre-commit-config.yaml", hook) for hook in repository["hooks"])
    published = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    yield from ((".pre-commit-hooks.yaml", hook) for hook in published)


def test_hooks_run_commands_that_exist() -> None:
    ours = [(file, hook) for file, hook in hooks() if hook["id"].startswith("dossier-")]
    both = [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"]
    assert sorted((hook["id"], file) for file, hook in ours) == [
        (name, file) for name in ("dossier-check", "dossier-fmt") for file in both
    ]
    for _, hook in ours:
        program, *arguments = shlex.split(hook["entry"])
        assert program == "dossier"
        parser(exports.FORMATS).parse_args(arguments)
        assert hook["pass_filenames"] is False
        assert re.search(hook["files"], "kb/people/ada-example.yaml")
        assert not re.search(hook["files"], "docs/index.md")


def test_the_manual_names_the_workflows_and_the_hooks() -> None:
    manual = (ROOT / "docs/manual/pull-requests.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+\.yml)`", manual, re.MULTILINE) == [
        "check.yml",
        "comment.yml",
        "publish.yml",
        "links.yml",
    ]
    assert re.findall(r"- id: (.*)", manual) == ["dossier-check", "dossier-fmt"]
