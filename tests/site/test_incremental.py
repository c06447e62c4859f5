"""An incremental build gives what a clean one gives, byte for byte, whatever was edited in between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.edits import EDITS, Files
from tests.site.tiny import Built, Tiny

CHANGES = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=3
)
SERIES = int(os.environ.get("SERIES", "200"))
"""How many series of edits each builder is tried with."""
FOLDERS = ("docs", "kb", "out", "doctrees")


def different(left: Built, right: Built) -> list[str]:
    one, other = left.files(), right.files()
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def ours(built: Built) -> list[str]:
    """Return the warnings of the extension; those of Sphinx come once, when a document is read."""
    return sorted(line for line in built.warnings if line.endswith("]") and "[dossier." in line)


class Bench:
    """A project with a finished build that can be set back to that state."""

    folders: tuple[str, ...] = FOLDERS

    def __init__(self, root: Path, builder: str) -> None:
        self.builder, self.saved = builder, root / "saved"
        self.tiny = Tiny(root / "work").fill()
        self.first()
        for name in self.folders:
            shutil.copytree(self.tiny.root / name, self.saved / name)

    def first(self) -> None:
        self.tiny.build(self.builder, out="out")

    def reset(self) -> Files:
        self.tiny.clean(*self.folders, "clean-out", "clean-doctrees")
        # Documents have their old times again, by which Sphinx tells what has changed: so has what was built of them.
        for name in self.folders:
            shutil.copytree(self.saved / name, self.tiny.root / name)
        return self.read()

    def read(self) -> Files:
        root = self.tiny.root
        files = [file for name in ("docs", "kb") for file in (root / name).rglob("*") if file.is_file()]
        return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}

    def sync(self, files: Files) -> None:
        """Bring the disk to `files`, touching only what differs."""
        there = self.read()
        for path in there.keys() - files.keys():
            self.tiny.remove(path)
        for path, text in files.items():
            if there.get(path) != text:
                self.tiny.write(path, text)

    def incremental(self) -> Built:
        return self.tiny.build(self.builder, out="out")

    def clean(self) -> Built:
        self.tiny.clean("clean-out", "clean-doctrees")
        return self.tiny.build(self.builder, out="clean-out", doctrees="clean-doctrees")


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), request.param)


@settings(max_examples=SERIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_incremental_equals_clean(bench: Bench, changes: list[tuple[object, int, int]]) -> None:
    files = bench.reset()
    for edit, a, b in changes:
        edit(files, a, b)  # type: ignore[operator]
        bench.sync(files)
        bench.incremental()
    again, clean = bench.incremental(), bench.clean()
    assert different(again, clean) == []
    assert ours(again) == ours(clean)
