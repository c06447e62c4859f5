"""When Python looks for unreachable objects that refer to each other: seldom, beside what is large and has none.

Each such look goes through all objects there are. What is read of a knowledge base stays and has no circles; while
it is worked on, looks at everything took a quarter of the time of a build of 100,000 entries.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
    """Look for some among new objects alone meanwhile: what has been there for long stays."""
    new, middle, old = gc.get_threshold()
    gc.set_threshold(new, middle, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(new, middle, old)
