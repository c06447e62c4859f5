"""What each form consists of, for the page that lists the files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports import calendar as calendars
from sphinx_dossier.exports import json as jsons
from sphinx_dossier.exports import linked, sources
from sphinx_dossier.exports import sqlite as databases
from sphinx_dossier.library import SOURCE
from sphinx_dossier.problems import count
from sphinx_dossier.publication import (
    ATOM_TYPE,
    CHANGES,
    CSV_TYPE,
    JSON_TYPE,
    STANDING,
    Listed,
    Site,
    feed_of,
    feed_of_kind,
    json_of,
    table_of_kind,
)

TEXT = "text/plain"
_LOOKED_AT = 100
"""Among how many entries an example is chosen: to read a hundred thousand for it takes half a minute."""


def json(checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the whole, one entry, and the schema."""
    held = f"{count(len(checked.library.entries), 'entry', 'entries')}, their claims, citations and disagreements"
    yield Listed(path=jsons.WHOLE, type=JSON_TYPE, help=f"everything: {held}")
    if (entry := _example(checked)) is not None:
        path = json_of(checked.library.docname(entry.id))
        help_ = "one entry; its page names the file at its end and in its head"
        yield Listed(path=path, type=JSON_TYPE, help=help_, pattern="FOLDER/ID.json")
    yield Listed(path=jsons.SCHEMA, type="application/schema+json", help="the JSON Schema of both")


def _example(checked: Checked) -> Entry | None:
    """Return the entry with the most claims among the first of the kind that the calendar is of, else of any."""
    library = checked.library
    ids = islice(library.ids_of_kind(calendars.KIND) or library.entries, _LOOKED_AT)
    return max((library.entries[id_] for id_ in ids), key=lambda entry: (len(entry.claims), entry.id), default=None)


def json_ld(_checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the graph."""
    help_ = "everything as one graph of linked data (JSON-LD), in the terms of schema.org"
    yield Listed(path=linked.PATH, type="application/ld+json", help=help_)


def csv(checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the tables."""
    claims = checked.library.claim_count - checked.library.looked_for_count
    yield Listed(path="data/claims.csv", type=CSV_TYPE, help=f"{count(claims, 'claim')}, a row for each")
    citations = count(checked.library.citations, "citation")
    help_ = f"{citations}, a row for each, with its claim, its source, and where the quote stands in it"
    yield Listed(path="data/citations.csv", type=CSV_TYPE, help=help_)
    for kind in checked.library.kinds.values():
        number = count(len(checked.library.of_kind(kind.name)), kind.label.lower(), kind.plural.lower())
        yield Listed(path=table_of_kind(kind.folder), type=CSV_TYPE, help=f"{number}, a row for each")


def sqlite(_checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the database, where this Python can make one."""
    if databases.can():
        tables = "entries, claims, citations, relations and sources"
        more = ", and search, a full-text table" if databases.can_search() else ""
        yield Listed(path=databases.PATH, type="application/vnd.sqlite3", help=f"tables of {tables}{more}")


def bibtex(checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the bibliography as BibTeX."""
    number = count(len(checked.library.of_kind(SOURCE)), "source")
    yield Listed(path=sources.BIBTEX, type="application/x-bibtex", help=f"{number} as BibTeX")


def csl_json(checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the bibliography as CSL-JSON."""
    number = count(len(checked.library.of_kind(SOURCE)), "source")
    yield Listed(path=sources.CSL, type="application/vnd.citationstyles.csl+json", help=f"{number} as CSL-JSON")


def calendar(_checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the calendar."""
    yield Listed(path=calendars.PATH, type="text/calendar", help="the meetings as a calendar (iCalendar)")


def atom(checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the feeds: those of the site, those of the kinds, and one of an entry."""
    library = checked.library
    yield Listed(path=CHANGES.path, type=ATOM_TYPE, help="the feed (Atom) of entries that are new or changed")
    kinds = [kind for kind in library.kinds.values() if library.of_kind(kind.name)]
    for kind in kinds[:1]:
        pattern = feed_of_kind("FOLDER")
        yield Listed(
            path=feed_of_kind(kind.folder), type=ATOM_TYPE, help="the same for one kind of entry", pattern=pattern
        )
    followed = [kind for kind in kinds if kind.feed]
    for kind in followed[:1]:
        path = feed_of(library.docname(library.of_kind(kind.name)[0].id))
        names = " or ".join(one.label.lower() for one in followed)
        help_ = f"what is said of one {names}, claim by claim; the page names the feed"
        yield Listed(path=path, type=ATOM_TYPE, help=help_, pattern=feed_of("FOLDER/ID"))
    yield Listed(path=STANDING.path, type=ATOM_TYPE, help="the feed of what was corrected, retracted or withdrawn")


def llms(_checked: Checked, _site: Site) -> Iterator[Listed]:
    """Yield the guide for language models."""
    yield Listed(path="llms.txt", type=TEXT, help="a guide for language models")


def sitemap(_checked: Checked, site: Site) -> Iterator[Listed]:
    """Yield the sitemap, where there is one."""
    if site.base:
        yield Listed(path="sitemap.xml", type="application/xml", help="the address of every page")
