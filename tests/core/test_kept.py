"""What was made of entries is made again when, and only when, something that it was made from has changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import files
from sphinx_dossier.dates import parse
from sphinx_dossier.kept import Kept
from sphinx_dossier.problems import Code, Place, Problem
from sphinx_dossier.records import Quote, Record, Ref
from sphinx_dossier.tracing import ENTRY, MENTIONS, Noted, Shared, note, noted, reading, unnoted

STATES = {"e:ada": "1", "e:bo": "1", "m:bo": "1", "e:cleo": "1"}


class States(dict[str, str]):
    """States by their keys."""

    @property
    def whole(self) -> str:
        return repr(sorted(self.items()))


class Build:
    """One build after another with one memo; `done` says what had to be made."""

    def __init__(self, file: Path) -> None:
        self.file, self.done = file, list[str]()

    def run(self, states: Mapping[str, str], *, made_from: str = "x", keep: bool = True) -> list[object]:
        self.done = []
        entries, mentions = Noted({"ada": 1, "bo": 2, "cleo": 3}, ENTRY), Noted({"bo": 4}, MENTIONS)
        kept = Kept(self.file, made_from)
        kept.compare(States(states))
        kept.open()

        def make(id_: str) -> int:
            self.done.append(id_)
            return entries["bo"] + mentions["bo"] if id_ == "ada" else entries[id_]

        found: list[object] = [kept.of("page", id_, lambda id_=id_: make(id_)) for id_ in ("ada", "cleo")]  # type: ignore[misc]
        if keep:
            kept.keep(States(states))
        kept.close()
        return found


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path / "memo.sqlite")


def test_nothing_is_made_twice(build: Build) -> None:
    assert build.run(STATES) == [6, 3]
    assert build.done == ["ada", "cleo"]
    assert build.run(STATES) == [6, 3]
    assert build.done == []


@pytest.mark.parametrize(
    ("key", "done"),
    [("e:ada", ["ada"]), ("e:bo", ["ada"]), ("m:bo", ["ada"]), ("e:cleo", ["cleo"]), ("e:nobody", [])],
)
def test_what_has_changed_is_made_again(build: Build, key: str, done: list[str]) -> None:
    build.run(STATES)
    build.run({**STATES, key: "2"})
    assert build.done == done
    # And once only: what is kept now is of the new state.
    build.run({**STATES, key: "2"})
    assert build.done == []
    build.run(STATES)
    assert build.done == done


def test_another_program_makes_all_again(build: Build) -> None:
    build.run(STATES)
    build.run(STATES, made_from="y")
    assert build.done == ["ada", "cleo"]


def test_a_build_that_breaks_off_leaves_what_was_kept(build: Build) -> None:
    build.run(STATES)
    before = build.file.read_bytes()
    build.run({**STATES, "e:bo": "2"}, keep=False)
    assert build.file.read_bytes() == before
    assert list(build.file.parent.iterdir()) == [build.file]
    build.run({**STATES, "e:bo": "2"})
    assert build.done == ["ada"]


def test_a_file_that_cannot_be_read_is_made_anew(build: Build) -> None:
    build.file.write_bytes(b"no database at all" * 99)
    assert build.run(STATES) == [6, 3]
    build.run(STATES)
    assert build.done == []


def test_where_nothing_can_be_written_nothing_is_kept(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    for _ in range(2):
        assert build.run(STATES) == [6, 3]
        assert build.done == ["ada", "cleo"]


def test_a_file_that_breaks_while_it_is_read_is_let_go(build: Build) -> None:
    build.run(STATES)
    whole = bytearray(build.file.read_bytes())
    # The tables are named on the first page, and hold nothing sound.
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    build.file.write_bytes(whole)
    assert build.run(STATES) == [6, 3]
    assert build.run(STATES) == [6, 3]


def test_what_is_early_is_known_before_all_else(tmp_path: Path) -> None:
    for round_ in range(3):
        kept = Kept(tmp_path / "memo.sqlite", "x", ("first",))
        kept.compare(States({"e:ada": "1"}), early=True)
        done: list[str] = []
        assert kept.of("first", "ada", lambda done=done: done.append("first") or 7) == 7  # type: ignore[misc]
        kept.compare(States({"e:ada": "1"}))
        kept.open()
        assert kept.of("page", "ada", lambda done=done: done.append("page") or 8) == 8  # type: ignore[misc]
        kept.keep(States({"e:ada": "1"}))
        assert done == ([] if round_ else ["first", "page"])


@pytest.mark.parametrize(
    "one",
    [
        None,
        (),
        Record({"date": (parse("2031-05"),), "by": (Ref(id="ada", line=3, col=4),)}, 1, 2),
        Quote(text="the old bridge was closed", line=2, col=3),
        Problem(place=Place(path="kb/people/ada.yaml", line=1, col=2), code=Code.BAD_DATE, wrong="no date"),
    ],
)
def test_what_is_kept_is_what_was_made(tmp_path: Path, one: object) -> None:
    for _ in range(2):
        kept = Kept(tmp_path / "memo.sqlite", "x")
        kept.compare(States({"e:ada": "1"}))
        kept.open()
        found = kept.of("one", "ada", lambda: one)
        assert found == one
        assert repr(found) == repr(one)
        assert [getattr(found, name, None) for name in ("line", "col")] == [
            getattr(one, name, None) for name in ("line", "col")
        ]
        kept.keep(States({"e:ada": "1"}))


def test_a_program_is_the_same_wherever_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = files.code()
    copy = tmp_path / "elsewhere"
    shutil.copytree(Path(files.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(files, "_PACKAGE", copy)
    assert files.code.__wrapped__() == here
    (copy / "share.py").write_text("", "utf-8")
    assert files.code.__wrapped__() != here


class TestTracing:
    """What is read is noted for whoever asks, and for nobody else."""

    def test_each_way_of_reading_is_noted(self) -> None:
        held: Mapping[str, int] = noted({"a": 1}, ENTRY)
        ways: dict[str, list[Callable[[], object]]] = {
            "e:a": [lambda: held["a"], lambda: held.get("a"), lambda: "a" in held],
            "e:b": [lambda: held.get("b"), lambda: "b" in held],
            "e:*": [lambda: len(held), lambda: list(held), held.keys, held.values, held.items, lambda: {**held}],
        }
        for key, all_ in ways.items():
            for way in all_:
                with reading() as found:
                    way()
                assert key in found

    def test_what_is_missing_is_noted_too(self) -> None:
        with reading() as found, pytest.raises(KeyError):
            noted({"b": 1}, ENTRY)["a"]
        assert found == {"e:a"}

    def test_what_belongs_to_nobody_is_not_noted(self) -> None:
        with reading() as found:
            with unnoted():
                note("e:a")
            note("e:b")
        note("e:c")
        assert found == {"e:b"}

    @given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
    def test_what_is_shared_counts_for_each_that_uses_it(self, keys: list[str]) -> None:
        shared, made = Shared[str, str](), list[str]()

        def make(key: str) -> str:
            made.append(key)
            note(f"e:{key}")
            return key.upper()

        for key in keys:
            with reading() as found:
                assert shared.of(key, lambda key=key: make(key)) == key.upper()  # type: ignore[misc]
            assert found == {f"e:{key}"}
        assert made == list(dict.fromkeys(keys))
