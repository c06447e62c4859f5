"""What a source's page adds: every quote taken from it, where it stands, and the claims that it proves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.pages.citations import place, quote_anchor, read_at, reading
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Item, Items, Paragraph, Section, Text
from sphinx_dossier.pages.sides import otherwise
from sphinx_dossier.problems import count

TITLE = "Quotes from this source"
"""The title of the section."""


@dataclass(slots=True)
class Quoted:
    """Words that are quoted, where they stand, and the claims that they prove."""

    text: str
    proof: Proof | None
    uses: list[tuple[Entry, Claim, Citation]] = field(default_factory=list)


def quotes(draft: Draft) -> Section:
    """Return the quotes of a source in order of position, each at its address."""
    found = dict(ordered(draft))
    items = tuple(item(draft.anchors.free(anchor), quote, draft) for anchor, quote in found.items())
    blocks: tuple[Block, ...] = (lead(found.values()), *((Items(items, "quotes"),) if items else ()))
    return Section(TITLE, draft.anchors.free("quotes"), blocks)


def ordered(draft: Draft) -> list[tuple[str, Quoted]]:
    """Return the quotes of a source with their addresses, in order of position; those without one come last."""
    found: dict[str, Quoted] = {}
    for keeper, claim, citation in draft.library.citing.get(draft.entry.id, ()):
        text = citation.quote.text
        proof = draft.checked.proofs.get((draft.entry.id, text))
        anchor = quote_anchor(draft.checked, draft.entry.id, text)
        found.setdefault(anchor, Quoted(text, proof)).uses.append((keeper, claim, citation))
    return sorted(found.items(), key=lambda one: (one[1].proof is None, _spans(one[1]), one[0]))


def _spans(quote: Quoted) -> tuple[tuple[int, int], ...]:
    return quote.proof.spans if quote.proof else ()


def lead(found: Collection[Quoted]) -> Paragraph:
    """Return how many quotes there are, and of how many claims."""
    uses = [use for quote in found for use in quote.uses]
    if not uses:
        return Paragraph((Text("No claim is proved from this source."),), "empty")
    claims = {(entry.id, claim.id) for entry, claim, _ in uses}
    pages = {entry.id for entry, _, _ in uses}
    number = count(len(found), "quote")
    words = f"{number}, in the order in which they stand; they prove {count(len(claims), 'claim')} "
    return Paragraph((Text(words + f"on {count(len(pages), 'page')}."),), "note")


def item(anchor: str, quote: Quoted, draft: Draft) -> Item:
    """Return a quote with the claims that it proves."""
    where = (Text(f" {position(quote.proof)}", "note"),) if quote.proof else ()
    content = (Text(f"“{quote.text}”", "quote"), *where, *read_at(draft.entry, quote.text))
    uses = {(entry.id, claim.id): (entry, claim, citation) for entry, claim, citation in quote.uses}
    below = tuple(one for use in uses.values() for one in _use(*use, draft))
    return Item(content, (anchor,), below)


def _use(entry: Entry, claim: Claim, citation: Citation, draft: Draft) -> Iterator[Paragraph]:
    words = draft.phrases.claim(entry, claim)
    yield Paragraph((draft.phrases.link(entry.id, claim.id), Text(": "), *words), "claim")
    yield from otherwise(entry, claim, draft.checked, draft.phrases)
    yield from reading(draft.checked, citation)


def position(proof: Proof | None) -> str:
    """Return in words where a quote stands: Words 12 to 20, in the title."""
    if proof is None:
        return ""
    spans = " and ".join(f"{first:,} to {last:,}" for first, last in proof.spans)
    where = place(proof)
    return f"Words {spans}, {where}." if where else f"Words {spans}."
