"""The page that stays where an entry was before: it says where the entry is now, and leads there."""

from __future__ import annotations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.pages.model import Block, Item, Items, Link, Page, Paragraph, Text, plain
from sphinx_dossier.pages.phrases import Phrases


def moved(entry: Entry, old: str, checked: Checked) -> Page:
    """Return the page at an address that an entry had before; `old` is its name without an ending."""
    library = checked.library
    kind = library.kinds[entry.kind]
    return Page(
        docname=old,
        title=entry.name,
        kind="Moved",
        crumbs=(Link(kind.plural, f"{kind.folder}/index"),),
        about=f"{entry.name}: this page has moved.",
        origin=entry.path,
        blocks=tuple(_blocks(entry, Phrases(library))),
    )


def _blocks(entry: Entry, phrases: Phrases) -> list[Block]:
    where = (Text("This page has moved to "), phrases.link(entry.id), Text("."))
    blocks: list[Block] = [Items((Item(where),), "notices")]
    if entry.claims:
        # The addresses of claims stay too: who is not led on at once finds here where each is now.
        blocks.append(Paragraph((Text("What it says has the same addresses there:"),), "note"))
        blocks.append(Items(tuple(_claim(entry, claim, phrases) for claim in entry.claims), "sentences"))
    return blocks


def _claim(entry: Entry, claim: Claim, phrases: Phrases) -> Item:
    words = plain(phrases.claim(entry, claim))
    return Item((Link(words, phrases.library.docname(entry.id), claim.id),), (claim.id,))
