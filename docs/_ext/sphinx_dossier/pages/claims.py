"""One claim by itself, for a page of prose: what it says, the words that prove it, and where they stand."""

from __future__ import annotations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import LOOKED_FOR, Claim, Entry
from sphinx_dossier.pages.beside import beside
from sphinx_dossier.pages.choice import claim_of, entry_of
from sphinx_dossier.pages.citations import reading, source_line
from sphinx_dossier.pages.model import Block, Paragraph, Quotation, Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.statements import looked_for


def one_claim(entry: str, claim: str, checked: Checked) -> tuple[Block, ...]:
    """Return a claim with its quotes and sources; raises QueryError where there is no such entry or claim."""
    keeper = entry_of(entry, checked.library)
    return tuple(_blocks(keeper, claim_of(keeper, claim), checked))


def _blocks(entry: Entry, claim: Claim, checked: Checked) -> list[Block]:
    phrases = Phrases(checked.library)
    name = phrases.link(entry.id, claim.id)
    blocks: list[Block] = [Paragraph((name, Text(": "), *phrases.claim(entry, claim)))]
    if claim.part == LOOKED_FOR:
        blocks.append(Paragraph((Text("Not known. ", "strong"), *looked_for(claim, phrases)), "note"))
    for citation in claim.cite:
        blocks.append(Quotation(citation.quote.text, source_line(checked, phrases, citation)))
        blocks += reading(checked, citation)
    return [*blocks, *beside(entry, claim, checked, phrases)]
