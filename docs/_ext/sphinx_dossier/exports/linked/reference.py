"""The words of the graph as a reference: our own terms, and for each kind what its fields are in schema.org."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.linked.vocabulary import EDTF, OWN, TERMS, of_field, of_kind, terms_of
from sphinx_dossier.kinds import Kind
from sphinx_dossier.pages.model import Block, Inline, Paragraph, Row, Section, Table, Text


def reference(checked: Checked) -> tuple[Block, ...]:
    """Return our own terms, and a table of the fields of each kind."""
    return (Section("Linked data: the terms", "data-terms", (*_own(), *map(_kind, checked.library.kinds.values()))),)


def _own() -> Iterator[Block]:
    yield Paragraph(
        (
            Text("A term without a prefix is schema.org\u2019s. The prefix "),
            Text("dossier:", "code"),
            Text(" stands for "),
            Text(OWN, "code"),
            Text(", a name that is the same on every site and that no program has to fetch. A date that schema.org "),
            Text("cannot say as it is known has the type "),
            Text(EDTF, "code"),
            Text("."),
        )
    )
    rows = tuple(Row(((Text(f"dossier:{name}", "code"),), (Text(help_),))) for name, help_ in TERMS.items())
    yield Table("Own terms", ("Term", "What it means"), rows)


def _kind(kind: Kind) -> Section:
    types: tuple[Inline, ...] = (Text(kind.schema, "code"), Text(" and "), Text(of_kind(kind), "code"))
    lead = Paragraph((Text("The type of an entry is "), *types, Text(".")))
    rows = tuple(
        Row(((Text(field.label),), (Text(of_field(field, kind, relation), "code"),)))
        for relation, field in terms_of(kind)
    )
    table = Table(f"Terms: {kind.label}", ("Field", "Term"), rows)
    return Section(kind.label, f"data-terms-{kind.name}", (lead, table))
