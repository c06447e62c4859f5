"""The keys and facts of an entry as labels and values, with what sources do not agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Item, Paragraph, Term, Terms, Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.values import Value

Said = Sequence[tuple[Claim, Value]]
"""Values of one field, each with the claim that sets it."""


def key_terms(entry: Entry, phrases: Phrases, names: Iterable[str]) -> Iterator[Term]:
    """Yield the uncited keys of an entry that are set, those in `names`."""
    keys = phrases.kind(entry).keys
    for name in names:
        if values := entry.keys.all(name):
            yield Term(keys[name].label, tuple(Item(phrases.value(value, keys[name])) for value in values))


def fact_terms(draft: Draft) -> Iterator[Term]:
    """Yield the facts of an entry in the order of its kind: each value with its marks, differences named."""
    fields = draft.kind.facts
    said = {name: found for name in fields if (found := list(draft.entry.facts(name)))}
    remarked, noted = _reasons(said, fields), set[str]()
    for name, values in said.items():
        items = [_item(same, fields[name], draft, noted, remarked[name]) for same in _grouped(values)]
        yield Term(fields[name].label, (*_differing(values, fields[name]), *items))


def terms(found: Iterable[Term]) -> tuple[Terms, ...]:
    """Return labels and values as a block, none where there are none."""
    kept = tuple(found)
    return (Terms(kept),) if kept else ()


def differ(said: Said, field: Field) -> bool:
    """Return whether sources give a single-valued field values that cannot all hold.

    Values that are marked as misprints or variants are explained already; dates agree where one is only less
    exact than the other.
    """
    if field.many:
        return False
    values = [value for claim, value in said if not claim.status]
    return any(not _agree(one, other) for one, other in combinations(values, 2))


def _agree(one: Value, other: Value) -> bool:
    return one.agrees(other) if isinstance(one, Date) and isinstance(other, Date) else one == other


def _grouped(said: Said) -> list[Said]:
    """Return the claims that give the same value, together, by the first of them."""
    groups: dict[tuple[str, str], list[tuple[Claim, Value]]] = {}
    for claim, value in said:
        groups.setdefault((repr(value), claim.status), []).append((claim, value))
    return list(groups.values())


def _reasons(said: Mapping[str, Said], fields: Mapping[str, Field]) -> Mapping[str, set[str]]:
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
        contested = [name for name in names if _is_contested(said[name], fields[name])]
        for name in contested or names[:1]:
            found[name].add(claim_id)
    return found


def _is_contested(said: Said, field: Field) -> bool:
    if field.many or any(claim.status for claim, _ in said):
        return len(_grouped(said)) > 1
    return differ(said, field)


def _item(same: Said, field: Field, draft: Draft, noted: set[str], reasons: set[str]) -> Item:
    first, value = same[0]
    claims = list({claim.id: claim for claim, _ in same}.values())
    marks = [mark for claim in claims for mark in draft.citations.marks(claim)]
    # A claim that sets several fields has its address, and its note, at the first of them.
    new = [claim for claim in claims if claim.id not in noted]
    noted.update(claim.id for claim in new)
    below = [line for claim in claims if claim.id in reasons for line in _why(claim)]
    below += [line for claim in new for line in _note(claim)]
    words = (*draft.phrases.value(value, field), *draft.phrases.status(first), *marks)
    return Item(words, tuple(claim.id for claim in new), tuple(below))


def remarks(claim: Claim) -> Iterator[Paragraph]:
    """Yield what the editors say beside a claim: why they follow it, and their note."""
    yield from _why(claim)
    yield from _note(claim)


def _why(claim: Claim) -> Iterator[Paragraph]:
    if claim.preferred:
        why = f"The editors follow this: {claim.why}" if claim.why else "The editors follow this."
        yield Paragraph((Text(why),), "note")
    elif claim.why:
        yield Paragraph((Text(claim.why),), "note")


def _note(claim: Claim) -> Iterator[Paragraph]:
    if claim.note:
        yield Paragraph((Text(claim.note),), "note")


def _differing(said: Said, field: Field) -> tuple[Item, ...]:
    if not differ(said, field):
        return ()
    return (Item((), below=(Paragraph((Text("Sources differ."),), "conflict"),)),)
