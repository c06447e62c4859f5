"""What a source's page adds where other sources relay its words: the quotes that go back to it, with their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.pages.citations import quoted
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Item, Items, Paragraph, Section, Text
from sphinx_dossier.problems import count

TITLE = "Relayed words"
"""The title of the section."""


def relayed(draft: Draft) -> tuple[Section, ...]:
    """Return the section of quotes whose citation names the source as the origin of their words, if there are any."""
    quotes: dict[tuple[str, str], tuple[Citation, list[tuple[Entry, Claim]]]] = {}
    for entry, claim, citation in draft.library.relaying.get(draft.entry.id, ()):
        key = citation.quoted
        quotes.setdefault(key, (citation, []))[1].append((entry, claim))
    if not quotes:
        return ()
    items = tuple(_item(citation, claims, draft) for citation, claims in quotes.values())
    lead = Paragraph((Text(f"{count(len(items), 'quote')} in which other sources relay it."),), "note")
    return (Section(TITLE, draft.anchors.free("relayed"), (lead, Items(items, "quotes"))),)


def uses(draft: Draft) -> Iterator[tuple[Entry, Citation, Claim]]:
    """Yield every such citation by itself, with its claim and the entry that keeps it."""
    seen = set()
    for entry, claim, citation in draft.library.relaying.get(draft.entry.id, ()):
        key = (entry.id, claim.id, citation.source.id, citation.quote.text)
        if key not in seen:
            seen.add(key)
            yield entry, citation, claim


def drawn(citation: Citation, claims: list[tuple[Entry, Claim]]) -> Callable[[Draft], Item]:
    """Return what describes a citation with its claims on a page."""
    return lambda draft: _item(citation, claims, draft)


def _item(citation: Citation, claims: list[tuple[Entry, Claim]], draft: Draft) -> Item:
    phrases = draft.phrases
    below = tuple(
        Paragraph((phrases.link(entry.id, claim.id), Text(": "), *phrases.claim(entry, claim)), "claim")
        for entry, claim in claims
    )
    return Item(quoted(draft.checked, phrases, citation), below=below)
