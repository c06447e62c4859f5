"""The file of a benchmark's figures."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from scripts import bench_tables
from scripts.measuring import FailedError, Measured


class File:
    """The figures, written after each round of a tool: a run that was cut short goes on where it was."""

    def __init__(self, path: Path | None, about: dict[str, object]) -> None:
        """Read what is there already; raises FailedError where that is of another machine or other content."""
        self.path, self.about, self.results = path, about, list[Measured]()
        if path and path.exists():
            content = json.loads(path.read_text("utf-8"))
            if content["about"] != about:
                raise FailedError(
                    f"{path} has figures of another machine, other versions or another seed: move it away"
                )
            self.results = bench_tables.read(content["results"])

    def has(self, size: int, tool: str, number: int) -> bool:
        """Return whether a round of a tool was measured at a size."""
        return any((one.size, one.tool, one.round) == (size, tool, number) for one in self.results)

    def add(self, found: list[Measured]) -> None:
        """Add a round of a tool, and write all."""
        self.results += found
        if self.path:
            write(self.path, {"about": self.about, "results": [asdict(one) for one in self.results]})


def write(path: Path, content: object) -> None:
    """Write a file of figures, which takes the place of the one there when it is finished."""
    half = path.with_name(f"{path.name}~")
    half.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    half.replace(path)
