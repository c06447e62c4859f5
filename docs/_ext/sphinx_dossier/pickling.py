"""Records as bytes, for files of our own that a later run reads: what it cannot trust, it never opens."""

from __future__ import annotations

import functools
import io
import operator
import pickle
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType, MemberDescriptorType
from typing import Any

SMALL = 200
"""Up to how many bytes it is not worth it to compress."""
Name = Callable[[object], object]
"""Gives the name that stands for an object which is kept elsewhere; None for one that is kept here."""


def dumps(one: object, name: Name | None = None) -> bytes:
    """Return what `loads` makes the same object of."""
    into = io.BytesIO()
    (_Naming(into, name) if name else _Pickler(into, pickle.HIGHEST_PROTOCOL)).dump(one)
    plain = into.getvalue()
    return zlib.compress(plain, 1) if len(plain) > SMALL else plain


def loads(content: bytes, named: Callable[[Any], object] | None = None) -> Any:  # noqa: ANN401
    """Return what was dumped; `named` gives what a name stands for."""
    # The first byte tells the two apart: a pickle of today begins with its protocol.
    plain = content if content[:1] == pickle.PROTO else zlib.decompress(content)
    return _Unpickler(io.BytesIO(plain), named).load() if named else pickle.loads(plain)  # noqa: S301


class _Pickler(pickle.Pickler):
    """Pickles frozen records as their values alone: what dataclasses do by themselves is slow."""

    def reducer_override(self, one: Any) -> Any:  # noqa: ANN401
        """Return what makes a record, or a mapping that nobody changes, and leave all else as it is."""
        if is_dataclass(one) and not isinstance(one, type):
            return _made, (type(one), _values(type(one))(one))
        return (_fixed, (dict(one),)) if isinstance(one, MappingProxyType) else NotImplemented


class _Naming(_Pickler):
    def __init__(self, into: io.BytesIO, name: Name) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self._name = name

    def persistent_id(self, one: Any) -> Any:  # noqa: ANN401
        """Return the name of what is kept elsewhere."""
        return self._name(one)


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: io.BytesIO, named: Callable[[Any], object]) -> None:
        super().__init__(content)
        self._named = named

    def persistent_load(self, name: Any) -> Any:  # noqa: ANN401
        """Return what a name stands for."""
        return self._named(name)


@functools.cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:  # noqa: ANN401
    """Return what gives the values of a record."""
    names = _names(kind)
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(one.name for one in fields(kind))


def _fixed(held: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(held)


class _Slots(dict[Any, tuple[Callable[[Any, Any], None], ...]]):
    """What fills each slot of a kind of record, by the kind; nothing for one that has to be called to be made.

    Filled one by one the slots take half the time that a call does.
    """

    def __missing__(self, kind: Any) -> tuple[Callable[[Any, Any], None], ...]:  # noqa: ANN401
        slots = [getattr(kind, name, None) for name in _names(kind)]
        known = [slot for slot in slots if isinstance(slot, MemberDescriptorType)]
        called = hasattr(kind, "__post_init__") or len(known) < len(slots)
        self[kind] = () if called else tuple(slot.__set__ for slot in known)
        return self[kind]


_SLOTS = _Slots()


def _made(kind: Any, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if not (slots := _SLOTS[kind]):
        return kind(**dict(zip(_names(kind), values, strict=True)))
    one = object.__new__(kind)
    for fill, value in zip(slots, values):  # noqa: B905 -- both are of the fields of the kind
        fill(one, value)
    return one
