"""What would mend a problem: edits that an editor offers, and the one that is safe to make without asking."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from sphinx_dossier.edits import Edit, offset
from sphinx_dossier.problems import Code, Problem
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, Sequence, parse
from sphinx_dossier.yaml_tokens import scalars

LIKE = 0.8
"""How alike (difflib's ratio) a name must be to what was written, to take its place without asking."""

_NAMES = {Code.DANGLING_REFERENCE, Code.UNKNOWN_SOURCE, Code.UNKNOWN_KEY, Code.BAD_CHOICE}
_FORMS = {Code.BAD_DATE, Code.BAD_ID}  # what is offered is what was written, in another spelling
_MOVED = "(it moved)"
_QUOTED = re.compile(r"'([^']*)'")


def offers(problem: Problem, text: str) -> tuple[Edit, ...]:
    """Return the edits of the text of its file that would put what may have been meant in place of what is wrong."""
    if problem.code not in _NAMES | _FORMS or not problem.meant.startswith("did you mean "):
        return ()
    found = _at(problem, text)
    if found is None:
        return ()
    scalar, beside = found
    names = [name for name in _QUOTED.findall(problem.meant) if name not in beside]
    start = offset(text, scalar.line, scalar.col)
    end = scalars(text).get(start, start)
    if text[start] in "\"'" and text[start + 1 : end - 1] == scalar.text:
        start, end = start + 1, end - 1
    return tuple(Edit(path=problem.place.path, start=start, end=end, text=name) for name in names)


def safe(problem: Problem, text: str) -> Edit | None:
    """Return the edit that can be made without asking: one alone is near, and it is very near or surely the same."""
    found = offers(problem, text)
    if len(found) != 1 or len(_QUOTED.findall(problem.meant)) != 1:
        return None
    edit, sure = found[0], problem.code in _FORMS or _MOVED in problem.meant
    written = text[edit.start : edit.end]
    return edit if sure or difflib.SequenceMatcher(None, written, edit.text).ratio() >= LIKE else None


def _at(problem: Problem, text: str) -> tuple[Scalar, frozenset[str]] | None:
    """Return the scalar that a problem blames and, where that is a key, the keys beside it."""
    node, _ = parse(text, problem.place.path)
    place = problem.place.line, problem.place.col
    for scalar, beside in _scalars(node) if node is not None else ():
        # A problem with the whole file has the place of its first word, and names the file.
        if (scalar.line, scalar.col) == place and problem.wrong.find(f"'{scalar.text}'") >= 0:
            return scalar, beside
    return None


def _scalars(node: Node) -> Iterator[tuple[Scalar, frozenset[str]]]:
    if isinstance(node, Mapping):
        keys = frozenset(key.text for key, _ in node.pairs)
        for key, value in node.pairs:
            yield key, keys
            yield from _scalars(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        yield node, frozenset()
