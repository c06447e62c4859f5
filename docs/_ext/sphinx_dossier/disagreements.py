"""Disagreements: values of one field that cannot all hold, found by comparing what the claims of an entry say.

What is compared: the facts of a single-valued field, and in relations what is said of one person or body in a choice
that can be contrary, as presence: confirmed by one source, denied by another. Not compared: fields that take many
values, names among them, for a person may well have two; two holders of one office, for many offices have several
holders and a source's date seldom says until when; and statements, which are sentences.

Only what cannot both hold is a disagreement. A date that is only less exact agrees, and so does a text in another
typography, with more after a comma, or with another cited name of the same entry. A value that an editor marks as a
misprint or as a variant is explained already.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import FACTS, MISPRINT, Claim, Entry
from sphinx_dossier.evidence.words import words
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import Relation
from sphinx_dossier.library import Library
from sphinx_dossier.standing import stands
from sphinx_dossier.values import Number, Ref, Value

NEAR = Decimal("0.1")
"""How far a number may be from one that is given with 'about', as a share of it."""


class Said(NamedTuple):
    """A value with the claim that gives it."""

    claim: Claim
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side says: values that agree with one another."""

    said: tuple[Said, ...]

    @property
    def preferred(self) -> bool:
        """Return whether it is the side that the editors follow."""
        return any(one.claim.preferred for one in self.said)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources that say so."""
        return tuple(dict.fromkeys(source for one in self.said for source in one.claim.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Values of one field that cannot all hold.

    `part` is facts or the name of a relation, where `about` is the id of whom it is said. `sides` are two or more,
    the preferred one first; `fitting` are values that agree with every side, being less exact.
    """

    entry: Entry
    part: str
    field: Field
    about: str = ""
    sides: tuple[Side, ...]
    fitting: tuple[Said, ...] = ()

    def against(self, claim: Claim) -> tuple[Side, ...]:
        """Return the sides that say otherwise than a claim, none where it takes no side."""
        mine = [side for side in self.sides if any(one.claim is claim for one in side.said)]
        return tuple(side for side in self.sides if side not in mine) if mine else ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources of all sides."""
        return tuple(dict.fromkeys(source for side in self.sides for source in side.sources))


class Names:
    """The names of a library's entries, in normal form, as far as they are asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @functools.cached_property
    def _known(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        found: dict[tuple[str, ...], frozenset[str]] = {}
        for entry in self._library.entries.values():
            for name in (entry.name, *(str(value) for _, value in entry.facts("name"))):
                key = tuple(words(name))
                found[key] = found.get(key, frozenset()) | {entry.id}
        return found

    def meant(self, value: Value) -> frozenset[str]:
        """Return the entries that a reference or a text names."""
        if isinstance(value, Ref):
            return frozenset([value.id])
        return self._known.get(tuple(words(value)), frozenset()) if isinstance(value, str) else frozenset()


def agree(one: Value, other: Value, names: Names) -> bool:
    """Return whether two values can both hold."""
    if isinstance(one, Date) and isinstance(other, Date):
        return one.agrees(other)
    if isinstance(one, Number) and isinstance(other, Number):
        (low, high), (least, most) = _reach(one), _reach(other)
        return low <= most and least <= high
    if one == other or names.meant(one) & names.meant(other):
        return True
    if isinstance(one, str) and isinstance(other, str):
        return words(one) == words(other) or _goes_on(one, other) or _goes_on(other, one)
    return False


def _reach(number: Number) -> tuple[tuple[Decimal, int], tuple[Decimal, int]]:
    """Return the least and the greatest that a number may be; 1 is a little more, -1 a little less."""
    amount, most = number.amount, Decimal("Infinity")
    lows = {"over": (amount, 1), "under": (-most, 0), "at most": (-most, 0)}
    highs = {"under": (amount, -1), "over": (most, 0), "at least": (most, 0)}
    if number.bound == "about":
        return (amount - abs(amount) * NEAR, 0), (amount + abs(amount) * NEAR, 0)
    return lows.get(number.bound, (amount, 0)), highs.get(number.bound, (amount, 0))


def _goes_on(one: str, other: str) -> bool:
    """Return whether a text says the same with more after a comma: Oldport, and Oldport, Norland."""
    parts = other.split(", ")
    return any(words(", ".join(parts[:end])) == words(one) for end in range(1, len(parts)))


def find(library: Library) -> Mapping[str, tuple[Disagreement, ...]]:
    """Return the disagreements of every entry that has any, by its id, in the order of its page."""
    names = Names(library)
    # What was withdrawn is no longer said.
    found = {e.id: tuple(of_entry(e, library, names)) for e in library.entries.values() if stands(e)}
    return {id_: some for id_, some in found.items() if some}


def of_entry(entry: Entry, library: Library, names: Names) -> Iterator[Disagreement]:
    """Yield the disagreements of one entry."""
    kind = library.kinds[entry.kind]
    for field in kind.facts.values():
        said = [Said(claim, value) for claim, value in entry.facts(field.name) if not claim.status]
        if not field.many and _differ(said, names):
            sides, fitting = _parted(said, names)
            yield Disagreement(entry=entry, part=FACTS, field=field, sides=sides, fitting=fitting)
    for name, relation in kind.relations.items():
        for field in relation.field.fields.values():
            if field.contrary:
                yield from _contrary(entry, name, relation, field)


def _differ(said: Sequence[Said], names: Names) -> bool:
    return any(not agree(one.value, other.value, names) for one, other in combinations(said, 2))


def _parted(said: Sequence[Said], names: Names) -> tuple[tuple[Side, ...], tuple[Said, ...]]:
    """Return the sides of values that do not all agree, and the values that agree with all."""
    fitting = tuple(one for one in said if all(agree(one.value, other.value, names) for other in said))
    sides: list[list[Said]] = []
    for same in sorted(_grouped([one for one in said if one not in fitting]), key=lambda same: _span(same[0].value)):
        # A less exact value goes with the side that it fits, and stands by itself where it fits several.
        near = [side for side in sides if all(agree(same[0].value, one.value, names) for one in side)]
        if len(near) == 1:
            near[0].extend(same)
        else:
            sides.append(list(same))
    places = {id(one.claim): place for place, one in enumerate(said)}
    ordered = [sorted(side, key=lambda one: places[id(one.claim)]) for side in sides]
    ordered.sort(key=lambda side: places[id(side[0].claim)])
    return tuple(Side(said=tuple(side)) for side in ordered), fitting


def _grouped(said: Sequence[Said]) -> list[list[Said]]:
    groups: dict[object, list[Said]] = {}
    for one in said:
        groups.setdefault(normal(one.value), []).append(one)
    return list(groups.values())


def normal(value: Value) -> object:
    """Return what is the same for values that are the same, whatever their typography."""
    if isinstance(value, Date):
        return value.first, value.last
    return tuple(words(value)) if isinstance(value, str) else repr(value)


def _span(value: Value) -> tuple[int, ...]:
    """Return a key by which the most exact values come first."""
    if isinstance(value, Date):
        return tuple(last - first for first, last in zip(value.first, value.last, strict=True))
    if isinstance(value, Number):
        return (len(value.bound),)
    return (-len(words(value)),) if isinstance(value, str) else ()


def _contrary(entry: Entry, name: str, relation: Relation, field: Field) -> Iterator[Disagreement]:
    """Yield what is said of one and the same in a relation, by some that it is so and by others that it is not.

    A choice that only turns the meaning, as `announced`, goes with both.
    """
    for id_, claims in _by_end(entry, name, relation).items():
        said = [Said(claim, value) for claim in claims for value in claim.said.all(field.name)]
        against = [one for one in said if one.value in field.contrary]
        plain = [one for one in said if one.value not in {*field.contrary, *field.turning}]
        pairs = [(yes, no) for yes in plain for no in against if _at_once(yes.claim, no.claim)]
        if pairs:
            # Claims are told apart by identity, for what they say cannot be hashed.
            sides = ({id(yes.claim): yes for yes, _ in pairs}, {id(no.claim): no for _, no in pairs})
            made = sorted((Side(said=tuple(side.values())) for side in sides), key=lambda side: _place(side.said[0]))
            yield Disagreement(entry=entry, part=name, field=field, about=id_, sides=tuple(made))


def _by_end(entry: Entry, name: str, relation: Relation) -> dict[str, list[Claim]]:
    """Return the claims of a relation by whom they are about: the fields that the other end's sentence leaves out."""
    beside = relation.back_sentence.names
    found: dict[str, list[Claim]] = {}
    for claim in entry.of(name):
        ids = [ref.id for field in claim.said.values if field not in beside for ref in claim.said.refs(field)]
        for id_ in dict.fromkeys(ids):
            found.setdefault(id_, []).append(claim)
    return found


def _at_once(one: Claim, other: Claim) -> bool:
    """Return whether two claims speak of the same time: of dates that agree, or neither of any."""
    dates = [next((v for v in c.said.all("date") if isinstance(v, Date)), None) for c in (one, other)]
    match dates:
        case [Date() as first, Date() as second]:
            return first.agrees(second)
    return dates == [None, None]


def _place(one: Said) -> tuple[int, int]:
    return one.claim.line, one.claim.col


def misprints(library: Library) -> tuple[tuple[Entry, Claim], ...]:
    """Return the claims that are marked as misprints, with their entries."""
    return tuple(
        (entry, claim)
        for entry in library.entries.values()
        for claim in entry.claims
        if claim.status == MISPRINT and stands(entry)
    )


def contested(entry: Entry, field: str, library: Library, names: Names) -> bool:
    """Return whether a field has values among which an editor may prefer one.

    That is where they cannot all hold, where one of them is marked as a misprint or variant, and in a field that
    takes many values wherever there is a second.
    """
    said = [Said(claim, value) for claim, value in entry.facts(field)]
    if library.kinds[entry.kind].facts[field].many or any(one.claim.status for one in said):
        return len({(normal(one.value), one.claim.status) for one in said}) > 1
    return _differ(said, names)
