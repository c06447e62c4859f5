"""The feed of what no longer stands as it did, as Atom (RFC 4287).

Written here and not by a library: the kept ones, feedgen and feedgenerator, take the time of day where a feed has no
entries or says no other, and feedgen needs lxml; the tests read the feed by feedparser.

Without a clock, the feed was `updated` on the newest date in it. Atom asks for a full time where the knowledge base
may only know a month: the first day that is meant stands there, and the text has the date as it is known.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date, Day
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import Block, Paragraph
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.standing import happened, standing_words, uses, withdrawal_words
from sphinx_dossier.publication import STANDING, Site
from sphinx_dossier.standing import Standing, Withdrawal, fallen, standings, withdrawn
from sphinx_dossier.writers import html

_ATOM = "http://www.w3.org/2005/Atom"
_FIRST: Day = (1970, 1, 1)
"""The day of what has no date at all."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    subject: Entry
    anchor: str
    title: str
    day: Day
    term: str
    content: tuple[Block, ...]


def standing(checked: Checked, site: Site) -> bytes:
    """Return the feed of the standing of sources and of withdrawn entries, the newest first."""
    found = sorted(_entries(checked), key=lambda one: (one.subject.id, one.anchor))
    found.sort(key=lambda one: one.day, reverse=True)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(feed, "id", site.file(STANDING.path) if site.base else _urn(site, STANDING.path))
    _text(feed, "title", f"{site.title}: {STANDING.title[0].lower()}{STANDING.title[1:]}")
    _text(feed, "updated", _time(found[0].day if found else _newest(checked.library)))
    _text(ET.SubElement(feed, "author"), "name", site.title)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.file(STANDING.path)})
    for one in found:
        _entry(ET.SubElement(feed, "entry"), one, checked.library, site)
    ET.indent(feed)
    text: bytes = ET.tostring(feed, "utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(into: ET.Element, one: _Entry, library: Library, site: Site) -> None:
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


def _entries(checked: Checked) -> Iterator[_Entry]:
    phrases = Phrases(checked.library)
    for source in fallen(checked.library):
        yield from (_fallen(one, phrases) for one in standings(source, checked.library))
    yield from (_withdrawn(one, phrases) for one in withdrawn(checked.library))


def _fallen(one: Standing, phrases: Phrases) -> _Entry:
    by = phrases.library.entries.get(one.by.id) if one.by else None
    dates = (one.date, phrases.library.when(by) if by else None, phrases.library.when(one.source))
    return _Entry(
        subject=one.source,
        anchor=one.anchor,
        title=f"{one.source.name} {happened(one)}",
        day=_day(*dates),
        term=one.status,
        content=(Paragraph(standing_words(one, phrases)), *uses(one.source, phrases)),
    )


def _withdrawn(one: Withdrawal, phrases: Phrases) -> _Entry:
    return _Entry(
        subject=one.entry,
        anchor=one.anchor,
        title=f"{one.entry.name} was withdrawn",
        day=_day(one.date),
        term="withdrawn",
        content=(Paragraph(withdrawal_words(one, phrases)),),
    )


def _day(*dates: Date | None) -> Day:
    """Return the first day of the first date there is; an open start is a day of no calendar."""
    return next((date.first for date in dates if date and 1 <= date.first[0] <= 9999), _FIRST)


def _newest(library: Library) -> Day:
    """Return the newest day of any entry, for a feed that has nothing to say yet."""
    return max((_day(library.when(entry)) for entry in library.entries.values()), default=_FIRST)


def _time(day: Day) -> str:
    return "{:04}-{:02}-{:02}T00:00:00Z".format(*day)


def _urn(site: Site, name: str) -> str:
    """Return an id for a site whose address is not known: the same for the same title and name."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.title}\n{name}").urn


def _text(into: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(into, tag).text = _NO_XML.sub(" ", text)
