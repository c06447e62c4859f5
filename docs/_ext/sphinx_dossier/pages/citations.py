"""The citations of a page: numbered as they appear, the marks lead to the foot and the foot to the marks."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx_dossier.bibliography import passages
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.origins import told, witnesses
from sphinx_dossier.pages.model import Cite, External, Item, Items, Link, Paragraph, Section, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.standing import at_foot
from sphinx_dossier.pages.witnesses import reasons
from sphinx_dossier.problems import count

_PARTS = {
    "title": "in the title",
    "standfirst": "in the standfirst",
    "byline": "in the by-line",
    "caption": "in a caption",
    "furniture": "in the page’s furniture",
}


class Anchors:
    """The addresses of a page: whoever asks first has the name, the next one a longer one."""

    def __init__(self, entry: Entry | None = None) -> None:
        """Start with the addresses of the claims of an entry: they are lasting and go before all others."""
        self._taken = {claim.id for claim in entry.claims} if entry else set[str]()

    def free(self, name: str) -> str:
        """Return `name`, or where it is taken a name like it; two hyphens occur in no claim's id."""
        while name in self._taken:
            name += "--x"
        self._taken.add(name)
        return name


@dataclass(slots=True)
class _Note:
    number: int
    anchor: str
    citation: Citation
    marks: list[str] = field(default_factory=list)


class Citations:
    """Gathers the citations of one page while the page is described.

    The same quote, with the same reading of it, has the same number: who follows a number finds what the editors
    conclude for that claim, and not for another.
    """

    def __init__(self, checked: Checked, phrases: Phrases, anchors: Anchors) -> None:
        self.checked, self.phrases, self.anchors = checked, phrases, anchors
        self._notes: dict[tuple[str, str, str, str], _Note] = {}

    def marks(self, claim: Claim) -> tuple[Cite, ...]:
        """Return the marks of a claim's citations, each once."""
        return tuple(self._mark(citation) for citation in {_key(one): one for one in claim.cite}.values())

    def _mark(self, citation: Citation) -> Cite:
        if (note := self._notes.get(_key(citation))) is None:
            number = len(self._notes) + 1
            note = _Note(number, self.anchors.free(f"source-{number}"), citation)
            self._notes[_key(citation)] = note
        note.marks.append(self.anchors.free(f"cite-{note.number}-{len(note.marks) + 1}"))
        return Cite(note.number, note.marks[-1], note.anchor)

    def section(self) -> tuple[Section, ...]:
        """Return the foot of the page: every quote with its source; nothing where nothing was cited."""
        if not self._notes:
            return ()
        items = tuple(self._foot(note) for note in self._notes.values())
        lead = Paragraph(self._summary(), "note")
        return (Section("Sources", self.anchors.free("sources"), (lead, Items(items, "sources"))),)

    def _summary(self) -> Words:
        ids = tuple(dict.fromkeys(key[0] for key in self._notes))
        quotes = {key[:2] for key in self._notes}
        words = f"{count(len(quotes), 'quote')} from {count(len(ids), 'source')}"
        if len(quotes) < len(self._notes):
            # A quote that is read in two ways has two numbers.
            words = f"{count(len(self._notes), 'citation')} of {words}"
        if len(ids) == 1:
            return (Text(f"{words}."),)
        alike = witnesses(self.checked.library, ids, told(note.citation for note in self._notes.values()))
        start = Text(f"{words} with {count(len(alike), 'independent origin')}")
        why = (Text(": "), *reasons(alike, len(ids), self.phrases)) if len(alike) < len(ids) else ()
        return start, *why, Text(". A claim beside which no number of sources stands rests on one.")

    def _foot(self, note: _Note) -> Item:
        citation = note.citation
        content = (
            *quoted(self.checked, self.phrases, citation),
            Text(" Cited above: ", "note"),
            *joined([(Link(_letter(i), "", mark),) for i, mark in enumerate(note.marks)], last=", "),
        )
        below = (*reading(self.checked, citation), *at_foot(citation.source.id, self.phrases))
        return Item(content, (note.anchor,), below)


