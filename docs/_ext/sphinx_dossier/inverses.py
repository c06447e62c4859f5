"""What refers to each entry of a library, and in which order entries stand: told by ids and numbers.

Held so, it keeps no entry in memory: a library of a million entries can be asked for those that a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, overload, runtime_checkable

from sphinx_dossier.entries import LOOKED_FOR, Entry, Head

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")
L = TypeVar("L", contravariant=True)  # noqa: PLC0105
V_co = TypeVar("V_co", covariant=True)

Naming: TypeAlias = tuple[str, int, str]
"""A reference: the entry that refers, the number of its claim from 0, or -1 for a key, and the field."""
Citing: TypeAlias = tuple[str, int, int]
"""A citation: its entry, the number of its claim, and its own number there, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverses:
    """What refers to each entry: `mentions` in the order of the referring entries, the others in that of ids.

    `kinds` gives the entries of a kind in order, `beside` those just before and after an entry there, empty for none;
    `moved` for an id that entries had before which those are, by the folder. `claims` and `citations` are how many
    there are; `looked_for` of the claims say only what was looked for.
    """

    kinds: Mapping[str, Sequence[str]]
    beside: Mapping[str, tuple[str, str]]
    mentions: Mapping[str, Sequence[Naming]]
    citing: Mapping[str, Sequence[Citing]]
    relaying: Mapping[str, Sequence[Citing]]
    moved: Mapping[str, Mapping[str, str]]
    claims: int
    looked_for: int
    citations: int


@runtime_checkable
class Inversed(Protocol):
    """Entries that come with what refers to them, what links to them show, and their order: none is read for it."""

    @property
    def inverses(self) -> Inverses:
        """What refers to them."""

    @property
    def heads(self) -> Mapping[str, Head]:
        """What links to each show, by its id."""

    @property
    def ranks(self) -> Mapping[str, int]:
        """The number of each in the order of all."""


def find(
    entries: Iterable[Entry], order: Callable[[Entry], tuple[object, ...]], before: Callable[[Entry], Iterable[str]]
) -> Inverses:
    """Return what refers to some entries, which come in the order of ids.

    `order` gives the key by which they are sorted, `before` the names of the pages that an entry had before.
    """
    all_ = list(entries)
    kinds, mentions = defaultdict[str, list[str]](list), defaultdict[str, list[Naming]](list)
    for entry in sorted(all_, key=order):
        kinds[entry.kind].append(entry.id)
        for number, name, target in _named(entry):
            mentions[target].append((entry.id, number, name))
    citing, relaying = defaultdict[str, list[Citing]](list), defaultdict[str, list[Citing]](list)
    moved: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry in all_:
        for at, claim in enumerate(entry.claims):
            for number, citation in enumerate(claim.cite):
                citing[citation.source.id].append((entry.id, at, number))
                if citation.origin:
                    relaying[citation.origin.id].append((entry.id, at, number))
        for old in before(entry):
            folder, _, id_ = old.partition("/")
            moved[id_].setdefault(folder, entry.id)
    return Inverses(
        kinds=dict(kinds),
        beside={id_: beside for same in kinds.values() for id_, beside in _beside(same)},
        mentions=dict(mentions),
        citing=dict(citing),
        relaying=dict(relaying),
        moved=dict(moved),
        claims=sum(len(entry.claims) for entry in all_),
        looked_for=sum(len(entry.of(LOOKED_FOR)) for entry in all_),
        citations=sum(map(len, citing.values())),
    )


def _named(entry: Entry) -> Iterator[tuple[int, str, str]]:
    numbers = {id(claim): number for number, claim in enumerate(entry.claims)}
    for claim, name, ref in entry.refs():
        yield (numbers[id(claim)] if claim else -1), name, ref.id


def _beside(ids: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for at, id_ in enumerate(ids):
        yield id_, (ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else "")


class Given(Mapping[K, W], Generic[K, V, W]):
    """A mapping whose values are made of those of another when they are asked for."""

    def __init__(self, held: Mapping[K, V], make: Callable[[V], W]) -> None:
        self._held, self._make = held, make

    def __getitem__(self, key: K) -> W:
        return self._make(self._held[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class _Gives(Protocol[L, V_co]):
    def __getitem__(self, key: L, /) -> V_co: ...


class Row(Sequence[V]):
    """Things in a row, each taken by its key from where it is when it is asked for, as entries from a library."""

    def __init__(self, keys: Sequence[L], held: _Gives[L, V]) -> None:
        self._keys: Sequence[Any] = keys
        self._held: _Gives[Any, V] = held

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Row[V]: ...
    def __getitem__(self, at: int | slice) -> V | Row[V]:
        return Row(self._keys[at], self._held) if isinstance(at, slice) else self._held[self._keys[at]]

    def __iter__(self) -> Iterator[V]:
        return (self._held[key] for key in self._keys)

    def __len__(self) -> int:
        return len(self._keys)
