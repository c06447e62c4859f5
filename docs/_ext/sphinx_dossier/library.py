"""Every entry of a knowledge base, by id, with the references between them and their inverses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from sphinx_dossier import entries, yaml_nodes
from sphinx_dossier import inverses as all_inverses
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.folding import folded
from sphinx_dossier.inverses import Citing, Given, Inversed, Inverses, Naming, Row
from sphinx_dossier.kinds import Kind, Kinds, load_kinds
from sphinx_dossier.misplaced import bad_name, stray, strays, taken
from sphinx_dossier.problems import Code, Place, Problem, in_file_order
from sphinx_dossier.records import Address
from sphinx_dossier.settings import FILE as SETTINGS
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
from sphinx_dossier.values import ID

KINDS = "kinds"
"""The folder of declarations, beside the folders of entries."""
SOURCE = "source"
"""The kind whose entries have fingerprints."""
MOVED_FROM = "moved-from"
"""The key of the addresses that an entry had before."""
FINGERPRINT = ".fingerprint.json"
"""The ending of a fingerprint's file, which stands beside its source's entry."""


Read = Callable[[Path, str, Kind], tuple[Entry | None, tuple[Problem, ...]]]
"""What gives the entry in a file, shown to people as a path, of a kind; and what is wrong with it."""


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

    def of_kind(self, kind: str) -> Sequence[Entry]:
        """Return the entries of a kind: by time where the kind has one (undated last), then by name."""
        note(OF_KIND + kind)
        return Row(self.inverses.kinds.get(kind, ()), self.held)

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
        return f"{self.kinds[self.entries[id].kind].folder}/{id}"

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


def from_file(file: Path, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry in a file, and what is wrong with it."""
    text, problems = yaml_nodes.read(file, path)
    return from_text(text, path, kind) if text is not None else (None, problems)


def from_text(text: str, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry in the text of a file, and what is wrong with it."""
    node, problems = yaml_nodes.parse(text, path)
    if node is None:
        return None, problems
    entry, more = entries.read(node, id=Path(path).stem, kind=kind, path=path)
    return entry, (*problems, *yaml_nodes.beside_aliases(more, problems))


def load(root: Path, read: Read = from_file) -> Library:
    """Return the knowledge base in the folder `root`; what cannot be used is left out and reported."""
    label = root.resolve().name
    kinds, problems = load_kinds(root, label)
    found, broken, more = _entries(root, label, kinds, problems, read)
    return Library(
        root=root,
        label=label,
        kinds=kinds,
        entries=MappingProxyType(dict(sorted(found.items()))),
        broken=frozenset(broken - set(found)),
        problems=in_file_order(more),
    )


def _entries(
    root: Path, label: str, kinds: Kinds, known: Iterable[Problem], read: Read
) -> tuple[dict[str, Entry], set[str], list[Problem]]:
    """Return the sound entries, the ids of the broken ones, and all problems with the `known` ones of the kinds."""
    found: dict[str, Entry] = {}
    broken, problems, seen = set[str](), list(known), dict[str, str]()
    folders = {kind.folder: kind for kind in kinds.values()}
    if not root.is_dir():
        wrong = "there is no knowledge base here: no such folder"
        return found, broken, [*problems, Problem(place=Place(path=label), code=Code.UNREADABLE, wrong=wrong)]
    files = list(_files(root, label, folders, problems, broken))
    # Sound names first: of two files that are one to some file systems, the one with the sound name stays.
    for file, path in sorted(files, key=lambda found: not ID.fullmatch(found[0].stem)):
        kind, id_ = folders[file.parent.name], file.stem
        entry, wrong_here = read(file, path, kind)
        wrong_here = (*bad_name(id_, path), *taken(id_, path, seen), *wrong_here)
        problems.extend(wrong_here)
        if entry is None or wrong_here:
            broken.add(id_)
        else:
            found[id_] = entry
    return found, broken, problems


def _files(
    root: Path, label: str, folders: Mapping[str, Kind], problems: list[Problem], broken: set[str]
) -> Iterator[tuple[Path, str]]:
    """Yield each entry's file with the path that places show; note what has no business here.

    What stands in a folder of no kind goes to `broken`: it is there, and no reference to it is a second mistake.
    """
    # The folder of a kind whose declaration is broken is known by nobody, which is no second mistake.
    sure = not problems
    for folder in _inside(root, label, problems):
        path = f"{label}/{folder.name}"
        if folder.name.startswith("_") or folder.name == SETTINGS or folder.suffix == ".md":
            continue
        if folder.name == KINDS:
            problems.extend(strays(_inside(folder, path, problems), path, "declaration"))
        elif folder.name not in folders:
            broken.update(file.stem for file in folder.glob("*.yaml"))
            if sure or not folder.is_dir():
                problems.append(stray(path, folder, folders))
        elif folder.is_file():
            wrong, allowed = f"'{folder.name}' is a file", "the entries of a kind stand in a folder"
            problems.append(Problem(place=Place(path=path), code=Code.STRAY_FILE, wrong=wrong, allowed=allowed))
        else:
            inside = _inside(folder, path, problems)
            yield from ((file, f"{path}/{file.name}") for file in inside if file.suffix == ".yaml")
            prints = folders[folder.name].name == SOURCE
            others = (file for file in inside if not (prints and file.name.endswith(FINGERPRINT)))
            problems.extend(strays(others, path, "entry"))


def _inside(folder: Path, path: str, problems: list[Problem]) -> list[Path]:
    """Return what stands in a folder, in order, without hidden files: editors and systems leave them anywhere."""
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except OSError as error:
        problems.append(yaml_nodes.unreadable(error, path, "folder"))
        return []
