"""What has become of sources and entries, and where entries were before, as the library knows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier import loading
from sphinx_dossier.library import Library
from sphinx_dossier.standing import fallen, is_unsound, standings, stands, withdrawal, without_support

FILES = {
    "sources/fine": "name: Fine\n",
    "sources/amended": """\
name: Amended
date: 2031-05-02
standing:
  - {status: corrected, date: 2031-05-06, why: A name was wrong.}
  - {status: corrected, date: 2031-05-06, why: Another name was wrong.}
  - {status: gone, why: The page was empty.}
""",
    "sources/taken-back": "name: Taken back\nstanding: {status: retracted, date: 2031-05?, why: So., by: note}\n",
    "sources/replaced": "name: Replaced\nstanding: {status: superseded, why: So.}\n",
    "sources/note": "name: A note to readers\n",
    "people/ada": """\
name: Ada
moved-from: [adele, organizations/ada, old-ada]
withdrawn: {date: 2031, why: There was no Ada., see: [ben]}
""",
    "people/ben": """\
name: Ben
moved-from: policies/old-ada
facts:
  - {id: sound, name: B, cite: [{source: fine, quote: q}, {source: taken-back, quote: q}]}
  - {id: amended, name: C, cite: {source: amended, quote: q}}
  - {id: unsound, name: D, cite: [{source: taken-back, quote: q}, {source: replaced, quote: q}]}
  - {id: nowhere, name: E, cite: {source: nothing, quote: q}}
looked-for: {question: Who?, read: taken-back}
""",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("standing") / "kb"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Path(root, f"{name}.yaml").write_text(text, "utf-8")
    read = loading.load(root)
    assert not read.problems
    return read


def test_what_has_become_of_a_source(found: Library) -> None:
    standing = standings(found.entries["amended"], found)
    assert [(one.status, one.words, str(one.date), one.why, one.unsound) for one in standing] == [
        ("corrected", "corrected", "2031-05-06", "A name was wrong.", False),
        ("corrected", "corrected", "2031-05-06", "Another name was wrong.", False),
        ("gone", "no longer at its address", "None", "The page was empty.", False),
    ]
    assert standings(found.entries["fine"], found) == standings(found.entries["ben"], found) == ()


def test_each_has_an_address_of_its_own_that_no_claim_can_have(found: Library) -> None:
    sources = ("amended", "taken-back", "replaced")
    assert [one.anchor for id_ in sources for one in standings(found.entries[id_], found)] == [
        "standing--corrected-2031-05-06",
        "standing--corrected-2031-05-06--x",
        "standing--gone",
        "standing--retracted-2031-05",
        "standing--superseded",
    ]


@pytest.mark.parametrize(
    ("source", "unsound"),
    [("fine", False), ("amended", False), ("taken-back", True), ("replaced", True), ("no", False)],
)
def test_which_sources_are_unsound(source: str, unsound: bool, found: Library) -> None:  # noqa: FBT001
    assert is_unsound(source, found) is unsound


def test_which_claims_have_no_support(found: Library) -> None:
    claims = {claim.id: claim for claim in found.entries["ben"].claims}
    assert [id_ for id_, claim in claims.items() if without_support(claim, found)] == ["unsound"]
    assert claims["unsound"].sources == ("taken-back", "replaced")


def test_the_sources_that_no_longer_stand_as_they_did(found: Library) -> None:
    assert [source.id for source in fallen(found)] == ["amended", "replaced", "taken-back"]


def test_an_entry_that_was_withdrawn(found: Library) -> None:
    gone = withdrawal(found.entries["ada"])
    assert gone is not None
    assert (str(gone.date), gone.why, [ref.id for ref in gone.see]) == ("2031", "There was no Ada.", ["ben"])
    assert [entry.id for entry in found.entries.values() if not stands(entry)] == ["ada"]


def test_references_inside_records_are_seen_from_their_targets(found: Library) -> None:
    mentions = {id_: [(one.entry.id, one.field) for one in found.mentions[id_]] for id_ in ("note", "ben")}
    assert mentions == {"note": [("taken-back", "standing.by")], "ben": [("ada", "withdrawn.see")]}


@pytest.mark.parametrize(
    ("old", "kind", "entry"),
    [
        ("adele", "", "ada"),
        ("adele", "person", "ada"),
        ("adele", "policy", None),
        ("ada", "organization", "ada"),
        ("ada", "meeting", None),
        ("old-ada", "person", "ada"),
        ("old-ada", "policy", "ben"),
        ("old-ada", "", "ada"),
        ("ben", "", None),
        ("nobody", "", None),
    ],
)
def test_the_entry_that_had_an_id_before(old: str, kind: str, entry: str | None, found: Library) -> None:
    moved = found.moved_from(old, kind)
    assert (moved and moved.id) == entry


def test_the_addresses_that_an_entry_had(found: Library) -> None:
    ada = found.old_addresses(found.entries["ada"])
    assert ada == ("people/adele", "organizations/ada", "people/old-ada")
