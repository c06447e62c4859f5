"""Values as JSON-LD: dates no more exact than they are known, references as the entries that they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from sphinx_dossier.dates import Date
from sphinx_dossier.exports.linked.vocabulary import EDTF, SCHEMA
from sphinx_dossier.fields import Field
from sphinx_dossier.records import Number, Record, Ref, Value

Refer: TypeAlias = Callable[[Ref], list[dict[str, str]]]
"""Gives the node of the entry that a reference names; none where it was left out for a problem."""

_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2}(T[0-9:]+(Z|[+-][0-9:]+)?)?)?)?")
"""A date that ISO 8601 knows as EDTF does: a year, a month or a day, and nothing uncertain about it."""
START, END = "startDate", "endDate"


def value(one: Value, field: Field, refer: Refer) -> object:
    """Return a value of a field; None where there is none for others."""
    match one:
        case Ref():
            return next(iter(refer(one)), None)
        case Date():
            return date(one)
        case Number() | bool():
            return one if isinstance(one, bool) else _number(one)
        case Record():
            return " ".join(_text(inner) for values in one.values.values() for inner in values) or None
    text = _text(one)
    if text in field.terms:
        return {"@id": SCHEMA + field.terms[text]}
    return field.choices.get(text, text)


def _text(one: Value) -> str:
    return str(getattr(one, "text", one))


def date(one: Date) -> object:
    """Return a date: as schema.org has it where that says the same, else as EDTF."""
    return one.text if _PLAIN.fullmatch(one.text) else {"@type": EDTF, "@value": one.text}


def dated(term: str, one: Date) -> dict[str, object]:
    """Return a date under its term; the start of an interval with two plain ends is its start and its end."""
    start, slash, end = one.text.partition("/")
    if term == START and slash and _PLAIN.fullmatch(start) and _PLAIN.fullmatch(end):
        return {START: start, END: end}
    return {term: date(one)}


def _number(one: Number) -> object:
    if one.bound:
        return str(one)
    whole = one.amount == one.amount.to_integral_value()
    return int(one.amount) if whole else float(one.amount)
