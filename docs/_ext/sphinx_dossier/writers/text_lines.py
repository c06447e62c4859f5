"""Words in lines of a width: broken at spaces, measured as a terminal shows them, and painted by their roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from sphinx_dossier.pages.inline import Cite, External, Inline

Paint: TypeAlias = Callable[[str, str], str]
"""Gives words the look of their role, which is that of a text, or one of title, label, link and mark."""
Piece: TypeAlias = tuple[str, str]
"""Words and their role."""

_RUNS = re.compile(r"[ \n\t]+|[^ \n\t]+")


def plain_paint(text: str, role: str) -> str:  # noqa: ARG001 (it is a Paint)
    """Return the words as they are: for files and pipes."""
    return text


def pieces(content: Iterable[Inline]) -> Iterator[Piece]:
    """Yield the words of a line with their roles: citations are numbers, and addresses on the web follow links."""
    for one in content:
        match one:
            case Cite():
                yield f"[{one.number}]", "mark"
            case External():
                yield one.text, "link"
                if one.url != one.text:
                    yield f" <{one.url}>", "note"
            case _:
                # A role is what a text has, and a link within the site has none.
                yield one.text, getattr(one, "role", "link")


def wide(text: str) -> int:
    """Return how many columns a terminal needs for a text: none for accents that stand alone, two for ideographs."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def filled(words: Iterable[Piece], width: int, paint: Paint, *, first: str = "", rest: str = "") -> list[str]:
    """Return words in lines no wider than `width`, the first after `first`, the others after `rest`.

    A word that is wider stands on a line of its own.
    """
    lines: list[list[Piece]] = [[]]
    used = wide(first)
    for word in _words(words):
        need = sum(wide(text) for text, _ in word)
        if lines[-1] and used + 1 + need > width:
            lines.append([])
            used = wide(rest)
        elif lines[-1]:
            lines[-1].append((" ", ""))
            used += 1
        lines[-1] += word
        used += need
    painted = ("".join(paint(text, role) for text, role in _joined(line)) for line in lines)
    return [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(painted)]


def _words(content: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands between spaces, which may have several roles."""
    word: list[Piece] = []
    for text, role in content:
        for run in _RUNS.findall(text):
            if run[0] not in " \n\t":
                word.append((run, role))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _joined(line: Iterable[Piece]) -> Iterator[Piece]:
    """Yield neighbours of one role together, with the spaces between them."""
    held: Piece = ("", "")
    waiting = ""
    for text, role in line:
        if text == " ":
            waiting += " "
        elif role == held[1] or not held[0]:
            held = (f"{held[0]}{waiting}{text}", role)
            waiting = ""
        else:
            yield held
            if waiting:
                yield waiting, ""
            held, waiting = (text, role), ""
    yield held
