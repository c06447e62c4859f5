"""What was made of single entries, kept for as long as nothing that it was made from changes.

Which things a piece of work reads is noted while it is done (`tracing`), so nobody has to say what depends on what.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from sphinx_dossier import pickling
from sphinx_dossier.tracing import ENTRY, reading

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

_TABLES = """
CREATE TABLE about (made_from TEXT, whole TEXT);
CREATE TABLE states (key TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
CREATE TABLE made (id TEXT, name TEXT, keys BLOB, content BLOB, PRIMARY KEY (id, name));
"""
_BETWEEN = "\x1e"
"""What stands between keys: no text of an entry holds it."""


class Stated(Protocol):
    """Gives the state of a thing by the key under which it is noted that it is read."""

    @property
    def whole(self) -> str:
        """What is another whenever any state is."""

    def __getitem__(self, key: str, /) -> str:
        """Return the state."""


class Kept:
    """A memo in a file, of SQLite.

    It is never written in place: a build works on a copy, which takes its place at the end, so that one that breaks
    off leaves it as it was, and builds side by side do not meet. Before `open` nothing is read but what has one of
    the `early` names: until then Sphinx forks processes, which must not share a database.
    """

    def __init__(self, file: Path, made_from: str, early: Iterable[str] = ()) -> None:
        """Read in which state all was, if it was made from the same as would be now but for the entries.

        Raises ImportError where this Python has no SQLite.
        """
        import sqlite3

        self._errors = (OSError, sqlite3.Error)
        self._file, self._made_from, self._early = file, made_from, tuple(early)
        self._states: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._read: set[str] = set()
        self._stale: set[str] = set()
        self._held: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self._new: set[tuple[str, str]] = set()
        self._database: sqlite3.Connection | None = None
        self._copy: Path | None = None
        self._is_off = False
        self._whole = next((whole for (whole,) in self._rows("SELECT whole FROM about")), "")
        self._states.update(self._rows("SELECT key, state FROM states"))

    def _rows(self, question: str, *given: str) -> Iterator[tuple[Any, ...]]:
        """Yield what the file answers; nothing where it is of something else, or cannot be read."""
        import sqlite3

        if not self._file.is_file():
            return
        with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(self._file)) as database:
            if database.execute("SELECT made_from FROM about").fetchone() == (self._made_from,):
                yield from database.execute(question, given)

    def compare(self, states: Stated, *, early: bool = False) -> None:
        """Find out what is another now, and for which entries all is stale; `early` of what is early alone."""
        if early:
            for name in self._early:
                rows = self._rows("SELECT id, keys, content FROM made WHERE name = ?", name)
                self._held |= {(id_, name): (keys, content) for id_, keys, content in rows}
        if states.whole == self._whole:
            self._changed, self._stale = {}, set()
            return
        keys = {key for keys, _ in self._held.values() for key in _unpacked(keys)} if early else set(self._states)
        self._changed = {key: now for key in keys if (now := states[key]) != self._states[key]}
        changed = self._changed.keys()
        held = ((id_, keys) for (id_, _), (keys, _) in self._held.items())
        found = held if early else self._rows("SELECT id, keys FROM made")
        self._stale = {id_ for id_, keys in found if not changed.isdisjoint(_unpacked(keys))} if changed else set()

    @contextlib.contextmanager
    def _or_off(self) -> Iterator[None]:
        """Keep nothing more where something cannot be read or written: a full disk, a folder of somebody else."""
        try:
            yield
        except self._errors:
            self._turn_off()

    def _turn_off(self) -> None:
        self._is_off = True
        self.close()

    def open(self) -> None:
        """Begin to read what is kept when it is asked for."""
        import sqlite3

        with self._or_off():
            if self._states and not self._stale:
                self._database = sqlite3.connect(self._file)
            else:
                self._begin()

    def _begin(self) -> None:
        """Begin to write, in a copy without what no longer holds."""
        import sqlite3

        if self._database:
            self._database.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f"{self._file.name}.")
        os.close(handle)
        self._copy = Path(name)
        if self._states:
            shutil.copyfile(self._file, self._copy)
        self._database = sqlite3.connect(self._copy)
        # A copy that breaks is thrown away.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        if not self._states:
            self._database.executescript(_TABLES)
        self._database.executemany("DELETE FROM made WHERE id = ?", [(id_,) for id_ in self._stale])
        for key in self._new:
            self._put(*key, *self._held[key])

    def _kept(self, name: str, id_: str) -> tuple[Any] | None:
        content = None
        if self._database is None:
            holds = not self._is_off and (id_ not in self._stale or (id_, name) in self._new)
            content = self._held[id_, name][1] if holds and (id_, name) in self._held else None
        else:
            # What no longer holds was left out when it was opened; what is there besides, this build has made.
            content = next((found for (found,) in self._answers(self._database, id_, name)), None)
        return pickling.loads(content) if content else None

    def _answers(self, database: sqlite3.Connection, id_: str, name: str) -> Iterable[tuple[bytes]]:
        # No context manager: it would take longer than what it surrounds, for each row that is read.
        try:
            return database.execute("SELECT content FROM made WHERE id = ? AND name = ?", (id_, name)).fetchall()
        except self._errors:
            self._turn_off()
            return ()

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002
        """Return what is kept, else what `make` makes; what it reads under the mark `but` does not count."""
        if found := self._kept(name, id):
            return cast("T", found[0])
        with reading() as keys:
            made = make()
        read = {key for key in keys if not but or not key.startswith(but)} | {ENTRY + id}
        self._read.update(read)
        self._put(id, name, _packed(read), pickling.dumps((made,)))
        return made

    def _put(self, id_: str, name: str, keys: bytes, content: bytes) -> None:
        if self._is_off:
            return
        if self._database is None:
            self._held[id_, name] = keys, content
            self._new.add((id_, name))
            return
        with self._or_off():
            if self._copy is None:
                self._begin()
            self._database.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", (id_, name, keys, content))

    def keep(self, states: Stated) -> None:
        """Write down what was made, and in which state all is that it was made from."""
        with self._or_off():
            if self._database and self._copy:
                new = {key: states[key] for key in sorted(self._read - self._states.keys())}
                found = [*self._changed.items(), *new.items()]
                self._database.executemany("INSERT OR REPLACE INTO states VALUES (?, ?)", found)
                self._database.execute("DELETE FROM about")
                self._database.execute("INSERT INTO about VALUES (?, ?)", (self._made_from, states.whole))
                self._database.commit()
                self._database.close()
                self._database = None
                self._copy.replace(self._file)
                self._copy = None
        self.close()

    def close(self) -> None:
        """End without anything written down."""
        if self._database:
            self._database.close()
            self._database = None
        if self._copy:
            self._copy.unlink(missing_ok=True)
            self._copy = None


def _packed(keys: Iterable[str]) -> bytes:
    return zlib.compress(_BETWEEN.join(sorted(keys)).encode(), 1)


def _unpacked(content: bytes) -> tuple[str, ...]:
    return tuple(zlib.decompress(content).decode().split(_BETWEEN))
