"""The texts of a knowledge base in which ids stand: those of its entries, and the pages written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_dossier import spots, yaml_nodes
from sphinx_dossier.kinds import Kind, Kinds
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Problem
from sphinx_dossier.spots import Spot

_PAGES = {".md", ".rst"}
_NOT_WRITTEN = {"build", "dist", "node_modules"}


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Texts by path as places show it; `kind_of` has the kind of each that is an entry's file.

    `problems` say which files cannot be read at all.
    """

    kinds: Kinds
    by_path: Mapping[str, str]
    kind_of: Mapping[str, Kind]
    problems: tuple[Problem, ...] = ()

    def spots(self, path: str) -> tuple[Spot, ...]:
        """Return the references in one of the texts."""
        text = self.by_path[path]
        if kind := self.kind_of.get(path):
            return spots.in_entry(text, path, kind)
        return spots.in_page(text, path, self.kinds)

    def references(self, id: str) -> Iterator[Spot]:  # noqa: A002
        """Yield the references to an entry in all the texts; most of them do not hold the id at all."""
        for path in sorted(self.by_path):
            if id in self.by_path[path]:
                yield from spots.of(self.spots(path), id)

    def unsure(self, id: str) -> Iterator[Problem]:  # noqa: A002
        """Yield why a file may hold a reference to an entry that is not seen: it cannot be read as a whole."""
        yield from self.problems
        for path in sorted(self.kind_of):
            if id in self.by_path[path]:
                yield from yaml_nodes.parse(self.by_path[path], path)[1]

    def with_text(self, path: str, text: str) -> Texts:
        """Return the texts with another one in place of one, as an editor has it that is not saved yet."""
        return replace(self, by_path={**self.by_path, path: text})


def gather(library: Library, folders: Iterable[Path] | None = None) -> Texts:
    """Return the texts of a knowledge base, and of the pages in folders: without any, of `docs` beside it."""
    root = library.root.resolve()
    by_path, kind_of, problems = dict[str, str](), dict[str, Kind](), list[Problem]()
    for kind in library.kinds.values():
        for file in sorted((root / kind.folder).glob("[!.]*.yaml")):
            path = file.relative_to(root.parent).as_posix()
            text, found = yaml_nodes.read(file, path)
            problems += found
            if text is not None:
                by_path[path], kind_of[path] = text, kind
    folders = [root.parent / "docs"] if folders is None else folders
    for file in sorted({file for folder in (*folders, root) for file in _pages(folder.resolve())}):
        if file.is_relative_to(root.parent):
            path = file.relative_to(root.parent).as_posix()
            text, _ = yaml_nodes.read(file, path)
            if text is not None:
                by_path[path] = text
    return Texts(kinds=library.kinds, by_path=by_path, kind_of=kind_of, problems=tuple(problems))


def _pages(folder: Path) -> Iterator[Path]:
    """Yield the pages in a folder and below, without what is hidden, underscored or built."""
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        parts = file.relative_to(folder).parts
        if file.suffix in _PAGES and not any(part[0] in "._" or part in _NOT_WRITTEN for part in parts):
            yield file
