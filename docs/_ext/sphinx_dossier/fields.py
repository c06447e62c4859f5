"""A field as a kind declares it: its type, how many values it takes, its labels and its one line of help.

Checks, JSON Schema, pages, back-links and the reference page are all derived from these records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Type(Enum):
    """What a value of a field is. The value is the name used in declarations, `form` says how it is written."""

    form: str

    def __new__(cls, value: str, form: str) -> Type:
        """Make a member whose value is its name in declarations."""
        member = object.__new__(cls)
        member._value_ = value
        member.form = form
        return member

    TEXT = "text", "a text"
    ID = "id", "lower-case words joined by hyphens"
    DATE = "date", "a date as EDTF, as in 2022-01-06, 2022-01 or 2022-01-06/2022-01-07"
    NUMBER = "number", "a number, as in 4000 or over 4000"
    CHOICE = "choice", "one of the choices"
    FLAG = "flag", "true or false"
    URL = "url", "a web address"
    REFERENCE = "reference", "the id of an entry"
    ADDRESS = "address", "an id, or a folder and an id, as in people/old-id"
    QUOTE = "quote", "the exact words of a source"
    LINES = "lines", "line numbers, as in 4 or 4-7"
    RECORD = "record", "a mapping"
    MAP = "map", "a mapping with keys of your own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    `to` names the kinds that a reference may lead to (empty: any). `choices` maps each choice to its label.
    `fields` are the keys of a record; for a map, the one field under the empty name is the form of each value.
    `back` labels the link back from the entry referred to. `schema` is the property in schema.org, and `terms` maps
    choices to terms of schema.org, where it has them.

    What a quote must hold for the field: with `verbatim` the value itself, word for word; `turning` names the
    choices that say that something is not or not surely so, `contrary` those that say that it is not and so cannot
    hold together with a choice that says it is. With `in_passing` the value is told in passing, as names
    and offices are: what the rest of the sentence denies, doubts or attributes does not touch it.
    """

    name: str
    type: Type
    label: str
    help: str
    many: bool = False
    required: bool = False
    to: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    back: str = ""
    schema: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    verbatim: bool = False
    in_passing: bool = False
    turning: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