def _key(citation: Citation) -> tuple[str, str, str, str]:
    return (*citation.reading, citation.origin.id if citation.origin else "")


def reading(checked: Checked, citation: Citation) -> Iterator[Paragraph]:
    """Yield what the editors conclude from a quote, marked as their reading, with what the check had found."""
    if citation.infer:
        found = "; ".join(code.short for code in checked.answered.get(citation.reading, ()))
        noted = (Text(f" (The check noted: {found}.)", "note"),) if found else ()
        yield Paragraph((Text("The editors’ reading: ", "strong"), Text(citation.infer), *noted), "infer")


def quoted(checked: Checked, phrases: Phrases, citation: Citation) -> Words:
    """Return a quote in quotation marks with its source."""
    text = citation.quote.text
    return (Text(f"“{text}”", "quote"), Text(" — "), *source_line(checked, phrases, citation))


def source_line(checked: Checked, phrases: Phrases, citation: Citation) -> Words:
    """Return where a quote comes from, and where it can be read."""
    source = checked.library.entries.get(citation.source.id)
    where = named_source(checked, phrases, citation)
    return (*where, *read_at(source, citation.quote.text)) if source else where


def named_source(checked: Checked, phrases: Phrases, citation: Citation) -> Words:
    """Return where a quote comes from: the source as a link to the quote, publisher, date, and part of the text.

    Publisher and date are left out where the source's name says them already.
    """
    id_ = citation.source.id
    where = place(checked.proofs.get((id_, citation.quote.text)))
    source = checked.library.entries.get(id_)
    end = Text(f" ({where})." if where else ".")
    if source is None:
        return Text(phrases.name(id_)), end
    page, anchor = quote_at(checked, id_, citation.quote.text)
    own = id_ == phrases.here and page == checked.library.docname(id_)
    link = Link(source.name, "" if own else page, anchor)
    relayed = (Text(", which relays "), phrases.link(citation.origin.id)) if citation.origin else ()
    return link, Text(published(source, phrases)), *relayed, end


def published(source: Entry, phrases: Phrases) -> str:
    """Return by whom and when a source was published, as far as its name does not say so.

    As in `, Daily, published 4 March 2020`: when something was reported is not when it happened.
    """
    date = phrases.library.when(source)
    publishers = [phrases.name(ref.id) for ref in source.keys.refs("publisher")]
    when = [f"published {date.words}"] if date and date.words not in source.name else []
    return "".join(f", {part}" for part in (*(one for one in publishers if one not in source.name), *when))


def read_at(source: Entry, quote: str) -> Words:
    """Return where on the web a quote can be read, nothing where the source gives no address."""
    links = [(External(label, url),) for label, url in passages.links(source, quote)]
    return (Text(" Read it: ", "note"), *joined(links), Text(".")) if links else ()


def quote_at(checked: Checked, source: str, quote: str) -> tuple[str, str]:
    """Return the page on which a quote of a source is shown, and its address there."""
    page, anchor = checked.library.docname(source), quote_anchor(checked, source, quote)
    return checked.elsewhere.get(page, {}).get(anchor, page), anchor


def quote_anchor(checked: Checked, source: str, quote: str) -> str:
    """Return the address of a quote on its source's page, whether the quote has a place there or not."""
    proof = checked.proofs.get((source, quote))
    return proof.anchor if proof else "q-" + hashlib.sha256(quote.encode()).hexdigest()[:8]


def place(proof: Proof | None) -> str:
    """Return in words what part of a source a quote belongs to; nothing where it is the body."""
    return _PARTS.get(proof.part, "") if proof else ""


def _letter(index: int) -> str:
    """Return a, b ... z, aa, ab ... as spreadsheets name columns."""
    more, last = divmod(index, len(string.ascii_lowercase))
    return (_letter(more - 1) if more else "") + string.ascii_lowercase[last]
