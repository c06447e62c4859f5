"""A catalogue says of a knowledge base what the knowledge base says, and a part built from it needs nothing else."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sphinx_dossier import catalogue, catalogued, checked, rows, tracing
from sphinx_dossier.checked import Checked
from sphinx_dossier.commands.joining import join
from sphinx_dossier.pages.findable import findable
from sphinx_dossier.pages.model import Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.preview import counts
from sphinx_dossier.rows import File, Rows
from sphinx_dossier.share import Share
from sphinx_dossier.site.knowledge import make_room

from tests.commands.running import snapshot
from tests.exports.published import entered
from tests.site.tiny import BOTH, SIGNED, Tiny

OURS = {"dossier_search": "dossier"}
FILE = "made/dossier-catalogue.sqlite"
ALONE = [f"clerk-{number}" for number in range(30)]


@pytest.fixture
def river(tiny: Tiny) -> Checked:
    """What was checked of a knowledge base with a disagreement, an entry that moved, and one that is broken."""
    tiny.replace("kb/people/bo-finch.yaml", "sort: Finch, Bo\n", "sort: Finch, Bo\nmoved-from: bo-fink\n")
    text = f"facts:\n  - date: 2022-10-03\n    {SIGNED}\n  - date: 2022-10-05\n    {SIGNED[:-1]}"
    tiny.write("kb/treaties/flood-treaty.yaml", f"name: A treaty on floods\n{text[:-1]}, infer: Two days later.}}]\n")
    tiny.write("kb/people/cy-wren.yaml", "name: Cy Wren\nbirth: 1900\n")
    found = entered(checked.check(tiny.root / "kb"), ada_lark="2031-05-06")
    return replace(
        found, elsewhere={"sources/gazette": {"quote-1": "sources/gazette/a"}}, weights={"gazette": [1, 2]}
    )


def shelved(found: Checked, to: Path) -> Checked:
    catalogue.write(found, to)
    return catalogue.read(to, found.library.root)


def test_it_says_the_same(river: Checked, tmp_path: Path) -> None:
    found = shelved(river, tmp_path / "river.sqlite")
    one, other = river.library, found.library
    assert dict(other.entries) == dict(one.entries)
    assert (other.broken, other.label, other.kinds) == (one.broken, one.label, one.kinds)
    counts = [(of.claim_count, of.looked_for_count, of.citations) for of in (other, one)]
    assert counts[0] == counts[1]
    for name in ("mentions", "citing", "relaying", "moved"):
        assert dict(getattr(other, name)) == dict(getattr(one, name)), name
    assert [list(other.of_kind(kind)) for kind in one.kinds] == [list(one.of_kind(kind)) for kind in one.kinds]
    assert [other.beside(entry) for entry in one.entries.values()] == [
        one.beside(entry) for entry in one.entries.values()
    ]
    for name in ("prints", "proofs", "answered", "history", "elsewhere", "weights", "files", "differences"):
        assert dict(getattr(found, name)) == dict(getattr(river, name)), name
    for name in ("taking_part", "sending", "dealt_with", "held"):
        assert dict(getattr(found.met, name)) == dict(getattr(river.met, name)), name
    assert list(found.met.every) == list(river.met.every)
    assert (found.settings, found.problems, found.state) == (river.settings, river.problems, river.state)
    # It is tried on something.
    assert river.differences
    assert one.moved
    assert one.broken
    assert river.history
    assert river.answered
    assert river.met.every


@pytest.mark.parametrize("kept", [0, 1])
def test_an_entry_is_one_object_even_where_few_are_kept(
    river: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(catalogued, "KEPT", kept)
    monkeypatch.setattr(catalogued, "LATEST", 1)
    found = shelved(river, tmp_path / "river.sqlite")
    treaty = found.library.entries["flood-treaty"]
    (disagreement,) = found.differences["flood-treaty"]
    assert list(found.library.entries.values())
    said = [one.claim for side in disagreement.sides for one in side.said]
    assert all(any(claim is own for own in treaty.claims) for claim in said)
    assert found.library.entries["flood-treaty"] is disagreement.entry is treaty


def test_what_was_found_about_citations_comes_with_their_entry(
    river: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogued, "KEPT", 0)
    monkeypatch.setattr(catalogued, "LATEST", 1)
    monkeypatch.setattr(rows, "FEW", 0)
    read = spied(monkeypatch)
    found = shelved(river, tmp_path / "river.sqlite")
    cited = {one.id: [at for claim in one.claims for at in claim.cite] for one in river.library.entries.values()}
    assert len([id_ for id_, some in cited.items() if some]) > 3
    for id_, some in cited.items():
        assert found.library.entries[id_].id == id_
        read.clear()
        for citation in some:
            assert found.proofs.get(citation.quoted) == river.proofs.get(citation.quoted)
            assert found.answered.get(citation.reading) == river.answered.get(citation.reading)
        assert read == set()
    # Of an entry that is in memory no longer it is read.
    treaty = cited["flood-treaty"][0]
    assert found.library.entries["ada-lark"].id == "ada-lark"
    assert found.proofs[treaty.quoted] == river.proofs[treaty.quoted]
    assert any(key.startswith(catalogue.PROOF) for key in read)


def test_what_a_link_shows_is_known_without_the_entry(
    river: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shelved(river, tmp_path / "river.sqlite")
    read = spied(monkeypatch)
    for id_, entry in river.library.entries.items():
        with tracing.reading() as noted:
            shown = Phrases(found.library).link(id_)
        assert shown == Phrases(river.library).link(id_)
        # A page that names an entry is another when that is, and so is one that shows its name or its kind alone.
        assert noted == {f"{tracing.ENTRY}{id_}"}
        with tracing.reading() as noted:
            assert found.library.head(id_) == entry.head
        assert noted == {f"{tracing.ENTRY}{id_}"}
        with tracing.reading() as noted:
            assert found.library.kind_of(id_) == entry.kind
        assert noted == {f"{tracing.ENTRY}{id_}"}
    assert isinstance(Phrases(found.library).link("nobody"), Text)
    assert not [key for key in read if key.startswith(tracing.ENTRY)]


def test_what_shows_only_the_names_of_other_entries_reads_none_of_them(
    river: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, read = river.library, spied(monkeypatch)
    found = shelved(river, tmp_path / "river.sqlite").library
    assert sorted(library.entries, key=found.rank) == sorted(library.entries, key=library.rank)
    with tracing.reading() as noted:
        assert found.rank("ada-lark") != found.rank("bo-finch")
    assert noted == {f"{tracing.ENTRY}ada-lark", f"{tracing.ENTRY}bo-finch"}
    assert not any(key.startswith(tracing.ENTRY) for key in read)
    meeting = library.entries["first-round"]
    assert findable(found.entries["first-round"], found) == findable(meeting, library)
    for id_ in ("ada-lark", "gazette"):
        assert counts(found.entries[id_], found) == counts(library.entries[id_], library)
        assert found.said_of(id_) == library.said_of(id_) > 0
    only = {f"{tracing.ENTRY}{id_}" for id_ in ("first-round", "ada-lark", "gazette")}
    assert {key for key in read if key.startswith(tracing.ENTRY)} == only


def test_room_is_made_when_it_is_needed(river: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogued, "LATEST", 1)
    found = shelved(river, tmp_path / "river.sqlite")
    held = found.library.held
    assert isinstance(held, catalogued.Entries)
    alive = [weakref.ref(entry) for entry in held.values()]
    assert all(one() for one in alive)
    make_room(found)
    gc.collect()
    assert not any(one() for one in alive)
    assert dict(held) == dict(river.library.entries)
    assert (dict(found.proofs), dict(found.answered)) == (dict(river.proofs), dict(river.answered))
    assert len(held._kept) + len(held._latest) == 1


def spied(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the keys of what is read of files from now on."""
    read: set[str] = set()
    real = File.read

    def spying(file: File, key: str) -> object:
        read.add(key)
        return real(file, key)

    monkeypatch.setattr(File, "read", spying)
    return read


