"""A knowledge base that has been read and checked: the one check that the command and the site both run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sphinx_dossier import disagreements, loading, met
from sphinx_dossier import settings as all_settings
from sphinx_dossier.disagreements import Disagreement
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence import prints as all_prints
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.files import digests
from sphinx_dossier.garbage import uncollected
from sphinx_dossier.history import History
from sphinx_dossier.inverses import Row
from sphinx_dossier.library import Library
from sphinx_dossier.loading import Read
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.met import Met
from sphinx_dossier.problems import Code, Problem
from sphinx_dossier.rules import addresses, honesty, origins, preferred, quotes, references, standing
from sphinx_dossier.rules.honesty import Key
from sphinx_dossier.settings import Settings
from sphinx_dossier.share import ALL, Share
from sphinx_dossier.stores import Store
from sphinx_dossier.tracing import (
    ANSWERED,
    DIFFERENCES,
    ELSEWHERE,
    HISTORY,
    PRINT,
    WEIGHTS,
    WITHIN,
    Shared,
    noted,
    unnoted_property,
)

WHOLE = frozenset(
    {Code.BAD_MOVE, Code.IDLE_INFER, Code.ORIGIN_LOOP, Code.QUOTE_REUSED, Code.QUOTE_SHARE, Code.SOURCE_SHARE}
)
"""What is found by comparing all entries, or answered by what is."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What can be shown, and what is wrong.

    `library` holds the sound entries alone, `read` those too that a rule has left out; `prints` the fingerprints by
    source; `proofs` the place of each quote, by source and quote; `answered` what the check found about a citation
    that an `infer:` answers, by source, quote and infer; `problems` everything found, in file order; `files` the
    digests of all files, by their paths in the folder; `state` differs whenever one of them does. `history` says when
    entries were entered here; whoever wants it shown reads it and adds it, for no check needs it. So does with
    `elsewhere` whoever spreads the page of a source over several: by the name of the page, it says on which other
    page each address is now, and with `weights`, what was weighed for that, by the source. `network` is the page
    that shows who met whom, if any. `parted` is whether long lists are put on pages of their own, `share` which part
    of the site is built. `memo` gives what was made of single entries, `shared` what was made of all of them and is
    asked for by several pages.
    """

    library: Library
    prints: Mapping[str, Fingerprint]
    proofs: Mapping[tuple[str, str], Proof]
    answered: Mapping[Key, tuple[Code, ...]]
    settings: Settings
    read: Library
    problems: tuple[Problem, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    history: History = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    weights: Mapping[str, Sequence[int]] = field(default_factory=dict)
    network: str = ""
    parted: bool = False
    share: Share = ALL
    memo: Memo = FRESH
    shared: Shared[tuple[str, ...], Any] = field(default_factory=Shared, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Have it noted what is read."""
        fields: dict[str, Mapping[Any, Any]] = {
            "prints": noted(self.prints, PRINT),
            "proofs": noted(self.proofs, PRINT, lambda key: key[0]),
            "answered": noted(self.answered, ANSWERED, WITHIN.join),
            "history": noted(self.history, HISTORY),
            "elsewhere": noted(self.elsewhere, ELSEWHERE),
            "weights": noted(self.weights, WEIGHTS),
        }
        for name, found in fields.items():
            object.__setattr__(self, name, found)

    @property
    def our_ids(self) -> Sequence[str]:
        """Return the ids of the entries of the part of the site that is built, in order."""
        return self._ours(self.library.entries)

    @unnoted_property
    def ours(self) -> Sequence[Entry]:
        """Return the entries of the part of the site that is built, in the order of their ids."""
        return Row(self.our_ids, self.library.entries)

    def ours_of(self, kind: str) -> Sequence[Entry]:
        """Return those of a kind, in its order; none of the others is read."""
        return Row(self._ours(self.library.inverses.kinds.get(kind, ())), self.library.entries)

    def _ours(self, ids: Iterable[str]) -> Sequence[str]:
        return [id_ for id_ in ids if self.share.has(id_)]

    @unnoted_property
    def differences(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """Return the disagreements of each entry that has any."""
        return noted(disagreements.find(self.library), DIFFERENCES)

    @unnoted_property
    def met(self) -> Met:
        """Return who met whom over what."""
        return met.find(self.library)


def check(root: Path, read: Read | None = None, files: Mapping[str, str] | None = None) -> Checked:
    """Return the knowledge base in the folder `root`, read and checked by every rule.

    `files` are the digests of its files, where they are known. Without a `read` that gives the entries, those of a
    large one are remembered from the last check, and so is what was found in them (`stores`).
    """
    with uncollected():
        if files is None:
            files = digests(root) if read is None else {}
        return _checked(root, read, files)


def _checked(root: Path, read: Read | None, files: Mapping[str, str]) -> Checked:
    store = Store(root, files)
    with store.reading() as from_store:
        library = loading.load(root, read or from_store)
    settings, problems = all_settings.load(root, library.label)
    all_, more = all_prints.read(library)
    prints = noted(all_, PRINT)
    proofs: dict[tuple[str, str], Proof] = {}
    answered: dict[Key, tuple[Code, ...]] = {}
    with store.judging(library, prints) as memo:
        found = list(_rules(library, prints, settings, proofs, answered, memo))
    all_read, library = library, library.without(_entries(library, found), (*problems, *more, *found))
    return Checked(
        library=library,
        prints=prints,
        # Without the entry of its source nobody is told where a quote is, whatever keeps that entry from being shown.
        proofs={key: proof for key, proof in proofs.items() if key[0] in library.entries},
        answered=answered,
        settings=settings,
        read=all_read,
        problems=library.problems,
        files=files,
        state=store.state,
    )


def check_entry(checked: Checked, entry: Entry) -> tuple[Problem, ...]:
    """Return what the rules find in one entry that takes the place of the one in a library that was checked.

    What rules find that compare all entries is left out: `WHOLE` names it.
    """
    entries = MappingProxyType({**checked.library.entries, entry.id: entry})
    library = replace(
        checked.library, entries=entries, broken=checked.library.broken - {entry.id}, only=frozenset([entry.id])
    )
    found = _rules(library, checked.prints, checked.settings, dict(checked.proofs), {})
    return tuple(problem for problem in found if problem.code not in WHOLE and problem.place.path == entry.path)


def _rules(
    library: Library,
    prints: Mapping[str, Fingerprint],
    settings: Settings,
    proofs: dict[tuple[str, str], Proof],
    answered: dict[Key, tuple[Code, ...]],
    memo: Memo = FRESH,
) -> Iterator[Problem]:
    yield from addresses.check(library)
    yield from references.check(library, memo)
    yield from origins.check(library)
    yield from preferred.check(library)
    yield from quotes.check(library, prints, settings, proofs, memo)
    yield from honesty.check(library, prints, settings, proofs, answered, memo)
    yield from standing.check(library)


def _entries(library: Library, problems: Iterable[Problem]) -> frozenset[str]:
    """Return the entries in whose files the problems are that keep them from being shown."""
    paths = {problem.place.path for problem in problems if problem.code.level == "error"}
    return frozenset(id_ for id_, entry in library.entries.items() if entry.path in paths)
