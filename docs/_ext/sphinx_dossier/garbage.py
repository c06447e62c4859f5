"""When Python looks for unreachable objects that refer to each other: seldom, beside what is large and has none.

A full collection goes through all objects there are. What is read of a knowledge base stays, and next to nothing that
is made of it is in a circle; full collections took a quarter of the time of a build of 100,000 entries.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

T = TypeVar("T")

_NEVER = 2**31 - 1
"""The largest threshold that the collector takes."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for none meanwhile."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def old_uncollected() -> Iterator[None]:
    """Look for some among new objects alone meanwhile: what has been there for long stays.

    From Python 3.14 on there are no full collections to be held back, and nothing is done.
    """
    new, middle, old = gc.get_threshold()
    gc.set_threshold(new, middle, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(new, middle, old)


def each(found: Iterable[T]) -> Iterator[T]:
    """Yield what is found, and look at new objects alone while it is looked for, not while it is dealt with."""
    rest, end = iter(found), object()
    while True:
        with old_uncollected():
            one = next(rest, end)
        if one is end:
            return
        yield cast("T", one)
