"""Values and claims as words and links: what a sentence on a page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import FACTS, LOOKED_FOR, STATEMENTS, Claim, Entry
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import External, Inline, Link, Text
from sphinx_dossier.sentences import Option, Sentence, Slot
from sphinx_dossier.values import Lines, Quote, Record, Ref, Value

Words = tuple[Inline, ...]

WITHDRAWN = " (withdrawn)"
"""What follows the name of an entry that no longer stands."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words about the entries of a library, for a page.

    `here` is the id of the entry whose page it is, if any: it is named without a link.
    """

    library: Library
    here: str = ""

    def kind(self, entry: Entry) -> Kind:
        """Return the kind of an entry."""
        return self.library.kinds[entry.kind]

    def name(self, id: str) -> str:  # noqa: A002
        """Return the name of an entry, or the words of its id where the entry is left out for a problem."""
        head = self.library.head(id)
        return head.name if head else id.replace("-", " ")

    def link(self, id: str, anchor: str = "") -> Inline:  # noqa: A002
        """Return the name of an entry as a link to its page; as plain words where there is no such page.

        Of an entry that was withdrawn this says so wherever it is named.
        """
        head = self.library.head(id)
        if head is None or (id == self.here and not anchor):
            return Text(self.name(id))
        page = "" if id == self.here else self.library.docname(id)
        mark = WITHDRAWN if page and head.withdrawn else ""
        return Link(f"{head.name}{mark}", page, anchor)

    def value(self, value: Value, field: Field) -> Words:
        """Return a value of a field as words; references become links."""
        if isinstance(value, Ref):
            return (self.link(value.id),)
        if isinstance(value, Date):
            return (Text(value.words, "date"),)
        if isinstance(value, Record):
            return self._record(value, field)
        if field.type is Type.URL:
            return (External(str(value).split("://", 1)[-1].rstrip("/"), str(value)),)
        return (Text(_plain(value, field)),)

    def _record(self, record: Record, field: Field) -> Words:
        if quote := quote_in(record):
            return (Text(f"“{quote}”", "quote"),)
        parts = []
        for name, values in record.values.items():
            inner = field.fields.get(name) or field.fields[""]
            label = inner.label if name in field.fields else name
            parts.append((Text(f"{label}: "), *self.values(values, inner)))
        return joined(parts, last="; ", between="; ")

    def values(self, values: Iterable[Value], field: Field) -> Words:
        """Return all values of a field, as in A, B and C."""
        return joined([self.value(value, field) for value in values])

    def sentence(self, template: Sentence, entry: Entry, claim: Claim) -> Words:
        """Return a relation's claim by one of the two sentences of the relation."""
        fields = self.kind(entry).relations[claim.part].field.fields
        words: list[Inline] = []
        for piece in template.pieces:
            if isinstance(piece, Option):
                words += self._option(piece, entry, claim, fields)
            else:
                words += self._piece(piece, entry, claim, fields)
        return finished(words)

    def _option(self, option: Option, entry: Entry, claim: Claim, fields: Mapping[str, Field]) -> list[Inline]:
        words: list[Inline] = []
        for piece in option.pieces:
            found = self._piece(piece, entry, claim, fields)
            if not found and isinstance(piece, Slot):
                return []
            words += found
        return words

    def _piece(self, piece: str | Slot, entry: Entry, claim: Claim, fields: Mapping[str, Field]) -> Words:
        if isinstance(piece, str):
            return (Text(piece),)
        for name in piece.names:
            if values := claim.said.all(name):
                return self.values(values, fields[name])
            if name == "entry":
                return (self.link(entry.id, claim.id),)
            if name == "when" and (date := self.library.when(entry)):
                return (Text(date.words, "date"),)
        return ()

    def claim(self, entry: Entry, claim: Claim) -> Words:
        """Return what a claim says as one sentence, whatever its part; it does not name its entry."""
        if claim.part == STATEMENTS:
            return (Text(claim.said.text("text")),)
        if claim.part == LOOKED_FOR:
            return (Text(claim.said.text("question")),)
        kind = self.kind(entry)
        if claim.part != FACTS:
            return self.sentence(kind.relations[claim.part].sentence, entry, claim)
        said = [
            (Text(f"{kind.facts[name].label}: "), *self.values(values, kind.facts[name]))
            for name, values in claim.said.values.items()
        ]
        return finished([*joined(said, last="; ", between="; "), *self.status(claim)])

    def status(self, claim: Claim) -> Words:
        """Return the standing of a fact in brackets, such as that it is a misprint; nothing without one."""
        if not claim.status:
            return ()
        return (Text(f" ({standing(self.library, claim)})", "note"),)


def quote_in(record: Record) -> str:
    """Return the words of a record that is nothing but a quote, empty for any other."""
    values = [value for values in record.values.values() for value in values]
    match values:
        case [Quote(text=text)]:
            return text
    return ""


def standing(library: Library, claim: Claim) -> str:
    """Return the standing of a fact in the words of its declaration."""
    kind = library.kinds[library.kind_of(claim.entry)]
    return kind.shape.fields[FACTS].fields["status"].choices.get(claim.status, claim.status)


def _plain(value: Value, field: Field) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quote):
        return f"“{value.text}”"
    if isinstance(value, Lines):
        return str(value.first) if value.first == value.last else f"{value.first}–{value.last}"
    return field.choices.get(str(value), str(value))


def joined(parts: Sequence[Words], *, last: str = " and ", between: str = ", ") -> Words:
    """Return runs of words as one: A, B and C."""
    words: list[Inline] = []
    for number, part in enumerate(parts, 1):
        words += part
        if number < len(parts):
            words.append(Text(last if number == len(parts) - 1 else between))
    return tuple(words)


def finished(words: Sequence[Inline]) -> Words:
    """Return words as a sentence: with a capital first letter and a full stop."""
    tidy = [word for word in _merged(words) if not isinstance(word, Text) or word.text]
    if not tidy:
        return ()
    tidy[0] = _capital(tidy[0])
    tail = tidy[-1]
    if isinstance(tail, Text) and not tail.role:
        tidy[-1] = Text(tail.text.rstrip() + _stop(tail.text.rstrip()))
    elif stop := _stop("" if not hasattr(tail, "text") else tail.text):
        tidy.append(Text(stop))
    return tuple(tidy)


def stopped(text: str) -> str:
    """Return a text with a full stop, unless it ends as a sentence does."""
    return text + _stop(text)


def cut(text: str, most: int) -> str:
    """Return a text up to the last word that ends within `most` characters, with dots where more follows."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _stop(text: str) -> str:
    return "" if text.endswith((".", "!", "?", "…")) else "."


def _capital(word: Inline) -> Inline:
    if isinstance(word, Text):
        return Text(word.text[:1].upper() + word.text[1:], word.role)
    if isinstance(word, Link):
        return Link(word.text[:1].upper() + word.text[1:], word.page, word.anchor, word.title)
    return word


def _merged(words: Iterable[Inline]) -> list[Inline]:
    merged: list[Inline] = []
    for word in words:
        last = merged[-1] if merged else None
        if isinstance(word, Text) and isinstance(last, Text) and word.role == last.role == "":
            merged[-1] = Text(last.text + word.text)
        else:
            merged.append(word)
    return merged
