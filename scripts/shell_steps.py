"""Run shellcheck over the shell of each workflow's steps: `python -m scripts.shell_steps`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

WORKFLOWS = Path(__file__).parents[1] / ".github/workflows"
GIVEN = "# shellcheck shell=bash disable=SC2154\n"
"""What a step is run by; its variables are given to it by the workflow, so that none is set in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The shell of one step: in which workflow and job it stands, and its name."""

    workflow: str
    job: str
    name: str
    shell: str


def steps() -> Iterator[Step]:
    """Yield every step that runs something, in the order of the files."""
    for file in sorted(WORKFLOWS.glob("*.yml")):
        for job, content in yaml.safe_load(file.read_text("utf-8"))["jobs"].items():
            for step in content["steps"]:
                if "run" in step:
                    yield Step(workflow=file.name, job=job, name=step.get("name", ""), shell=step["run"])


def step(workflow: str, name: str) -> str:
    """Return the shell of the one step of a workflow that has this name."""
    (found,) = [one.shell for one in steps() if (one.workflow, one.name) == (workflow, name)]
    return found


def main() -> int:
    """Return 1 where shellcheck finds fault with a step, after it has said where."""
    failed = 0
    for one in steps():
        done = subprocess.run(["shellcheck", "-"], input=GIVEN + one.shell, text=True, check=False)
        if done.returncode:
            print(f"in {one.workflow}, job {one.job}, step {one.name or one.shell.strip()}")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
