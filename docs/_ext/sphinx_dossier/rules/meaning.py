"""Quote and claim are negated, denied, hedged and conditioned alike."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sphinx_dossier.entries import FACTS, STATEMENTS
from sphinx_dossier.evidence.around import inside
from sphinx_dossier.evidence.article import sentences
from sphinx_dossier.evidence.language import Language, language
from sphinx_dossier.evidence.marks import Marks, marks
from sphinx_dossier.evidence.turning import held
from sphinx_dossier.evidence.words import words
from sphinx_dossier.fields import Type
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.seen import Finding, Seen

_SORTS = {
    "negation": "a negation",
    "denial": "a denial",
    "hedge": "a word of doubt or intention",
    "condition": "a condition",
}
Sorts: TypeAlias = tuple[str, ...]
_CLASSES: dict[Sorts, tuple[str, ...]] = {
    ("negation", "denial"): ("negation",),
    ("hedge", "condition"): ("hedge", "condition"),
}
"""The sorts that stand for one another, each class with the lists of words that agree with it."""
_BARE: Marks = frozenset()
_OURS = "en"
"""The language of the entries, whatever that of their sources."""


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding where the quotes turn what the claim does not, or the claim turns what no quote does."""
    first, lists = seen[0], language(_OURS)
    if first.claim.part == FACTS and first.in_passing:
        return
    ours, shown = _ours(first, lists)
    quoted = [word for one in seen for word in _quoted(one)]
    found, chosen = lists.turning.positions(ours, shown), _chosen(first)
    for sorts, kin in _CLASSES.items():
        theirs = [turn for turn in sorts if any(inside(one.print_, one.proof.spans, turn) for one in seen)]
        own = [turn for turn in sorts if found[turn]]
        if theirs and not own and sorts not in chosen and not _agrees(lists, ours, quoted, theirs, kin):
            wrong = f"the quote has {_SORTS[theirs[0]]}, and the claim has none"
            allowed = "say in the claim what the quote says, or in 'infer' how the one follows from the other"
            yield first.of_claim(Code.MEANING_CHANGED, wrong, allowed)
        if not theirs and (turns := _turned(first, own, sorts, chosen)):
            if any(_agrees(one.lists, _quoted(one), ours, turns, (*kin, "future")) for one in seen):
                continue
            wrong = f"the claim has {_SORTS[turns[0]]}, and no quote of it has one"
            allowed = "quote the word that says so, or say in 'infer' how the one follows from the other"
            yield first.of_claim(Code.MEANING_CHANGED, wrong, allowed)


def _turned(seen: Seen, own: list[str], sorts: Sorts, chosen: Sequence[Sorts]) -> list[str]:
    """Return the sorts by which a claim turns what it says, so that a quote must do so too.

    The texts of a fact or relation are labels rather than sentences. Of its choices only those ask for a quote that
    say that something is not so, as absent does: what is announced may well be told without a doubt.
    """
    if seen.claim.part == STATEMENTS:
        return own
    return ["negation"] if list(chosen) == [sorts] and "negation" in sorts else []


def _agrees(
    lists: Language, text: Sequence[str], other: Sequence[str], turns: Sequence[str], kin: Sequence[str]
) -> bool:
    """Return whether a text has words that agree with turning words of these sorts in the other.

    What is only conditioned, as by would, is told as well with agreed to; what is doubted is not. A word that stands
    in both is no other wording of a negation: a boycott that was not discussed is still one where it was.
    """
    if kin[0] == "negation":
        return bool(held(text, lists.kin["negation"]) - held(other, lists.kin["negation"]))
    return any(held(text, lists.kin[name]) for name in (kin[:1] if "hedge" in turns else kin))


def _quoted(seen: Seen) -> list[str]:
    return [word for part in seen.parts for word in (*part, "")]


def _ours(seen: Seen, lists: Language) -> tuple[list[str], list[Marks]]:
    """Return the words of a claim's texts with their marks, an empty one after each text."""
    said: list[str] = []
    shown: list[Marks] = []
    for text in _texts(seen):
        for sentence in sentences(text, lists):
            found = words(sentence)
            said += found
            # Marks are costly, and most sentences have no word that asks for one.
            shown += [_BARE] * len(found) if lists.turning.asking.isdisjoint(found) else marks(sentence)
        said.append("")
        shown.append(_BARE)
    return said, shown


def _texts(seen: Seen) -> Iterator[str]:
    """Yield what a claim says in words of ours: the text of a statement, the texts of a fact or a relation."""
    for name, values in seen.claim.said.values.items():
        if seen.field(name).type is Type.TEXT and not seen.field(name).verbatim:
            yield from map(str, values)


def _chosen(seen: Seen) -> tuple[Sorts, ...]:
    """Return the classes for which a value of the claim says by itself that something is not so, or not surely.

    A choice belongs to the class of its words; to every class where the lists do not know them.
    """
    chosen: dict[Sorts, None] = {}
    for name, values in seen.claim.said.values.items():
        field = seen.field(name)
        for value in map(str, values) if field.turning else ():
            if value in field.turning:
                chosen.update(dict.fromkeys(_of_choice(f"{value} {field.choices[value]}")))
    return tuple(chosen)


@functools.cache
def _of_choice(text: str) -> tuple[Sorts, ...]:
    lists, found = language(_OURS), words(text)
    turns = lists.turning.positions(found)
    known = [
        sorts
        for sorts, kin in _CLASSES.items()
        if any(turns[turn] for turn in sorts)
        or any(held(found, lists.kin[name]) for name in (*kin, *(["future"] if "hedge" in sorts else [])))
    ]
    return tuple(known or _CLASSES)
