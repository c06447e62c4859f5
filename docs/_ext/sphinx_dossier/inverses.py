"""What refers to each entry of a library, and in which order entries stand: told by ids and numbers.

Held so, it keeps no entry in memory: a library of a million entries can be asked for those that a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar, overload, runtime_checkable

from sphinx_dossier.entries import Entry

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")

Naming: TypeAlias = tuple[str, int, str]
"""A reference: the entry that refers, the number of its claim from 0, or -1 for a key, and the field."""
Citing: TypeAlias = tuple[str, int, int]
"""A citation: its entry, the number of its claim, and its own number there, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverses:
    """What refers to each entry: `mentions` in the order of the referring entries, the others in that of ids.

    `kinds` gives the entries of a kind in order, `beside` those just before and after an entry there, empty for none;
    `moved` for an id that entries had before which those are, by the folder. `claims` and `citations` are how many
    there are.
    """

    kinds: Mapping[str, Sequence[str]]
    beside: Mapping[str, tuple[str, str]]
    mentions: Mapping[str, Sequence[Naming]]
    citing: Mapping[str, Sequence[Citing]]
    relaying: Mapping[str, Sequence[Citing]]
    moved: Mapping[str, Mapping[str, str]]
    claims: int
    citations: int


@runtime_checkable
class Inversed(Protocol):
    """Entries that come with what refers to them."""

    @property
    def inverses(self) -> Inverses:
        """What refers to them."""


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


class Row(Sequence[Entry]):
    """Entries in a row, each taken from a library when it is asked for."""

    def __init__(self, ids: Sequence[str], entries: Mapping[str, Entry]) -> None:
        self._ids, self._entries = ids, entries

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Row: ...
    def __getitem__(self, at: int | slice) -> Entry | Row:
        return Row(self._ids[at], self._entries) if isinstance(at, slice) else self._entries[self._ids[at]]

    def __iter__(self) -> Iterator[Entry]:
        return (self._entries[id_] for id_ in self._ids)

    def __len__(self) -> int:
        return len(self._ids)
