"""What a build publishes for programs: which forms, their files, and what the pages say of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from sphinx_dossier import publication
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import digest
from sphinx_dossier.publication import (
    ATOM,
    ATOM_TYPE,
    CHANGES,
    CSV_TYPE,
    JSON_TYPE,
    STANDING,
    Format,
    Formats,
    Listed,
    Site,
    feed_of,
    feed_of_kind,
    json_of,
    table_of_kind,
)
from sphinx_dossier.site import configuration
from sphinx_dossier.site.output import brings, extra
from sphinx_dossier.standing import stands


class Around(NamedTuple):
    """What a page has of its data: in its head, and in the line at its foot."""

    head: str = ""
    foot: str = ""


class _Link(NamedTuple):
    type: str
    path: str
    title: str


class Published:
    """What one build publishes; `feeds` and `data` say whether it does, as builders of HTML alone do."""

    def __init__(self, app: Sphinx, formats: Formats, checked: Checked, known: str) -> None:
        """Take what is published; `known` is what differs whenever the knowledge base does."""
        self.builder, self.checked, self._known = app.builder, checked, known
        self.direct = configuration.has_pages(app.builder)
        self.chosen = {
            name: form
            for name, form in formats.items()
            if (app.config.dossier_feed if name == ATOM else app.config.dossier_data)
        }
        self.feeds = self.direct and bool(app.config.dossier_feed)
        self.data = self.direct and bool(app.config.dossier_data)
        self._site = site(app.builder, ())

    @property
    def forms(self) -> Iterable[Format]:
        """Return the forms whose files this build makes."""
        return self.chosen.values() if self.direct else ()

    def files(self, documents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield every file with its path from the root of the site."""
        seen, share = site(self.builder, documents), self.checked.share
        forms = [one for one in self.forms if share.is_first or one.each]
        yield from (one for one in publication.files(forms, self.checked, seen) if not self._brought(one[0]))

    def digest(self) -> str:
        """Return what differs whenever a file may: the knowledge base, what the site brings, and what is lacking.

        What the files owe to the documents and the configuration is in the digest of what surrounds a page.
        """
        brought = [[file.name for file in _inside(one)] for one in extra(self.builder)]
        lacking = [form.lacks() for form in self.forms]
        return digest(self._known, brought, lacking, sorted(self.chosen), self.direct)

    def _brought(self, path: str) -> bool:
        """Return whether the site brings a file of this path itself, as a robots.txt: its own goes before ours."""
        return brings(self.builder, path)

    def listed(self) -> list[Listed]:
        """Return the files as a page lists them."""
        return [one for form in self.chosen.values() for one in form.lists(self.checked, self._site)]

    def href(self, docname: str, path: str) -> str:
        """Return the address of a file as seen from a page; nothing where no web page leads to it."""
        if self.direct:
            return self.seen_from(docname, path)
        return self._site.file(path) if self._site.base else ""

    def seen_from(self, docname: str, path: str) -> str:
        """Return the address of a file from a page of the site."""
        return relative_uri(self.builder.get_target_uri(docname), path)

    def of_entry(self, id_: str) -> Around:
        """Return what the page of an entry has: its data in its head, and the links to it as JSON and as a feed."""
        library = self.checked.library
        entry, docname = library.entries[id_], library.docname(id_)
        links = [_Link(JSON_TYPE, json_of(docname), "This entry as JSON")] if self.data else []
        if self.feeds and library.kinds[entry.kind].feed and stands(entry):
            links.append(_Link(ATOM_TYPE, feed_of(docname), "Follow this entry as a feed"))
        head = "".join(form.head(entry, self.checked, self._site) for form in self.forms if form.head)
        return Around(head + self._named(docname, links), self._line(docname, links))

    def of_page(self, pagename: str) -> Around:
        """Return what a page has that is no entry's: the feeds of the site, and what belongs to it alone."""
        links = self._of_index(pagename)
        every = [_Link(ATOM_TYPE, one.path, one.title[0].upper() + one.title[1:]) for one in (STANDING, CHANGES)]
        head = self._named(pagename, [*(every if self.feeds else ()), *links])
        return Around(head + (self.home() if pagename == self._site.home else ""), self._line(pagename, links))

    def home(self) -> str:
        """Return what the head of the home page holds beside that."""
        return "".join(form.home(self._site, self.listed()) for form in self.forms if form.home)

    def _of_index(self, pagename: str) -> list[_Link]:
        kinds = [one for one in self.checked.library.kinds.values() if f"{one.folder}/index" == pagename]
        links = [_Link(CSV_TYPE, table_of_kind(one.folder), "This list as CSV") for one in kinds if self.data]
        followed = [one for one in kinds if self.feeds and self.checked.library.of_kind(one.name)]
        return [
            *links,
            *(_Link(ATOM_TYPE, feed_of_kind(one.folder), "Follow these entries as a feed") for one in followed),
        ]

    def _named(self, docname: str, links: Iterable[_Link]) -> str:
        form = '<link rel="alternate" type="{}" href="{}" title="{}" />\n'
        return "".join(form.format(type_, self._href(docname, path), escape(title)) for type_, path, title in links)

    def _line(self, docname: str, links: Iterable[_Link]) -> str:
        made = [f'<a href="{self._href(docname, path)}" type="{type_}">{title}</a>' for type_, path, title in links]
        return f'<p class="dossier-note dossier-data">{" · ".join(made)}</p>\n' if made else ""

    def _href(self, docname: str, path: str) -> str:
        return escape(self.seen_from(docname, path))


def _inside(place: Path) -> list[Path]:
    return sorted(place.rglob("*")) if place.is_dir() else [place]


def site(builder: Builder, documents: Iterable[str]) -> Site:
    """Return what the exports know of the site: whole addresses where conf.py has one, else those from its root."""
    base, config = str(builder.config.html_baseurl), builder.config

    def uri(docname: str, anchor: str) -> str:
        address = builder.get_target_uri(docname) or "./"
        return posixpath.join(base, address) + (f"#{quote(anchor)}" if anchor else "")

    found = tuple(sorted(documents))
    return Site(title=str(config.project), base=base, uri=uri, documents=found, home=str(config.root_doc))
