"""Kinds: what the package declares, and what a knowledge base adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier import sentences
from sphinx_dossier.fields import Type
from sphinx_dossier.kinds import all_fields, builtin_kinds, common, load_kinds
from sphinx_dossier.sentences import Option, Sentence, SentenceError, Slot

SHIP = """\
label: Ship
plural: Ships
folder: ships
help: What sails.
schema: Vehicle
time: built
keys:
  flag: {type: text, label: Flag, help: Its flag.}
facts:
  built: {type: date, label: Built, help: When it was built.}
relations:
  crew:
    label: Crew
    help: Who sails in it.
    sentence: "{sailor} sails in it[ as {as}]"
    back: Ships
    back-sentence: "Sails in {entry}"
    fields:
      sailor: {type: reference, to: [person], many: true, label: Sailor, help: Who.}
      as: {type: text, label: As, help: As what.}
columns: [built, name, crew]
"""


def declare(root: Path, **files: str) -> Path:
    (root / "kinds").mkdir()
    for name, text in files.items():
        (root / "kinds" / f"{name}.yaml").write_text(text, "utf-8")
    return root


def test_the_package_declares_five_kinds() -> None:
    kinds = builtin_kinds()
    folders = {kind.name: kind.folder for kind in kinds.values()}
    assert folders == {
        "meeting": "meetings",
        "organization": "organizations",
        "person": "people",
        "policy": "policies",
        "source": "sources",
    }


def test_every_field_of_the_package_explains_itself() -> None:
    for kind in builtin_kinds().values():
        for field in all_fields(kind.shape):
            assert field.label, (kind.name, field.name)
            assert field.help.endswith("."), (kind.name, field.name)
            assert set(field.to) <= set(builtin_kinds())
            assert bool(field.choices) == (field.type is Type.CHOICE)
            assert bool(field.fields) == (field.type is Type.RECORD)


def test_every_claim_has_an_id_a_citation_and_a_note() -> None:
    assert set(common()["claim"]) == {"id", "cite", "note"}
    for kind in builtin_kinds().values():
        for part in ("facts", "statements", *kind.relations):
            assert set(kind.shape.fields[part].fields) >= {"id", "cite", "note"}
            assert kind.shape.fields[part].fields["cite"].required


def test_a_new_kind(tmp_path: Path) -> None:
    kinds, problems = load_kinds(declare(tmp_path, ship=SHIP), "kb")
    assert problems == ()
    assert set(kinds) == {*builtin_kinds(), "ship"}
    ship = kinds["ship"]
    assert (ship.label, ship.plural, ship.folder, ship.schema, ship.time) == (
        "Ship",
        "Ships",
        "ships",
        "Vehicle",
        "built",
    )
    assert ship.columns == ("built", "name", "crew")
    every = ["name", "sort", "moved-from", "withdrawn"]
    assert list(ship.shape.fields) == [*every, "flag", "facts", "crew", "statements", "looked-for"]
    assert ship.relations["crew"].sentence == Sentence(
        (Slot(("sailor",)), " sails in it", Option((" as ", Slot(("as",)))))
    )
    assert ship.file == tmp_path / "kinds" / "ship.yaml"


def test_an_extension_adds_and_replaces(tmp_path: Path) -> None:
    text = "plural: Persons\nfacts:\n  name: {type: text, label: Called, help: A name.}\n"
    text += "  born: {type: date, label: Born, help: When.}\ncolumns: [name, born]\n"
    kinds, problems = load_kinds(declare(tmp_path, person=text), "kb")
    assert problems == ()
    person, old = kinds["person"], builtin_kinds()["person"]
    assert (person.label, person.plural, person.folder) == ("Person", "Persons", "people")
    assert list(person.facts) == ["name", "born"]
    assert (person.facts["name"].label, person.facts["name"].many) == ("Called", False)
    assert person.relations == old.relations
    assert person.columns == ("name", "born")
    assert old.facts["name"].label == "Name in the sources"


def test_kinds_may_refer_to_one_another(tmp_path: Path) -> None:
    port = SHIP.replace("Ship", "Port").replace("ships", "ports").replace("[person]", "[ship, any-port]")
    ship = SHIP.replace("[person]", "[any-port]")
    kinds, problems = load_kinds(declare(tmp_path, **{"any-port": port, "ship": ship}), "kb")
    assert problems == ()
    assert kinds["any-port"].relations["crew"].field.fields["sailor"].to == ("ship", "any-port")


def test_a_broken_extension_leaves_the_kind_as_it_was(tmp_path: Path) -> None:
    kinds, problems = load_kinds(declare(tmp_path, person="columns: [nothing]\n", ship=SHIP), "kb")
    assert len(problems) == 1
    assert kinds["person"] == builtin_kinds()["person"]
    assert "ship" in kinds


def test_a_knowledge_base_without_kinds_of_its_own(tmp_path: Path) -> None:
    assert load_kinds(tmp_path, "kb") == (builtin_kinds(), ())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{a} met", (Slot(("a",)), " met")),
        ("{a|b-c}", (Slot(("a", "b-c")),)),
        ("met[ {a} of {b-c}]", ("met", Option((" ", Slot(("a",)), " of ", Slot(("b-c",)))))),
        ("", ()),
    ],
)
def test_sentences(text: str, pieces: tuple[object, ...]) -> None:
    assert sentences.parse(text, {"a", "b-c"}).pieces == pieces


@pytest.mark.parametrize("text", ["{a", "a}", "[a", "a]", "{d}", "{a|d}", "[{d}]", "[[a]]", "{}", "{A}"])
def test_sentences_that_cannot_be_printed(text: str) -> None:
    with pytest.raises(SentenceError):
        sentences.parse(text, {"a", "b-c"})


def test_a_field_may_have_a_digit_in_its_name() -> None:
    """Names of fields are ids, and ids have digits."""
    assert sentences.parse("{side-2} signed", {"side-2"}).pieces == (Slot(("side-2",)), " signed")


def test_choices_are_named_in_schema_org_and_entries_followed_where_a_kind_says_so(tmp_path: Path) -> None:
    form = "  form: {type: choice, label: Form, help: How., choices: {sail: by sail}, terms: {sail: Sail}}\n"
    ship = SHIP.replace("keys:\n", f"feed: true\nkeys:\n{form}")
    kinds, problems = load_kinds(declare(tmp_path, ship=ship), "kb")
    assert problems == ()
    assert (kinds["ship"].feed, kinds["meeting"].feed) == (True, False)
    assert kinds["ship"].keys["form"].terms == {"sail": "Sail"}


def test_a_term_for_no_choice_is_a_problem(tmp_path: Path) -> None:
    form = "  form: {type: choice, label: Form, help: How., choices: {sail: by sail}, terms: {sale: Sail}}\n"
    _, [problem] = load_kinds(declare(tmp_path, ship=SHIP.replace("keys:\n", f"keys:\n{form}")), "kb")
    assert (problem.place.line, problem.wrong) == (8, "'form' has no choice 'sale'")
    assert "'sail'" in problem.meant
