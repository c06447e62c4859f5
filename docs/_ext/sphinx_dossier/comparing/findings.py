"""Problems of two states told apart: those that a change brings, those that it mends, and those that were there."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sphinx_dossier.checked import Checked
from sphinx_dossier.problems import Problem


class Findings(NamedTuple):
    """The problems that are new, those that are gone, and those that were there before, each in file order."""

    new: tuple[Problem, ...]
    gone: tuple[Problem, ...]
    older: tuple[Problem, ...]


def told_apart(before: Checked, after: Checked) -> Findings:
    """Return the problems of two states of a knowledge base.

    They are compared by file, code and words, not by line: what moved in a file, or with its file, is no other one.
    """
    # Also those moves count whose entry is left out for a mistake.
    now = after.read
    moved = {entry.id: entry for found in now.moved.values() for entry in found.values()}
    had = {old: now.docname(entry.id) for entry in moved.values() for old in now.old_addresses(entry)}
    was = [(_key(problem, had), problem) for problem in before.problems]
    left = Counter(key for key, _ in was)
    new, older = list[Problem](), list[Problem]()
    for problem in after.problems:
        key = _key(problem, {})
        (older if left[key] > 0 else new).append(problem)
        left[key] -= 1
    gone = list[Problem]()
    for key, problem in reversed(was):
        if left[key] > 0:
            gone.append(problem)
            left[key] -= 1
    return Findings(tuple(new), tuple(reversed(gone)), tuple(older))


def _key(problem: Problem, had: dict[str, str]) -> tuple[str, str, str]:
    label, _, path = problem.place.path.partition("/")
    name = path.removesuffix(".yaml")
    return f"{label}/{had.get(name, name)}", problem.code.value, problem.message
