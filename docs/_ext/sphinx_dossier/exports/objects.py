"""Entries, claims and citations as plain data, which the JSON files hold and the tables are made from.

Three times are kept apart: `happened` is when a thing was, as a claim says it; `reported` when the source of a
citation was published; `entered` when the entry came here, where the history of git tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date, Day
from sphinx_dossier.disagreements import Disagreement
from sphinx_dossier.entries import LOOKED_FOR, Citation, Claim, Entry
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.publication import Site, json_of
from sphinx_dossier.records import Lines, Number, Quote, Record, Ref, Value
from sphinx_dossier.standing import Standing, standings, withdrawal, without_support

Object: TypeAlias = dict[str, Any]

_OWN_PLACE = ("standing", "withdrawn")
"""The keys that an object shows in a form of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """The objects of a checked knowledge base, with the addresses that a site gives them."""

    checked: Checked
    site: Site

    def entry(self, entry: Entry) -> Object:
        """Return an entry."""
        library, page = self.checked.library, self.checked.library.docname(entry.id)
        when, is_source = library.when(entry), entry.kind == SOURCE
        return {
            "id": entry.id,
            "kind": entry.kind,
            "name": entry.name,
            "sort": entry.sort,
            "address": self.site.uri(page, ""),
            "json": self.site.file(json_of(page)),
            "happened": None if is_source else date(when),
            "reported": date(when) if is_source else None,
            "entered": self._entered(entry),
            "withdrawn": self._withdrawn(entry),
            "standing": [self._standing(one) for one in standings(entry, library)],
            "keys": fields(entry.keys.without(*_OWN_PLACE)),
            "claims": [self.claim(entry, claim) for claim in entry.claims if claim.part != LOOKED_FOR],
            "looked_for": [self._looked_for(entry, claim) for claim in entry.of(LOOKED_FOR)],
            "disagreements": [_disagreement(one) for one in self.checked.differences.get(entry.id, ())],
        }

    def claim(self, entry: Entry, claim: Claim) -> Object:
        """Return a claim with its citations."""
        return {
            "id": claim.id,
            "address": self._at(entry, claim.id),
            "part": claim.part,
            "sentence": plain(Phrases(self.checked.library, entry.id).claim(entry, claim)),
            "happened": date(next((day for day in claim.said.all("date") if isinstance(day, Date)), None)),
            "said": fields(claim.said),
            "status": claim.status or None,
            "preferred": claim.preferred,
            "why": claim.why or None,
            "note": claim.note or None,
            "unsupported": without_support(claim, self.checked.library),
            "citations": [self._citation(citation) for citation in claim.cite],
        }

    def _citation(self, citation: Citation) -> Object:
        library = self.checked.library
        source = library.entries.get(citation.source.id)
        proof = self.checked.proofs.get(citation.quoted)
        return {
            "source": citation.source.id,
            "quote": citation.quote.text,
            "infer": citation.infer or None,
            "origin": citation.origin.id if citation.origin else None,
            "reported": date(library.when(source) if source else None),
            "proof": proof
            and {
                "part": proof.part,
                "words": [list(span) for span in proof.spans],
                "address": self._at(source, proof.anchor) if source else None,
            },
        }

    def _looked_for(self, entry: Entry, claim: Claim) -> Object:
        return {
            "id": claim.id,
            "address": self._at(entry, claim.id),
            "question": claim.said.text("question"),
            "read": [ref.id for ref in claim.said.refs("read")],
            "note": claim.note or claim.said.text("note") or None,
        }

    def _standing(self, one: Standing) -> Object:
        return {
            "status": one.status,
            "date": date(one.date),
            "why": one.why,
            "by": one.by.id if one.by else None,
            "address": self._at(one.source, one.anchor),
        }

    def _withdrawn(self, entry: Entry) -> Object | None:
        if (one := withdrawal(entry)) is None:
            return None
        return {"date": date(one.date), "why": one.why, "see": [ref.id for ref in one.see]}

    def _entered(self, entry: Entry) -> Object | None:
        entered = self.checked.history.get(entry.id)
        return {"first": entered.first.text, "last": entered.last.text} if entered else None

    def _at(self, entry: Entry, anchor: str) -> str:
        docname = self.checked.library.docname(entry.id)
        return self.site.uri(self.checked.elsewhere.get(docname, {}).get(anchor, docname), anchor)


def _disagreement(one: Disagreement) -> Object:
    sides = [
        {
            "claims": list(dict.fromkeys(said.claim.id for said in side.said)),
            "sources": list(side.sources),
            "preferred": side.preferred,
        }
        for side in one.sides
    ]
    return {"part": one.part, "field": one.field.name, "about": one.about or None, "sides": sides}


def fields(record: Record) -> Object:
    """Return the fields of a record; each is a list, for sources may differ on what has one value."""
    return {name: [value(one) for one in values] for name, values in record.values.items()}


def value(one: Value) -> object:
    """Return a value: words and truth values as they are, all else as an object whose key says what it is."""
    found: object = one if isinstance(one, bool) else str(one)
    match one:
        case Date():
            found = date(one)
        case Ref():
            found = {"entry": one.id}
        case Number():
            found = {"number": _number(one), "bound": one.bound or None}
        case Quote():
            found = {"quote": one.text}
        case Lines():
            found = {"lines": [one.first, one.last]}
        case Record():
            found = {"fields": fields(one)}
    return found


def _number(one: Number) -> int | float:
    whole = one.amount == one.amount.to_integral_value()
    return int(one.amount) if whole else float(one.amount)


def date(one: Date | None) -> Object | None:
    """Return a date as it is written (EDTF), the first and the last day that it may mean, and its words."""
    if one is None:
        return None
    return {"edtf": one.text, "first": day(one.first), "last": day(one.last), "words": one.words}


def day(one: Day) -> str | None:
    """Return a day, None for an open end and for years that most programs have no date for."""
    return "{:04}-{:02}-{:02}".format(*one) if 1 <= one[0] <= 9999 else None
