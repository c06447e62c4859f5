"""What the columns of a table of entries hold, and what each cell sorts as, for readers who sort it themselves."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_dossier.dates import Date, Day
from sphinx_dossier.entries import Entry
from sphinx_dossier.fields import Type
from sphinx_dossier.folding import folded
from sphinx_dossier.kinds import Kind
from sphinx_dossier.pages.choice import NAME
from sphinx_dossier.pages.model import Column
from sphinx_dossier.values import Number, Value

_FORMS: Mapping[Type, str] = {Type.DATE: "date", Type.NUMBER: "number"}


def column(kind: Kind, name: str) -> Column:
    """Return what a column of a table of a kind holds."""
    field = kind.keys.get(name) or kind.facts.get(name)
    form = "name" if name == NAME else _FORMS.get(field.type, "words") if field else "words"
    return Column(name, form)


def key(entry: Entry, column: Column) -> str:
    """Return what a cell sorts as, empty where that is its words.

    A date is its first and its last day as numbers of eight digits or more, only one where it is a single day.
    """
    if column.form == "name":
        return "" if folded(entry.sort) == folded(entry.name) else entry.sort
    if column.form == "words":
        return ""
    return _value_key(entry.value(column.name))


def _value_key(value: Value | None) -> str:
    if isinstance(value, Date):
        first, last = _day(value.first), _day(value.last)
        return first if first == last else f"{first}/{last}"
    return str(value.amount) if isinstance(value, Number) else ""


def _day(day: Day) -> str:
    year, month, of_month = day
    return str(year * 10_000 + month * 100 + of_month)
