"""The links to feeds and data on pages."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from sphinx_dossier.pages.model import Block, External, Paragraph, Text
from sphinx_dossier.publication import STANDING
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.published import Published


def name(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Name feeds and data in the head of a page and at its foot (html-page-context); entries have theirs already."""
    published = domain_of(app.env).answers.published
    if not published.direct:
        return
    head, foot = published.of_page(pagename)
    context["metatags"] = context.get("metatags", "") + head
    if foot:
        context["body"] += foot


def following(published: Published, docname: str) -> tuple[Block, ...]:
    """Return the line that leads to the feed, for the page that shows what is in it."""
    if not published.feeds:
        return ()
    link = External("Follow this page as a feed", published.seen_from(docname, STANDING.path))
    return (Paragraph((link, Text(" (Atom) in a feed reader.")), "note"),)
