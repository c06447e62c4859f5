"""Gives what is made of single entries: made anew, or as it was kept while all that it was made from is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Memo(Protocol):
    """Gives what is made of entries, made anew or as it was kept."""

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002
        """Return what `make` makes of an entry; `name` says what that is.

        What it reads under the mark `but` is of no matter.
        """


class Fresh:
    """A memo that keeps nothing."""

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002, ARG002
        """Return what `make` makes."""
        return make()


FRESH = Fresh()
