"""The keys and facts of an entry as labels and values, with what sources do not agree on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_dossier.disagreements import Disagreement, Said
from sphinx_dossier.entries import FACTS, Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Item, Paragraph, Term, Terms, Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.sides import head, words_of
from sphinx_dossier.pages.standing import rests
from sphinx_dossier.pages.witnesses import rests_on

AGREES = "Agrees with the value above."
FITS = "Less exact: it agrees with each of them."
"""What is said of values that stand beside the sides of a disagreement."""


def key_terms(entry: Entry, phrases: Phrases, names: Iterable[str]) -> Iterator[Term]:
    """Yield the uncited keys of an entry that are set, those in `names`."""
    keys = phrases.kind(entry).keys
    for name in names:
        if values := entry.keys.all(name):
            yield Term(keys[name].label, tuple(Item(phrases.value(value, keys[name])) for value in values))


def fact_terms(draft: Draft) -> Iterator[Term]:
    """Yield the facts of an entry in the order of its kind: each value with its marks, differences as their sides."""
    fields = draft.kind.facts
    said = {name: found for name in fields if (found := [Said(*one) for one in draft.entry.facts(name)])}
    all_ = draft.checked.differences.get(draft.entry.id, ())
    differing = {one.field.name: one for one in all_ if one.part == FACTS}
    remarked, noted = _reasons(said, fields, differing), set[str]()
    for name, values in said.items():
        made = _Values(fields[name], draft, noted, remarked[name])
        items = made.sides(differing[name], values) if name in differing else made.all(values)
        yield Term(fields[name].label, tuple(items))


def terms(found: Iterable[Term]) -> tuple[Terms, ...]:
    """Return labels and values as a block, none where there are none."""
    kept = tuple(found)
    return (Terms(kept),) if kept else ()


def grouped(said: Iterable[Said]) -> list[list[Said]]:
    """Return the claims that give the same value, together, by the first of them."""
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        groups.setdefault((repr(one.value), one.claim.status), []).append(one)
    return list(groups.values())


def _reasons(
    said: Mapping[str, Sequence[Said]], fields: Mapping[str, Field], differing: Collection[str]
) -> Mapping[str, set[str]]:
    """Return for each field the claims of which it shows why the editors follow them.

    That is wherever there is another value; for a claim without one, its first field.
    """
    places: dict[str, list[str]] = {}
    for name, values in said.items():
        for claim, _ in values:
            if claim.preferred or claim.why:
                places.setdefault(claim.id, []).append(name)
    found: dict[str, set[str]] = {name: set() for name in said}
    for claim_id, names in places.items():
        contested = [name for name in names if name in differing or _several(said[name], fields[name])]
        for name in contested or names[:1]:
            found[name].add(claim_id)
    return found


def _several(said: Sequence[Said], field: Field) -> bool:
    """Return whether there are values that differ by design: those of a field that takes many, or marked ones."""
    return (field.many or any(claim.status for claim, _ in said)) and len(grouped(said)) > 1


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of one field as items.

    `noted` fills up with the claims that have had their address and note on the page; of those in `reasons` it says
    why the editors follow them.
    """

    field: Field
    draft: Draft
    noted: set[str]
    reasons: set[str]

    def all(self, said: Iterable[Said]) -> Iterator[Item]:
        """Yield each value once."""
        yield from (self._item(same) for same in grouped(said))

    def sides(self, found: Disagreement, said: Iterable[Said]) -> Iterator[Item]:
        """Yield the sides of a disagreement with their words, then what agrees with each, then what is explained."""
        yield Item((), below=(head(found, self.draft.phrases),))
        for side in found.sides:
            for number, same in enumerate(grouped(side.said)):
                yield self._item(same, self._words(same), "" if number == 0 else AGREES)
        for same in grouped(found.fitting):
            yield self._item(same, self._words(same), FITS)
        yield from self.all(one for one in said if one.claim.status)

    def _words(self, same: Iterable[Said]) -> tuple[Paragraph, ...]:
        return tuple(words_of([one.claim for one in same], self.draft.checked, self.draft.phrases))

    def _item(self, same: Sequence[Said], words: tuple[Paragraph, ...] = (), remark: str = "") -> Item:
        first, value = same[0]
        phrases = self.draft.phrases
        claims = list({claim.id: claim for claim, _ in same}.values())
        marks = [mark for claim in claims for mark in self.draft.citations.marks(claim)]
        # A claim that sets several fields has its address, and its note, at the first of them.
        new = [claim for claim in claims if claim.id not in self.noted]
        self.noted.update(claim.id for claim in new)
        below = [*words, *([Paragraph((Text(remark),), "side")] if remark else ()), *rests_on(claims, phrases)]
        below += [line for claim in claims if claim.id in self.reasons for line in _why(claim)]
        below += [line for claim in new for line in (*_note(claim), *rests(claim, phrases))]
        content = (*phrases.value(value, self.field), *phrases.status(first), *marks)
        return Item(content, tuple(claim.id for claim in new), tuple(below))


def remarks(claim: Claim) -> Iterator[Paragraph]:
    """Yield what the editors say beside a claim: why they follow it, and their note."""
    yield from _why(claim)
    yield from _note(claim)


def _why(claim: Claim) -> Iterator[Paragraph]:
    if claim.preferred:
        start, why = ("The editors follow this: ", claim.why) if claim.why else ("The editors follow this.", "")
        yield Paragraph((Text(start, "strong"), Text(why)), "note")
    elif claim.why:
        yield Paragraph((Text(claim.why),), "note")


def _note(claim: Claim) -> Iterator[Paragraph]:
    if claim.note:
        yield Paragraph((Text(claim.note),), "note")
