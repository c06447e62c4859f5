"""Claims as nodes: the sentence, what it states, and the quotations that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_dossier.entries import FACTS, LOOKED_FOR, STATEMENTS, Citation, Claim, Entry
from sphinx_dossier.exports.linked.things import Things, mains
from sphinx_dossier.exports.linked.values import value
from sphinx_dossier.exports.linked.vocabulary import Node, of_field, own_fields, whole_name
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import common
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.records import Record, Value
from sphinx_dossier.standing import stands, without_support


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims of a knowledge base as nodes."""

    things: Things

    def of(self, entry: Entry) -> Iterator[Node]:
        """Yield each claim of an entry with its citations, and each question that its sources do not answer."""
        for claim in entry.claims:
            yield self._question(entry, claim) if claim.part == LOOKED_FOR else self._claim(entry, claim)

    def _claim(self, entry: Entry, claim: Claim) -> Node:
        here = {"@id": self.things.at(entry.id)}
        abouts = self.things.refer(*claim.said.refs("about")) if claim.part == STATEMENTS else []
        node: Node = {
            "@id": self._at(entry, claim),
            "@type": "Claim",
            "text": plain(Phrases(self.things.checked.library, entry.id).claim(entry, claim)),
            "dossier:entry": here,
            "about": [here, *(one for one in abouts if one != here)],
        }
        if claim.part == STATEMENTS:
            fields = {name: one for name, one in common()["statement"].items() if name not in {"text", "about"}}
            node |= self._fields(claim.said, fields, lambda field: field.schema)
        else:
            node["dossier:states"] = list(self._states(entry, claim))
        return node | self._judged(entry, claim) | {"citation": list(self._citations(entry, claim))}

    def _at(self, entry: Entry, claim: Claim) -> str:
        return self.things.at(entry.id, claim.id)

    def _judged(self, entry: Entry, claim: Claim) -> Node:
        """Return what the editors, or other claims, say of a claim."""
        library, differences = self.things.checked.library, self.things.checked.differences.get(entry.id, ())
        sides = (side for one in differences for side in one.against(claim))
        against = list(dict.fromkeys(self._at(entry, said.claim) for side in sides for said in side.said))
        status = claim.status if stands(entry) else "withdrawn"
        found: Node = {
            "creativeWorkStatus": status,
            "dossier:preferred": claim.preferred,
            "dossier:why": claim.why,
            "dossier:note": claim.note,
            "dossier:unsupported": without_support(claim, library),
            "dossier:disagreesWith": [{"@id": one} for one in against],
        }
        return {name: one for name, one in found.items() if one}

    def _states(self, entry: Entry, claim: Claim) -> Iterator[Node]:
        """Yield what a fact or a relation says, as statements: one for each field, or for each relation."""
        kind = self.things.kind(entry)
        start: Node = {"@type": "rdf:Statement", "rdf:subject": {"@id": self.things.at(entry.id)}}
        if claim.part == FACTS:
            for name, values in claim.said.values.items():
                field = kind.facts[name]
                made = _one(self._values(field, values))
                yield start | {"rdf:predicate": _named(of_field(field, kind)), "rdf:object": made}
            return
        fields, leading = own_fields(kind, claim.part), mains(kind, claim.part)
        found = [one for field in leading for one in self._values(field, claim.said.all(field.name))]
        rest = {name: field for name, field in fields.items() if field not in leading}
        node = start | {"rdf:predicate": _named(of_field(kind.relations[claim.part].field, kind))}
        if found:
            node["rdf:object"] = _one(found)
        yield node | self._fields(claim.said, rest, lambda field: of_field(field, kind, claim.part))

    def _fields(self, said: Record, fields: Mapping[str, Field], term: Callable[[Field], str]) -> Node:
        found = {term(field): self._values(field, said.all(name)) for name, field in fields.items()}
        return {name: _one(values) for name, values in found.items() if values}

    def _values(self, field: Field, values: tuple[Value, ...]) -> list[object]:
        return [made for one in values if (made := value(one, field, self.things.refer)) is not None]

    def _citations(self, entry: Entry, claim: Claim) -> Iterator[Node]:
        # No claim's id has two hyphens in a row.
        for number, citation in enumerate(claim.cite, 1):
            yield {"@id": f"{self._at(entry, claim)}--{number}", **self._citation(citation)}

    def _citation(self, citation: Citation) -> Node:
        checked, source = self.things.checked, citation.source.id
        node: Node = {"@type": "Quotation", "text": citation.quote.text}
        for one in self.things.refer(citation.source):
            node["isPartOf"] = one
        if "isPartOf" in node and (proof := checked.proofs.get((source, citation.quote.text))):
            node |= {"url": {"@id": self.things.at(source, proof.anchor)}, "dossier:part": proof.part}
        if citation.infer:
            node["dossier:infer"] = citation.infer
        for one in self.things.refer(*([citation.origin] if citation.origin else [])):
            node["isBasedOn"] = one
        return node

    def _question(self, entry: Entry, claim: Claim) -> Node:
        note = claim.note or claim.said.text("note")
        node: Node = {
            "@id": self._at(entry, claim),
            "@type": "Question",
            "text": claim.said.text("question"),
            "about": {"@id": self.things.at(entry.id)},
            "dossier:looked": self.things.refer(*claim.said.refs("read")),
        }
        return node | ({"dossier:note": note} if note else {})


def _named(term: str) -> Node:
    return {"@id": whole_name(term)}


def _one(found: list[object]) -> object:
    return found[0] if len(found) == 1 else found
