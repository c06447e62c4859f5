"""JSON Schema (draft 2020-12) of each kind's entries, from the same fields that our own check reads them by.

An editor reads `2022` as a number and `true` as a truth value before it asks the schema, so texts and dates allow
what YAML makes of them; what only our check can see is listed in the documentation of problem codes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sphinx_dossier.entries import FACTS
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind, all_fields, common
from sphinx_dossier.library import Library
from sphinx_dossier.values import ID

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_WORDS = {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"}
_DATE_PATTERN = r"^(-?[0-9X]{4}|Y-?[0-9]{5,12}|\.\.|/)[0-9XYTZ:.+/?~%-]*$"
_NUMBER_PATTERN = r"^((over|about|under|at least|at most) )?-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?$"


def schemas(library: Library) -> dict[str, str]:
    """Return the text of each kind's schema by file name; references offer the ids that the library has."""
    return {
        f"{kind.name}.json": json.dumps(schema(kind, library), indent=1, ensure_ascii=False) + "\n"
        for kind in library.kinds.values()
    }


def schema(kind: Kind, library: Library) -> Schema:
    """Return the JSON Schema of a kind's entries as plain data."""
    ids = {"": sorted(library.broken), **{name: library.ids_of_kind(name) for name in library.kinds}}
    whole = _record(kind.shape, ids)
    refs = (field for field in all_fields(kind.shape) if field.type is Type.REFERENCE)
    whole["$defs"] = {_ids_of(field): _known(field, ids) for field in refs}
    for part, names in _says(kind).items():
        for form in whole["properties"][part]["anyOf"]:
            form.get("items", form)["anyOf"] = [{"required": [name]} for name in names]
    return {"$schema": DRAFT, "title": kind.label, "description": kind.help, **whole}


def _says(kind: Kind) -> dict[str, list[str]]:
    """Return, for facts and each relation, the fields of which a claim sets at least one."""
    beside = set(common()["claim"])
    relations = {name: [f for f in one.field.fields if f not in beside] for name, one in kind.relations.items()}
    return {**({FACTS: list(kind.facts)} if kind.facts else {}), **relations}


def _field(field: Field, ids: Mapping[str, Sequence[str]]) -> Schema:
    one = _record(field, ids) if field.type is Type.RECORD else {**_TYPES[field.type](field, ids)}
    described = {"title": field.label, "description": field.help or field.type.form}
    if not field.many:
        return {**described, **one}
    return {**described, "anyOf": [{"type": "array", "minItems": 1, "items": one}, one]}


def _record(field: Field, ids: Mapping[str, Sequence[str]]) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {name: _field(one, ids) for name, one in field.fields.items()},
        "additionalProperties": False,
    }
    if required := [name for name, one in field.fields.items() if one.required]:
        found["required"] = required
    return found


def _ids_of(field: Field) -> str:
    return "-or-".join(field.to) or "entry"


def _known(field: Field, ids: Mapping[str, Sequence[str]]) -> Schema:
    kinds = [*field.to, ""] if field.to else list(ids)
    return {
        "enum": [
            read for name in sorted({id_ for kind in kinds for id_ in ids.get(kind, ())}) for read in _read(name)
        ]
    }


def _read(name: str) -> Iterator[str | float | bool]:
    """Yield a name, and what an editor reads in its place by YAML 1.2's core schema: `2031` is a number to it."""
    yield name
    if name in {"true", "false"}:
        yield name == "true"
    elif re.fullmatch(r"[0-9]+", name):
        yield int(name)
    elif re.fullmatch(r"0x[0-9a-f]+|0o[0-7]+", name):
        yield int(name, 0)
    elif re.fullmatch(r"[0-9]+e-?[0-9]+", name) and math.isfinite(number := float(name)):
        yield number


def _reference(field: Field, _: Mapping[str, Sequence[str]]) -> Schema:
    return {"$ref": f"#/$defs/{_ids_of(field)}"}


def _choice(field: Field, _: Mapping[str, Sequence[str]]) -> Schema:
    choices = [(read, label) for name, label in field.choices.items() for read in _read(name)]
    return {"enum": [read for read, _ in choices], "enumDescriptions": [label for _, label in choices]}


_TYPES: dict[Type, Callable[[Field, Mapping[str, Sequence[str]]], Schema]] = {
    Type.TEXT: lambda *_: _WORDS,
    Type.ID: lambda *_: {"type": ["string", "number", "boolean"], "pattern": f"^{ID.pattern}$"},
    Type.DATE: lambda *_: {"type": ["string", "integer"], "pattern": _DATE_PATTERN},
    Type.NUMBER: lambda *_: {"type": ["string", "number"], "pattern": _NUMBER_PATTERN},
    Type.CHOICE: _choice,
    Type.FLAG: lambda *_: {"enum": [True, False, "true", "false"]},
    Type.URL: lambda *_: {"type": "string", "pattern": r"^https?://[^\s/]+\S*$"},
    Type.REFERENCE: _reference,
    Type.ADDRESS: lambda *_: {"type": ["string", "number", "boolean"], "pattern": f"^({ID.pattern}/)?{ID.pattern}$"},
    Type.QUOTE: lambda *_: _WORDS,
    Type.LINES: lambda *_: {"type": ["string", "integer"], "pattern": r"^[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?$"},
}
