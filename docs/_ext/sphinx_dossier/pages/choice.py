"""Finding what a query names, and choosing and ordering entries; what is not there is said with a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from sphinx_dossier import dates
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.folding import folded
from sphinx_dossier.inverses import Row
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import Library
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.values import Number, Ref, Value

NAME = "name"
"""The column of an entry's title."""

Where = tuple[tuple[str, str], ...]


class QueryError(ValueError):
    """A question that the knowledge base has no answer to; the message says what it can be asked."""


def _unknown(what: str, name: str, known: Iterable[str], *, list_all: bool = True) -> QueryError:
    names = list(known)
    allowed = f"; there are {listed(names) or 'none'}" if list_all else ""
    guess = meant(name, names)
    return QueryError(f"no {what} '{name}'{allowed}" + (f"; {guess}" if guess else ""))


def kind_of(name: str, library: Library) -> Kind:
    """Return a kind by its name; raises QueryError where there is none."""
    if name not in library.kinds:
        raise _unknown("kind", name, library.kinds)
    return library.kinds[name]


def entry_of(id: str, library: Library) -> Entry:  # noqa: A002
    """Return an entry by its id; raises QueryError where there is none, or where it is left out."""
    if library.is_broken(id):
        raise QueryError(f"the entry '{id}' is left out, because there is a problem in it")
    if id not in library.entries:
        raise _unknown("entry", id, library.entries, list_all=False)
    return library.entries[id]


def claim_of(entry: Entry, id: str) -> Claim:  # noqa: A002
    """Return a claim of an entry by its id; raises QueryError where there is none."""
    for claim in entry.claims:
        if claim.id == id:
            return claim
    raise _unknown(f"claim in '{entry.id}'", id, [claim.id for claim in entry.claims])


def column_names(kind: Kind) -> list[str]:
    """Return what may be a column of a table of a kind."""
    return list(dict.fromkeys([NAME, *kind.keys, *kind.facts, *kind.relations]))


def checked_columns(kind: Kind, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns, those of the kind where none are given; raises QueryError on an unknown one."""
    known = column_names(kind)
    for column in columns:
        if column not in known:
            raise _unknown(f"column of the kind '{kind.name}'", column, known)
    return tuple(columns) or kind.columns


def chosen(kind: Kind, where: Where, library: Library) -> Iterator[Entry]:
    """Return the entries of a kind of which every condition holds, in the order of the library.

    A condition is a key, a fact, a relation or `relation.field`, and what one of its values must be: an id,
    a choice, a number, a text, or a date within which its date must lie. Raises QueryError where a condition
    names no such thing.
    """
    tests = [_test(kind, name, value, library) for name, value in where]
    return (entry for entry in library.of_kind(kind.name) if all(test(entry) for test in tests))


def _test(kind: Kind, name: str, value: str, library: Library) -> Callable[[Entry], bool]:
    relation, _, inner = name.partition(".")
    if relation in kind.relations:
        fields = kind.relations[relation].field.fields
        if inner and inner not in fields:
            raise _unknown(f"field of the relation '{relation}'", inner, fields)
        names = [inner] if inner else [n for n, field in fields.items() if _may_hold(field, value, library)]
        if not names:
            raise _unknown("entry", value, library.entries, list_all=False)
        matches = {n: _matcher(fields[n], value, library) for n in names}
        return lambda entry: any(
            match(one) for claim in entry.of(relation) for n, match in matches.items() for one in claim.said.all(n)
        )
    if name == NAME:
        return lambda entry: folded(entry.name) == folded(value)
    if name not in kind.keys and name not in kind.facts:
        raise _unknown(f"field of the kind '{kind.name}'", name, column_names(kind))
    match = _matcher(kind.keys.get(name) or kind.facts[name], value, library)
    return lambda entry: any(match(one) for one in entry.sound(name))


def _may_hold(field: Field, value: str, library: Library) -> bool:
    return field.type is Type.REFERENCE and (value in library.entries or library.is_broken(value))


def _matcher(field: Field, value: str, library: Library) -> Callable[[Value], bool]:
    if field.type is Type.REFERENCE:
        if value not in library.entries and not library.is_broken(value):
            raise _unknown("entry", value, library.entries, list_all=False)
        return lambda one: isinstance(one, Ref) and one.id == value
    if field.type is Type.CHOICE and value not in field.choices:
        raise _unknown(f"choice of '{field.name}'", value, field.choices)
    if field.type is Type.DATE:
        within = _date(value)
        return lambda one: isinstance(one, Date) and one.first >= within.first and one.last <= within.last
    if field.type is Type.NUMBER:
        return lambda one: isinstance(one, Number) and value in {str(one), str(one.amount)}
    if field.type is Type.FLAG:
        return lambda one: one is (value == "true")
    return lambda one: folded(str(one)) == folded(value)


def _date(value: str) -> Date:
    try:
        return dates.parse(value)
    except dates.DateError as error:
        raise QueryError(f"'{value}' is no date: {error}") from error


def ordered(entries: Iterable[Entry], kind: Kind, order: str, library: Library) -> Sequence[Entry]:
    """Return entries by a column, after a minus sign the other way round; those without a value come last.

    Without an order: the newest first where the kind has a time, else by name. They are gone through once, and not
    held. Raises QueryError on an unknown column.
    """
    column = order.removeprefix("-") or kind.time or NAME
    checked_columns(kind, [column])
    with_value, rest = list[tuple[tuple[object, ...], str, str]](), list[str]()
    for entry in entries:
        key = _key(entry, column, library)
        if key is None:
            rest.append(entry.id)
        else:
            with_value.append((key, folded(entry.sort), entry.id))
    by_name = sorted(with_value, key=lambda found: found[1:])
    down = order.startswith("-") or (not order and bool(kind.time))
    by_key = sorted(by_name, key=lambda found: found[0], reverse=down)
    return Row([*(id_ for _, _, id_ in by_key), *rest], library.held)


def _key(entry: Entry, column: str, library: Library) -> tuple[object, ...] | None:
    if column == NAME:
        return (folded(entry.sort),)
    values = list(entry.sound(column)) or [
        value for claim in entry.of(column) for said in claim.said.values.values() for value in said
    ]
    return _value_key(values[0], library) if values else None


def _value_key(value: Value, library: Library) -> tuple[object, ...]:
    if isinstance(value, Date):
        return ("", Decimal(0), value.first, value.last)
    if isinstance(value, Number):
        return ("", value.amount)
    if isinstance(value, Ref):
        target = library.entries.get(value.id)
        return (folded(target.sort if target else value.id),)
    return (folded(str(value)),)
