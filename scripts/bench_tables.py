"""The benchmark's figures as tables in Markdown."""

from __future__ import annotations

import itertools
import json
import math
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from scripts.edits_of_bench import EDITS
from scripts.measuring import Cost, Measured, Pages, medians

OURS, PLAIN, NEEDS, HUGO, FLOOR = "ours", "plain", "needs", "hugo", "floor"
RECORDS = "ours, of records"
CLEAN, NOTHING, START = "clean", "no change", "start of dossier"
CHECK, CHECK_AGAIN, CHECK_ONE = "dossier check", "dossier check, no change", "dossier check, one word"
CHECK_WRONG = "dossier check, one mistake"

STEPS = (NOTHING, *EDITS)
"""What is built after a clean build."""

RATIOS = (
    *((f"ours clean / {tool} clean", (OURS, CLEAN), (tool, CLEAN)) for tool in (HUGO, PLAIN, NEEDS, FLOOR)),
    *(
        (f"{tool} {step} / {tool} clean", (tool, step), (tool, CLEAN))
        for tool in (OURS, PLAIN, NEEDS)
        for step in STEPS
    ),
)
"""What is set against what."""

Results = Mapping[tuple[int, str, str], Measured]


def machine() -> dict[str, str]:
    """Return what figures depend on: the processor, Python, and the versions of what builds."""
    names = ("sphinx", "docutils", "myst-parser", "furo", "pyyaml", "sphinx-needs", "hugo")
    return {
        "processor": f"{os.cpu_count()} CPUs, {_processor()}",
        "system": platform.system(),
        "Python": platform.python_version(),
        **{name: _version(name) for name in names},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not here"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


GROWTH, COSTS = "How they grow, as the power of the number of entries:", "What each step takes:"
"""The lines above the second and the third table, between which the manual takes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was measured on one machine, and what that was: figures of several are not to be compared."""

    about: Mapping[str, object]
    measured: Sequence[Measured]

    @property
    def medians(self) -> list[Measured]:
        """Return the median of the rounds of each figure, by size."""
        return medians(sorted(self.measured, key=lambda one: one.size))


def tables(runs: Sequence[Run]) -> str:
    """Return all tables of some runs: the ratios of CPU time, how costs grow with the entries, and the costs."""
    ratios, growth, costs = list[str](), list[str](), list[str]()
    for run in runs:
        found = run.medians
        results = {(one.size, one.tool, one.step): one for one in found if one.tool != RECORDS}
        ratios += [", ".join(f"{name} {value}" for name, value in run.about.items()), "", *_ratios(results), ""]
        growth += [*_growth(results), ""]
        costs += ["", *_costs(found)]
    # What each step cost is for who wants to know more: it is long.
    return "\n".join([*ratios, GROWTH, "", *growth, COSTS, *costs])


def printed(runs: Sequence[Mapping[str, Any]]) -> str:
    """Return the tables of runs as the benchmark has written them."""
    return tables([Run(about=run["about"], measured=read(run["results"])) for run in runs])


def joined(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the runs in some files; those of one machine are one, and what stands in two files counts once."""
    runs: list[dict[str, Any]] = []
    for file in files:
        content = json.loads(file.read_text("utf-8"))
        for one in content if isinstance(content, list) else [content]:
            same = next((run for run in runs if run["about"] == one["about"]), None)
            if same is None:
                runs.append(same := {**one, "results": []})
            same["results"] += [result for result in one["results"] if result not in same["results"]]
    return runs


def read(results: Iterable[Mapping[str, Any]]) -> list[Measured]:
    """Return the figures as they are in a file."""
    return [
        Measured(**{**one, "cost": Cost(**one["cost"]), "pages": Pages(**one["pages"]) if one["pages"] else None})
        for one in results
    ]


def _costs(measured: Iterable[Measured]) -> Iterator[str]:
    heads = (
        "entries",
        "tool",
        "step",
        "rounds",
        "CPU s",
        "wall s",
        "peak MB",
        "pages",
        "written",
        "of these changed",
        "MB written",
        "stale",
    )
    yield from head(heads, left=3)
    for one in measured:
        pages = _pages(one.pages) if one.pages else [""] * 5
        cost = [f"{one.cost.cpu:.2f}", f"{one.cost.wall:.2f}", f"{one.cost.memory:.0f}"]
        yield row([f"{one.size:,}", one.tool, one.step, str(one.round), *cost, *pages])


def _pages(pages: Pages) -> list[str]:
    left = "" if pages.stale is None else str(pages.stale)
    return [str(pages.all), str(pages.written), str(pages.changed), f"{pages.bytes / 1e6:.1f}", left]


def _ratios(results: Results) -> Iterator[str]:
    sizes = _sizes(results)
    yield from head(("CPU time", *(f"{size:,}" for size in sizes)), left=1)
    for name, above, below in RATIOS:
        pairs = [(results.get((size, *above)), results.get((size, *below))) for size in sizes]
        if any(a and b for a, b in pairs):
            yield row([name, *(f"{a.cost.cpu / b.cost.cpu:.3f}" if a and b else "" for a, b in pairs)])
    for tool in _tools(results):
        found = [results.get((size, tool, CLEAN)) for size in sizes]
        yield row(
            [f"{tool} clean, ms a page", *(f"{1000 * one.cost.cpu / one.made:.1f}" if one else "" for one in found)]
        )


def _growth(results: Results) -> Iterator[str]:
    """Yield the exponents of growth between one size and the next, and between the first and the last.

    1 is in proportion, 2 the square.
    """
    sizes = _sizes(results)
    between = list(itertools.pairwise(sizes))
    if not between:
        return
    yield from head(("growth", *(f"{a:,} to {b:,}" for a, b in between), "first to last"), left=1)
    for tool, step in dict.fromkeys((tool, step) for _, tool, step in results if step != START):
        name = step if step.startswith(CHECK) else f"{tool} {step}"
        there = [one for size in sizes if (one := results.get((size, tool, step)))]
        pairs = [(results.get((a, tool, step)), results.get((b, tool, step))) for a, b in between]
        pairs.append((there[0], there[-1]) if len(there) > 1 else (None, None))
        yield row([f"{name}, CPU time", *(_exponent(a, b, lambda one: one.cost.cpu) for a, b in pairs)])
        if step == CLEAN:
            yield row([f"{name}, memory", *(_exponent(a, b, lambda one: one.cost.memory) for a, b in pairs)])
            yield row([f"{name}, ms each further page", *(_further(a, b) for a, b in pairs)])


def _exponent(a: Measured | None, b: Measured | None, cost: Callable[[Measured], float]) -> str:
    return f"{math.log(cost(b) / cost(a)) / math.log(b.size / a.size):.2f}" if a and b else ""


def _further(a: Measured | None, b: Measured | None) -> str:
    return f"{1000 * (b.cost.cpu - a.cost.cpu) / (b.made - a.made):.1f}" if a and b else ""


def _sizes(results: Results) -> list[int]:
    return sorted({size for size, _, _ in results})


def _tools(results: Results) -> list[str]:
    return list(dict.fromkeys(tool for _, tool, _ in results))


def head(names: Sequence[str], left: int) -> Iterator[str]:
    """Yield the head of a table, of whose columns so many begin at the left."""
    yield row(names)
    yield row(["---" if i < left else "---:" for i in range(len(names))])


def row(cells: Iterable[str]) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |"
