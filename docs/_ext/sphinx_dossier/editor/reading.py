"""Reading entries again and again: what was read once is known by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx_dossier import loading, yaml_nodes
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.problems import Problem

Found = tuple[Entry | None, tuple[Problem, ...]]


class Reading:
    """Remembers of each file its text, by which kind that was read, and what it gave."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Kind, Found]] = {}

    def of(self, texts: Mapping[str, str]) -> loading.Read:
        """Return what reads a file, from its text among these where it has one there."""
        kinds = dict[int, Kind]()

        def read(file: Path, path: str, kind: Kind) -> Found:
            if path in texts:
                text, problems = yaml_nodes.decode(texts[path].encode("utf-8", "surrogatepass"), path)
            else:
                text, problems = yaml_nodes.read(file, path)
            if text is None:
                self._known.pop(path, None)
                return None, problems
            # Declarations are read anew each time; they are compared once each, and not for every entry.
            kind = kinds.setdefault(id(kind), self._same(path, kind))
            return self.entry(text, path, kind)

        return read

    def entry(self, text: str, path: str, kind: Kind) -> Found:
        """Return the entry in a text, and what is wrong with it."""
        known = self._known.get(path)
        if known is None or known[0] != text or known[1] is not kind:
            known = text, kind, loading.from_text(text, path, kind)
            self._known[path] = known
        return known[2]

    def entries(self) -> Iterator[Entry]:
        """Yield every entry that could be read, those with problems too."""
        for path in sorted(self._known):
            if entry := self._known[path][2][0]:
                yield entry

    def _same(self, path: str, kind: Kind) -> Kind:
        known = self._known.get(path)
        return known[1] if known is not None and known[1] == kind else kind
