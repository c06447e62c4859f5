"""What documents print of the published data: the files that there are, and what the keys of the JSON mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx_dossier.pages.model import Block, External, Inline, Paragraph, Row, Section, Table, Text
from sphinx_dossier.publication import Listed
from sphinx_dossier.site.asked import DataFiles, DataReference
from sphinx_dossier.site.published import Published

_Schema = dict[str, Any]


def blocks(question: DataFiles | DataReference, published: Published) -> tuple[Block, ...]:
    """Return the table of the files, or the reference of the keys."""
    if isinstance(question, DataReference):
        schemas = [form.schema() for form in published.chosen.values() if form.schema]
        return tuple(block for schema in schemas for block in _reference(schema))
    rows = tuple(_row(one, question.docname, published) for one in published.listed())
    return (Table("Published files", ("File", "What it holds"), rows),) if rows else (_none(),)


def _none() -> Paragraph:
    return Paragraph((Text("This site publishes no data."),), "empty")


def _row(one: Listed, docname: str, published: Published) -> Row:
    href = published.href(docname, one.path)
    link: Inline = External(one.path, href) if href else Text(one.path, "code")
    named = (Text(one.pattern, "code"), Text(", as "), link) if one.pattern else (link,)
    return Row((named, (Text(one.help),)))


def _reference(schema: _Schema) -> Iterator[Block]:
    """Yield a section for what a file holds, and one for each form within it, as the schema describes them."""
    whole, *others = schema["anyOf"]
    yield Paragraph((Text(schema["description"]),))
    yield _section("the whole", "data-whole", whole)
    for other in others:
        yield _section("one entry by itself", "data-alone", other)
    for name, one in schema["$defs"].items():
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
