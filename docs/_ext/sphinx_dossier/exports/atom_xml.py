"""How a feed is written, as Atom (RFC 4287).

Written here and not by a library: the kept ones, feedgen and feedgenerator, take the time of day where a feed has no
entries or says no other, and feedgen needs lxml; the tests read the feeds by feedparser.

Without a clock, a feed was `updated` on the newest date in it. Atom asks for a full time where the knowledge base
may only know a month: the first day that is meant stands there, and the text has the date as it is known.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_dossier.dates import Date, Day
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import Block
from sphinx_dossier.publication import ATOM_TYPE, Feed, Site
from sphinx_dossier.writers import html

_ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 100
"""How many items a feed holds, the newest: a reader asks for it again and again."""
FIRST: Day = (1970, 1, 1)
"""The day of what has no date at all."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item: an entry, or an anchor of its page, on the day when it became what it is."""

    subject: Entry
    anchor: str
    title: str
    day: Day
    term: str
    content: tuple[Block, ...]


def write(feed: Feed, found: list[FeedItem], newest: Day, library: Library, site: Site) -> bytes:
    """Return a feed, the newest entries first; without any it is as new as the `newest` date there is."""
    found.sort(key=lambda one: (one.subject.id, one.anchor))
    found.sort(key=lambda one: one.day, reverse=True)
    # Where the site does not know its address, all in a feed is seen from the root of the site.
    depth = 0 if site.base else feed.path.count("/")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en", **({"xml:base": "../" * depth} if depth else {})})
    _text(root, "id", site.file(feed.path) if site.base else _urn(site, feed.path))
    _text(root, "title", f"{site.title}: {feed.title}")
    _text(root, "updated", _time(found[0].day if found else newest))
    _text(ET.SubElement(root, "author"), "name", site.title)
    ET.SubElement(root, "link", {"rel": "self", "type": ATOM_TYPE, "href": site.file(feed.path)})
    for one in found:
        _entry(ET.SubElement(root, "entry"), one, library, site)
    ET.indent(root)
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(into: ET.Element, one: FeedItem, library: Library, site: Site) -> None:
    page = library.docname(one.subject.id)
    address = site.uri(page, one.anchor)
    # The id stays when the entry moves: it is made from the first address that the entry had.
    first = next(iter(library.old_addresses(one.subject)), page)
    _text(into, "id", site.uri(first, one.anchor) if site.base else _urn(site, f"{first}#{one.anchor}"))
    _text(into, "title", one.title)
    _text(into, "updated", _time(one.day))
    ET.SubElement(into, "link", {"rel": "alternate", "type": "text/html", "href": address})
    ET.SubElement(into, "category", {"term": one.term})
    _text(into, "content", html.blocks(one.content, lambda docname, anchor: site.uri(docname or page, anchor)))
    into[-1].set("type", "html")


def day(*dates: Date | None) -> Day:
    """Return the first day of the first date there is; an open start is a day of no calendar."""
    return next((date.first for date in dates if date and 1 <= date.first[0] <= 9999), FIRST)


def _time(day: Day) -> str:
    return "{:04}-{:02}-{:02}T00:00:00Z".format(*day)


def _urn(site: Site, name: str) -> str:
    """Return an id for a site whose address is not known: the same for the same title and name."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.title}\n{name}").urn


def _text(into: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(into, tag).text = _NO_XML.sub(" ", text)
