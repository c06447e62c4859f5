"""The statements of a page in time order: the entry's own, and those of others that are about it or by it."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_dossier.dates import Date, Day
from sphinx_dossier.entries import LOOKED_FOR, STATEMENTS, Claim, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.beside import beside
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.facts import remarks
from sphinx_dossier.pages.model import Item, Items, Link, Paragraph, Section, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.standing import stands

UNDATED = ((10**13, 1, 1), (10**13, 1, 1))
"""What sorts after every date."""


def statements(draft: Draft) -> tuple[Section, ...]:
    """Return the section of statements, none where there are none."""
    items = tuple(_item(keeper, claim, draft) for keeper, claim in found(draft))
    if not items:
        return ()
    return (Section("Statements", draft.anchors.free("statements"), (Items(items, "statements"),)),)


def found(draft: Draft) -> list[tuple[Entry, Claim]]:
    """Return the statements of a page with the entries that keep them, in time order."""
    entry = draft.entry
    others = {
        (mention.entry.id, mention.claim.id): (mention.entry, mention.claim)
        for mention in draft.library.mentions.get(entry.id, ())
        if mention.claim and mention.claim.part == STATEMENTS and mention.entry is not entry and stands(mention.entry)
    }
    own = ((entry, claim) for claim in entry.of(STATEMENTS))
    return sorted([*own, *others.values()], key=lambda one: _time(one[0], one[1], draft.library))


def _time(keeper: Entry, claim: Claim, library: Library) -> tuple[Day, Day]:
    date = said_on(claim) or library.when(keeper)
    return (date.first, date.last) if date else UNDATED


def said_on(claim: Claim) -> Date | None:
    """Return the date that a claim itself gives."""
    return next((value for value in claim.said.all("date") if isinstance(value, Date)), None)


def drawn(keeper: Entry, claim: Claim) -> Callable[[Draft], Item]:
    """Return what describes a statement on a page."""
    return lambda draft: _item(keeper, claim, draft)


def terse(claim: Claim, draft: Draft) -> Item:
    """Return a statement of the entry itself without who said it and what it is about."""
    lines = beside(draft.entry, claim, draft.checked, draft.phrases)
    return Item((*_words(claim), *draft.citations.marks(claim)), (claim.id,), lines)


def brief(claim: Claim, page: str) -> Item:
    """Return a statement of the entry itself with a link to the page that has the words for it."""
    return Item((*_words(claim), Text(" "), Link("In full", page, claim.id)), (claim.id,))


def _words(claim: Claim) -> Words:
    date = said_on(claim)
    when = (Text(date.words, "date"), Text(": ")) if date else ()
    return (*when, Text(claim.said.text("text")))


def _item(keeper: Entry, claim: Claim, draft: Draft) -> Item:
    words = (*_words(claim), *draft.citations.marks(claim))
    around = _around(keeper, claim, draft.entry, draft.phrases)
    below = (Paragraph(around, "claim"),) if around else ()
    return Item(words, (draft.address(claim),), (*below, *beside(keeper, claim, draft.checked, draft.phrases)))


def _around(keeper: Entry, claim: Claim, here: Entry, phrases: Phrases) -> Words:
    """Return who said it, what it is about and which entry keeps it, as far as the page does not show it."""
    parts: list[Words] = []
    for label, name in (("Said by ", "by"), ("About ", "about")):
        links = [(phrases.link(ref.id),) for ref in claim.said.refs(name) if ref.id != here.id]
        if links:
            parts.append((Text(label), *joined(links)))
    if keeper is not here:
        when = phrases.library.when(keeper)
        date = (Text(", "), Text(when.words, "date")) if when and not said_on(claim) else ()
        parts.append((Text("From "), phrases.link(keeper.id, claim.id), *date))
    return joined(parts, last=" · ", between=" · ")


def not_known(draft: Draft) -> tuple[Section, ...]:
    """Return the section of what was looked for and not found, with the sources that were read."""
    items = tuple(_open(claim, draft.phrases) for claim in draft.entry.of(LOOKED_FOR))
    if not items:
        return ()
    return (Section("Not known", draft.anchors.free("not-known"), (Items(items, "sentences"),)),)


def _open(claim: Claim, phrases: Phrases) -> Item:
    where = Paragraph(looked_for(claim, phrases), "claim")
    return Item((Text(claim.said.text("question")),), (claim.id,), (where, *remarks(claim)))


def looked_for(claim: Claim, phrases: Phrases) -> Words:
    """Return where the answer to a question was looked for, and that it is not there."""
    read = [(phrases.link(ref.id),) for ref in claim.said.refs("read")]
    return (
        Text("Looked for in "),
        *joined(read),
        Text(", which does not say." if len(read) == 1 else ", which do not say."),
    )
