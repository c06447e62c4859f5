"""Node to value, by the field that a kind declares; what does not fit becomes a problem at its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from types import MappingProxyType
from urllib.parse import urlsplit

from sphinx_dossier import dates
from sphinx_dossier.dates import Date
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.problems import Code, Place, Problem, listed, meant
from sphinx_dossier.records import Address, Lines, Number, Quote, Record, Ref, Value
from sphinx_dossier.yaml_nodes import Mapping as MappingNode
from sphinx_dossier.yaml_nodes import Node, Scalar, Sequence

__all__ = ["ID", "Address", "Lines", "Number", "Quote", "Reader", "Record", "Ref", "Value", "slug"]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id: lower-case ASCII, so that it is the same file on every file system."""

CITE = "each claim carries 'cite:' with 'source' and 'quote'"
_NUMBER = re.compile(r"(?:(over|about|under|at least|at most) )?(-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)")
_LINES = re.compile(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?")
_NULLS = {"~", "null", "Null", "NULL"}  # what YAML takes for no value where it stands without quotation marks


class Reader:
    """Reads the nodes of one file; what is wrong gathers in `problems`, and reading goes on."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def problem(self, node: Node, code: Code, wrong: str, allowed: str = "", guess: str = "") -> None:
        """Note a problem at a node's place."""
        place = Place(path=self.path, line=node.line, col=node.col)
        self.problems.append(Problem(place=place, code=code, wrong=wrong, allowed=allowed, meant=guess))

    def record(self, node: Node, shape: Field) -> Record:
        """Return the fields of a mapping, by the fields of `shape`."""
        if not isinstance(node, MappingNode):
            self._wrong_form(node, shape, f"{_where(shape)} takes a mapping with {listed(shape.fields)}")
            return Record()
        values: dict[str, tuple[Value, ...]] = {}
        for key, value in node.pairs:
            if (known := shape.fields.get(key.text)) is None:
                self._unknown_key(key, shape)
            else:
                values[key.text] = self.values(value, known)
        self._missing(node, shape)
        return Record(MappingProxyType(values), node.line, node.col)

    def values(self, node: Node, shape: Field) -> tuple[Value, ...]:
        """Return the values that a node gives a field: one, or with `many` each item of a list."""
        if not isinstance(node, Sequence):
            return tuple(self._one(node, shape))
        if not shape.many:
            self._wrong_form(node, shape, f"'{shape.name}' takes one value: {shape.type.form}")
            return ()
        if not node.items:
            if shape.name == "cite":
                self.problem(node, Code.UNCITED_CLAIM, "this claim cites nothing", CITE)
            else:
                self.problem(
                    node, Code.WRONG_TYPE, f"the list of '{shape.name}' is empty", f"it takes {shape.type.form}"
                )
        return tuple(value for item in node.items for value in self._one(item, shape))

    def _one(self, node: Node, shape: Field) -> Iterator[Value]:
        if shape.type is Type.RECORD:
            yield self.record(node, shape)
        elif shape.type is Type.MAP:
            yield self._map(node, shape)
        elif not isinstance(node, Scalar):
            self._wrong_form(node, shape, f"'{shape.name}' takes {shape.type.form}")
        elif not node.text.strip() or (node.plain and node.text in _NULLS):
            self.problem(node, Code.WRONG_TYPE, f"'{shape.name}' has no value", f"it takes {shape.type.form}")
        elif (value := _SCALARS[shape.type](self, node, shape)) is not None:
            yield value

    def _map(self, node: Node, shape: Field) -> Record:
        if not isinstance(node, MappingNode):
            self._wrong_form(node, shape, f"'{shape.name}' takes a mapping")
            return Record()
        values: dict[str, tuple[Value, ...]] = {}
        for key, value in node.pairs:
            if _id(self, key, shape) is not None:
                values[key.text] = self.values(value, shape.fields[""])
        return Record(MappingProxyType(values), node.line, node.col)

    def _wrong_form(self, node: Node, shape: Field, allowed: str) -> None:
        form = {Scalar: "a single value", Sequence: "a list", MappingNode: "a mapping"}[type(node)]
        if isinstance(node, Scalar) and node.plain and node.text in {"", *_NULLS}:
            form = "nothing"
        self.problem(node, Code.WRONG_TYPE, f"{form} stands for {_where(shape)}", allowed)

    def _unknown_key(self, key: Scalar, shape: Field) -> None:
        allowed = f"{_where(shape)} has {listed(shape.fields)}"
        self.problem(key, Code.UNKNOWN_KEY, f"unknown key '{key.text}'", allowed, meant(key.text, shape.fields))

    def _missing(self, node: MappingNode, shape: Field) -> None:
        present = {key.text for key, _ in node.pairs}
        for name, known in shape.fields.items():
            if not known.required or name in present:
                continue
            if name == "cite":
                self.problem(node, Code.UNCITED_CLAIM, "this claim cites nothing", CITE)
            else:
                wrong = f"{_where(shape)} lacks the key '{name}'"
                self.problem(node, Code.MISSING_KEY, wrong, f"it is {known.type.form}")


def _where(shape: Field) -> str:
    return shape.name if " " in shape.name else f"'{shape.name}'" if shape.name else "an entry"


def slug(text: str) -> str:
    """Return the id that is nearest to a text: its ASCII letters and digits in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def _text(_: Reader, node: Scalar, __: Field) -> str | None:
    return node.text.strip()


def _id(reader: Reader, node: Scalar, _: Field) -> str | None:
    if ID.fullmatch(node.text):
        return node.text
    guess = f"did you mean '{near}'?" if (near := slug(node.text)) else ""
    reader.problem(node, Code.BAD_ID, f"'{node.text}' is no id", Type.ID.form, guess)
    return None


@functools.lru_cache(maxsize=65536)
def _parsed(text: str) -> Date | str:
    try:
        return dates.parse(text)
    except dates.DateError as error:
        return str(error)


def _date(reader: Reader, node: Scalar, _: Field) -> Date | None:
    if isinstance(parsed := _parsed(node.text), Date):
        return parsed
    wrong = f"'{node.text}' is no date: {parsed}"
    allowed = "dates are EDTF, as in 2022-01-06, 2022-01, 2022-01-06/2022-01-07 or 2022?"
    guess = f"did you mean '{near}'?" if (near := dates.nearest(node.text)) else ""
    reader.problem(node, Code.BAD_DATE, wrong, allowed, guess)
    return None


def _number(reader: Reader, node: Scalar, _: Field) -> Number | None:
    if match := _NUMBER.fullmatch(node.text):
        return Number(amount=Decimal(match[2].replace(",", "")), bound=match[1] or "")
    reader.problem(node, Code.BAD_NUMBER, f"'{node.text}' is no number", Type.NUMBER.form)
    return None


def _choice(reader: Reader, node: Scalar, shape: Field) -> str | None:
    if node.text in shape.choices:
        return node.text
    wrong = f"'{node.text}' is no choice of '{shape.name}'"
    allowed = f"it takes {listed(shape.choices, last='or')}"
    reader.problem(node, Code.BAD_CHOICE, wrong, allowed, meant(node.text, shape.choices))
    return None


def _flag(reader: Reader, node: Scalar, shape: Field) -> bool | None:
    if node.text in {"true", "false"}:
        return node.text == "true"
    wrong = f"'{node.text}' is no choice of '{shape.name}'"
    reader.problem(node, Code.BAD_CHOICE, wrong, "it takes 'true' or 'false'")
    return None


def _url(reader: Reader, node: Scalar, _: Field) -> str | None:
    try:
        whole = urlsplit(node.text)
        start = node.text.startswith(("https://", "http://"))
        if start and whole.hostname and not re.search(r"\s", node.text):
            return node.text
    except ValueError:
        pass
    allowed = "addresses start with https:// or http:// and a host"
    reader.problem(node, Code.BAD_URL, f"'{node.text}' is no whole web address", allowed)
    return None


def _reference(_: Reader, node: Scalar, __: Field) -> Ref | None:
    return Ref(id=node.text, line=node.line, col=node.col)


def _address(reader: Reader, node: Scalar, _: Field) -> Address | None:
    folder, slash, name = node.text.rpartition("/")
    if ID.fullmatch(name) and (ID.fullmatch(folder) or not slash):
        return Address(id=name, folder=folder, line=node.line, col=node.col)
    reader.problem(node, Code.BAD_ID, f"'{node.text}' is no address", Type.ADDRESS.form)
    return None


def _quote(_: Reader, node: Scalar, __: Field) -> Quote | None:
    return Quote(text=node.text.strip(), line=node.line, col=node.col)


def _lines(reader: Reader, node: Scalar, _: Field) -> Lines | None:
    match = _LINES.fullmatch(node.text)
    if match and int(match[1]) <= int(match[2] or match[1]):
        return Lines(first=int(match[1]), last=int(match[2] or match[1]), line=node.line, col=node.col)
    reader.problem(node, Code.BAD_LINES, f"'{node.text}' names no lines", Type.LINES.form)
    return None


_SCALARS: dict[Type, Callable[[Reader, Scalar, Field], Value | None]] = {
    Type.TEXT: _text,
    Type.ID: _id,
    Type.DATE: _date,
    Type.NUMBER: _number,
    Type.CHOICE: _choice,
    Type.FLAG: _flag,
    Type.URL: _url,
    Type.REFERENCE: _reference,
    Type.ADDRESS: _address,
    Type.QUOTE: _quote,
    Type.LINES: _lines,
}
