"""The words of a line: text, links and marks of citations, as pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; `role` is empty or one of strong, emphasis, quote, date, note, code."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site: to an anchor of the page `page`, or of this page where `page` is empty."""

    text: str
    page: str
    anchor: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class External:
    """A link to an address on the web."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Cite:
    """The mark of citation `number` of this page: `target` is where it leads, `anchor` its own address."""

    number: int
    anchor: str
    target: str


Inline: TypeAlias = Text | Link | External | Cite


def plain(content: tuple[Inline, ...]) -> str:
    """Return the words of a line without links and citation marks."""
    return "".join(one.text for one in content if not isinstance(one, Cite))
