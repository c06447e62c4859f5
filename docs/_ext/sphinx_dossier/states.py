"""In what state the things of a knowledge base are that a piece of work may have read: a digest for each."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping

from sphinx_dossier import tracing
from sphinx_dossier.library import FINGERPRINT, SOURCE, Library
from sphinx_dossier.rules.names import names

NOTHING, BROKEN = "", "broken"
"""The state of what is not there, and of an entry that cannot be used: nothing but that is known of it."""


class LibraryStates:
    """The states of the things of a library, by the keys under which it is noted that they are read.

    The state of an entry is its file, by folder and digest: what it says, and where it stands among others, follows.
    """

    def __init__(self, library: Library, prints: Collection[str], files: Mapping[str, str], state: str) -> None:
        """Take the ids of sources with a fingerprint, and the digests of all files by their paths in the folder.

        `state` is what differs whenever one of the files does.
        """
        self._library, self._prints, self._files = library, prints, files
        self.whole = state
        # No entry is asked for: of a large knowledge base few are in memory.
        self._find: dict[str, Callable[[str], str]] = {
            tracing.ENTRY: self._entry,
            tracing.MENTIONS: lambda id_: self._of(one[0] for one in library.inverses.mentions.get(id_, ())),
            tracing.CITING: lambda id_: self._of(one[0] for one in library.inverses.citing.get(id_, ())),
            tracing.RELAYING: lambda id_: self._of(one[0] for one in library.inverses.relaying.get(id_, ())),
            tracing.MOVED: lambda id_: self._of(library.inverses.moved.get(id_, {}).values()),
            tracing.KIND: lambda name: self._of(library.inverses.kinds.get(name, ())),
            tracing.BESIDE: self._beside,
            tracing.PRINT: self._print,
            tracing.NAMES: self._names,
        }

    def __getitem__(self, key: str) -> str:
        """Return the state of the thing of a key."""
        mark, name = key[:2], key[2:]
        if name == tracing.ALL:
            return self.whole
        with tracing.unnoted():
            return self._find[mark](name)

    def _names(self, name: str) -> str:
        """Return the state of the names of an entry, or of those that begin with a word, or are these words."""
        known = names(self._library)
        if name.startswith(tracing.OF):
            return digest_of(map(str, known.of.get(name.removeprefix(tracing.OF), ())))
        run = tuple(name.split(" "))
        found = ((index.lengths.get(name, ()), index.names.get(run, ())) for index in (known.proper, known.every))
        return digest_of(f"{sizes} {list(here)}" for sizes, here in found)

    @functools.cached_property
    def _sums(self) -> Mapping[str, str]:
        """Return the folders and digests of the files of entries by their ids: of all, should several have one.

        The folder says of which kind an entry is, and where its page stands.
        """
        folders = {kind.folder for kind in self._library.kinds.values()}
        found: dict[str, str] = {}
        for path in self._files:
            folder, _, name = path.rpartition("/")
            if folder in folders and name.endswith(".yaml"):
                id_ = name.removesuffix(".yaml")
                found[id_] = found.get(id_, "") + f"{folder} {self._files[path]} "
        return found

    def file(self, id_: str) -> str:
        """Return the folder and the digest of the file of an entry."""
        return self._sums[id_]

    def _entry(self, id_: str) -> str:
        if id_ in self._library.entries:
            return self.file(id_)
        return BROKEN if id_ in self._library.broken else NOTHING

    def _of(self, ids: Iterable[str]) -> str:
        return digest_of(f"{id_} {self.file(id_)}" for id_ in ids)

    def _beside(self, id_: str) -> str:
        found = self._library.inverses.beside
        return " ".join(one or "-" for one in found[id_]) if id_ in self._library.entries else NOTHING

    def _print(self, id_: str) -> str:
        """Return the state of a fingerprint with the places in it, which need the entry of the source.

        One that cannot be used has a state too: it is told from none.
        """
        sum_ = self._files.get(f"{self._library.kinds[SOURCE].folder}/{id_}{FINGERPRINT}", NOTHING)
        return f"{sum_} {id_ in self._prints} {id_ in self._library.entries}"


def whole(files: Mapping[str, str]) -> str:
    """Return what differs whenever one of some files does."""
    return digest_of(f"{path} {sum_}" for path, sum_ in sorted(files.items()))


def digest_of(parts: Iterable[str]) -> str:
    """Return what differs whenever one of some texts does."""
    # The name of a file may be no text.
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
