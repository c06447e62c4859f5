"""What a program costs: time, memory, and the pages that it rewrites. Needs Linux or macOS (`os.wait4`)."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

from sphinx_dossier.files import CACHE

ROOT = Path(__file__).resolve().parents[1]
_CHANCE = re.compile(rb"SNCB-[0-9a-f]{8}")
"""Ids that sphinx-needs makes at random in each build."""
REMEMBERED = "remembered"
"""The folder of what checks remember, in that of the project."""
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU and wall seconds of one program with those it has waited for, and its peak memory in MB.

    No program's memory is measured lower than that of the program that starts it, some 30 MB.
    """

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The HTML files of a folder: how many there are, are new or written again, and hold something else now.

    `stale` are those that a build from nothing would make otherwise; None where that was not looked at.
    """

    all: int
    written: int
    changed: int
    bytes: int = 0
    stale: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one step of one tool costs at one size in one round: `made` entries and sources have a page each."""

    size: int
    tool: str
    step: str
    round: int
    made: int
    cost: Cost
    pages: Pages | None = None


State = Mapping[Path, tuple[int, bytes]]
"""When each HTML file of a folder was written, in nanoseconds, and the hash of what it holds."""


class FailedError(Exception):
    """A program that was to be measured failed or complained; the message is its output."""


def run(arguments: Sequence[str], folder: Path, status: int = 0) -> Cost:
    """Run a Python module of this interpreter in a folder and return what it cost; raises FailedError.

    `arguments` are those of `python -m`, and `status` is with what it is to exit.
    """
    return cost_of([sys.executable, "-m", *arguments], folder, status)


def cost_of(command: Sequence[str], folder: Path, status: int = 0) -> Cost:
    """Run a program in a folder and return what it cost; raises FailedError where it exits otherwise."""
    paths = [str(ROOT), str(ROOT / "docs" / "_ext"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONHASHSEED": "0"}
    # What one build remembers for the next is a part of the project, and gone with what was built.
    environment[CACHE] = str(folder.resolve() / REMEMBERED)
    # A program that may not keep what it has compiled would pay for that each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        _, ended, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(ended)
        if process.returncode != status:
            output.seek(0)
            raise FailedError(f"{' '.join(command)}\n{output.read()[-4000:]}")
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=used.ru_maxrss * _MEMORY_UNIT / 1e6)


def state(folder: Path) -> State:
    """Return the state of the HTML files of a folder; of one that is not there, that of none."""
    files = ((file, file.stat().st_mtime_ns, file.read_bytes()) for file in folder.rglob("*.html"))
    return {file: (written, hashlib.sha256(content).digest()) for file, written, content in files}


def compared(before: State, after: State) -> Pages:
    """Return which pages were rewritten between two states."""
    nothing = (0, b"")
    written = [file for file in after if after[file][0] != before.get(file, nothing)[0]]
    changed = [file for file in after if after[file][1] != before.get(file, nothing)[1]]
    size = sum(file.stat().st_size for file in written)
    return Pages(all=len(after), written=len(written), changed=len(changed), bytes=size)


def stale(made: Path, clean: Path) -> int:
    """Return how many HTML files of a folder are not as in another, or not there at all."""
    here, there = (
        {file.relative_to(folder): _CHANCE.sub(b"", file.read_bytes()) for file in folder.rglob("*.html")}
        for folder in (made, clean)
    )
    return sum(here.get(name) != there.get(name) for name in {*here, *there})


def medians(measured: Iterable[Measured]) -> list[Measured]:
    """Return the medians over the rounds of each step, where `round` is how many there were.

    The counts of pages are the last round's; what is stale is looked for in one round alone.
    """
    same: dict[tuple[int, str, str], list[Measured]] = {}
    for one in measured:
        same.setdefault((one.size, one.tool, one.step), []).append(one)
    return [_median(rounds) for rounds in same.values()]


def _median(same: Sequence[Measured]) -> Measured:
    costs = [asdict(one.cost) for one in same]
    cost = Cost(**{name: median(cost[name] for cost in costs) for name in costs[0]})
    stale = next((one.pages.stale for one in same if one.pages and one.pages.stale is not None), None)
    pages = replace(same[-1].pages, stale=stale) if same[-1].pages else None
    return replace(same[-1], cost=cost, round=len(same), pages=pages)
