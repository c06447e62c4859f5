"""What a check keeps of a large knowledge base for the next one: the entries that it has read, and what it found.

Both are kept by content: of an entry for as long as its file says the same, of what a rule found for as long as all
says the same that the rule has looked at.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.files import cache, is_text, program
from sphinx_dossier.kept import Kept, Stated
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import KINDS, Library
from sphinx_dossier.loading import Read, from_file
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.problems import Problem
from sphinx_dossier.settings import FILE as SETTINGS
from sphinx_dossier.states import LibraryStates, digest_of, whole
from sphinx_dossier.tracing import ENTRY

FEWEST = 500
"""How many files a knowledge base has for which it is worth it to keep anything."""


def declared(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return those files that say what all entries are made from: the settings and the declarations of kinds."""
    return sorted((path, files[path]) for path in files if path == SETTINGS or path.startswith(f"{KINDS}/"))


class Store:
    """What is kept of one knowledge base; nothing of a small one, nor where no folder can be written."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        """Take the digests of the files, by their paths in the folder; `state` differs whenever one of them does."""
        self._root, self._files, self.state = root, files, whole(files)
        self._folder = cache(root) if len(files) >= FEWEST else None

    @contextmanager
    def reading(self) -> Iterator[Read]:
        """Give what reads entries."""
        with self._memo("entries.sqlite", _Files(self._files, self.state)) as memo:

            def read(file: Path, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
                made = functools.partial(from_file, file, path, kind)
                name = path.partition("/")[2]
                # A name that is no text is none of a row.
                return memo.of("entry", name, made) if is_text(name) else made()

            yield read

    @contextmanager
    def judging(self, library: Library, prints: Mapping[str, Fingerprint]) -> Iterator[Memo]:
        """Give what remembers the findings of rules."""
        states = LibraryStates(library, prints, self._files, self.state)
        with self._memo("findings.sqlite", states) as memo:
            yield memo

    @contextmanager
    def _memo(self, name: str, states: Stated) -> Iterator[Memo]:
        """Give a memo in a file of this name, made from the package and the declarations."""
        if (kept := self._opened(name)) is None:
            yield FRESH
            return
        kept.compare(states)
        kept.open()
        try:
            yield kept
            kept.keep(states)
        finally:
            kept.close()

    def _opened(self, name: str) -> Kept | None:
        if self._folder is None:
            return None
        made_from = digest_of([program(), self._root.resolve().name, str(declared(self._files))])
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return Kept(self._folder / name, made_from)
        except (OSError, ImportError):
            return None


class _Files:
    """The states of files, by their paths."""

    def __init__(self, files: Mapping[str, str], state: str) -> None:
        self._files, self.whole = files, state

    def __getitem__(self, key: str) -> str:
        return self._files.get(key.removeprefix(ENTRY), "")
