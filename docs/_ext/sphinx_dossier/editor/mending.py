"""How a problem may be mended: by the nearest id, key or choice, by what a date meant, by the source that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_dossier.edits import Edit, offset
from sphinx_dossier.problems import Code, Problem
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, parse
from sphinx_dossier.yaml_tokens import scalars

_NAMES = re.compile(r"'([^']+)'")
_AT_PLACE = frozenset(
    {
        Code.UNKNOWN_KEY,
        Code.BAD_CHOICE,
        Code.BAD_DATE,
        Code.BAD_ID,
        Code.DANGLING_REFERENCE,
        Code.UNKNOWN_SOURCE,
    }
)
"""Problems at whose place stands what is to be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One way to mend a problem, as its title says; `sure` where there is no other."""

    title: str
    problem: Problem
    edit: Edit
    sure: bool = False


def fixes(problem: Problem, text: str) -> Iterator[Fix]:
    """Yield each way to mend a problem in a text."""
    if problem.code in _AT_PLACE and problem.meant.startswith("did you mean"):
        yield from _replaced(problem, text, problem.place.line, problem.place.col, _NAMES.findall(problem.meant))
    elif problem.code is Code.QUOTE_ELSEWHERE and (source := _source(problem, text)):
        _, _, better = problem.wrong.rpartition(" in ")
        yield from _replaced(problem, text, source.line, source.col, _NAMES.findall(better))


def _replaced(problem: Problem, text: str, line: int, col: int, names: list[str]) -> Iterator[Fix]:
    start = offset(text, line, col)
    end = scalars(text).get(start)
    if end is None:
        return
    if text[start] in "\"'":
        start, end = start + 1, end - 1
    for name in names:
        edit = Edit(path=problem.place.path, start=start, end=end, text=name)
        yield Fix(title=f"Replace by '{name}'", problem=problem, edit=edit, sure=len(names) == 1)


def _source(problem: Problem, text: str) -> Scalar | None:
    """Return the source that is named beside the quote at the place of a problem."""
    node, _ = parse(text, problem.place.path)
    mappings = _mappings(node) if node else iter(())
    for one in mappings:
        quote, source = one.get("quote"), one.get("source")
        if quote and (quote.line, quote.col) == (problem.place.line, problem.place.col):
            return source if isinstance(source, Scalar) else None
    return None


def _mappings(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Scalar):
        return
    if isinstance(node, Mapping):
        yield node
    for one in (value for _, value in node.pairs) if isinstance(node, Mapping) else node.items:
        yield from _mappings(one)
