"""The entries of a catalogue: read when they are asked for, with what the check found about their citations."""

from __future__ import annotations

import functools
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar, cast

from sphinx_dossier import tracing
from sphinx_dossier.entries import Claim, Entry, Head
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.inverses import Inverses
from sphinx_dossier.problems import Code
from sphinx_dossier.rows import File, Rows
from sphinx_dossier.rules.honesty import Key

K = TypeVar("K")
V = TypeVar("V")

HEADS, RANKS = "heads", "ranks"
"""The keys of what links to entries show, and of their ids in the order in which they stand."""
KEPT, LATEST = 70_000, 10_000
"""How many entries stay in memory, of those read first and of those read last.

Lists go through all entries. Were it the latest alone, one more than fits would leave nothing for the next list.
"""
Proofs: TypeAlias = Mapping[tuple[str, str], Proof]
Answered: TypeAlias = Mapping[Key, tuple[Code, ...]]
WithFound: TypeAlias = tuple[Entry, Mapping[tuple[str, str], Proof | None], Mapping[Key, tuple[Code, ...] | None]]
"""An entry with the places of its quotes, and what was found about its citations: None where there is none."""


def with_found(entry: Entry, proofs: Proofs, answered: Answered) -> WithFound:
    """Return an entry with what the check found: whoever shows an entry asks for that of each of its citations."""
    cited = tuple(entry.citations)
    return (
        entry,
        {citation.quoted: proofs.get(citation.quoted) for citation in cited},
        {citation.reading: answered.get(citation.reading) for citation in cited},
    )


class Beside(Mapping[K, V], Generic[K, V]):
    """A mapping of which a part is in memory: None there for what it does not hold."""

    def __init__(self, near: Mapping[K, V | None], all_: Mapping[K, V]) -> None:
        """Take that part and the mapping."""
        self._near, self._all = near, all_

    def __getitem__(self, key: K) -> V:
        found = self._near[key] if key in self._near else self._all[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class Entries(Rows[str, Entry]):
    """The entries of a catalogue. Of each there is one object, as long as somebody has it: some are told apart so.

    `proofs` and `answered` are what was found about the citations of those that stay in memory; not all of it, where
    one of them has a citation in common with one that went. Whoever asks looks into the file, too.
    """

    inverses: Inverses

    def __init__(self, file: Path) -> None:
        """Take the file of a catalogue."""
        self.file = File(file, self._named)
        super().__init__(self.file, tracing.ENTRY)
        self.proofs: dict[tuple[str, str], Proof | None] = {}
        self.answered: dict[Key, tuple[Code, ...] | None] = {}
        self._known: weakref.WeakValueDictionary[str, Entry] = weakref.WeakValueDictionary()
        self._kept = dict[str, Entry]()
        self._latest: OrderedDict[str, Entry] = OrderedDict()
        self._has_room = True

    def __getitem__(self, key: str) -> Entry:
        if (entry := self._kept.get(key)) is not None:
            return entry
        if (entry := self._latest.get(key)) is not None:
            self._latest.move_to_end(key)
            return entry
        full = not self._has_room or len(self._kept) >= KEPT
        # Whoever has to go goes first: the one that comes may have citations in common with it.
        if full and len(self._latest) >= LATEST:
            self._forget(self._latest.popitem(last=False)[1])
        entry = self._known.get(key) or self._read(key)
        (self._latest if full else self._kept)[key] = entry
        return entry

    def _read(self, key: str) -> Entry:
        entry, proofs, answered = cast("WithFound", self.file.read(tracing.ENTRY + key))
        self.proofs |= proofs
        self.answered |= answered
        self._known[key] = entry
        return entry

    def make_room(self) -> None:
        """Let go of all, and from here on keep no more than those read last."""
        self._has_room = False
        for held in (self._kept, self._latest, self.proofs, self.answered):
            held.clear()

    def _forget(self, entry: Entry) -> None:
        for citation in entry.citations:
            self.proofs.pop(citation.quoted, None)
            self.answered.pop(citation.reading, None)

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        """Return what links to each entry show: they are as many as entries, and asked for wherever one is named."""
        return cast("Mapping[str, Head]", self.file.read(HEADS))

    @functools.cached_property
    def ranks(self) -> Mapping[str, int]:
        """Return the number of each entry in the order of all."""
        return {id_: number for number, id_ in enumerate(cast("Sequence[str]", self.file.read(RANKS)))}

    def __contains__(self, key: object) -> bool:
        return key in self.heads

    def _named(self, name: str | tuple[str, int]) -> Entry | Claim:
        return self[name] if isinstance(name, str) else self[name[0]].claims[name[1]]