def with_clerks(tiny: Tiny) -> Tiny:
    """Add people that nobody names and who cite a source of their own."""
    for id_ in ALONE:
        tiny.source(id_, f"Ada Lark of Norland and Bo Finch of Sudland were seen by {id_} in the rain that day.\n")
        text = f"name: {id_}\noffices:\n  - office: Envoy\n    for: norland\n    {BOTH.replace('gazette', id_)}\n"
        tiny.write(f"kb/people/of-{id_}.yaml", text.replace("    for: norland\n", ""))
    return tiny


def parts(tiny: Tiny, number: int) -> Iterator[Path]:
    for one in range(1, number + 1):
        config = {**OURS, "dossier_part": f"{one}/{number}", "dossier_catalogue": f"../{FILE}"}
        yield tiny.build(out=f"p{one}", doctrees=f"d{one}", config=config).out


def test_a_part_needs_no_file_of_an_entry(tiny: Tiny) -> None:
    whole = tiny.build(out="whole", doctrees="of-whole", config=OURS).files()
    tiny.build("dossier-catalogue", out="made", doctrees="of-made", config=OURS)
    for file in (tiny.root / "kb").glob("*/*"):
        if file.parent.name != "kinds":
            file.unlink()
    join(list(parts(tiny, 3)), tiny.root / "site")
    assert snapshot(tiny.root / "site") == whole


