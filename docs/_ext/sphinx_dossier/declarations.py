"""What a declaration of a kind may say, and its reading: YAML to fields and relations.

A declaration is itself read by fields, so a mistake in one is reported like a mistake in an entry.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_dossier import yaml_nodes
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.problems import Code, Place, Problem, meant
from sphinx_dossier.sentences import Sentence, SentenceError
from sphinx_dossier.sentences import parse as parse_sentence
from sphinx_dossier.values import Reader, Record

HERE = Path(__file__).parent / "kinds"
"""The folder of the declarations that come with the package."""

COMMON = "common"
"""The stem of the declaration of what every kind shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation of a kind: the field that holds its items, and the sentences that print one from each end."""

    field: Field
    sentence: Sentence
    back: str
    back_sentence: Sentence


_TYPES = {str(one.value): one for one in Type}


def _plain(name: str, type_: Type = Type.TEXT, **more: object) -> Field:
    return Field(name=name, type=type_, label=name.capitalize(), help="", **more)  # type: ignore[arg-type]


def _map(name: str, of: Field) -> Field:
    return Field(name=name, type=Type.MAP, label=name, help="", fields={"": of})


def named(*fields: Field) -> dict[str, Field]:
    """Return fields by their names, in order."""
    return {one.name: one for one in fields}


def _field_shape(name: str, *, nested: bool) -> Field:
    """Return the form of a field's declaration; a record's own fields are declared one level down."""
    parts = [
        _plain("type", Type.CHOICE, required=True, choices={t.value: t.form for t in Type if t is not Type.MAP}),
        _plain("label", required=True),
        _plain("help", required=True),
        _plain("many", Type.FLAG),
        _plain("required", Type.FLAG),
        _plain("to", many=True),
        _map("choices", _plain("choice")),
        _plain("back"),
        _plain("schema"),
        _map("terms", _plain("term")),
        _plain("verbatim", Type.FLAG),
        _plain("in-passing", Type.FLAG),
        _plain("turning", many=True),
        _plain("contrary", many=True),
    ]
    if nested:
        parts.append(_map("fields", _field_shape("a field", nested=False)))
    return Field(name=name, type=Type.RECORD, label=name, help="", fields=named(*parts))


_FIELD = _field_shape("a field", nested=True)
_RELATION = Field(
    name="a relation",
    type=Type.RECORD,
    label="Relation",
    help="",
    fields=named(
        _plain("label", required=True),
        _plain("help", required=True),
        _plain("sentence", required=True),
        _plain("back", required=True),
        _plain("back-sentence", required=True),
        _plain("schema"),
        _plain("in-passing", Type.FLAG),
        replace(_map("fields", _FIELD), required=True),
    ),
)
DECLARATION = Field(
    name="a kind's declaration",
    type=Type.RECORD,
    label="Kind",
    help="",
    fields=named(
        _plain("label"),
        _plain("plural"),
        _plain("folder", Type.ID),
        _plain("help"),
        _plain("schema"),
        _plain("time"),
        _plain("proper", Type.FLAG),
        _plain("feed", Type.FLAG),
        _map("keys", _FIELD),
        _map("facts", _FIELD),
        _map("relations", _RELATION),
        _plain("columns", many=True),
    ),
)
"""The form of a declaration. The keys that a new kind must have are checked apart: an extension needs none."""


@functools.cache
def common() -> Mapping[str, Mapping[str, Field]]:
    """Return the fields that entries of each kind share: of the entry, a claim, a fact, a statement ..."""
    parts = ("entry", "claim", "fact", "statement", "looked-for")
    shape = Field(
        name=COMMON,
        type=Type.RECORD,
        label="",
        help="",
        fields=named(*(_map(part, _FIELD) for part in parts)),
    )
    record, problems = read(HERE / f"{COMMON}.yaml", f"{COMMON}.yaml", shape)
    if record is None or problems:
        raise AssertionError(problems)
    return {part: declared(record, part) for part in parts}


def read(file: Path, path: str, shape: Field) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return a declaration as a record, or None where it is not even YAML, and what is wrong with it."""
    node, problems = yaml_nodes.load(file, path)
    if node is None:
        return None, problems
    reader = Reader(path)
    record = reader.record(node, shape)
    return record, (*problems, *yaml_nodes.beside_aliases(reader.problems, problems))


