"""Where sources have their words from: chains of origin, and which sources are one witness.

Two articles that print one agency report, or that one author wrote, are no two witnesses. Sources count as one where
one relays the other, where both relay a third, where both carry reports of one agency, or where an author's name
stands over both. It is counted strictly: a reader who doubts would count so too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from sphinx_dossier.entries import Citation
from sphinx_dossier.evidence.words import words
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.values import Ref


class Bond(Enum):
    """What makes sources one witness; where several do, the first of these is told."""

    ORIGIN = "origin"
    AGENCY = "agency"
    AUTHOR = "author"


class Tie(NamedTuple):
    """A bond between sources: `what` is the source or the agency that they share by id, or the author's name."""

    bond: Bond
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Sources that count as one, with the ties that make them so (none where it is one source alone)."""

    sources: tuple[str, ...]
    ties: tuple[Tie, ...] = ()


Told: TypeAlias = Mapping[str, str]
"""The origins that citations give for their words, by source, where these relay more than the whole source does."""
NOTHING: Told = MappingProxyType({})


def told(citations: Iterable[Citation]) -> Told:
    """Return the origins that citations give; a source whose words have several, or some none, is left out."""
    found: dict[str, set[str]] = {}
    for citation in citations:
        found.setdefault(citation.source.id, set()).add(citation.origin.id if citation.origin else "")
    return {source: min(origins) for source, origins in found.items() if len(origins) == 1 and "" not in origins}


def chain(library: Library, source: str, further: str = "") -> tuple[str, ...]:
    """Return a source, the one that it relays, the one that this relays, and so on; a circle ends where it closes.

    `further` is what the words in question go back to behind all these.
    """
    found = [source]
    while following := _next(library, found[-1]) or (further if further not in found else ""):
        if following in found:
            break
        found.append(following)
    return tuple(found)


def _next(library: Library, source: str) -> str:
    ref = named(library, source)
    return ref.id if ref else ""


def origin(library: Library, source: str, further: str = "") -> str:
    """Return the source that a source relays in the end, itself where it relays none."""
    return chain(library, source, further)[-1]


def circles(library: Library) -> Iterator[tuple[str, ...]]:
    """Yield each circle of origins once, from the first of its ids."""
    seen = set[str]()
    for entry in library.entries.values():
        found = chain(library, entry.id) if entry.kind == SOURCE else ()
        back = named(library, found[-1]) if found else None
        if back is None or back.id not in found:
            continue
        circle = found[found.index(back.id) :]
        if not seen.intersection(circle):
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
        seen.update(circle)


def named(library: Library, source: str) -> Ref | None:
    """Return the reference by which a source names its origin, if it does."""
    entry = library.entries.get(source)
    return next(iter(entry.keys.refs("origin")), None) if entry else None


def witnesses(library: Library, sources: Iterable[str], further: Told = NOTHING) -> tuple[Witness, ...]:
    """Return the independent witnesses among sources, in the order of their first source."""
    asked = tuple(dict.fromkeys(sources))
    groups, kept = {source: frozenset([source]) for source in asked}, list[Tie]()
    for tie in _ties(library, asked, further) if len(asked) > 1 else ():
        joined = frozenset[str]().union(*(groups[source] for source in tie.sources))
        if joined != groups[tie.sources[0]]:
            kept.append(tie)
            groups.update(dict.fromkeys(joined, joined))
    return tuple(
        Witness(
            sources=tuple(source for source in asked if source in group),
            ties=tuple(tie for tie in kept if tie.sources[0] in group),
        )
        for group in dict.fromkeys(groups.values())
    )


def independent(library: Library, sources: Iterable[str], further: Told = NOTHING) -> tuple[str, ...]:
    """Return one source for each independent witness: where its first source has its words from."""
    found = (witness.sources[0] for witness in witnesses(library, sources, further))
    return tuple(origin(library, source, further.get(source, "")) for source in found)


def _ties(library: Library, sources: tuple[str, ...], further: Told) -> list[Tie]:
    """Return every tie between sources: those that hold most together first, then the plainest."""
    chains = {source: chain(library, source, further.get(source, "")) for source in sources}
    agencies = {id_ for links in chains.values() for link in links for id_ in _refs(library, link, "agency")}
    shared: dict[tuple[Bond, str], list[tuple[int, str, str]]] = {}
    for source, links in chains.items():
        for depth, link in enumerate(links):
            for bond, key, label in _marks(library, link, agencies):
                shared.setdefault((bond, key), []).append((depth, source, label))
    bonds = list(Bond)
    ranked = []
    for (bond, _), found in shared.items():
        tied, label = tuple(dict.fromkeys(source for _, source, _ in found)), found[0][2]
        if len(tied) > 1:
            rank = (-len(tied), bonds.index(bond), label not in tied, sum(depth for depth, _, _ in found), label)
            ranked.append((rank, Tie(bond, label, tied)))
    return [tie for _, tie in sorted(ranked)]


def _marks(library: Library, source: str, agencies: set[str]) -> Iterator[tuple[Bond, str, str]]:
    """Yield what a source may share with others: the bond, what is compared, and what is shown.

    A text that an agency publishes itself is as much a report of it as one that a paper carries.
    """
    yield Bond.ORIGIN, source, source
    carried = dict.fromkeys([*_refs(library, source, "agency"), *_refs(library, source, "publisher")])
    yield from ((Bond.AGENCY, id_, id_) for id_ in carried if id_ in agencies)
    entry = library.entries.get(source)
    for name in map(str, entry.keys.all("authors")) if entry else ():
        # By-lines are printed in capitals, or as one word.
        if key := "".join(words(name)):
            yield Bond.AUTHOR, key, name


def _refs(library: Library, source: str, key: str) -> Iterator[str]:
    if entry := library.entries.get(source):
        yield from (ref.id for ref in entry.keys.refs(key))
