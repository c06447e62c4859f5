"""What a check keeps of a large knowledge base for the next one: the entries that it has read, and what it found.

Both are kept by content: of an entry for as long as its file says the same, of what a rule found for as long as all
says the same that the rule has looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.files import cache, code
from sphinx_dossier.kept import Kept
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import KINDS, Library, Read, from_file
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.problems import Problem
from sphinx_dossier.settings import FILE as SETTINGS
from sphinx_dossier.states import LibraryStates, digest_of
from sphinx_dossier.tracing import ENTRY

FEWEST = 500
"""How many files a knowledge base has for which it is worth it to keep anything."""


class Store:
    """What is kept of one knowledge base; nothing of a small one, nor where no folder can be written."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        """Take the digests of the files, by their paths in the folder."""
        self._files = files
        self._folder = cache(root) if len(files) >= FEWEST else None
        declared = [(path, sum_) for path, sum_ in files.items() if path == SETTINGS or path.startswith(f"{KINDS}/")]
        self._made_from = f"{code()} {root.resolve().name} {sorted(declared)}"

    @contextmanager
    def reading(self) -> Iterator[Read]:
        """Give what reads entries."""
        if (kept := self._opened("entries.sqlite", self._made_from)) is None:
            yield from_file
            return
        files = _Files(self._files)
        kept.compare(files)
        kept.open()

        def read(file: Path, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
            return kept.of("entry", path.partition("/")[2], lambda: from_file(file, path, kind))

        try:
            yield read
            kept.keep(files)
        finally:
            kept.close()

    @contextmanager
    def judging(self, library: Library, prints: Mapping[str, Fingerprint]) -> Iterator[Memo]:
        """Give what remembers the findings of rules."""
        broken = hashlib.sha256("\n".join(sorted(library.broken)).encode()).hexdigest()
        if (kept := self._opened("findings.sqlite", f"{self._made_from} {broken}")) is None:
            yield FRESH
            return
        states = LibraryStates(library, prints, self._files)
        kept.compare(states)
        kept.open()
        try:
            yield kept
            kept.keep(states)
        finally:
            kept.close()

    def _opened(self, name: str, made_from: str) -> Kept | None:
        if self._folder is None:
            return None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return Kept(self._folder / name, made_from)
        except (OSError, ImportError):
            return None


class _Files:
    """The states of files, by their paths."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self.whole = digest_of(f"{path} {sum_}" for path, sum_ in files.items())

    def __getitem__(self, key: str) -> str:
        return self._files.get(key.removeprefix(ENTRY), "")
