"""Gives what is made of single entries: made anew, or as it was kept while all that it was made from is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Memo(Protocol):
    """Gives what is made of entries, made anew or as it was kept."""

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002
        """Return what `make` makes of an entry; `name` says what that is.

        What it reads under the mark `but` is of no matter.
        """

    def known(self, name: str, id: str) -> Any | None:  # noqa: A002, ANN401
        """Return the same if it is known, else None."""


class Fresh:
    """A memo that keeps nothing."""

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002, ARG002
        """Return what `make` makes."""
        return make()

    def known(self, name: str, id: str) -> None:  # noqa: A002
        """Return None."""


FRESH = Fresh()
