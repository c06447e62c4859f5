"""Mappings in a file of SQLite, of which a row is read when it is asked for."""

from __future__ import annotations

import functools
import os
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx_dossier import pickling
from sphinx_dossier.files import beside

if TYPE_CHECKING:
    import sqlite3

K = TypeVar("K")
V = TypeVar("V")

ROWS_IN_MEMORY = 4096
FEW = 20_000
"""Up to how many rows of a mark their keys are held in memory."""
_FORM = """
PRAGMA page_size = 16384; -- a row of more than a fourth of it takes pages of its own
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; -- a file that breaks off is thrown away
BEGIN; CREATE TABLE rows (key TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;
"""
_AT_ONCE = 500
"""How many keys are read together."""


def write(
    file: Path, whole: Iterable[tuple[str, object]], others: Iterable[tuple[str, object]], name: pickling.Name
) -> None:
    """Write rows into a file, which takes the place of the one there when it is finished.

    In the `others`, `name` gives what stands for an object that a `whole` row holds. Raises OSError, and ImportError
    where this Python has no SQLite.
    """
    import sqlite3

    file.parent.mkdir(parents=True, exist_ok=True)
    made = beside(file)
    try:
        with closing(sqlite3.connect(made)) as database:
            database.executescript(_FORM)
            for found, named in ((whole, None), (others, name)):
                packed = ((key, pickling.dumps(one, named)) for key, one in found)
                database.executemany("INSERT INTO rows VALUES (?, ?)", packed)
            database.commit()
        made.replace(file)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        made.unlink(missing_ok=True)


class File:
    """A file of rows, by their keys; `named` gives what a name in a row stands for.

    Raises OSError where there is none, or where it cannot be read.
    """

    def __init__(self, file: Path, named: Callable[[Any], object]) -> None:
        self._file, self._named = file, named
        self._database: sqlite3.Connection | None = None
        self._process = 0
        self.get = functools.lru_cache(ROWS_IN_MEMORY)(self.read)

    def _rows(self, question: str, *given: str) -> list[Any]:
        import sqlite3

        try:
            # A database must not be shared by processes, and Sphinx forks some.
            if self._database is None or self._process != os.getpid():
                self._process = os.getpid()
                self._database = sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
                weakref.finalize(self, self._database.close)
            return self._database.execute(question, given).fetchall()
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def read(self, key: str) -> Any:  # noqa: ANN401
        """Return what a row holds. Raises KeyError."""
        for (content,) in self._rows("SELECT content FROM rows WHERE key = ?", key):
            return pickling.loads(content, self._named)
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Return whether there is a row."""
        return bool(self._rows("SELECT 1 FROM rows WHERE key = ?", key))

    def keys(self, mark: str) -> Iterator[str]:
        """Yield the keys that begin with a mark, in order."""
        last, end = mark, f"{mark}\U0010ffff"
        while found := self._rows(
            f"SELECT key FROM rows WHERE key > ? AND key < ? ORDER BY key LIMIT {_AT_ONCE}",  # noqa: S608
            last,
            end,
        ):
            yield from (key for (key,) in found)
            last = found[-1][0]

    def count(self, mark: str) -> int:
        """Return how many keys begin with a mark."""
        return int(self._rows("SELECT count(*) FROM rows WHERE key > ? AND key < ?", mark, f"{mark}\U0010ffff")[0][0])


class Rows(Mapping[K, V], Generic[K, V]):
    """The rows of a file whose keys begin with a mark."""

    def __init__(
        self,
        file: File,
        mark: str,
        name: Callable[[K], str] = str,
        key: Callable[[str], K] = str,  # type: ignore[assignment]
    ) -> None:
        """Take what gives the rest of a row's key for a key of the mapping, and the other way."""
        self._file, self._mark, self._name, self._key = file, mark, name, key

    @functools.cached_property
    def _few(self) -> frozenset[str] | None:
        """Return the names of all rows where they are few: for what is not there the file is not asked each time."""
        found = frozenset(islice(self._file.keys(self._mark), FEW + 1))
        return found if len(found) <= FEW else None

    def __getitem__(self, key: K) -> V:
        name = self._mark + self._name(key)
        if self._few is not None and name not in self._few:
            raise KeyError(key)
        return self._file.get(name)  # type: ignore[no-any-return]

    def __contains__(self, key: object) -> bool:
        name = self._mark + self._name(key)  # type: ignore[arg-type]
        return self._file.has(name) if self._few is None else name in self._few

    def __iter__(self) -> Iterator[K]:
        return (self._key(key.removeprefix(self._mark)) for key in self._file.keys(self._mark))

    @functools.cached_property
    def _count(self) -> int:
        return self._file.count(self._mark)

    def __len__(self) -> int:
        return self._count


class Numbered(Sequence[V]):
    """Rows in a row: their keys are numbers from 0, after a mark."""

    def __init__(self, file: File, mark: str) -> None:
        self._file, self._mark = file, mark
        self._count = file.count(mark)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if not -self._count <= at < self._count:
            raise IndexError(at)
        return self._file.get(f"{self._mark}{at % self._count}")
