"""What an entry is, in the terms of schema.org: what its claims say and nothing speaks against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import FACTS, MISPRINT, Claim, Entry
from sphinx_dossier.exports.linked.values import dated, value
from sphinx_dossier.exports.linked.vocabulary import Node, of_field, own_fields
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind
from sphinx_dossier.publication import Site
from sphinx_dossier.records import Record, Ref, Value
from sphinx_dossier.standing import stands, without_support

ROLE = "roleName"
"""The term of a field that says as what somebody is related: schema.org puts a node of its own between the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """The entries of a knowledge base as nodes, with the addresses that a site gives them."""

    checked: Checked
    site: Site

    def at(self, id_: str, anchor: str = "") -> str:
        """Return the address of an entry, or of an anchor of its page."""
        return self.site.uri(self.checked.library.docname(id_), anchor)

    def refer(self, *refs: Ref) -> list[Node]:
        """Return the nodes of the entries that are named; an entry that was left out for a problem has none."""
        return [{"@id": self.at(ref.id)} for ref in refs if ref.id in self.checked.library.entries]

    def kind(self, entry: Entry) -> Kind:
        """Return the kind of an entry."""
        return self.checked.library.kinds[entry.kind]

    def thing(self, entry: Entry) -> Node:
        """Return an entry as a node: each term has one value, or a list of several.

        A withdrawn entry has its name alone.
        """
        node: Node = {"@id": self.at(entry.id), "@type": self.kind(entry).schema, "name": entry.name}
        found: dict[str, list[object]] = {}
        for term, one in self._said(entry) if stands(entry) else ():
            if one is not None and one != node.get(term) and one not in found.setdefault(term, []):
                found[term].append(one)
        if "alternateName" in found:
            found["alternateName"] = [one for one in found["alternateName"] if one != entry.name]
        return node | {term: ones[0] if len(ones) == 1 else ones for term, ones in found.items() if ones}

    def _said(self, entry: Entry) -> Iterator[tuple[str, object]]:
        """Yield every term with a value that holds: keys, facts, relations, and the addresses of old."""
        kind = self.kind(entry)
        for field in kind.keys.values():
            yield from self._key(field, entry.keys.all(field.name))
        for field in kind.facts.values():
            if field.schema:
                held = [(claim, one) for claim, one in entry.facts(field.name) if self.holds(claim)]
                yield from self._values(field, _followed(field, held))
        for name, relation in kind.relations.items():
            if relation.field.schema:
                for claim in filter(self.holds, entry.of(name)):
                    yield from ((relation.field.schema, one) for one in self.related(kind, claim))
        yield from (("sameAs", {"@id": self.site.uri(old, "")}) for old in self.checked.library.old_addresses(entry))

    def _key(self, field: Field, values: tuple[Value, ...]) -> Iterator[tuple[str, object]]:
        if field.schema:
            yield from self._values(field, values)
        elif field.type is Type.RECORD:
            inner = [one for one in field.fields.values() if one.schema]
            for record in values:
                if isinstance(record, Record):
                    yield from (pair for one in inner for pair in self._values(one, record.all(one.name)))

    def _values(self, field: Field, values: tuple[Value, ...]) -> Iterator[tuple[str, object]]:
        for one in values:
            if isinstance(one, Date):
                yield from dated(field.schema, one).items()
            else:
                yield field.schema, value(one, field, self.refer)

    def holds(self, claim: Claim) -> bool:
        """Return whether what a claim says may be told without the claim.

        Not where it is a misprint, rests on nothing that stands, says that something is not or not surely so, or,
        of a relation, where another claim says otherwise and the editors do not follow this one.
        """
        if claim.status == MISPRINT or without_support(claim, self.checked.library):
            return False
        if claim.part == FACTS:
            return True
        entry = self.checked.library.entries[claim.entry]
        relation = self.kind(entry).relations.get(claim.part)
        fields = relation.field.fields if relation else {}
        if any(
            one in fields[name].turning for name, ones in claim.said.values.items() for one in ones if name in fields
        ):
            return False
        against = [side for one in self.checked.differences.get(entry.id, ()) for side in one.against(claim)]
        return not against or claim.preferred

    def related(self, kind: Kind, claim: Claim) -> list[object]:
        """Return what a relation leads to: entries, each behind a role where the claim gives one."""
        fields, term = own_fields(kind, claim.part), of_field(kind.relations[claim.part].field, kind)
        found = self.refer(*(ref for field in mains(kind, claim.part) for ref in claim.said.refs(field.name)))
        roles = {
            field.schema: value(one, field, self.refer)
            for field in fields.values()
            if field.schema == ROLE
            for one in claim.said.all(field.name)
        }
        if not roles:
            return [*found]
        return [{"@type": "Role", **roles, term: one} for one in found] or [{"@type": "Role", **roles}]


def mains(kind: Kind, relation: str) -> list[Field]:
    """Return the fields of a relation that hold whom it leads to; the others say more of the relation.

    They are in schema.org what the relation is; where none is, they are the references that must be given.
    """
    own, schema = own_fields(kind, relation).values(), kind.relations[relation].field.schema
    refs = [field for field in own if field.type is Type.REFERENCE]
    return [field for field in refs if schema and field.schema == schema] or [f for f in refs if f.required]


def _followed(field: Field, found: list[tuple[Claim, Value]]) -> tuple[Value, ...]:
    """Return the values; of a field with one value those that the editors follow, where they follow any."""
    preferred = [one for claim, one in found if claim.preferred] if not field.many else []
    return tuple(preferred or [one for _, one in found])
