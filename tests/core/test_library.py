"""The library: whatever stands in its files, and what it answers."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.entries import Entry
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.folding import folded
from sphinx_dossier.kinds import Kind, builtin_kinds
from sphinx_dossier.loading import from_file, load
from sphinx_dossier.problems import Code, Place, Problem, in_file_order, listed, meant

many = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KB = Path(__file__).parents[2] / "kb"


def checked_files(files: Mapping[str, str | bytes]) -> Checked:
    """Return the check of a knowledge base with these files."""
    with tempfile.TemporaryDirectory() as home:
        root = Path(home) / "kb"
        root.mkdir()
        for path, text in files.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return check(root)


def told_or_kept(files: Mapping[str, str | bytes], path: str) -> Checked:
    """Hold that a file is an entry or has a problem, with its place in the file and its message in a line."""
    checked = checked_files(files)
    id_ = Path(path).stem
    assert (id_ in checked.library.entries) != (id_ in checked.library.broken)
    if id_ in checked.library.broken:
        assert any(problem.place.path == f"kb/{path}" for problem in checked.problems)
    for problem in checked.problems:
        assert problem.place.line >= 1
        assert problem.place.col >= 1
        assert len(str(problem).splitlines()) == 1
        assert len(str(problem)) < 5000
    assert checked.problems == in_file_order(checked.problems)
    return checked


@many
@given(st.sampled_from(sorted(builtin_kinds())), st.binary(max_size=200))
def test_any_bytes_are_an_entry_or_a_problem(kind: str, data: bytes) -> None:
    path = f"{builtin_kinds()[kind].folder}/x.yaml"
    told_or_kept({path: data}, path)


texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
words = texts | st.sampled_from(["2022", "2022-01-06", "1-3", "x", "no", "true", "over 3", "https://a.b", "4000"])


def mappings(shape: Field) -> st.SearchStrategy[object]:
    """Data that has much in common with what a field takes."""
    of_type: st.SearchStrategy[object] = words
    if shape.type is Type.RECORD:
        of_type = st.fixed_dictionaries({}, optional={name: mappings(one) for name, one in shape.fields.items()})
    elif shape.type is Type.CHOICE:
        of_type = st.sampled_from(sorted(shape.choices)) | words
    return of_type | st.lists(of_type, max_size=3) | words


@many
@given(st.data())
def test_any_mapping_is_an_entry_or_a_problem(data: st.DataObject) -> None:
    kind = builtin_kinds()[data.draw(st.sampled_from(sorted(builtin_kinds())))]
    content = data.draw(mappings(kind.shape) | st.dictionaries(texts, st.recursive(texts, st.lists)))
    text = yaml.safe_dump(
        content, allow_unicode=data.draw(st.booleans()), default_style=data.draw(st.sampled_from([None, '"']))
    )
    path = f"{kind.folder}/x.yaml"
    checked = told_or_kept({path: text, "sources/y.yaml": "name: Y\n"}, path)
    entries = list(checked.library.entries.values())
    assert pickle.loads(pickle.dumps(entries)) == entries  # noqa: S301 (our own)


@many
@given(st.data())
def test_any_declaration_is_a_kind_or_a_problem(data: st.DataObject) -> None:
    part = st.dictionaries(
        st.sampled_from(["date", "name", "cite", "id", "x", "part-of", "Big", "a2"]),
        st.fixed_dictionaries(
            {"type": st.sampled_from([str(one.value) for one in Type]), "label": st.just("X"), "help": st.just("X")},
            optional={
                "many": st.sampled_from(["true", "false"]),
                "to": st.lists(st.sampled_from(["person", "any", "ship", "treaty"]), min_size=1, max_size=2),
                "choices": st.just({"a": "A"}),
                "fields": st.just({"b": {"type": "date", "label": "B", "help": "B"}}),
            },
        ),
        max_size=2,
    )
    content = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "label": texts,
                "plural": texts,
                "folder": st.sampled_from(["treaties", "people", "kinds", "Bad"]),
                "help": texts,
                "time": st.sampled_from(["date", "x", "name"]),
                "keys": part,
                "facts": part,
                "relations": st.fixed_dictionaries(
                    {},
                    optional={
                        "sides": st.fixed_dictionaries(
                            {"label": texts, "help": texts, "back": texts, "fields": part},
                            optional={
                                "sentence": st.sampled_from(["{x} is", "{a2} is", "{", "[", "{entry}", "[{date}]"]),
                                "back-sentence": st.sampled_from(["{entry}", "{when}", "{x|date}"]),
                            },
                        )
                    },
                ),
                "columns": st.lists(st.sampled_from(["name", "x", "date", "sides"]), min_size=1),
            },
        )
        | st.dictionaries(texts, texts)
    )
    name = data.draw(st.sampled_from(["person", "treaty", "source", "common", "Big Ship"]))
    checked = checked_files({f"kinds/{name}.yaml": yaml.safe_dump(content), "people/ada.yaml": "name: Ada\n"})
    assert ("ada" in checked.library.entries) == (checked.library.kinds["person"].folder == "people")
    assert set(checked.library.kinds) >= set(builtin_kinds())
    if name not in builtin_kinds():
        wrong = [problem.wrong for problem in checked.problems if problem.place.path.startswith("kb/kinds/")]
        # A reference to a kind that is not there is told; the kind stays, for its entries have done nothing wrong.
        assert (name in checked.library.kinds) == all("which nothing declares" in one for one in wrong)


@many
@given(
    st.dictionaries(
        st.text(alphabet="aAbBß\u00e9e\u0301-_. 1\uff41", min_size=1, max_size=5), st.just(""), max_size=5
    )
)
def test_no_two_entries_have_ids_that_a_file_system_takes_for_one(names: dict[str, str]) -> None:
    checked = checked_files({f"people/{name}.yaml": "name: X\n" for name in names})
    ids = list(checked.library.entries)
    assert len({folded(id_) for id_ in ids}) == len(ids)
    assert all(id_.isascii() and id_ == id_.lower() for id_ in ids)


def test_the_knowledge_base_is_sound() -> None:
    checked = check(KB)
    assert list(map(str, checked.problems)) == []
    for entry in checked.library.entries.values():
        for claim in entry.claims:
            for citation in claim.cite:
                assert (citation.source.id, citation.quote.text) in checked.proofs


def test_two_readings_are_equal() -> None:
    first, second = check(KB), check(KB)
    assert first.library == second.library
    assert first.proofs == second.proofs
    assert list(first.library.entries) == sorted(first.library.entries)


CITE = "    cite: [{source: daily, quote: one two three four}]\n"
SMALL: dict[str, str | bytes] = {
    "sources/daily.yaml": "name: Daily\ndate: 2031-05\n",
    "people/ada.yaml": "name: Ada Example\nsort: Example, Ada\n",
    "people/ben.yaml": "name: Ben Example\nsort: example, Ben\n",
    "people/zoe.yaml": "name: Zoë\nsort: Éxample, Zoë\n",
    "meetings/one.yaml": "name: One\n",
    "meetings/two.yaml": "name: Two\nfacts:\n  - date: 2031-05-04\n" + CITE,
    "meetings/three.yaml": "name: Three\nfacts:\n  - date: 2031\n"
    + CITE
    + "participants:\n  - person: [zoe, ada]\n"
    + CITE,
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A knowledge base whose source has no fingerprint: its entries are read, and only then refused."""
    for path, text in SMALL.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(str(text), "utf-8")
    return tmp_path


