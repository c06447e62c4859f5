"""The figures of the benchmark in the manual are those of the file that it wrote."""

from __future__ import annotations

import json
from pathlib import Path

from scripts import bench_tables

MANUAL = Path(__file__).parents[2] / "docs/manual"


def test_the_tables_are_printed_from_the_file() -> None:
    runs = json.loads((MANUAL / "speed.json").read_text("utf-8"))
    assert (MANUAL / "speed.txt").read_text("utf-8") == f"{bench_tables.printed(runs)}\n"


def test_nothing_of_ours_is_left_stale_by_an_edit() -> None:
    runs = json.loads((MANUAL / "speed.json").read_text("utf-8"))
    results = [one for run in runs for one in run["results"]]
    ours = [one for one in results if one["tool"] == bench_tables.OURS and one["pages"]]
    looked = [one["pages"]["stale"] for one in ours if one["pages"]["stale"] is not None]
    assert looked
    assert set(looked) == {0}


def test_the_runs_of_one_machine_are_one(tmp_path: Path) -> None:
    def written(name: str, about: str, *tools: str) -> Path:
        cost = {"cpu": 2.0 if tools[0] == bench_tables.OURS else 4.0, "wall": 9.0, "memory": 1.0}
        step = {"size": 10, "step": "clean", "round": 1, "made": 10, "cost": cost, "pages": None}
        content = {"about": {"processor": about}, "results": [{**step, "tool": tool} for tool in tools]}
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
        return tmp_path / name

    files = [written("a", "old", "ours"), written("b", "new", "hugo"), written("c", "old", "hugo")]
    runs = bench_tables.joined(files)
    assert [[one["tool"] for one in run["results"]] for run in runs] == [["ours", "hugo"], ["hugo"]]
    assert [line for line in bench_tables.printed(runs).splitlines() if "/" in line or "processor" in line] == [
        "processor old",
        "| ours clean / hugo clean | 0.500 |",
        "processor new",
    ]
