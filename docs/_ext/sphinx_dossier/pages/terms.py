"""The terms of a field: what sources call each, and the claims that explain it, with the words that prove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import LOOKED_FOR, MISPRINT, STATEMENTS, Claim, Entry
from sphinx_dossier.folding import folded
from sphinx_dossier.pages.beside import beside
from sphinx_dossier.pages.choice import NAME, claim_of, entry_of
from sphinx_dossier.pages.citations import named_source
from sphinx_dossier.pages.facts import remarks
from sphinx_dossier.pages.model import Block, Item, Link, Paragraph, Term, Terms, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.statements import looked_for, said_on
from sphinx_dossier.problems import count

Explained: TypeAlias = tuple[str, tuple[str, ...]]
"""The id of an entry, and the claims that explain it: `#claim` of its own, or `entry#claim` of another."""

NOT_EXPLAINED = "No claim here explains it."


def terms(checked: Checked, chosen: Sequence[Explained]) -> tuple[Block, ...]:
    """Return terms by name, each with its names in sources and what explains it.

    Raises QueryError where there is no such entry or claim.
    """
    phrases = Phrases(checked.library)
    found = [(entry_of(id_, checked.library), claims) for id_, claims in chosen]
    found.sort(key=lambda one: (folded(one[0].sort), one[0].id))
    lead = Paragraph((Text(f"{count(len(found), 'term')}, by name."),), "note")
    return (lead, Terms(tuple(_term(entry, claims, checked, phrases) for entry, claims in found)))


def _term(entry: Entry, claims: Sequence[str], checked: Checked, phrases: Phrases) -> Term:
    page = Link(f"The page of this {phrases.kind(entry).label.lower()}", checked.library.docname(entry.id))
    explained = [_explained(*_claim(entry, one, checked), checked, phrases) for one in claims]
    if not explained:
        explained = [Item((Text(NOT_EXPLAINED),)), *(_open(entry, one, phrases) for one in entry.of(LOOKED_FOR))]
    names = Item(_names(entry, checked), (f"term--{entry.id}",))
    return Term(entry.name, (names, *explained, Item((page,))))


def _names(entry: Entry, checked: Checked) -> Words:
    """Return what sources call a thing, each name with a link to its claim; misprints are no names of it."""
    page = checked.library.docname(entry.id)
    said = {
        folded(str(value)): (Link(str(value), page, claim.id),)
        for claim, value in entry.facts(NAME)
        if claim.status != MISPRINT
    }
    if not said:
        return (Text("A name that the editors chose."),)
    return (Text("In the sources: "), *joined(list(said.values()), last=" · ", between=" · "))


def _claim(entry: Entry, address: str, checked: Checked) -> tuple[Entry, Claim]:
    id_, _, claim = address.partition("#")
    keeper = entry_of(id_, checked.library) if id_ else entry
    return keeper, claim_of(keeper, claim)


def _explained(keeper: Entry, claim: Claim, checked: Checked, phrases: Phrases) -> Item:
    if claim.part == LOOKED_FOR:
        return _open(keeper, claim, phrases)
    page = checked.library.docname(keeper.id)
    words = (
        *_when(keeper, claim, checked),
        *phrases.claim(keeper, claim),
        Text(" "),
        Link("In full", page, claim.id),
    )
    return Item(words, below=(*_proof(claim, checked, phrases), *beside(keeper, claim, checked, phrases)))


def _proof(claim: Claim, checked: Checked, phrases: Phrases) -> Iterator[Paragraph]:
    for cited in claim.cite:
        quote = Text(f"“{cited.quote.text}”", "quote")
        yield Paragraph((quote, Text(" — "), *named_source(checked, phrases, cited)), "claim")


def _when(keeper: Entry, claim: Claim, checked: Checked) -> Iterator[Text]:
    """Yield the day of a statement, its own or that of what it was made at."""
    date = said_on(claim) or checked.library.when(keeper)
    if claim.part == STATEMENTS and date:
        yield from (Text(date.words, "date"), Text(": "))


def _open(keeper: Entry, claim: Claim, phrases: Phrases) -> Item:
    question = Link(claim.said.text("question"), phrases.library.docname(keeper.id), claim.id)
    return Item(
        (Text("Not known: ", "strong"), question),
        below=(Paragraph(looked_for(claim, phrases), "claim"), *remarks(claim)),
    )