def test_order(small: Path) -> None:
    library = load(small)
    assert [entry.id for entry in library.of_kind("person")] == ["ada", "ben", "zoe"]
    assert [entry.id for entry in library.of_kind("meeting")] == ["three", "two", "one"]
    assert list(library.of_kind("policy")) == []


def test_mentions_and_citing(small: Path) -> None:
    library = load(small)
    assert {id_: [(m.entry.id, m.field) for m in found] for id_, found in library.mentions.items()} == {
        "ada": [("three", "person")],
        "zoe": [("three", "person")],
    }
    assert [entry.id for entry, _, _ in library.citing["daily"]] == ["three", "three", "two"]
    assert library.docname("ada") == "people/ada"
    assert str(library.when(library.entries["daily"])) == "2031-05"


@pytest.mark.parametrize("collects", [True, False])
def test_a_check_leaves_the_collector_of_garbage_as_it_was(small: Path, *, collects: bool) -> None:
    seen: list[bool] = []

    def read(file: Path, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
        seen.append(gc.isenabled())
        if len(seen) > 1:
            raise KeyError(path)
        return from_file(file, path, kind)

    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(KeyError):
            check(small, read)
        assert gc.isenabled() is collects
        assert seen == [False, False]
    finally:
        (gc.enable if before else gc.disable)()


def test_the_label_is_the_name_of_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    root.mkdir()
    (root / "stray.txt").touch()
    assert [problem.place.path for problem in load(root).problems] == ["knowledge/stray.txt"]


# Problems.


def problem(wrong: str, line: int = 1, code: Code = Code.TAG, path: str = "kb/x.yaml") -> Problem:
    return Problem(place=Place(path=path, line=line), code=code, wrong=wrong)


def test_problems_stand_in_file_order_each_once() -> None:
    later, first, second = problem("b", line=10), problem("a", line=9), problem("a", line=9, code=Code.TOO_BIG)
    other = problem("a", path="kb/a.yaml", line=99)
    assert in_file_order([later, second, first, later, other]) == (other, first, second, later)


def test_a_message_is_one_line_and_not_endless() -> None:
    assert problem("a\r\n\x1b[31mb\u2028c").message == "a [31mb c"
    message = problem("x" * 10_000).message
    assert len(message) == 400
    assert " ... " in message


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ""), (1, "'a'"), (2, "'a' or 'b'"), (3, "'a', 'b' or 'c'"), (22, "'a', 'b' ... or 2 more")],
)
def test_lists_in_a_sentence(count: int, expected: str) -> None:
    found = listed("abcdefghijklmnopqrstuvwxyz"[:count], last="or")
    assert found == expected or (count == 22 and found.endswith("'s', 't' or 2 more"))


def test_what_was_meant() -> None:
    assert meant("nmae", ["name", "sort", "names"]) == "did you mean 'name' or 'names'?"
    assert meant("x", ["name"]) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_a_pipe_is_no_entry_and_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "kb/people").mkdir(parents=True)
    os.mkfifo(tmp_path / "kb/people/ada-example.yaml")
    assert [str(problem) for problem in check(tmp_path / "kb").problems] == [
        "kb/people/ada-example.yaml:1:1: the file cannot be read: it is no plain file [unreadable]"
    ]
