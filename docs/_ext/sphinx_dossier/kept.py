"""What was made of single entries, kept for as long as nothing that it was made from changes.

Which things a piece of work reads is noted while it is done (`tracing`), so nobody has to say what depends on what.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import pickle
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from sphinx_dossier.tracing import ENTRY, reading

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

_TABLES = """
CREATE TABLE about (made_from TEXT);
CREATE TABLE states (key TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
CREATE TABLE reads (id TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE made (id TEXT, name TEXT, content BLOB, PRIMARY KEY (id, name));
"""
_BETWEEN = "\x1e"
"""What stands between keys: no text of an entry holds it."""


class Stated(Protocol):
    """Gives the state of a thing by the key under which it is noted that it is read."""

    def __getitem__(self, key: str, /) -> str:
        """Return the state."""


class Kept:
    """A memo in a file, of SQLite.

    It is never written in place: a build works on a copy, which takes its place at the end, so that one that breaks
    off leaves it as it was, and builds side by side do not meet. Before `open` nothing is read but what has one of
    the `early` names: until then Sphinx forks processes, which must not share a database.
    """

    def __init__(self, file: Path, made_from: str, early: Iterable[str] = ()) -> None:
        """Read what is kept, if it was made from the same as would be now but for the entries.

        Raises ImportError where this Python has no SQLite.
        """
        self._file, self._made_from = file, made_from
        self._states: dict[str, str] = {}
        self._old: dict[str, tuple[str, ...]] = {}
        self._new: dict[str, set[str]] = {}
        self._clean: set[str] = set()
        self._changed: dict[str, str] = {}
        self._held: dict[tuple[str, str], bytes] = {}
        self._database: sqlite3.Connection | None = None
        self._copy: Path | None = None
        self._read(early)

    def _read(self, early: Iterable[str]) -> None:
        import sqlite3

        if not self._file.is_file():
            return
        # What cannot be read is made anew.
        with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(self._file)) as database:
            if database.execute("SELECT made_from FROM about").fetchone() != (self._made_from,):
                return
            self._states = dict(database.execute("SELECT key, state FROM states"))
            for name in early:
                for id_, content in database.execute("SELECT id, content FROM made WHERE name = ?", (name,)):
                    self._held[id_, name] = content
            for id_, keys in database.execute("SELECT id, keys FROM reads"):
                self._old[id_] = _unpacked(keys)

    def compare(self, states: Stated, *, early: bool = False) -> None:
        """Find out what is another now, and for which entries what is kept holds; `early` of the early alone."""
        some = {id_ for id_, _ in self._held} if early else self._old.keys()
        keys = {key for id_ in some for key in self._old[id_]} if early else self._states.keys()
        self._changed = {key: now for key in keys if (now := states[key]) != self._states[key]}
        self._clean = {id_ for id_ in some if self._changed.keys().isdisjoint(self._old[id_])}

    def open(self) -> None:
        """Begin to read what is kept when it is asked for."""
        import sqlite3

        if self._old and len(self._clean) == len(self._old):
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
        if self._old:
            shutil.copyfile(self._file, self._copy)
        self._database = sqlite3.connect(self._copy)
        # A copy that breaks is thrown away.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        if not self._old:
            self._database.executescript(_TABLES)
        gone = [(id_,) for id_ in self._old if id_ not in self._clean]
        self._database.executemany("DELETE FROM reads WHERE id = ?", gone)
        self._database.executemany("DELETE FROM made WHERE id = ?", gone)
        for (id_, name), content in self._held.items():
            if id_ in self._new:
                self._put(id_, name, content)

    def known(self, name: str, id: str) -> Any | None:  # noqa: A002, ANN401
        """Return what is kept, where it still holds."""
        found = self._kept(name, id)
        return found[0] if found else None

    def _kept(self, name: str, id_: str) -> tuple[Any] | None:
        if self._database is None:
            content = self._held.get((id_, name)) if id_ in self._clean or id_ in self._new else None
        else:
            # What no longer holds was left out when it was opened; what is there besides, this build has made.
            row = self._database.execute("SELECT content FROM made WHERE id = ? AND name = ?", (id_, name)).fetchone()
            content = row[0] if row else None
        # It is our own, in a folder of the user's, as is the environment that Sphinx keeps.
        return pickle.loads(zlib.decompress(content)) if content else None  # noqa: S301

    def of(self, name: str, id: str, make: Callable[[], T], but: str = "") -> T:  # noqa: A002
        """Return what is kept, else what `make` makes; what it reads under the mark `but` is of no matter.

        It is always made from the entry itself, whose id is the last word of `id`.
        """
        if found := self._kept(name, id):
            return cast("T", found[0])
        with reading() as keys:
            made = make()
        reads = self._new.setdefault(id, set())
        reads.add(ENTRY + id.rpartition(" ")[2])
        reads.update(key for key in keys if not but or not key.startswith(but))
        self._put(id, name, zlib.compress(_dumped((made,)), 1))
        return made

    def _put(self, id_: str, name: str, content: bytes) -> None:
        if self._database is None:
            self._held[id_, name] = content
            return
        if self._copy is None:
            self._begin()
        self._database.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (id_, name, content))

    def keep(self, states: Stated) -> None:
        """Write down what was made, and in which state all is that it was made from."""
        if self._database is None or self._copy is None:
            self.close()
            return
        for id_, keys in self._new.items():
            all_ = keys.union(self._old[id_] if id_ in self._clean else ())
            self._database.execute("INSERT OR REPLACE INTO reads VALUES (?, ?)", (id_, _packed(all_)))
        new = {key for keys in self._new.values() for key in keys} - self._states.keys()
        found: Mapping[str, str] = {**self._changed, **{key: states[key] for key in sorted(new)}}
        self._database.executemany("INSERT OR REPLACE INTO states VALUES (?, ?)", found.items())
        self._database.execute("DELETE FROM about")
        self._database.execute("INSERT INTO about VALUES (?)", (self._made_from,))
        self._database.commit()
        copy, self._copy = self._copy, None
        self.close()
        copy.replace(self._file)

    def close(self) -> None:
        """End without anything written down."""
        if self._database:
            self._database.close()
            self._database = None
        if self._copy:
            self._copy.unlink(missing_ok=True)
            self._copy = None


class _Pickler(pickle.Pickler):
    """Pickles frozen records so that they are made by calling them: what dataclasses do by themselves is slow."""

    def reducer_override(self, one: Any) -> Any:  # noqa: ANN401
        """Return what makes a record, or a mapping that nobody changes, and leave all else as it is."""
        if is_dataclass(one) and not isinstance(one, type):
            return _made, (type(one), tuple(getattr(one, name) for name in _names(type(one))))
        return (_fixed, (dict(one),)) if isinstance(one, MappingProxyType) else NotImplemented


def _dumped(one: object) -> bytes:
    into = io.BytesIO()
    _Pickler(into, protocol=pickle.HIGHEST_PROTOCOL).dump(one)
    return into.getvalue()


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(one.name for one in fields(kind))


def _fixed(held: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(held)


def _made(kind: Any, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
    return kind(**dict(zip(_names(kind), values, strict=True)))


def _packed(keys: Iterable[str]) -> bytes:
    return zlib.compress(_BETWEEN.join(sorted(keys)).encode(), 1)


def _unpacked(content: bytes) -> tuple[str, ...]:
    return tuple(zlib.decompress(content).decode().split(_BETWEEN))
