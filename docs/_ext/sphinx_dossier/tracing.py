"""What a piece of work reads of a knowledge base: it has to be done again only when some of that is another.

What is read is noted under a key: a mark for the sort of thing, and its name. Nothing is noted unless somebody asks.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

ENTRY, MENTIONS, CITING, RELAYING, MOVED, KIND, BESIDE = "e:", "m:", "c:", "r:", "v:", "k:", "b:"
"""The marks of what is read of a library: an entry by its id, what names it, cites it, has words from it, or was it
before; the entries of a kind; which are beside an entry in their order."""
NAMES, PRINT, ANSWERED, HISTORY, DIFFERENCES, MET = "n:", "p:", "a:", "h:", "d:", "t:"
"""Those of what was found by the check: the names that begin with a word, are some words, or are an entry's (`OF`), a
fingerprint with the places in it, findings that are answered, when an entry was entered, disagreements, who met."""
ELSEWHERE, WEIGHTS = "w:", "l:"
"""Those of how the page of a source is spread: where its quotes are, and what was weighed for it."""
OF = "#"
"""What a name begins with where the names of an entry are read: no word does."""
WITHIN = "\x1f"
"""What stands between the parts of a name."""
ALL = "*"
"""The name of all things of a sort together."""

K = TypeVar("K")
V = TypeVar("V")

_readers: list[set[str] | None] = []


def note(key: str) -> None:
    """Note that something is read."""
    if _readers and (reader := _readers[-1]) is not None:
        reader.add(key)


def note_all(keys: Iterable[str]) -> None:
    """Note that several things are read."""
    if _readers and (reader := _readers[-1]) is not None:
        reader.update(keys)


@contextmanager
def reading() -> Iterator[set[str]]:
    """Gather the keys of what is read meanwhile."""
    found: set[str] = set()
    _readers.append(found)
    try:
        yield found
    finally:
        _readers.pop()


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing meanwhile: what is worked out belongs to nobody, and has a key of its own."""
    _readers.append(None)
    try:
        yield
    finally:
        _readers.pop()


if TYPE_CHECKING:
    unnoted_property = functools.cached_property
else:

    class unnoted_property(functools.cached_property):  # noqa: N801 -- named as what it is one of
        """A property that is worked out once, from more than whoever asks for it reads of it."""

        def __get__(self, instance: object, owner: type | None = None) -> object:
            """Return the value."""
            with unnoted():
                return super().__get__(instance, owner)


class Noted(Mapping[K, V], Generic[K, V]):
    """A mapping that notes what is read of it."""

    __slots__ = ("_held", "_mark", "_name")

    def __init__(self, held: Mapping[K, V], mark: str, name: Callable[[K], str] = str) -> None:
        """Take a mapping, the mark of its keys, and what gives their names."""
        self._held, self._mark, self._name = held, mark, name

    @property
    def held(self) -> Mapping[K, V]:
        """Return the mapping, to read what has been noted already."""
        return self._held

    def _note(self, key: K) -> None:
        # This is called for each word of a page: no name is made for nobody.
        if _readers:
            note(self._mark + self._name(key))

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self._held[key]

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401
        """Return what is held for a key, else the default."""
        self._note(key)
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)  # type: ignore[arg-type]
        return key in self._held

    def __iter__(self) -> Iterator[K]:
        note(self._mark + ALL)
        return iter(self._held)

    def __len__(self) -> int:
        note(self._mark + ALL)
        return len(self._held)

    def keys(self) -> KeysView[K]:
        """Return the keys, all noted as one."""
        note(self._mark + ALL)
        return self._held.keys()

    def values(self) -> ValuesView[V]:
        """Return the values, all noted as one."""
        note(self._mark + ALL)
        return self._held.values()

    def items(self) -> ItemsView[K, V]:
        """Return keys and values, all noted as one."""
        note(self._mark + ALL)
        return self._held.items()


def noted(held: Mapping[K, V], mark: str, name: Callable[[K], str] = str) -> Mapping[K, V]:
    """Return a mapping that notes what is read of it."""
    return held if isinstance(held, Noted) else Noted(held, mark, name)


class Shared(Generic[K, V]):
    """Values that several pieces of work use: what one was made from counts as read by each of them."""

    def __init__(self) -> None:
        self._found: dict[K, tuple[V, set[str]]] = {}

    def of(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, which is made once."""
        if key not in self._found:
            with reading() as keys:
                made = make()
            self._found[key] = made, keys
        value, keys = self._found[key]
        if _readers and (reader := _readers[-1]) is not None:
            reader |= keys
        return value
