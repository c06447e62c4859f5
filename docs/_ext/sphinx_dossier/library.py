"""Every entry of a knowledge base, by id, with the references between them and their inverses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sphinx_dossier import inverses as all_inverses
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Citation, Claim, Entry, Head
from sphinx_dossier.folding import folded
from sphinx_dossier.inverses import Citing, Given, Inversed, Inverses, Naming, Row
from sphinx_dossier.kinds import Kinds
from sphinx_dossier.problems import Problem, in_file_order
from sphinx_dossier.records import Address
from sphinx_dossier.tracing import (
    ALL,
    BESIDE,
    CITING,
    ENTRY,
    MENTIONS,
    MOVED,
    RELAYING,
    Noted,
    note,
    noted,
    unnoted_property,
)
from sphinx_dossier.tracing import KIND as OF_KIND

KINDS = "kinds"
"""The folder of declarations, beside the folders of entries."""
SOURCE = "source"
"""The kind whose entries have fingerprints."""
MOVED_FROM = "moved-from"
"""The key of the addresses that an entry had before."""
FINGERPRINT = ".fingerprint.json"
"""The ending of a fingerprint's file, which stands beside its source's entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A reference seen from its target: the entry that refers, its claim (None for a key), and the field."""

    entry: Entry
    claim: Claim | None
    field: str


@dataclass(frozen=True, kw_only=True)
class Library:
    """A knowledge base as read from `root`.

    `label` is the name of the root folder, with which every place starts. `entries` holds what can be used, by
    id and in the order of ids; `broken` the ids that have a file but were left out because of a problem in it.
    `only` names the entries that are to be checked, None for all of them.
    """

    root: Path
    label: str
    kinds: Kinds
    entries: Mapping[str, Entry]
    broken: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Have it noted which entries are read."""
        object.__setattr__(self, "entries", noted(self.entries, ENTRY))

    def is_broken(self, id: str) -> bool:  # noqa: A002
        """Return whether an entry was left out because of a problem in its file."""
        note(ENTRY + id)
        return id in self.broken

    @property
    def to_check(self) -> Iterable[Entry]:
        """Return the entries that a check looks at, in order."""
        ids = self.entries if self.only is None else sorted(self.only)
        return [self.entries[id_] for id_ in ids]

    @property
    def held(self) -> Mapping[str, Entry]:
        """Return the entries, for what is noted by another key."""
        return self.entries.held if isinstance(self.entries, Noted) else self.entries

    @unnoted_property
    def inverses(self) -> Inverses:
        """Return what refers to the entries, and in which order they stand."""
        if isinstance(self.held, Inversed):
            return self.held.inverses
        return all_inverses.find(self.held.values(), self.order, self.old_addresses)

    @unnoted_property
    def _heads(self) -> Mapping[str, Head]:
        """Return what links show, which may be known without the entries."""
        return self.held.heads if isinstance(self.held, Inversed) else Given(self.held, attrgetter("head"))

    def head(self, id: str) -> Head | None:  # noqa: A002
        """Return what links to an entry show, None where there is none."""
        note(ENTRY + id)
        return self._heads.get(id)

    @unnoted_property
    def _ranks(self) -> Mapping[str, Any]:
        return self.held.ranks if isinstance(self.held, Inversed) else Given(self.held, self.order)

    def rank(self, id: str) -> Any:  # noqa: A002, ANN401
        """Return what puts an entry where it stands among others, as `order` does. Raises KeyError for none."""
        note(ENTRY + id)
        return self._ranks[id]

    def naming(self, id: str) -> Mapping[str, Head]:  # noqa: A002
        """Return what links show to the entries that refer to one; none of them is read."""
        note(MENTIONS + id)
        return {other: self._heads[other] for other, _, _ in self.inverses.mentions.get(id, ())}

    def citing_from(self, id: str) -> Sequence[tuple[str, Head]]:  # noqa: A002
        """Return for each citation of a source its entry, and what links to that show; none of them is read."""
        note(CITING + id)
        return [(other, self._heads[other]) for other, _, _ in self.inverses.citing.get(id, ())]

    def said_of(self, id: str) -> int:  # noqa: A002
        """Return how many references there are to an entry, those of citations counted."""
        note(MENTIONS + id)
        note(CITING + id)
        return len(self.inverses.mentions.get(id, ())) + len(self.inverses.citing.get(id, ()))

    def kind_of(self, id: str) -> str:  # noqa: A002
        """Return the name of the kind of an entry. Raises KeyError where there is none."""
        note(ENTRY + id)
        return self._heads[id].kind

    def ids_of_kind(self, kind: str) -> Sequence[str]:
        """Return the ids of the entries of a kind, in their order."""
        note(OF_KIND + kind)
        return self.inverses.kinds.get(kind, ())

    def of_kind(self, kind: str) -> Sequence[Entry]:
        """Return the entries of a kind: by time where the kind has one (undated last), then by name."""
        return Row(self.ids_of_kind(kind), self.held)

    def beside(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the entries just before and after one among those of its kind."""
        note(BESIDE + entry.id)
        before, after = self.inverses.beside[entry.id]
        return self.entries[before] if before else None, self.entries[after] if after else None

    def order(self, entry: Entry) -> tuple[object, ...]:
        """Return the key by which entries are sorted: first day, sort name in plain letters, id."""
        date = self.when(entry)
        first = (0, date.first, date.last) if date else (1, (0, 0, 0), (0, 0, 0))
        return (*first, folded(entry.sort), entry.id)

    def when(self, entry: Entry) -> Date | None:
        """Return the date that puts an entry in time, where its kind has one and the entry says it."""
        time = self.kinds[entry.kind].time
        value = entry.value(time) if time else None
        return value if isinstance(value, Date) else None

    def docname(self, id: str) -> str:  # noqa: A002
        """Return the name of an entry's page: the folder of its kind and its id."""
        return f"{self.kinds[self.kind_of(id)].folder}/{id}"

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of every entry."""
        return tuple(claim for entry in self.entries.values() for claim in entry.claims)

    @property
    def claim_count(self) -> int:
        """Return how many claims the entries have."""
        note(ENTRY + ALL)
        return self.inverses.claims

    @property
    def looked_for_count(self) -> int:
        """Return how many of the claims say what was looked for."""
        note(ENTRY + ALL)
        return self.inverses.looked_for

    @property
    def citations(self) -> int:
        """Return how many citations the claims have."""
        note(ENTRY + ALL)
        return self.inverses.citations

    @unnoted_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """Return, for each entry that is referred to, the references to it by the referring entries' order."""
        return noted(Given(self.inverses.mentions, self._mentions), MENTIONS)

    def _mentions(self, found: Iterable[Naming]) -> tuple[Mention, ...]:
        named = ((self.held[id_], number, name) for id_, number, name in found)
        return tuple(
            Mention(entry=entry, claim=None if number < 0 else entry.claims[number], field=name)
            for entry, number, name in named
        )

    def old_addresses(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of the pages that an entry had before, the oldest first."""
        moved = (value for value in entry.keys.all(MOVED_FROM) if isinstance(value, Address))
        return tuple(f"{old.folder or self.kinds[entry.kind].folder}/{old.id}" for old in moved)

    @unnoted_property
    def moved(self) -> Mapping[str, Mapping[str, Entry]]:
        """Return, for each id that entries had before, the entries by the folder in which they had it."""
        return noted(Given(self.inverses.moved, self._moved), MOVED)

    def _moved(self, found: Mapping[str, str]) -> Mapping[str, Entry]:
        return {folder: self.held[id_] for folder, id_ in found.items()}

    def moved_from(self, id: str, kind: str = "") -> Entry | None:  # noqa: A002
        """Return the entry that had this id before: of several the one that had it as, or is now of, the kind."""
        found = self.moved.get(id, {})
        if kind in self.kinds:
            by_kind = (entry for entry in found.values() if entry.kind == kind)
            return found.get(self.kinds[kind].folder) or next(by_kind, None)
        return next(iter(found.values()), None)

    @unnoted_property
    def citing(self) -> Mapping[str, tuple[tuple[Entry, Claim, Citation], ...]]:
        """Return, for each source, every citation of it with its claim and entry."""
        return noted(Given(self.inverses.citing, self._citing), CITING)

    @unnoted_property
    def relaying(self) -> Mapping[str, tuple[tuple[Entry, Claim, Citation], ...]]:
        """Return, for each source from which others have words, every citation that names it as their origin."""
        return noted(Given(self.inverses.relaying, self._citing), RELAYING)

    def _citing(self, found: Iterable[Citing]) -> tuple[tuple[Entry, Claim, Citation], ...]:
        claims = ((self.held[id_], at, number) for id_, at, number in found)
        return tuple((entry, entry.claims[at], entry.claims[at].cite[number]) for entry, at, number in claims)

    def without(self, ids: frozenset[str], problems: tuple[Problem, ...]) -> Library:
        """Return the library without some entries, which are broken, and with more problems."""
        all_ = in_file_order([*self.problems, *problems])
        if not ids:
            found = replace(self, problems=all_)
            vars(found)["inverses"] = self.inverses  # of a large library it takes its time to find them
            return found
        kept = {id_: entry for id_, entry in self.entries.items() if id_ not in ids}
        return replace(self, entries=MappingProxyType(kept), broken=self.broken | ids, problems=all_)
