"""What is wrong, where, and by which name: the one form in which every check hands back its findings.

Nothing here prints, logs or exits; the rims do that.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_dossier.codes import Code

__all__ = ["Code", "Place", "Problem", "count", "in_file_order", "listed", "meant", "nearest"]

LONGEST = 400
"""The most characters of what is wrong that a message shows: a value may be a whole pasted text."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # line breaks, and what a terminal would obey
NEAR = 0.6
"""How alike (difflib's ratio, 0 to 1) a name must be to be offered as what was meant."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A position in a file of the knowledge base: `path` with forward slashes, `line` and `col` from 1."""

    path: str
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: what is `wrong` at a `place`, what is `allowed` there, and what may have been `meant`."""

    place: Place
    code: Code
    wrong: str
    allowed: str = ""
    meant: str = ""

    @property
    def message(self) -> str:
        """Return the finding in one line, without its place and code."""
        wrong = _BREAKS.sub(" ", self.wrong)
        if len(wrong) > LONGEST:
            wrong = f"{wrong[: LONGEST - 40]} ... {wrong[-35:]}"
        return "; ".join(part for part in (wrong, self.allowed, self.meant) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code.value}]"


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by path, line and column, each once."""
    return tuple(
        sorted(
            dict.fromkeys(problems), key=lambda p: (p.place.path, p.place.line, p.place.col, p.code.value, p.wrong)
        )
    )


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the known names that look most like `name`, the nearest first."""
    return difflib.get_close_matches(name, sorted(set(known)), n=most, cutoff=NEAR)


def meant(name: str, known: Iterable[str]) -> str:
    """Return the question that offers the names nearest to `name`, or nothing where none is near."""
    near = nearest(name, known)
    return f"did you mean {listed(near, last='or')}?" if near else ""


def listed(names: Iterable[str], *, last: str = "and", most: int = 20) -> str:
    """Return names as a list in a sentence, each in single quotes; of a long list the first `most`."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > most:
        return ", ".join(quoted[:most]) + f" {last} {len(quoted) - most} more"
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + f" {last} {quoted[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with the word for what is counted."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
