"""The keys of the published JSON as a reference, printed from its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.json_schema import FORMAT, schema
from sphinx_dossier.pages.model import Block, Paragraph, Row, Section, Table, Text

_Schema = dict[str, Any]


def reference(_: Checked) -> tuple[Block, ...]:
    """Return what a file holds, and what each form within it."""
    return (Section(f"JSON: {FORMAT}", "data-json", tuple(_parts(schema()))),)


def _parts(whole: _Schema) -> Iterator[Block]:
    both, alone = whole["anyOf"]
    yield Paragraph((Text(whole["description"]),))
    yield _section("the whole", "data-whole", both)
    yield _section("one entry by itself", "data-alone", alone)
    for name, one in whole["$defs"].items():
        if "properties" in one:
            yield _section(name.replace("_", " "), f"data-{name}", one)


def _section(name: str, anchor: str, one: _Schema) -> Section:
    rows = tuple(
        Row(((Text(key, "code"),), (Text(_form(value)),), (Text(_help(value)),)))
        for key, value in one["properties"].items()
    )
    lead = (Paragraph((Text(one["description"]),)),) if "description" in one else ()
    title = name[0].upper() + name[1:]
    return Section(title, anchor, (*lead, Table(f"Keys: {name}", ("Key", "Value", "What it is"), rows)))


def _help(one: _Schema) -> str:
    found = str(one.get("description", ""))
    return found[:1].upper() + found[1:]


def _form(one: _Schema) -> str:
    """Return the form of a value in words."""
    if "const" in one:
        return f"“{one['const']}”"
    if "anyOf" in one:
        return " or ".join(map(_form, one["anyOf"]))
    if "$ref" in one:
        return str(one["$ref"]).rpartition("/")[2].replace("_", " ")
    type_ = one.get("type", "")
    if type_ == "array":
        return f"list of: {_form(one['items'])}"
    if type_ == "object":
        return f"object with {', '.join(one['properties'])}" if "properties" in one else "object"
    return " or ".join(type_) if isinstance(type_, list) else str(type_)
