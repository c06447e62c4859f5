"""The sentences of relations: a template with fields in braces, and in brackets what goes with a field.

`{person} took part[ for {for}]` prints the bracket only where the field in it is set; `{a|b}` prints the first
of the fields that is set.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

_PIECE = re.compile(r"\[(?P<optional>[^\[\]]*)\]|\{(?P<field>[a-z0-9|-]+)\}|(?P<text>[^\[\]{}]+)|(?P<bad>.)")


class SentenceError(ValueError):
    """A template that cannot be read; its message says where."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the first of these fields that is set."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Words that are printed only where every slot in them has a value."""

    pieces: tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template in its pieces."""

    pieces: tuple[str | Slot | Option, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return the fields that it names."""
        parts = (part for piece in self.pieces for part in (piece.pieces if isinstance(piece, Option) else (piece,)))
        return frozenset(name for part in parts if isinstance(part, Slot) for name in part.names)


def parse(text: str, fields: Container[str]) -> Sentence:
    """Return the template in `text`, whose slots may name `fields`.

    Raises SentenceError on a slot that is no field and on brackets or braces that do not close.
    """
    pieces: list[str | Slot | Option] = []
    for match in _PIECE.finditer(text):
        if (optional := match["optional"]) is not None:
            pieces.append(Option(tuple(p for p in parse(optional, fields).pieces if not isinstance(p, Option))))
        elif (names := match["field"]) is not None:
            pieces.append(_slot(names, fields))
        elif match["bad"]:
            raise SentenceError(f"'{match['bad']}' does not close in the sentence '{text}'")
        else:
            pieces.append(match["text"])
    return Sentence(tuple(pieces))


def _slot(names: str, fields: Container[str]) -> Slot:
    for name in names.split("|"):
        if name not in fields:
            raise SentenceError(f"the sentence names '{name}', which is no field of the relation")
    return Slot(tuple(names.split("|")))
