"""What leads programs to the pages and the data: `llms.txt` for language models, `sitemap.xml` for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import calendar, json, linked, sources, sqlite
from sphinx_dossier.problems import count
from sphinx_dossier.publication import CHANGES, Site, json_of, table_of_kind
from sphinx_dossier.standing import stands

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NO_PAGES = frozenset({"404", "search", "genindex"})
"""What is no page to be found."""
MOST = 50_000
"""How many addresses a sitemap may hold; beyond, there are several and one that names them."""

_READING = """\
Every claim is cited to the exact words of a source, and each quote is checked by machine. Where sources differ, both
sides stand. Quote a claim with its address and with the words that prove it; what an entry calls the editors' reading
(`infer` in the data) is not in the source. A date is as exact as it is known: do not complete it.
"""


def llms(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the guide for language models (llmstxt.org): what there is, how to read it, and where it is as data."""
    library = checked.library
    held = f"{count(len(library.entries), 'entry', 'entries')} with {count(library.claim_count, 'claim')}"
    data = (
        ("Everything as JSON", json.WHOLE, "entries, claims, citations, with the format's version"),
        ("Its JSON Schema", json.SCHEMA, "what each key means"),
        ("Linked data", linked.PATH, "the same as JSON-LD, in the terms of schema.org"),
        ("Claims", "data/claims.csv", "a row for each claim"),
        ("Citations", "data/citations.csv", "a row for each quote"),
        *([("SQLite", sqlite.PATH, "the same in tables, to be asked by SQL")] if sqlite.can() else []),
        ("Sources", sources.CSL, "the bibliography as CSL-JSON"),
        ("Meetings", calendar.PATH, "as a calendar"),
    )
    lines = [f"# {_line(site.title)}", "", f"> A knowledge base of {held}.", "", *_READING.splitlines(), ""]
    entry = site.uri("FOLDER/ID", "")
    lines += [
        f"The page of an entry is `{entry}`, and the same as JSON `{site.file(json_of('FOLDER/ID'))}`: read the JSON,"
    ]
    lines += [
        "which gives each claim with its address, its quotes and their sources. Folders are named below, ids in the"
    ]
    lines += ["tables `data/kinds/FOLDER.csv`.", "", "## Data", ""]
    lines += [f"- [{name}]({site.file(path)}): {words}" for name, path, words in data]
    lines += ["", "## Entries", ""]
    for kind in library.kinds.values():
        number = len(library.of_kind(kind.name))
        address = site.uri(f"{kind.folder}/index", "")
        table = f"[as a table]({site.file(table_of_kind(kind.folder))})"
        lines.append(f"- [{_line(kind.plural)}]({address}): {number:,}, {table}. {_line(kind.help)}")
    lines += [
        "",
        "## Optional",
        "",
        f"- [{CHANGES.title[0].upper()}{CHANGES.title[1:]}]({site.file(CHANGES.path)}): an Atom feed",
    ]
    yield "llms.txt", ("\n".join(lines) + "\n").encode()


def _line(text: str) -> str:
    return " ".join(text.split())


def sitemap(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap and robots.txt, where the site knows its address: those in a sitemap have to be whole."""
    if not site.base:
        return
    library = checked.library
    days = {
        library.docname(entry.id): checked.history[entry.id].last.text if entry.id in checked.history else ""
        for entry in library.entries.values()
        if stands(entry)
    }
    names = sorted({*days, *site.documents} - _NO_PAGES)
    places = [(site.uri(name, ""), days.get(name, "")) for name in names]
    parts = [places[start : start + MOST] for start in range(0, len(places), MOST)]
    if len(parts) < 2:
        yield "sitemap.xml", _sitemap("urlset", "url", places)
        yield from _robots(site)
        return
    paths = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", [(site.file(path), "") for path in paths])
    for path, part in zip(paths, parts, strict=True):
        yield path, _sitemap("urlset", "url", part)
    yield from _robots(site)


def _robots(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield robots.txt, which leads to the sitemap; programs look for it at the root of a host and nowhere else."""
    if urlsplit(site.base).path in {"", "/"}:
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.file('sitemap.xml')}\n".encode()


def _sitemap(outer: str, inner: str, places: list[tuple[str, str]]) -> bytes:
    root = ET.Element(outer, {"xmlns": _SITEMAPS})
    for address, changed in places:
        one = ET.SubElement(root, inner)
        ET.SubElement(one, "loc").text = address
        if changed:
            ET.SubElement(one, "lastmod").text = changed
    ET.indent(root)
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"
