"""Where a thing at a place leads: to its entry, to all that refer to it, to another id for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sphinx_dossier import moving, texts
from sphinx_dossier.editor.desk import Desk
from sphinx_dossier.editor.where import here
from sphinx_dossier.edits import Edit
from sphinx_dossier.fields import Type
from sphinx_dossier.moving import Change
from sphinx_dossier.problems import Place
from sphinx_dossier.texts import Texts
from sphinx_dossier.values import ID
from sphinx_dossier.yaml_nodes import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An id and where it stands in a line, from the column `col` up to `end`; both 0 for an entry's own file."""

    id: str
    line: int = 0
    col: int = 0
    end: int = 0


def named(desk: Desk, path: str, line: int, col: int) -> Named | None:
    """Return the id at a line and column: the one that stands there, or that of the entry itself at its name."""
    text = desk.text(path)
    kind = desk.kind(path)
    if (word := _word(text, line, col)) and desk.entry(word.id):
        return word
    found = here(text, path, kind, line, col) if kind else None
    if found and found.field.type is Type.QUOTE and isinstance(source := found.within.get("source"), Scalar):
        return Named(id=source.text)
    if kind and found and found.field.name == "name" and found.scalar.line <= line and not found.within.get("cite"):
        return Named(id=path.rpartition("/")[2].removesuffix(".yaml"))
    return None


def _word(text: str, line: int, col: int) -> Named | None:
    lines = text.removeprefix("\ufeff").split("\n")
    for match in ID.finditer(lines[line - 1]) if line <= len(lines) else ():
        if match.start() < col <= match.end() + 1:
            return Named(id=match[0], line=line, col=match.start() + 1, end=match.end() + 1)
    return None


def definition(desk: Desk, id: str) -> Place | None:  # noqa: A002
    """Return the place of an entry."""
    entry = desk.entry(id)
    return Place(path=entry.path) if entry else None


def references(desk: Desk, id: str) -> tuple[tuple[str, int, int], ...]:  # noqa: A002
    """Return each reference to an entry, in entries and pages: its path, and where it starts and ends."""
    return tuple((spot.path, spot.start, spot.end) for spot in gathered(desk).references(id))


def renamed(desk: Desk, old: str, new: str) -> tuple[Texts, Change]:
    """Return the change that gives an entry another id, with the texts that it changes. Raises Refused."""
    found = gathered(desk)
    return found, moving.rename(desk.settled().library, found, old, new)


def edits_of(change: Change, before: Texts) -> dict[str, list[Edit]]:
    """Return the edits of a change by path, one that makes a text anew as an edit of the whole."""
    found = defaultdict[str, list[Edit]](list)
    for edit in change.edits:
        found[edit.path].append(edit)
    for path, text in change.made.items():
        found[path] = [Edit(path=path, start=0, end=len(before.by_path[path]), text=text or "")]
    return {path: sorted(edits) for path, edits in sorted(found.items())}


def gathered(desk: Desk) -> Texts:
    """Return the texts in which ids stand, as they are open or saved."""
    found = texts.gather(desk.checked.library)
    for path, text in desk.open.items():
        if path in found.by_path:
            found = found.with_text(path, text)
    return found
