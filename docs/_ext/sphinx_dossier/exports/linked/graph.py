"""The whole as one graph, `data/dossier.jsonld`."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports.json_text import Many, line, member
from sphinx_dossier.exports.linked.claims import Claims
from sphinx_dossier.exports.linked.things import Things
from sphinx_dossier.exports.linked.values import date
from sphinx_dossier.exports.linked.vocabulary import Node, declared, of_kind, whole
from sphinx_dossier.publication import Site
from sphinx_dossier.standing import withdrawal

PATH = "data/dossier.jsonld"


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the graph: our own terms, then the entries, each before its claims."""
    things = Things(checked=checked, site=site)
    claims = Claims(things=things)
    # A node has a line: written out in lines, the graph would be a third longer.
    graph = Many({"@context": whole(site, PATH.count("/"))}, "@graph")
    graph.add(*(member(line(node)) for node in declared(checked.library.kinds)))
    for kind in checked.library.kinds:
        for entry in checked.library.of_kind(kind):
            graph.add(*checked.memo.of("graph", entry.id, functools.partial(_nodes, entry, claims)))
    yield from graph.pieces(PATH)


def _nodes(entry: Entry, claims: Claims) -> list[bytes]:
    return [member(line(node)) for node in (_entry(entry, claims.things), *claims.of(entry))]


def _entry(entry: Entry, things: Things) -> Node:
    node = things.thing(entry)
    node["@type"] = [node["@type"], of_kind(things.kind(entry))]
    if one := withdrawal(entry):
        node |= {"dossier:why": one.why} | ({"dossier:withdrawn": date(one.date)} if one.date else {})
    return node
