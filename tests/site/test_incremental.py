"""An incremental build gives what a clean one gives, byte for byte, whatever was edited in between."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier import checked
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.loading import from_file
from sphinx_dossier.pages import spread
from sphinx_dossier.pages.draft import Draft, draft
from sphinx_dossier.site import knowledge

from tests.site.edits import EDITS, Files
from tests.site.tiny import Built, Tiny

CHANGES = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=3
)
SERIES = int(os.environ.get("SERIES", "200"))
"""How many series of edits each builder is tried with."""
FEW = 100
"""More files than the project has."""
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
@given(changes=CHANGES, large=st.lists(st.booleans(), min_size=4, max_size=4))
def test_incremental_equals_clean(bench: Bench, changes: list[tuple[object, int, int]], large: list[bool]) -> None:
    files = bench.reset()
    with pytest.MonkeyPatch.context() as patch:
        # What is known of a large knowledge base does not stay in memory, and comes from the build before.
        for (edit, a, b), is_large in zip(changes, large, strict=False):
            edit(files, a, b)  # type: ignore[operator]
            bench.sync(files)
            patch.setattr(knowledge, "LARGE", 1 if is_large else FEW)
            bench.incremental()
        patch.setattr(knowledge, "LARGE", 1 if large[-1] else FEW)
        again = bench.incremental()
    clean = bench.clean()
    assert different(again, clean) == []
    assert ours(again) == ours(clean)


def test_a_source_that_is_left_out_proves_nothing_whatever_is_wrong_with_it(tiny: Tiny) -> None:
    whole = (tiny.root / "kb/sources/herald.yaml").read_text("utf-8")
    # What a rule finds keeps an entry from being shown, and so does what cannot be read.
    for status, by in (("corrected", "nobody"), ("forgotten", "gazette")):
        standing = f"standing: {{status: {status}, date: 2023-01, why: So., by: {by}}}\n"
        tiny.write("kb/sources/herald.yaml", f"{standing}{whole}")
        assert "herald.yaml" in "".join(tiny.build().warnings)
        treaty = json.loads((tiny.root / "out-html/treaties/flood-treaty.json").read_text("utf-8"))["entry"]
        assert [one["proof"] for claim in treaty["claims"] for one in claim["citations"]] == [None]


@pytest.mark.parametrize("bench", ["html"], indirect=True)
@pytest.mark.usefixtures("kept")
@settings(max_examples=SERIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_check_that_remembers_finds_what_a_new_one_does(
    bench: Bench, changes: list[tuple[object, int, int]]
) -> None:
    files, kb = bench.reset(), bench.tiny.root / "kb"
    checked.check(kb)
    for edit, a, b in changes:
        edit(files, a, b)  # type: ignore[operator]
        bench.sync(files)
        again, new = checked.check(kb), checked.check(kb, from_file)
        assert again.problems == new.problems
        assert again.library.entries == new.library.entries
        assert dict(again.proofs) == dict(new.proofs)
        assert dict(again.answered) == dict(new.answered)


@pytest.mark.parametrize(
    ("path", "shown_by"),
    # Norland is named as the country of an envoy, and the gazette's page has the quote that it was described with.
    [("people/cy-heron", set()), ("organizations/norland", {"ada-lark", "gazette"})],
)
def test_a_mistake_has_only_those_pages_described_again_that_show_the_entry(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, path: str, shown_by: set[str]
) -> None:
    tiny.write("kb/people/cy-heron.yaml", "name: Cy Heron\n")
    tiny.build()
    drawn: set[str] = set()

    def noting(entry: Entry, checked: Checked) -> Draft:
        drawn.add(entry.id)
        return draft(entry, checked)

    monkeypatch.setattr(spread, "draft", noting)
    tiny.replace(f"kb/{path}.yaml", "name: ", "surname: Lark\nname: ")
    tiny.build()
    assert drawn == shown_by
