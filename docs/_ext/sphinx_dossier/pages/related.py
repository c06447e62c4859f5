"""What ties an entry to others: its own relations, and what other entries say of it, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_dossier.addresses import ELSEWHERE, slug
from sphinx_dossier.entries import FACTS, LOOKED_FOR, STATEMENTS, Claim, Entry
from sphinx_dossier.kinds import Relation
from sphinx_dossier.library import Mention
from sphinx_dossier.pages.beside import beside
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Inline, Item, Items, Section, Text
from sphinx_dossier.pages.phrases import Phrases, Words
from sphinx_dossier.pages.sides import words_of
from sphinx_dossier.standing import stands


def relations(draft: Draft) -> Iterator[Section]:
    """Yield a section for each relation that an entry has, one sentence for each claim."""
    for name, relation in draft.kind.relations.items():
        if claims := draft.entry.of(name):
            items = tuple(_own(claim, relation, draft) for claim in claims)
            yield Section(relation.field.label, draft.anchors.free(name), (Items(items, "sentences"),))


def _own(claim: Claim, relation: Relation, draft: Draft) -> Item:
    words = draft.phrases.sentence(relation.sentence, draft.entry, claim)
    words = (*words, *draft.citations.marks(claim))
    lines = beside(draft.entry, claim, draft.checked, draft.phrases)
    if any(found.against(claim) for found in draft.checked.differences.get(draft.entry.id, ())):
        lines = (*words_of([claim], draft.checked, draft.phrases), *lines)
    return Item(words, (claim.id,), lines)


def back_links(draft: Draft) -> Iterator[Section]:
    """Yield a section for each label under which other entries name this one, statements left out."""
    groups = _groups(draft)
    for label in sorted(groups):
        anchor = draft.anchors.free(slug(label))
        items = tuple(_item(mention, draft) for mention in groups[label].values())
        yield Section(label, anchor, (Items(items, "sentences"),))


def mentions(draft: Draft) -> Iterator[tuple[str, Mention]]:
    """Yield every claim that names the entry with the title of its section, in the order of the page."""
    groups = _groups(draft)
    for label in sorted(groups):
        yield from ((label, mention) for mention in groups[label].values())


def drawn(mention: Mention) -> Callable[[Draft], Item]:
    """Return what describes a mention on a page."""
    return lambda draft: _item(mention, draft)


def _groups(draft: Draft) -> dict[str, dict[tuple[str, str], Mention]]:
    """Return the mentions by label, and there each claim once although it may name the entry in two fields."""
    groups: dict[str, dict[tuple[str, str], Mention]] = {}
    for mention in draft.library.mentions.get(draft.entry.id, ()):
        claim = mention.claim
        if mention.entry is not draft.entry and not (claim and claim.part == STATEMENTS) and counts(mention):
            key = (mention.entry.id, claim.id if claim else mention.field)
            groups.setdefault(_label(mention, draft.phrases), {}).setdefault(key, mention)
    return groups


def counts(mention: Mention) -> bool:
    """Return whether another page shows a mention: what a withdrawn entry says is said no more, but where to look."""
    return stands(mention.entry) or mention.field == "withdrawn.see"


def _label(mention: Mention, phrases: Phrases) -> str:
    kind, claim = phrases.kind(mention.entry), mention.claim
    if claim is None:
        outer, _, inner = mention.field.partition(".")
        field = kind.shape.fields[outer]
        return (field.fields[inner] if inner else field).back or ELSEWHERE
    if claim.part == FACTS:
        return kind.facts[mention.field].back or ELSEWHERE
    if claim.part == LOOKED_FOR:
        return kind.shape.fields[LOOKED_FOR].fields[mention.field].back or ELSEWHERE
    return kind.relations[claim.part].back or ELSEWHERE


def _item(mention: Mention, draft: Draft) -> Item:
    entry, claim, phrases = mention.entry, mention.claim, draft.phrases
    if claim is None:
        return Item((phrases.link(entry.id), *_when(entry, phrases)))
    words = (*_sentence(mention, claim, phrases), *draft.citations.marks(claim))
    return Item(words, (draft.address(claim),), beside(entry, claim, draft.checked, phrases))


def _sentence(mention: Mention, claim: Claim, phrases: Phrases) -> Words:
    entry = mention.entry
    name = phrases.link(entry.id, claim.id)
    if claim.part == LOOKED_FOR:
        return (name, Text(": "), *phrases.claim(entry, claim))
    if claim.part == FACTS:
        fact = phrases.kind(entry).facts[mention.field]
        as_what: tuple[Inline, ...] = () if fact.back else (Text(f" ({fact.label})"),)
        return (name, *_when(entry, phrases), *as_what, *phrases.status(claim))
    relation = phrases.kind(entry).relations[claim.part]
    if mention.field in relation.back_sentence.names:
        # The entry stands in a slot that is not the other end, as a country for which somebody took part: the
        # sentence from the other end would say the wrong thing of it.
        return (name, Text(": "), *phrases.sentence(relation.sentence, entry, claim))
    return phrases.sentence(relation.back_sentence, entry, claim)


def _when(entry: Entry, phrases: Phrases) -> Words:
    date = phrases.library.when(entry)
    return (Text(", "), Text(date.words, "date")) if date else ()
