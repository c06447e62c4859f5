"""Walks through a page of the documentation as a reader would: its files are written, its commands run, in order.

A `console` block holds commands behind `$ ` and what they print; a line `...` stands for any lines. A `code-block`
with a file's path as its caption is that file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^( *)(`{3,})(console|\{code-block\} (?:yaml|text|markdown))\n(?: *:caption: (\S+)\n\n)?(.*?)^\1\2$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A file to write, or a command to run with what it should print; `line` is where the page has it."""

    line: int
    file: str = ""
    text: str = ""
    command: str = ""


def passed_over(page: Path) -> list[str]:
    """Return the first lines of the blocks of a page that are no steps, but look like examples."""
    text = page.read_text("utf-8")
    taken = {found.start(2) for found in _BLOCK.finditer(text) if found[3] == "console" or found[4]}
    fences = list(re.finditer(r"^ *(`{3,})(.*)$", text, re.MULTILINE))[::2]
    return [fence[2] for fence in fences if fence.start(1) not in taken and fence[2] not in {"text", "{toctree}"}]


def steps(page: Path) -> list[Step]:
    """Return the steps of a page."""
    return list(_steps(page.read_text("utf-8")))


def _steps(text: str) -> Iterator[Step]:
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        content = re.sub(f"(?m)^{found[1]}", "", found[5])
        if found[3] == "console":
            for command, printed in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)", content, re.MULTILINE):
                yield Step(line=line, command=command, text=printed)
        elif found[4]:
            yield Step(line=line, file=found[4], text=content)


class Walk:
    """A reader's folder and terminal."""

    def __init__(self, folder: Path) -> None:
        """Start in a folder, with a home that knows nothing of this machine."""
        self.here = folder
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(folder),
            "COLUMNS": "80",
            "TZ": "UTC",
            "NO_COLOR": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Reader",
            "GIT_AUTHOR_EMAIL": "reader@dossier.example",
            "GIT_COMMITTER_NAME": "Reader",
            "GIT_COMMITTER_EMAIL": "reader@dossier.example",
        }

    def take(self, step: Step) -> None:
        """Take a step: it prints what the page shows, and succeeds where that would not tell."""
        if step.file:
            file = self.here / step.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.text, "utf-8")
            return
        if step.command.startswith("cd "):
            self.here = self.here / step.command.removeprefix("cd ")
            assert self.here.is_dir(), f"line {step.line}: $ {step.command}"
            return
        ran = subprocess.run(
            ["bash", "-c", step.command],
            cwd=self.here,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        told = f"line {step.line}: $ {step.command}\n{ran.stdout}"
        assert fits(ran.stdout, step.text), told
        assert ran.returncode == 0 or step.text.strip() not in {"", "..."}, told


def fits(printed: str, shown: str) -> bool:
    """Return whether what was printed is what a page shows."""
    lines = [line.rstrip() for line in shown.strip("\n").split("\n")]
    wanted = "\n".join("(?:.*\n?)*?" if line == "..." else re.escape(line) for line in lines)
    wanted = wanted.replace("(?:.*\n?)*?\n", "(?:.*\n)*?").replace("\n(?:.*\n?)*?", "(?:\n.*)*?")
    return re.fullmatch(wanted, "\n".join(line.rstrip() for line in printed.strip("\n").split("\n"))) is not None
