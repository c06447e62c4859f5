"""What a claim sets, field by field, those of records inside it too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_dossier.entries import STATEMENTS
from sphinx_dossier.fields import Field
from sphinx_dossier.rules.seen import Seen
from sphinx_dossier.values import Record, Value


def said(seen: Seen) -> Iterator[tuple[Field, Value]]:
    """Yield each value of a claim with the field that it stands in."""
    part = seen.library.kinds[seen.entry.kind].shape.fields[seen.claim.part]
    yield from _values(seen.claim.said, part.fields)


def _values(record: Record, fields: Mapping[str, Field]) -> Iterator[tuple[Field, Value]]:
    for name, values in record.values.items():
        for value in values:
            if isinstance(value, Record):
                yield from _values(value, fields[name].fields)
            else:
                yield fields[name], value


def text(seen: Seen) -> str:
    """Return our own sentence, where the claim is a statement."""
    return seen.claim.said.text("text") if seen.claim.part == STATEMENTS else ""
