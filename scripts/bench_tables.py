"""The benchmark's figures as tables in Markdown."""

from __future__ import annotations

import itertools
import math
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from scripts.edits_of_bench import EDITS
from scripts.measuring import Cost, Measured, Pages

OURS, PLAIN, NEEDS, HUGO, FLOOR = "ours", "plain", "needs", "hugo", "floor"
CLEAN, NOTHING, START, CHECK = "clean", "no change", "start of dossier", "dossier check"

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


def tables(measured: Sequence[Measured], about: Mapping[str, object]) -> str:
    """Return all tables: the costs, the ratios of CPU time, and how costs grow with the number of entries."""
    results = {(one.size, one.tool, one.step): one for one in measured}
    lines = [", ".join(f"{name} {value}" for name, value in about.items()), "", *_costs(measured), ""]
    lines += [*_ratios(results), ""]
    return "\n".join([*lines, *_growth(results)])


def printed(content: Mapping[str, Any]) -> str:
    """Return the tables of a file that the benchmark has written."""
    results = [
        Measured(**{**one, "cost": Cost(**one["cost"]), "pages": Pages(**one["pages"]) if one["pages"] else None})
        for one in content["results"]
    ]
    return tables(results, content["about"])


def _costs(measured: Iterable[Measured]) -> Iterator[str]:
    heads = (
        "entries",
        "tool",
        "step",
        "CPU s",
        "wall s",
        "peak MB",
        "pages",
        "written",
        "of these changed",
        "MB written",
        "stale",
    )
    yield from _head(heads, left=3)
    for one in measured:
        pages = _pages(one.pages) if one.pages else [""] * 5
        cost = [f"{one.cost.cpu:.2f}", f"{one.cost.wall:.2f}", f"{one.cost.memory:.0f}"]
        yield _row([f"{one.size:,}", one.tool, one.step, *cost, *pages])


def _pages(pages: Pages) -> list[str]:
    left = "" if pages.stale is None else str(pages.stale)
    return [str(pages.all), str(pages.written), str(pages.changed), f"{pages.bytes / 1e6:.1f}", left]


def _ratios(results: Results) -> Iterator[str]:
    sizes = _sizes(results)
    yield from _head(("CPU time", *(f"{size:,}" for size in sizes)), left=1)
    for name, above, below in RATIOS:
        pairs = [(results.get((size, *above)), results.get((size, *below))) for size in sizes]
        if any(a and b for a, b in pairs):
            yield _row([name, *(f"{a.cost.cpu / b.cost.cpu:.3f}" if a and b else "" for a, b in pairs)])
    for tool in _tools(results):
        found = [results[size, tool, CLEAN] for size in sizes]
        yield _row([f"{tool} clean, ms a page", *(f"{1000 * one.cost.cpu / one.made:.1f}" for one in found)])


def _growth(results: Results) -> Iterator[str]:
    """Yield the exponents of growth between one size and the next: 1 is in proportion, 2 the square."""
    sizes = _sizes(results)
    steps = [(one.tool, one.step) for one in results.values() if one.size == sizes[0] and one.step != START]
    between = list(itertools.pairwise(sizes))
    if not between:
        return
    yield from _head(("growth of CPU time", *(f"{a:,} to {b:,}" for a, b in between)), left=1)
    for tool, step in steps:
        costs = [(results[a, tool, step].cost.cpu, results[b, tool, step].cost.cpu, b / a) for a, b in between]
        name = step if step == CHECK else f"{tool} {step}"
        yield _row([name, *(f"{math.log(b / a) / math.log(factor):.2f}" for a, b, factor in costs)])
    for tool in _tools(results):
        pairs = [(results[a, tool, CLEAN], results[b, tool, CLEAN]) for a, b in between]
        further = ((b.cost.cpu - a.cost.cpu) / (b.made - a.made) for a, b in pairs)
        yield _row([f"{tool} clean, ms each further page", *(f"{1000 * seconds:.1f}" for seconds in further)])


def _sizes(results: Results) -> list[int]:
    return sorted({size for size, _, _ in results})


def _tools(results: Results) -> list[str]:
    return list(dict.fromkeys(tool for _, tool, _ in results))


def _head(names: Sequence[str], left: int) -> Iterator[str]:
    yield _row(names)
    yield _row(["---" if i < left else "---:" for i in range(len(names))])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
