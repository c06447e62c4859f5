"""The figures of the benchmark in the manual are those of the file that it wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import bench_tables, phases

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs/manual"
PACKAGE = ROOT / "docs/_ext/sphinx_dossier"


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
    runs = bench_tables.joined([*files, files[0]])
    assert [[one["tool"] for one in run["results"]] for run in runs] == [["ours", "hugo"], ["hugo"]]
    assert [line for line in bench_tables.printed(runs).splitlines() if "/" in line or "processor" in line] == [
        "processor old",
        "| ours clean / hugo clean | 0.500 |",
        "processor new",
    ]


def test_growth_is_told_from_size_to_size_and_in_all() -> None:
    seconds = {("ours", 10): 1.0, ("ours", 100): 100.0, ("ours", 1000): 100.0, ("hugo", 10): 2.0, ("hugo", 100): 20.0}
    results = [
        {"size": size, "tool": tool, "step": "clean", "round": 1, "made": size, "pages": None}
        | {"cost": {"cpu": cpu, "wall": 9.0, "memory": 7.0}}
        for (tool, size), cpu in seconds.items()
    ]
    printed = bench_tables.printed([{"about": {"processor": "one"}, "results": results}])
    assert [line for line in printed.splitlines() if " to " in line or "clean, CPU" in line] == [
        "| growth | 10 to 100 | 100 to 1,000 | first to last |",
        "| ours clean, CPU time | 2.00 | 0.00 | 1.00 |",
        "| hugo clean, CPU time | 1.00 |  | 1.00 |",
    ]


@pytest.mark.parametrize("mark", [mark for marks in phases.PHASES.values() for mark in marks])
def test_a_phase_begins_where_it_is_said_to(mark: str) -> None:
    path, _, function = mark.partition(":")
    files = [file for file in PACKAGE.rglob("*.py") if file.relative_to(PACKAGE).as_posix().startswith(path)]
    assert any(f"def {function}" in file.read_text("utf-8") for file in files)


def _cells(table: str) -> list[list[str]]:
    return [line.split("|")[1:-1] for line in table.splitlines()[2:]]


def test_a_build_tells_its_phases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It lasts for some looks, however fast the machine is.
    (tmp_path / "conf.py").write_text(
        "import time\nuntil = time.process_time() + 0.3\nwhile time.process_time() < until:\n    pass\n", "utf-8"
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n", "utf-8")
    monkeypatch.setattr(phases, "EVERY", 0.001)
    assert phases.main([str(tmp_path / "told"), "-q", "-b", "dummy", str(tmp_path), str(tmp_path / "out")]) == 0
    rows = _cells((tmp_path / "told").read_text("utf-8"))
    assert [row[0].strip() for row in rows] == [*phases.PHASES, phases.OTHER]
    assert rows[-1][2].strip() == "100%"


def test_a_table_of_phases_says_how_long_each_took() -> None:
    found = {"load": 100, "write": 60, phases.OTHER: 240}
    rows = {name.strip(): (took.strip(), of.strip()) for name, took, of in _cells(phases.table(found))}
    assert {name: cells for name, cells in rows.items() if cells != ("0.0", "0%")} == {
        "load": ("0.5", "25%"),
        "write": ("0.3", "15%"),
        phases.OTHER: ("1.2", "60%"),
    }
