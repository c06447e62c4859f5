"""How the claims of a page are cited: each with its address and a footnote, and the record of each source once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_dossier.bibliography import bibtex, csl_json, item
from sphinx_dossier.bibliography.items import unsound
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import LOOKED_FOR, Claim, Entry
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.citations import place, published
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import (
    Block,
    Details,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Section,
    Text,
    plain,
)
from sphinx_dossier.pages.phrases import Phrases, Words, joined

LEAD = (
    "A sentence of this page with its footnote, and the record of each source, to be copied. "
    "The address of a claim stays the same whatever else on the page changes."
)


def how_to_cite(draft: Draft, at: str = "") -> tuple[Details, ...]:
    """Return the closed part of a page that shows how its own claims are cited; nothing where there is nothing.

    `at` is the whole address of the page, where it is known.
    """
    known = [id_ for id_ in dict.fromkeys(sources_of(draft.entry)) if id_ in draft.library.entries]
    records = {id_: draft.anchors.free(f"record--{id_}") for id_ in known}
    if not records:
        return ()
    items = tuple(_item(claim, draft, records, at) for claim in draft.entry.claims)
    blocks: list[Block] = [Paragraph((Text(LEAD),), "note")] if items else []
    blocks += [Items(items, "citable")] if items else []
    blocks += [_record(draft.library.entries[id_], anchor, draft) for id_, anchor in records.items()]
    return (Details("How to cite", draft.anchors.free("how-to-cite"), tuple(blocks)),)


def sources_of(entry: Entry) -> Iterator[str]:
    """Yield the sources that an entry rests on, and a source itself first."""
    if entry.kind == SOURCE:
        yield entry.id
    for claim in entry.claims:
        yield from (citation.source.id for citation in claim.cite)
        yield from (ref.id for ref in claim.said.refs("read") if claim.part == LOOKED_FOR)


def _item(claim: Claim, draft: Draft, records: Mapping[str, str], at: str) -> Item:
    words = note(claim, draft.checked, draft.phrases, records)
    address = Link(f"{at}#{claim.id}", "", claim.id)
    below = Paragraph((*words, Text(" "), address), "claim")
    return Item((Text(sentence(draft.entry, claim, draft.phrases)),), (), (below,))


def _record(source: Entry, anchor: str, draft: Draft) -> Section:
    found = item(source, draft.library)
    return Section(source.name, anchor, (Listing("BibTeX", bibtex(found)), Listing("CSL-JSON", csl_json([found]))))


def footnoted(entry: Entry, claim: Claim, checked: Checked, at: str = "") -> str:
    """Return a claim as plain text: its sentence, and a footnote with the words that prove it and its address.

    `at` is the whole address of the page of its entry; without it, the address starts at the root of the site.
    """
    phrases = Phrases(checked.library, entry.id)
    words = plain(note(claim, checked, phrases, {}))
    address = f"{at or checked.library.docname(entry.id)}#{claim.id}"
    return f"{sentence(entry, claim, phrases)}[1]\n\n[1] {words} {address}"


def sentence(entry: Entry, claim: Claim, phrases: Phrases) -> str:
    """Return what a claim says in a sentence that can stand anywhere."""
    return f"{entry.name}: {plain(phrases.claim(entry, claim))}"


def note(claim: Claim, checked: Checked, phrases: Phrases, records: Mapping[str, str]) -> Words:
    """Return the footnote of a claim without its address: its quotes by source, and what the editors conclude.

    `records` gives the addresses of the sources' records on the same page.
    """
    if claim.part == LOOKED_FOR:
        read = [_name(ref.id, phrases, records) for ref in claim.said.refs("read")]
        return (Text("Read for it without finding an answer: "), *joined(read), Text("."))
    by_source: dict[str, dict[str, str]] = {}
    for citation in claim.cite:
        proof = checked.proofs.get(citation.quoted)
        where = f" ({place(proof)})" if place(proof) else ""
        by_source.setdefault(citation.source.id, {})[f"“{citation.quote.text}”{where}"] = citation.infer
    cited = [(Text(" and ".join(quotes) + ", "), *_name(id_, phrases, records)) for id_, quotes in by_source.items()]
    readings = dict.fromkeys(infer for quotes in by_source.values() for infer in quotes.values() if infer)
    concluded = Text("".join(f" The editors’ reading: {infer}" for infer in readings))
    return (*joined(cited, last="; ", between="; "), Text("."), *((concluded,) if readings else ()))


def _name(id_: str, phrases: Phrases, records: Mapping[str, str]) -> tuple[Inline, ...]:
    source = phrases.library.entries.get(id_)
    if source is None:
        return (Text(phrases.name(id_)),)
    name: Inline = Link(source.name, "", records[id_]) if id_ in records else Text(source.name)
    since = f" (since {status})" if (status := unsound(source)) else ""
    return (name, Text(published(source, phrases) + since))
