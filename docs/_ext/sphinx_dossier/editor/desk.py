"""A knowledge base as it lies on somebody's desk: files, and texts that are not saved yet in place of some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sphinx_dossier import checked, misplaced, yaml_nodes
from sphinx_dossier.checked import Checked
from sphinx_dossier.editor.reading import Reading
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.problems import Code, Problem, in_file_order

_KEPT = checked.WHOLE | {Code.DUPLICATE_ID, Code.BAD_FINGERPRINT}
"""What the check of one entry does not look for; what was found before stays until all is checked again."""


class Desk:
    """The knowledge base in the folder `root` with the texts that are `open`, by path as places show it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root.resolve().parent
        self.open: dict[str, str] = {}
        self.edition = 0
        self.shown: dict[str, tuple[Problem, ...]] = {}
        self._reading = Reading()
        self._before: dict[str, list[str]] = {}
        self.settle(self.settled())

    def path(self, file: Path) -> str:
        """Return a file as places show it; empty for one that is not in the knowledge base."""
        whole = file.resolve()
        return whole.relative_to(self.home).as_posix() if whole.is_relative_to(self.root.resolve()) else ""

    def file(self, path: str) -> Path:
        """Return the file of a path."""
        return self.home / path

    def kind(self, path: str) -> Kind | None:
        """Return the kind of the entry whose file has this path, None for what is no entry's file."""
        parts = path.split("/")
        if len(parts) != 3 or not path.endswith(".yaml"):
            return None
        return next((kind for kind in self.checked.library.kinds.values() if kind.folder == parts[1]), None)

    def text(self, path: str) -> str:
        """Return the text of a file, as it is open or else as it is saved; empty where there is none."""
        if path in self.open:
            return self.open[path]
        text, _ = yaml_nodes.read(self.file(path), path)
        return text or ""

    def lay(self, path: str, text: str | None) -> None:
        """Lay a text over a file, or with None take it away."""
        self.edition += 1
        if text is None:
            self.open.pop(path, None)
        else:
            self.open[path] = text.replace("\r\n", "\n")

    def at_once(self, path: str) -> tuple[Problem, ...]:
        """Return what is wrong with one file, from what is known of all the others since they were checked."""
        kind = self.kind(path)
        if kind is None or path not in self.open:
            return self.shown.get(path, ())
        entry, problems = self._reading.of(self.open)(self.file(path), path, kind)
        problems = (*misplaced.bad_name(Path(path).stem, path), *problems)
        if entry is not None and not problems:
            problems = (*checked.check_entry(self.checked, entry), *self._kept(path))
        else:
            problems = (*problems, *(one for one in self._kept(path) if one.code not in checked.WHOLE))
        self.shown[path] = in_file_order(problems)
        return self.shown[path]

    def settled(self) -> Checked:
        """Return the whole knowledge base, checked with the texts as they are now; for a thread of its own."""
        return checked.check(self.root, self._reading.of(dict(self.open)))

    def settle(self, found: Checked) -> dict[str, tuple[Problem, ...]]:
        """Take the whole over, and return what is to be shown anew, by path: nothing for what is well now."""
        before = set(self.shown)
        self.checked = found
        self.shown = by_path(found.problems)
        kept = {problem.place.path for problem in found.problems if problem.code in _KEPT}
        self._before = {path: self.text(path).split("\n") for path in kept}
        return {path: self.shown.get(path, ()) for path in sorted({*before, *self.shown, *self.open})}

    def entries(self) -> Iterator[Entry]:
        """Yield every entry that can be read, those with problems too."""
        library = self.checked.library
        return (one for one in self._reading.entries() if one.id in library.entries or one.id in library.broken)

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """Return an entry by its id, with problems or without."""
        return self.checked.library.entries.get(id) or next((one for one in self.entries() if one.id == id), None)

    def _kept(self, path: str) -> Iterator[Problem]:
        """Yield what was found in a file by looking at all, as far as its line is still there, here or moved."""
        now, before = self.open[path].split("\n"), self._before.get(path, [])
        for problem in self.checked.problems:
            if problem.place.path != path or problem.code not in _KEPT:
                continue
            line = problem.place.line
            for at in (line, line + len(now) - len(before)):
                if 0 < at <= len(now) and now[at - 1 : at] == before[line - 1 : line]:
                    yield replace(problem, place=replace(problem.place, line=at))
                    break


def by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    """Return problems by the path of their place, in their order."""
    found = defaultdict[str, list[Problem]](list)
    for problem in problems:
        found[problem.place.path].append(problem)
    return {path: tuple(there) for path, there in found.items()}
