"""Which entries somebody may mean: by id, by any name, misprints too, by some words of a name, or nearly so."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator, Mapping, Sequence

from sphinx_dossier.entries import FACTS, Entry
from sphinx_dossier.evidence.words import words
from sphinx_dossier.folding import folded
from sphinx_dossier.library import Library
from sphinx_dossier.problems import NEAR

_MOST = 5
"""How many entries are offered where none is called so."""
_APART = 0.1
"""Who looks less like it than the nearest by more than this is not meant."""
_WORD = 0.75
"""How alike a word must be to one of a name."""


def called(name: str, library: Library) -> tuple[Entry, ...]:
    """Return the entries that are meant by a name: one where that is plain, several where it may be any of them."""
    if entry := library.entries.get(name) or library.moved_from(name):
        return (entry,)
    known = {entry.id: tuple(_names(entry, library)) for entry in library.entries.values()}
    for ids in (_exactly(name, known), _in_part(name, known), _nearly(name, known)):
        if ids:
            return tuple(library.entries[id_] for id_ in ids)
    return ()


def _names(entry: Entry, library: Library) -> Iterator[str]:
    """Yield an entry's ids, those that it had before too, and its names as their words in normal form."""
    cited = (str(value) for claim in entry.of(FACTS) for value in claim.said.all("name"))
    old = (address.rpartition("/")[2] for address in library.old_addresses(entry))
    for text in (entry.id, *old, entry.name, entry.sort, *cited):
        yield _normal(text)


def _normal(text: str) -> str:
    return " ".join(words(folded(text)))


def _exactly(name: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    wanted = _normal(name)
    return [id_ for id_, found in known.items() if wanted in found]


def _in_part(name: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the entries of which one name has all these words."""
    wanted = set(_normal(name).split())
    return [id_ for id_, found in known.items() if wanted and any(wanted <= set(one.split()) for one in found)]


def _nearly(name: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the entries of which a name looks most like it, or each of its words like one of a name."""
    wanted = _normal(name)
    scores: dict[str, float] = {}
    for id_, found in known.items():
        for one in set(found):
            alike = max(_alike(wanted, one), _words_alike(wanted.split(), one.split()))
            scores[id_] = max(scores.get(id_, 0.0), alike)
    near = sorted((id_ for id_ in scores if scores[id_] >= NEAR), key=lambda id_: (-scores[id_], id_))
    best = scores[near[0]] if near else 0.0
    return [id_ for id_ in near if scores[id_] > best - _APART][:_MOST]


def _words_alike(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return how much each of some words looks like one of a name; 0 where one of them looks like none."""
    best = [max((_alike(one, other) for other in found), default=0.0) for one in wanted]
    # A part of a name says less than the whole of it.
    return min(best, default=0.0) - _APART if best and min(best) >= _WORD else 0.0


@functools.lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(a=one, b=other, autojunk=False)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()
