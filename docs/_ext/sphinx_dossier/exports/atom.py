"""The feeds, as Atom (RFC 4287): what no longer stands as it did, and which entries are new or changed.

Written here and not by a library: the kept ones, feedgen and feedgenerator, take the time of day where a feed has no
entries or says no other, and feedgen needs lxml; the tests read the feed by feedparser.

Without a clock, a feed was `updated` on the newest date in it. Atom asks for a full time where the knowledge base
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
from sphinx_dossier.pages.entry_page import about
from sphinx_dossier.pages.model import Block, Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.standing import happened, standing_words, uses, withdrawal_words
from sphinx_dossier.publication import CHANGES, STANDING, Feed, Site
from sphinx_dossier.standing import Standing, Withdrawal, fallen, standings, stands, withdrawn
from sphinx_dossier.writers import html

_ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 100
"""How many entries a feed of entries holds, the newest: a reader asks for it again and again."""
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


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of standing, and those of entries: of all, and of each kind that has any."""
    newest = _newest(checked.library)
    yield STANDING.path, _feed(STANDING, list(_entries(checked)), newest, checked.library, site)
    changed = [_changed(entry, checked) for entry in checked.library.entries.values() if stands(entry)]
    yield CHANGES.path, _feed(CHANGES, _latest(changed), newest, checked.library, site)
    for kind in checked.library.kinds.values():
        if of_kind := [one for one in changed if one.subject.kind == kind.name]:
            feed = Feed(path=f"entries-{kind.folder}.atom", title=f"{kind.plural} that are new or changed")
            yield feed.path, _feed(feed, _latest(of_kind), newest, checked.library, site)


def _latest(found: list[_Entry]) -> list[_Entry]:
    found.sort(key=lambda one: one.subject.id)
    return sorted(found, key=lambda one: one.day, reverse=True)[:LONGEST]


def _feed(feed: Feed, found: list[_Entry], newest: Day, library: Library, site: Site) -> bytes:
    """Return a feed, the newest entries first; without any it is as new as the `newest` date there is."""
    found.sort(key=lambda one: (one.subject.id, one.anchor))
    found.sort(key=lambda one: one.day, reverse=True)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", site.file(feed.path) if site.base else _urn(site, feed.path))
    _text(root, "title", f"{site.title}: {feed.title[0].lower()}{feed.title[1:]}")
    _text(root, "updated", _time(found[0].day if found else newest))
    _text(ET.SubElement(root, "author"), "name", site.title)
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": site.file(feed.path)})
    for one in found:
        _entry(ET.SubElement(root, "entry"), one, library, site)
    ET.indent(root)
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
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


def _changed(entry: Entry, checked: Checked) -> _Entry:
    """Return an entry by when it was changed last, else by when the newest source that it cites was published."""
    library, entered = checked.library, checked.history.get(entry.id)
    cited = (library.entries.get(id_) for claim in entry.claims for id_ in claim.sources)
    reported = max((_day(library.when(source)) for source in cited if source), default=_FIRST)
    return _Entry(
        subject=entry,
        anchor="",
        title=entry.name,
        day=entered.last.first if entered else reported if reported != _FIRST else _day(library.when(entry)),
        term=entry.kind,
        content=(Paragraph((Text(about(entry, library)),)),),
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
