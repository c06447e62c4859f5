"""The feed of a site: whether there is one, what it knows of the site, and the link to it on every page."""

from __future__ import annotations

import posixpath
from html import escape
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.pages.model import Block, External, Paragraph, Text
from sphinx_dossier.publication import STANDING, Site
from sphinx_dossier.site import configuration
from sphinx_dossier.site.address import is_direct

TYPE = "application/atom+xml"


def are_published(app: Sphinx) -> bool:
    """Return whether this build publishes the feed."""
    there = configuration.root(app.config, app.confdir).exists()
    return is_direct(app.builder) and bool(app.config.dossier_feed) and there


def site(builder: Builder) -> Site:
    """Return what the exports know of the site: whole addresses where conf.py has one, else those from its root."""
    base = str(builder.config.html_baseurl)

    def uri(docname: str, anchor: str) -> str:
        address = builder.get_target_uri(docname) or "./"
        return posixpath.join(base, address) + (f"#{quote(anchor)}" if anchor else "")

    return Site(title=str(builder.config.project), base=base, uri=uri)


def name(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Name the feed in the head of a page (html-page-context)."""
    if are_published(app):
        href, title = escape(_from(app.builder, pagename)), escape(f"{app.config.project}: {STANDING.title}")
        link = f'<link rel="alternate" type="{TYPE}" href="{href}" title="{title}" />\n'
        context["metatags"] = context.get("metatags", "") + link


def _from(builder: Builder, pagename: str) -> str:
    return relative_uri(builder.get_target_uri(pagename), STANDING.path)


def following(builder: Builder, docname: str) -> tuple[Block, ...]:
    """Return the line that leads to the feed, for the page that shows what is in it."""
    if not builder.config.dossier_feed:
        return ()
    link = External("Follow this page as a feed", _from(builder, docname))
    return (Paragraph((link, Text(" (Atom) in a feed reader.")), "note"),)
