"""What a site publishes for programs: which files, what these know of the site, and the links to them on pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.pages.model import Block, External, Paragraph, Text
from sphinx_dossier.publication import ATOM, CHANGES, STANDING, Format, Formats, Site, json_of
from sphinx_dossier.site import configuration
from sphinx_dossier.site.address import is_direct
from sphinx_dossier.site.domain import domain_of

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/json"


def published(app: Sphinx, formats: Formats) -> Iterator[Format]:
    """Yield the forms of the knowledge base that this build publishes."""
    if _has_knowledge(app):
        for name, form in formats.items():
            if app.config.dossier_feed if name == ATOM else app.config.dossier_data:
                yield form


def _has_knowledge(app: Sphinx) -> bool:
    return is_direct(app.builder) and configuration.root(app.config, app.confdir).exists()


def site(builder: Builder, documents: Iterable[str]) -> Site:
    """Return what the exports know of the site: whole addresses where conf.py has one, else those from its root."""
    base = str(builder.config.html_baseurl)

    def uri(docname: str, anchor: str) -> str:
        address = builder.get_target_uri(docname) or "./"
        return posixpath.join(base, address) + (f"#{quote(anchor)}" if anchor else "")

    return Site(title=str(builder.config.project), base=base, uri=uri, documents=tuple(sorted(documents)))


def name(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Name the feeds in the head of a page, and on that of an entry the entry as JSON (html-page-context)."""
    if not _has_knowledge(app):
        return
    found = []
    if app.config.dossier_feed:
        found = [(ATOM_TYPE, one.path, f"{app.config.project}: {one.title}") for one in (STANDING, CHANGES)]
    if app.config.dossier_data and _is_entry(app, pagename):
        path = json_of(pagename)
        found.append((JSON_TYPE, path, "This entry as JSON"))
        href = escape(_from(app.builder, pagename, path))
        context["body"] += f'<p class="dossier-note"><a href="{href}" type="{JSON_TYPE}">This entry as JSON</a></p>\n'
    for type_, path, title in found:
        href = escape(_from(app.builder, pagename, path))
        link = f'<link rel="alternate" type="{type_}" href="{href}" title="{escape(title)}" />\n'
        context["metatags"] = context.get("metatags", "") + link


def _is_entry(app: Sphinx, pagename: str) -> bool:
    """Return whether a page is that of an entry: neither a document, nor one that leads on to an entry that moved."""
    library = domain_of(app.env).checked.library
    id_ = pagename.rpartition("/")[2]
    return id_ in library.entries and library.docname(id_) == pagename


def _from(builder: Builder, pagename: str, path: str) -> str:
    return relative_uri(builder.get_target_uri(pagename), path)


def following(builder: Builder, docname: str) -> tuple[Block, ...]:
    """Return the line that leads to the feed, for the page that shows what is in it."""
    if not builder.config.dossier_feed:
        return ()
    link = External("Follow this page as a feed", _from(builder, docname, STANDING.path))
    return (Paragraph((link, Text(" (Atom) in a feed reader.")), "note"),)