def test_a_part_reads_no_entry_but_those_that_its_pages_show(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    with_clerks(tiny).build("dossier-catalogue", out="made", doctrees="of-made", config=OURS)
    read = spied(monkeypatch)
    share = Share(number=2, of=2)
    config = {**OURS, "dossier_part": "2/2", "dossier_catalogue": f"../{FILE}"}
    tiny.build(out="p2", doctrees="d2", config=config)
    others = {id_ for id_ in ALONE if not share.has(id_) and not share.has(f"of-{id_}")}
    assert others
    assert not {f"e:{id_}" for id_ in others} & read
    assert not {f"e:of-{id_}" for id_ in others} & read
    assert {f"e:of-{id_}" for id_ in ALONE if share.has(f"of-{id_}")} <= read


class TestRefused:
    """What is no catalogue of this very state is refused, in words."""

    def refused(self, tiny: Tiny, name: str = FILE) -> str:
        with pytest.raises(Exception, match="dossier_catalogue: ") as error:
            tiny.build(config={**OURS, "dossier_catalogue": f"../{name}"})
        return str(error.value).replace(f"{tiny.root}/", "")

    @pytest.fixture
    def made(self, tiny: Tiny) -> Tiny:
        tiny.build("dossier-catalogue", out="made", doctrees="of-made", config=OURS)
        return tiny

    def test_there_is_none(self, tiny: Tiny) -> None:
        assert self.refused(tiny, "none") == "dossier_catalogue: there is no catalogue 'docs/../none'"

    @pytest.mark.parametrize("content", ["", "no database", "SQLite format 3\0"])
    def test_a_file_is_something_else(self, tiny: Tiny, content: str) -> None:
        tiny.write("other", content)
        said = "dossier_catalogue: 'other' is no catalogue"
        assert self.refused(tiny, "other") == said

    def test_it_is_of_another_version(self, made: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(catalogue, "program", lambda: "another")
        said = "dossier_catalogue: 'dossier-catalogue.sqlite' was made by another sphinx-dossier or another Python: "
        assert self.refused(made) == f"{said}make it anew"

    def test_kinds_or_settings_are_others(self, made: Tiny) -> None:
        said = "'dossier-catalogue.sqlite' was made with other kinds or settings than 'kb' has: make it anew"
        made.write("kb/settings.yaml", "index-rows: 7\n")
        assert self.refused(made) == f"dossier_catalogue: {said}"
        made.remove("kb/settings.yaml")
        made.replace("kb/kinds/treaty.yaml", "plural: Treaties", "plural: All treaties")
        assert self.refused(made) == f"dossier_catalogue: {said}"


def test_a_catalogue_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "some.sqlite"
    rows.write(file, [("e:1", "one")], [("m:1", "two")], lambda _: None)
    before = file.read_bytes()

    def broken() -> Iterator[tuple[str, object]]:
        yield "m:1", "three"
        raise KeyError("no more")

    with pytest.raises(KeyError):
        rows.write(file, [("e:1", "four")], broken(), lambda _: None)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("few", [10, 1201])
def test_rows_are_a_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(rows, "FEW", few)
    file = tmp_path / "some.sqlite"
    held = {f"{number:04}": number for number in range(1201)}
    others = {f"n:{key}": value for key, value in held.items()} | {"m:a": 1, "o": 2}
    rows.write(file, [], sorted(others.items()), lambda _: None)
    found = Rows[str, int](File(file, str), "n:")
    assert dict(found) == held
    assert len(found) == len(held)
    assert "0007" in found
    assert "a" not in found
    assert (found.get("0007"), found.get("a"), found.get("a", 5)) == (7, None, 5)
    with pytest.raises(KeyError, match="a"):
        found["a"]


def test_a_catalogue_writes_no_page_and_tells_what_is_wrong(tiny: Tiny) -> None:
    tiny.write("kb/people/cy-wren.yaml", "name: Cy Wren\nbirth: 1900\n")
    built = tiny.build("dossier-catalogue", out="made", doctrees="made/.doctrees", config=OURS)
    assert [file.name for file in built.out.iterdir() if file.name[0] != "."] == ["dossier-catalogue.sqlite"]
    assert len(built.warnings) == 1
    assert re.match(r"kb/people/cy-wren\.yaml:2:1: WARNING: ", built.warnings[0])
