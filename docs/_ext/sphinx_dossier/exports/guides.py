"""What leads programs to the pages and the data: `llms.txt` for language models, `sitemap.xml` for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import calendar, json, sqlite
from sphinx_dossier.problems import count
from sphinx_dossier.publication import CHANGES, Site
from sphinx_dossier.standing import stands

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
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
    held = f"{count(len(library.entries), 'entry', 'entries')} with {count(len(library.claims), 'claim')}"
    data = (
        ("Everything as JSON", json.WHOLE, "entries, claims, citations, with the format's version"),
        ("Its JSON Schema", json.SCHEMA, "what each key means"),
        ("Claims", "data/claims.csv", "a row for each claim"),
        ("Citations", "data/citations.csv", "a row for each quote"),
        ("SQLite", sqlite.PATH, "the same with a full-text table"),
        ("Meetings", calendar.PATH, "as a calendar"),
    )
    lines = [f"# {_line(site.title)}", "", f"> A knowledge base of {held}.", "", *_READING.splitlines(), ""]
    lines += ["Each entry is JSON too, at the address that the head of its page names.", "", "## Data", ""]
    lines += [f"- [{name}]({site.file(path)}): {words}" for name, path, words in data]
    lines += ["", "## Entries", ""]
    for kind in library.kinds.values():
        number = len(library.of_kind(kind.name))
        address = site.uri(f"{kind.folder}/index", "")
        lines.append(f"- [{_line(kind.plural)}]({address}): {number:,}. {_line(kind.help)}")
    lines += ["", "## Optional", "", f"- [{CHANGES.title}]({site.file(CHANGES.path)}): an Atom feed"]
    yield "llms.txt", ("\n".join(lines) + "\n").encode()


def _line(text: str) -> str:
    return " ".join(text.split())


def sitemap(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap; none where the site does not know its address, for the addresses in it have to be whole."""
    if not site.base:
        return
    library = checked.library
    days = {
        library.docname(entry.id): checked.history[entry.id].last.text if entry.id in checked.history else ""
        for entry in library.entries.values()
        if stands(entry)
    }
    names = sorted({*days, *site.documents})
    places = [(site.uri(name, ""), days.get(name, "")) for name in names]
    parts = [places[start : start + MOST] for start in range(0, len(places), MOST)]
    if len(parts) < 2:
        yield "sitemap.xml", _sitemap("urlset", "url", places)
        return
    paths = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", [(site.file(path), "") for path in paths])
    for path, part in zip(paths, parts, strict=True):
        yield path, _sitemap("urlset", "url", part)


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
