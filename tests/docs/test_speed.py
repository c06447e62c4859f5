"""The figures of the benchmark in the manual are those of the file that it wrote."""

from __future__ import annotations

import json
from pathlib import Path

from scripts import bench_tables

MANUAL = Path(__file__).parents[2] / "docs/manual"


def test_the_tables_are_printed_from_the_file() -> None:
    content = json.loads((MANUAL / "speed.json").read_text("utf-8"))
    assert (MANUAL / "speed.txt").read_text("utf-8") == f"{bench_tables.printed(content)}\n"


def test_nothing_of_ours_is_left_stale_by_an_edit() -> None:
    content = json.loads((MANUAL / "speed.json").read_text("utf-8"))
    ours = [one for one in content["results"] if one["tool"] == bench_tables.OURS and one["pages"]]
    looked = [one["pages"]["stale"] for one in ours if one["pages"]["stale"] is not None]
    assert looked
    assert set(looked) == {0}
