"""The words of the graph: those of schema.org that the kinds declare, and a few of our own where it has none."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import Kind, Kinds, common
from sphinx_dossier.publication import Site

Node: TypeAlias = dict[str, Any]

SCHEMA = "https://schema.org/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype of dates that are less exact than schema.org's, as the Library of Congress names it."""
OWN = f"{uuid.uuid5(uuid.NAMESPACE_URL, 'sphinx-dossier vocabulary 1').urn}#"
"""What the names of our own terms start with. A name and no address, so that it is the same on every site."""
_RDF, _RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"

TERMS: Mapping[str, str] = {
    "states": "What a claim says, as statements with a subject, a predicate and objects. What a claim states is not "
    "thereby so: sources differ, and a claim may say that somebody was absent.",
    "entry": "The entry that holds the claim.",
    "infer": "What the quoted words alone do not say, and how the editors conclude it. It is not in the source.",
    "part": "The part of the source in which the quoted words stand: body, title, standfirst, byline or caption.",
    "preferred": "That the editors follow the claim where sources differ.",
    "why": "Why the editors follow a claim, or why an entry was withdrawn.",
    "note": "An editor's remark.",
    "disagreesWith": "A claim that cannot hold together with this one.",
    "unsupported": "That all sources of a claim were retracted or superseded.",
    "withdrawn": "Since when an entry no longer stands.",
    "looked": "A source that was read for the answer to a question and does not give it.",
}
"""Our own terms, each with what it means."""


def small(site: Site, depth: int) -> Node:
    """Return the context of a page `depth` folders below the root, its base where the site has no address."""
    return {"@vocab": SCHEMA, **({} if site.base else {"@base": "../" * depth or "./"})}


def whole(site: Site, depth: int) -> Node:
    """Return the context of the graph. Nothing in it has to be fetched."""
    return {
        **small(site, depth),
        "dossier": OWN,
        "rdf": _RDF,
        "rdfs": _RDFS,
    }


def of_kind(kind: Kind) -> str:
    """Return the term for the entries of a kind."""
    return f"dossier:{kind.name}"


def of_field(field: Field, kind: Kind, relation: str = "") -> str:
    """Return the term for a field: schema.org's, as its kind declares it, else one of our own."""
    return field.schema or "dossier:" + "-".join(filter(None, (kind.name, relation, field.name)))


def declared(kinds: Kinds) -> Iterator[Node]:
    """Yield every term of our own with what it means: those of all knowledge bases, and those of its kinds."""
    for name, comment in TERMS.items():
        yield _described("rdf:Property", f"dossier:{name}", name, comment)
    for kind in kinds.values():
        more = {"rdfs:subClassOf": {"@id": SCHEMA + kind.schema}}
        yield _described("rdfs:Class", of_kind(kind), kind.label, kind.help) | more
        for relation, field in terms_of(kind):
            if not field.schema:
                yield _described("rdf:Property", of_field(field, kind, relation), field.label, field.help)


def terms_of(kind: Kind) -> Iterator[tuple[str, Field]]:
    """Yield the fields that the graph tells, each with the relation that it belongs to; a relation itself is one too.

    Of the keys it tells those that schema.org has a term for; the others are for machines, or tell of a file.
    """
    for key in kind.keys.values():
        yield from (("", one) for one in (key, *key.fields.values()) if one.schema)
    yield from (("", field) for field in kind.facts.values())
    for name, relation in kind.relations.items():
        yield "", relation.field
        yield from ((name, field) for field in own_fields(kind, name).values())


def whole_name(term: str) -> str:
    """Return a term as the address of itself, which is what stands for it among values."""
    return term if term.startswith("dossier:") else SCHEMA + term


def own_fields(kind: Kind, relation: str) -> Mapping[str, Field]:
    """Return the fields of a relation without those that every claim has."""
    fields = kind.relations[relation].field.fields
    return {name: field for name, field in fields.items() if name not in common()["claim"]}


def _described(type_: str, id_: str, label: str, comment: str) -> Node:
    return {"@id": id_, "@type": type_, "rdfs:label": label, "rdfs:comment": comment}
