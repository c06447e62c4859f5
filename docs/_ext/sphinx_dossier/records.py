"""The values that an entry's file gives, as frozen records, with their places: references, quotes, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from sphinx_dossier.dates import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A reference to the entry `id`; where it stands does not count when references are compared."""

    id: str
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a source as an entry gives them, with their place."""

    text: str
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and how exact it is: `bound` is empty, or one of over, about, under, at least, at most."""

    amount: Decimal
    bound: str = ""

    def __str__(self) -> str:
        return f"{self.bound} {self.amount:,}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of a text file, from `first` to `last`, counted from 1, both included."""

    first: int
    last: int
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an entry once was: its id of then, and the folder where that was another one than now."""

    id: str
    folder: str = ""
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.folder}/{self.id}" if self.folder else self.id


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a mapping that are set, each with its values in file order."""

    values: Mapping[str, tuple[Value, ...]] = field(default_factory=lambda: MappingProxyType({}))
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)

    def all(self, name: str) -> tuple[Value, ...]:
        """Return every value of a field, none where it is not set."""
        return self.values.get(name, ())

    def text(self, name: str) -> str:
        """Return the first value of a field as text, empty where it is not set."""
        return next((str(value) for value in self.all(name)), "")

    def refs(self, name: str) -> tuple[Ref, ...]:
        """Return the references in a field."""
        return tuple(value for value in self.all(name) if isinstance(value, Ref))

    def records(self, name: str) -> tuple[Record, ...]:
        """Return the records in a field."""
        return tuple(value for value in self.all(name) if isinstance(value, Record))

    def all_refs(self, start: str = "") -> Iterator[tuple[str, Ref]]:
        """Yield every reference with the name of its field, those in records inside as `outer.inner`."""
        for name, values in self.values.items():
            for value in values:
                if isinstance(value, Ref):
                    yield start + name, value
                elif isinstance(value, Record):
                    yield from value.all_refs(f"{start}{name}.")

    def without(self, *names: str) -> Record:
        """Return the record without the named fields."""
        kept = {name: value for name, value in self.values.items() if name not in names}
        return Record(MappingProxyType(kept), self.line, self.col)

    def __getstate__(self) -> tuple[dict[str, tuple[Value, ...]], int, int]:
        return dict(self.values), self.line, self.col

    def __setstate__(self, state: tuple[dict[str, tuple[Value, ...]], int, int]) -> None:
        object.__setattr__(self, "values", MappingProxyType(state[0]))
        object.__setattr__(self, "line", state[1])
        object.__setattr__(self, "col", state[2])


Value: TypeAlias = str | bool | Date | Number | Lines | Ref | Quote | Address | Record
