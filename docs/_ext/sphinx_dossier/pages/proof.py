"""A claim with all that proves it: where each quote stands, where its words come from, who says otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import LOOKED_FOR, Citation, Claim, Entry
from sphinx_dossier.evidence.article import BODY
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Span
from sphinx_dossier.origins import chain
from sphinx_dossier.pages import witnesses
from sphinx_dossier.pages.beside import beside
from sphinx_dossier.pages.citations import place, quoted, reading
from sphinx_dossier.pages.model import Block, Item, Items, Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.standing import at_foot
from sphinx_dossier.pages.statements import looked_for
from sphinx_dossier.pages.strength import support
from sphinx_dossier.problems import count


def proof(entry: Entry, claim: Claim, checked: Checked) -> tuple[Block, ...]:
    """Return a claim, the entry that makes it, every citation as a numbered note, and how well it stands."""
    phrases = Phrases(checked.library)
    return tuple(_blocks(entry, claim, checked, phrases))


def _blocks(entry: Entry, claim: Claim, checked: Checked, phrases: Phrases) -> Iterator[Block]:
    yield Paragraph(tuple(_strong(phrases.claim(entry, claim))), "lead")
    kind = phrases.kind(entry).label
    where = entry.place(claim)
    yield Paragraph(
        (
            Text(f"{kind}: "),
            phrases.link(entry.id),
            Text(f" ({entry.id}#{claim.id}, {where.path}:{where.line})", "note"),
        )
    )
    if claim.part == LOOKED_FOR:
        yield Paragraph((Text("Not known. ", "strong"), *looked_for(claim, phrases)), "note")
        return
    yield Items(tuple(_note(citation, checked, phrases) for citation in claim.cite), "sources")
    yield _rests_on(claim, checked, phrases)
    yield from (line for line in beside(entry, claim, checked, phrases) if line.role != "rests")


def _rests_on(claim: Claim, checked: Checked, phrases: Phrases) -> Paragraph:
    """Return what a claim rests on, and what the check has found about its quotes."""
    found = support(claim, checked)
    words = witnesses.support(claim.sources, phrases, witnesses.told_by([claim]))
    where = "" if BODY in found.parts else "; all outside the body"
    answered = f"; {count(found.answered, 'finding')} of the check answered by the editors" if found.answered else ""
    return Paragraph((Text("Rests on: ", "strong"), *words, Text(f"{where}{answered}.")))


def _strong(words: Words) -> Iterator[Text]:
    """Yield the sentence itself, in strong words whatever they are elsewhere."""
    yield Text("".join(getattr(one, "text", "") for one in words), "strong")


def _note(citation: Citation, checked: Checked, phrases: Phrases) -> Item:
    below = (
        Paragraph((Text(f"{_where(citation, checked)}.", "note"),)),
        *_origin(citation, phrases),
        *reading(checked, citation),
        *at_foot(citation.source.id, phrases),
    )
    return Item(quoted(checked, phrases, citation), (), below)


def _where(citation: Citation, checked: Checked) -> str:
    """Return where in its source a quote stands: the words by number, the paragraph and its part."""
    source = citation.source.id
    found, print_ = checked.proofs.get((source, citation.quote.text)), checked.prints.get(source)
    if found is None or print_ is None:
        return "Not found in the source"
    return located(print_, found.spans, place(found) or "in the body")


def located(print_: Fingerprint, spans: tuple[Span, ...], part: str) -> str:
    """Return in words where in a source words stand: `Found word for word, words 3 to 8 of 80, paragraph 2`."""
    words = " and ".join(f"{first} to {last}" for first, last in spans)
    paragraph = bisect_left(print_.paragraphs, spans[0][0]) + 1
    return f"Found word for word: words {words} of {print_.words}, paragraph {paragraph}, {part}"


def _origin(citation: Citation, phrases: Phrases) -> Iterator[Paragraph]:
    """Yield the sources that a quote goes back to, nothing where it is its source's own."""
    further = citation.origin.id if citation.origin else ""
    _, *others = chain(phrases.library, citation.source.id, further)
    # What the citation itself says that its words relay stands in the line above.
    if others and others != [further]:
        links = joined([(phrases.link(id_),) for id_ in others], last=", which relays ")
        yield Paragraph((Text("Origin: ", "strong"), Text("it relays "), *links, Text(".")))
