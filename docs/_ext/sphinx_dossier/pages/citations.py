"""The citations of a page: numbered as they appear, the marks lead to the foot and the foot to the marks."""

from __future__ import annotations

import hashlib
import string
from dataclasses import dataclass, field

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import Cite, Item, Items, Link, Paragraph, Section, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
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
        self._notes: dict[tuple[str, str, str], _Note] = {}

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
        lead = Paragraph((Text(self._summary()),), "note")
        return (Section("Sources", self.anchors.free("sources"), (lead, Items(items, "sources"))),)

    def _summary(self) -> str:
        ids = {source for source, _, _ in self._notes}
        quotes = {(source, quote) for source, quote, _ in self._notes}
        origins = {origin(self.checked.library, id_) for id_ in ids}
        words = f"{count(len(quotes), 'quote')} from {count(len(ids), 'source')}"
        if len(quotes) < len(self._notes):
            # A quote that is read in two ways has two numbers.
            words = f"{count(len(self._notes), 'citation')} of {words}"
        return words + (f" with {count(len(origins), 'independent origin')}." if len(ids) > 1 else ".")

    def _foot(self, note: _Note) -> Item:
        citation = note.citation
        content = (
            *quoted(self.checked, self.phrases, citation),
            Text(" Cited above: ", "note"),
            *joined([(Link(_letter(i), "", mark),) for i, mark in enumerate(note.marks)], last=", "),
        )
        return Item(content, (note.anchor,), (reading(citation.infer),) if citation.infer else ())


def _key(citation: Citation) -> tuple[str, str, str]:
    return citation.source.id, citation.quote.text, citation.infer


def reading(words: str) -> Paragraph:
    """Return what the editors conclude from a quote, marked as their reading."""
    return Paragraph((Text("The editors’ reading: ", "strong"), Text(words)), "infer")


def quoted(checked: Checked, phrases: Phrases, citation: Citation) -> Words:
    """Return a quote in quotation marks with its source."""
    text = citation.quote.text
    return (Text(f"“{text}”", "quote"), Text(" — "), *source_line(checked, phrases, citation))


def source_line(checked: Checked, phrases: Phrases, citation: Citation) -> Words:
    """Return where a quote comes from: the source as a link to the quote, publisher, date, and part of the text.

    Publisher and date are left out where the source's name says them already.
    """
    id_ = citation.source.id
    where = place(checked.proofs.get((id_, citation.quote.text)))
    source = checked.library.entries.get(id_)
    end = Text(f" ({where})." if where else ".")
    if source is None:
        return Text(phrases.name(id_)), end
    date = checked.library.when(source)
    more = [*(phrases.name(ref.id) for ref in source.keys.refs("publisher")), *([date.words] if date else [])]
    page = "" if id_ == phrases.here else checked.library.docname(id_)
    link = Link(source.name, page, quote_anchor(checked, id_, citation.quote.text))
    return link, Text("".join(f", {part}" for part in more if part not in source.name)), end


def quote_anchor(checked: Checked, source: str, quote: str) -> str:
    """Return the address of a quote on its source's page, whether the quote has a place there or not."""
    proof = checked.proofs.get((source, quote))
    return proof.anchor if proof else "q-" + hashlib.sha256(quote.encode()).hexdigest()[:8]


def place(proof: Proof | None) -> str:
    """Return in words what part of a source a quote belongs to; nothing where it is the body."""
    return _PARTS.get(proof.part, "") if proof else ""


def origin(library: Library, source: str) -> str:
    """Return the source that a source relays in the end, itself where it relays none."""
    seen = {source}
    while entry := library.entries.get(source):
        following = next((ref.id for ref in entry.keys.refs("origin")), "")
        if not following or following in seen:
            break
        source = following
        seen.add(source)
    return source


def _letter(index: int) -> str:
    """Return a, b ... z, aa, ab ... as spreadsheets name columns."""
    more, last = divmod(index, len(string.ascii_lowercase))
    return (_letter(more - 1) if more else "") + string.ascii_lowercase[last]