def declared(record: Record, name: str) -> dict[str, Field]:
    """Return the fields that a map of declarations declares."""
    return {key: _field(key, value) for key, value in _members(record, name)}


def _members(record: Record, part: str) -> Iterator[tuple[str, Record]]:
    """Yield the records of a map with their keys."""
    for found in record.records(part):
        yield from ((name, one) for name in found.values for one in found.records(name))


def fields(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield the declaration of each field in a kind's declaration, those of relations and records too."""
    for part in ("keys", "facts", "fields"):
        for name, one in _members(record, part):
            yield name, one
            yield from fields(one)
    for _, relation in _members(record, "relations"):
        yield from fields(relation)


def hollow(record: Record, path: str) -> Iterator[Problem]:
    """Yield a problem for each field that could never have a value, or that turns on a choice it has not."""
    for name, one in fields(record):
        choices = {choice for found in one.records("choices") for choice in found.values}
        terms = [choice for found in one.records("terms") for choice in found.values]
        for choice in (*one.all("turning"), *one.all("contrary"), *terms):
            if choice not in choices:
                yield problem(path, one, f"'{name}' has no choice '{choice}'", "", meant(str(choice), choices))
        for type_, part in {"choice": "choices", "record": "fields"}.items():
            if one.text("type") == type_ and not any(found.values for found in one.records(part)):
                yield problem(path, one, f"'{name}' is a {type_}, and has no '{part}'")


def _field(name: str, record: Record) -> Field:
    to = tuple(str(kind) for kind in record.all("to"))
    choices, terms = (next(iter(record.records(name)), Record()) for name in ("choices", "terms"))
    return Field(
        name=name,
        type=_TYPES[record.text("type")],
        label=record.text("label"),
        help=record.text("help"),
        many=True in record.all("many"),
        required=True in record.all("required"),
        to=() if to == ("any",) else to,
        choices={choice: choices.text(choice) for choice in choices.values},
        back=record.text("back"),
        schema=record.text("schema"),
        terms={choice: terms.text(choice) for choice in terms.values},
        verbatim=True in record.all("verbatim"),
        in_passing=True in record.all("in-passing"),
        turning=tuple(str(choice) for choice in record.all("turning")),
        contrary=tuple(str(choice) for choice in record.all("contrary")),
        fields=declared(record, "fields"),
    )


def relations(record: Record, path: str) -> tuple[dict[str, Relation], list[Problem]]:
    """Return the relations that a declaration declares, and what is wrong with their sentences and fields."""
    found, problems = {}, list[Problem]()
    for name, item in _members(record, "relations"):
        own = declared(item, "fields")
        problems += _own_fields(name, item, own, path)
        try:
            sentence = parse_sentence(item.text("sentence"), {*own, "entry", "when"})
            back_sentence = parse_sentence(item.text("back-sentence"), {*own, "entry", "when"})
        except SentenceError as error:
            problems.append(problem(path, item, str(error)))
            continue
        field = Field(
            name=name,
            type=Type.RECORD,
            many=True,
            label=item.text("label"),
            help=item.text("help"),
            schema=item.text("schema"),
            in_passing=True in item.all("in-passing"),
            fields={**own, **common()["claim"]},
        )
        found[name] = Relation(field=field, sentence=sentence, back=item.text("back"), back_sentence=back_sentence)
    return found, problems


def _own_fields(name: str, item: Record, own: Mapping[str, Field], path: str) -> Iterator[Problem]:
    """Yield what is wrong with the names of a relation's own fields: it has some, and none that claims have."""
    if not own:
        yield problem(path, item, f"the relation '{name}' has no fields", "it needs at least one")
    for taken in sorted(common()["claim"].keys() & own.keys()):
        yield problem(path, item, f"the name '{taken}' belongs to every kind", "choose another name")


def problem(path: str, record: Record, wrong: str, allowed: str = "", guess: str = "") -> Problem:
    """Return the problem of a declaration, or of a part of it, at its place."""
    place = Place(path=path, line=record.line, col=record.col)
    return Problem(place=place, code=Code.BAD_KIND, wrong=wrong, allowed=allowed, meant=guess)
