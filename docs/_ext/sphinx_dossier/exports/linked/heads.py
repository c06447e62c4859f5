"""What the head of a page says of its thing: a block of data that no browser runs, and that is kept small."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports.linked.things import Things
from sphinx_dossier.exports.linked.vocabulary import Node, small
from sphinx_dossier.pages.entry_page import about
from sphinx_dossier.publication import Listed, Site
from sphinx_dossier.standing import stands

LONGEST = 3000
"""The most bytes of data in the head of a page."""
_CUTS = (64, 32, 16, 8, 4, 2, 1)
"""How many values of a term are given; as many as there is room for."""


def of_entry(entry: Entry, checked: Checked, site: Site) -> str:
    """Return the data of an entry's page: the thing, the sources that tell of it, and the way to the page."""
    if not stands(entry):
        return ""
    things = Things(checked=checked, site=site)
    node, kind = things.thing(entry), things.kind(entry)
    cited = {citation.source.id: citation.source for citation in entry.citations}
    sources = things.refer(*cited.values())
    node["description"] = about(entry, checked.library)
    if sources:
        node["subjectOf"] = sources
    steps = [(site.title, site.uri(site.home, "")), (kind.plural, site.uri(f"{kind.folder}/index", ""))]
    depth = site.depth(checked.library.docname(entry.id))
    return _within([_crumbs([*steps, (entry.name, node["@id"])])], node, small(site, depth))


def _crumbs(steps: Iterable[tuple[str, str]]) -> Node:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": {"@id": address}}
        for number, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _within(beside: list[Node], node: Node, context: Node) -> str:
    """Return the data within the bound: with fewer values of a term, then without the longest of the others."""
    for most in _CUTS:
        cut = {term: one[:most] if isinstance(one, list) else one for term, one in node.items()}
        if len((text := _block(context, [cut, *beside])).encode()) <= LONGEST:
            return text
    kept = {"@id": node["@id"], "@type": node["@type"], "name": node["name"]}
    text = _block(context, [kept, *beside])
    return text if len(text.encode()) <= LONGEST else ""


def of_home(site: Site, files: Iterable[Listed]) -> str:
    """Return the data of the home page: the site with its search, and the knowledge base as a set of data."""
    home = site.uri(site.home, "")
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.uri('search', '')}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    website = {"@type": "WebSite", "@id": f"{home}#site", "name": site.title, "url": {"@id": home}}
    downloads = [
        {"@type": "DataDownload", "contentUrl": {"@id": site.file(one.path)}, "encodingFormat": one.type}
        for one in files
        if one.path.startswith("data/")
    ]
    dataset = {
        "@type": "Dataset",
        "@id": f"{home}#data",
        "name": site.title,
        "description": f"{site.title} as data: entries and claims, each with the words of sources that prove it.",
        "url": {"@id": home},
        "distribution": downloads,
    }
    found: list[Node] = [
        website | ({"potentialAction": search} if site.base else {}),
        *([dataset] if downloads else []),
    ]
    return _block(small(site, site.depth(site.home)), found)


def _block(context: Node, nodes: list[Node]) -> str:
    """Return nodes as an element of a page's head; nothing in them can end it."""
    text = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>\n'
