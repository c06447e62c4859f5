"""Who met whom over what: the entries at which some met, who took part and for whom, and what was said there.

A kind says by its declaration that its entries are such: one of its relations is `attendee` in schema.org.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_dossier.entries import STATEMENTS, Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import Relation
from sphinx_dossier.library import Library
from sphinx_dossier.records import Ref
from sphinx_dossier.standing import stands, without_support
from sphinx_dossier.tracing import ALL, MET, note, noted

POLICY = "policy"
"""The kind whose entries are what a meeting is about."""
SERIES = "series"
"""The fact that names what a meeting is one session of."""
_ATTENDEE = "attendee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """Where some met: who took part, for whom, in which series, and how many statements there are on each policy."""

    entry: Entry
    who: tuple[str, ...]
    sides: tuple[str, ...]
    series: tuple[str, ...]
    over: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """All talks in order of time, and those of an entry by what it has to do with them."""

    every: Sequence[Talks]
    taking_part: Mapping[str, tuple[Talks, ...]]
    sending: Mapping[str, tuple[Talks, ...]]
    dealt_with: Mapping[str, tuple[Talks, ...]]
    held: Mapping[str, tuple[Talks, ...]]

    @property
    def talks(self) -> Sequence[Talks]:
        """Return all talks."""
        note(MET + ALL)
        return self.every


def find(library: Library) -> Met:
    """Return who met whom in a library."""
    entries = sorted(library.entries.values(), key=library.order)
    talks = tuple(one for entry in entries if stands(entry) for one in _talks(entry, library))
    return Met(
        every=talks,
        taking_part=_by((id_, one) for one in talks for id_ in one.who),
        sending=_by((id_, one) for one in talks for id_ in one.sides),
        dealt_with=_by((id_, one) for one in talks for id_ in one.over),
        held=_by((id_, one) for one in talks for id_ in (one.entry.id, *one.series)),
    )


def _by(pairs: Iterator[tuple[str, Talks]]) -> Mapping[str, tuple[Talks, ...]]:
    found: defaultdict[str, list[Talks]] = defaultdict(list)
    for id_, talks in pairs:
        found[id_].append(talks)
    return noted({id_: tuple(some) for id_, some in found.items()}, MET)


def _talks(entry: Entry, library: Library) -> Iterator[Talks]:
    """Yield the talks that an entry is; none where it is of another kind, or where fewer than two took part."""
    who: set[str] = set()
    sides: set[str] = set()
    for name, relation in library.kinds[entry.kind].relations.items():
        if relation.field.schema == _ATTENDEE:
            for claim in entry.of(name):
                if _is_said_of(claim, relation) and not without_support(claim, library):
                    who.update(_named(claim, relation, library, attending=True))
                    sides.update(_named(claim, relation, library, attending=False))
    if len(who) > 1:
        series = {value.id for value in entry.sound(SERIES) if isinstance(value, Ref) and value.id in library.entries}
        yield Talks(
            entry=entry,
            who=tuple(sorted(who)),
            sides=tuple(sorted(sides - who)),
            series=tuple(sorted(series)),
            over=_over(entry, library),
        )


def _is_said_of(claim: Claim, relation: Relation) -> bool:
    """Return whether a claim says that somebody was there, and not that they stayed away or were to come."""
    fields = relation.field.fields
    return not any(claim.said.text(name) in field.turning for name, field in fields.items() if field.turning)


def _named(claim: Claim, relation: Relation, library: Library, *, attending: bool) -> Iterator[str]:
    def fits(field: Field) -> bool:
        return (field.schema == _ATTENDEE) == attending

    for name, field in relation.field.fields.items():
        if fits(field):
            yield from (ref.id for ref in claim.said.refs(name) if _is_shown(ref, library))


def _is_shown(ref: Ref, library: Library) -> bool:
    entry = library.entries.get(ref.id)
    return entry is not None and stands(entry)


def _over(entry: Entry, library: Library) -> Mapping[str, int]:
    """Return the policies that the statements of an entry are about, with how many are, in the order of ids."""
    found = Counter(
        id_
        for claim in entry.of(STATEMENTS)
        if not without_support(claim, library)
        for id_ in {ref.id for ref in claim.said.refs("about") if _is_shown(ref, library)}
        if library.entries[id_].kind == POLICY
    )
    return dict(sorted(found.items()))
