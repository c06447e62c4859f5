"""The JSON Schema (draft 2020-12) of the published JSON, which is what documents it.

Fields of the kinds are open here, for a knowledge base declares its own; each kind's schema stands in `schema/`.
"""

from __future__ import annotations

from typing import Any

from sphinx_dossier.schema import DRAFT

FORMAT = "dossier-1"
"""The version of the format: within it, keys may be added, and none is removed or given another meaning."""

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_MAYBE: _Schema = {"type": ["string", "null"]}
_DAY: _Schema = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(one: _Schema) -> _Schema:
    return {"anyOf": [one, {"type": "null"}]}


def _list(one: _Schema) -> _Schema:
    return {"type": "array", "items": one}


def _object(help_: str = "", /, **properties: _Schema) -> _Schema:
    described = {"description": help_} if help_ else {}
    return {**described, "type": "object", "required": list(properties), "properties": properties}


def _only(**properties: _Schema) -> _Schema:
    """Return the schema of an object that is known by its keys."""
    return {**_object(**properties), "additionalProperties": False}


def _said(one: _Schema, help_: str) -> _Schema:
    return {**one, "description": help_}


_SPAN = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2}
_NUMBER = _only(number={"type": "number"}, bound=_said(_MAYBE, "over, about, under, at least, at most, or null"))
_FORMS = (_TEXT, _FLAG, _ref("date"), _only(entry=_TEXT), _NUMBER, _only(quote=_TEXT), _only(lines=_SPAN))

_VALUES: dict[str, _Schema] = {
    "date": {
        **_only(
            edtf=_said(_TEXT, "the date as it is known, no more exact (EDTF, ISO 8601-2)"),
            first=_said(_DAY, "the first day that it may mean; null where the start is open"),
            last=_said(_DAY, "the last day that it may mean; null where the end is open"),
            words=_TEXT,
        ),
        "description": "A date, as exact as it is known.",
    },
    "value": {"anyOf": [*_FORMS, _only(fields=_ref("fields"))]},
    "fields": {
        "description": "The fields that are set, by the names that the kind declares; each is a list.",
        "type": "object",
        "additionalProperties": {**_list(_ref("value")), "minItems": 1},
    },
}

_PROOF = _object(
    "Where the words stand in the source; null where they were not checked.",
    part=_said(_TEXT, "body, title, standfirst, byline, caption or furniture"),
    words=_said(_list(_SPAN), "for each part of the quote its first and last word in the source, from 1"),
    address=_MAYBE,
)

_CITATION = _object(
    "The words of a source that prove a claim.",
    source=_said(_TEXT, "the id of the source's entry"),
    quote=_said(_TEXT, "the exact words"),
    infer=_said(_MAYBE, "what the words alone do not say, and how the editors conclude it"),
    origin=_said(_MAYBE, "the source whose report these words relay, where the citation names one"),
    reported=_said(_or_null(_ref("date")), "when the source was published"),
    proof=_or_null(_PROOF),
)

_CLAIM = _object(
    "What an entry says in one place.",
    id=_TEXT,
    address=_said(_TEXT, "the lasting address of the claim"),
    part=_said(_TEXT, "facts, statements, or the name of a relation"),
    sentence=_said(_TEXT, "the claim as its page says it"),
    happened=_said(_or_null(_ref("date")), "when it was, where the claim says so"),
    said=_ref("fields"),
    status=_said(_MAYBE, "what sort of value it is, where it is not simply so; as misprint"),
    preferred=_said(_FLAG, "whether the editors follow it where sources differ"),
    why=_said(_MAYBE, "why they do"),
    note=_MAYBE,
    unsupported=_said(_FLAG, "whether all of its sources were retracted or superseded"),
    citations=_list(_ref("citation")),
)

_LOOKED_FOR = _object(
    "A question that the sources read do not answer.",
    id=_TEXT,
    address=_TEXT,
    question=_TEXT,
    read=_said(_list(_TEXT), "the ids of the sources"),
    note=_MAYBE,
)

_DISAGREEMENT = _object(
    "What cannot all hold.",
    part=_TEXT,
    field=_TEXT,
    about=_said(_MAYBE, "the id of whom a relation says it"),
    sides=_list(_object(claims=_list(_TEXT), sources=_list(_TEXT), preferred=_FLAG)),
)

_STANDING = _object(
    "What has become of a source since it was published.",
    status=_TEXT,
    date=_or_null(_ref("date")),
    why=_TEXT,
    by=_said(_MAYBE, "the id of the source that says so"),
    address=_TEXT,
)

_ENTRY = _object(
    "One entry, a source too.",
    id=_TEXT,
    kind=_TEXT,
    name=_TEXT,
    sort=_said(_TEXT, "the name as lists sort it"),
    address=_said(_TEXT, "the address of its page"),
    json=_said(_TEXT, "the address of this entry as JSON"),
    happened=_said(_or_null(_ref("date")), "the date that puts it in time, where its kind has one"),
    reported=_said(_or_null(_ref("date")), "of a source, when it was published"),
    entered=_said(_or_null(_object(first=_DAY, last=_DAY)), "when it came here and was last changed, where known"),
    withdrawn=_or_null(_object("Why it no longer stands.", date=_or_null(_ref("date")), why=_TEXT, see=_list(_TEXT))),
    standing=_list(_ref("standing")),
    keys=_said(_ref("fields"), "what carries no citation, as the bibliography of a source"),
    claims=_list(_ref("claim")),
    looked_for=_list(_ref("looked_for")),
    disagreements=_list(_ref("disagreement")),
)

_PARTS = {
    "entry": _ENTRY,
    "claim": _CLAIM,
    "citation": _CITATION,
    "looked_for": _LOOKED_FOR,
    "disagreement": _DISAGREEMENT,
    "standing": _STANDING,
}


def schema() -> _Schema:
    """Return the schema of both the whole and of one entry by itself."""
    head = {"format": {"const": FORMAT}, "schema": _said(_TEXT, "the address of this schema")}
    whole = _object(**head, title=_TEXT, home=_said(_MAYBE, "the address of the site"), entries=_list(_ref("entry")))
    one = _object(**head, entry=_ref("entry"))
    return {
        "$schema": DRAFT,
        "title": FORMAT,
        "description": "A knowledge base in which every claim is cited to the words of a source. Addresses are "
        "whole where the site knows its own, else seen from its root. Ignore keys that you do not know.",
        "anyOf": [whole, one],
        "$defs": {**_VALUES, **_PARTS},
    }
