"""What `dossier check --fix` does before it checks: what is safe, each thing said in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sphinx_dossier import edits, entries, fixes, texts, yaml_nodes
from sphinx_dossier.checked import Checked
from sphinx_dossier.commands.fmt import all_formed
from sphinx_dossier.commands.place import shown, write
from sphinx_dossier.edits import Edit
from sphinx_dossier.kinds import Kind
from sphinx_dossier.problems import Place, Problem
from sphinx_dossier.texts import Texts

_ROUNDS = 5
"""How often to look again: an entry that is whole again shows what was hidden before."""


def fix(root: Path, paths: list[Path], find: Callable[[], tuple[Checked, list[Problem]]]) -> Iterator[str]:
    """Mend what is safe in the files of some paths, and yield what was done; `find` checks anew."""
    for _ in range(_ROUNDS):
        result, problems = find()
        found = texts.gather(result.library, ())
        made = list(_edits(found, problems))
        changed = edits.changed(found.by_path, [edit for _, edit in made])
        sound = {path for path, text in changed.items() if not _worse(found, path, text)}
        if not sound:
            break
        write({root.resolve().parent / path: changed[path] for path in sorted(sound)})
        for problem, edit in made:
            if edit.path in sound:
                yield _said(root, problem, edit, found.by_path[edit.path])
    formed = [one for one in all_formed(root, paths) if one.after != one.before]
    if formed:
        write({one.file: one.after for one in formed})
    for one in formed:
        path = f"{root.resolve().name}/{one.file.relative_to(root).as_posix()}"
        yield f"{shown(root, Place(path=path))}: brought into its form"


def _edits(found: Texts, problems: Iterable[Problem]) -> Iterator[tuple[Problem, Edit]]:
    """Yield the safe edit of each problem that has one, no two of them in one place."""
    taken: set[tuple[str, int]] = set()
    for problem in problems:
        text = found.by_path.get(problem.place.path)
        edit = fixes.safe(problem, text) if text is not None else None
        if edit and problem.place.path in found.kind_of and (edit.path, edit.start) not in taken:
            taken.add((edit.path, edit.start))
            yield problem, edit


def _worse(found: Texts, path: str, text: str) -> bool:
    """Return whether a file has more problems of its own after the edits than before."""
    kind = found.kind_of[path]
    return _wrong(text, path, kind) > _wrong(found.by_path[path], path, kind)


def _wrong(text: str, path: str, kind: Kind) -> int:
    node, problems = yaml_nodes.parse(text, path)
    more = entries.read(node, id="x", kind=kind, path=path)[1] if node is not None else ()
    return len(problems) + len(more) + 1000 * (node is None)


def _said(root: Path, problem: Problem, edit: Edit, text: str) -> str:
    where = problem.place
    old = text[edit.start : edit.end]
    return f"{shown(root, where)}:{where.line}:{where.col}: '{old}' is now '{edit.text}' [{problem.code.value}]"
