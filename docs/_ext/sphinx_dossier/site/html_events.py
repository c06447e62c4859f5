"""What the builders of HTML ask for while they write: the pages of entries, and what the theme shows with them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from sphinx_dossier.garbage import each
from sphinx_dossier.site import cards, configuration, crumbs, lost, search_page
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.framing import Frames
from sphinx_dossier.site.html_pages import Pages
from sphinx_dossier.site.search import SearchIndex

TEMPLATE = "page.html"
BOX = '<div class="table-wrapper '
"""How furo begins the box of a document's table; those of entries begin otherwise, and have a name."""
REACHED = '<div role="group" aria-label="Table" tabindex="0" class="table-wrapper '


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages to be written (html-collect-pages), and put all of them into the search index."""
    domain = domain_of(app.env)
    pages, ledger = domain.pages, domain.ledger
    if pages is None:
        return
    builder = pages.builder
    if builder.indexer is not None:
        index = SearchIndex(builder.indexer, app.env)
        builder.indexer = index
        if app.config.dossier_search != configuration.OTHER:
            pages.index, index.pages = index, ledger.terms
    if domain.is_unchanged:
        return
    if domain.remembering:
        domain.remembering.open()
    yield from each(_of_entries(app, pages))
    if domain.checked.share.is_first:
        yield from _of_no_entry(app, pages)


def _of_entries(app: Sphinx, pages: Pages) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the pages of entries, and yield those of which it is not known how to."""
    domain = domain_of(app.env)
    frames = Frames(pages.builder, functools.partial(cards.head, app))
    for name, context in pages.of_entries(domain.spreading, domain.answers.published.of_entry):
        if not frames.write(name, context):
            yield name, context, TEMPLATE
            frames.learn(name, context, TEMPLATE)


def _of_no_entry(app: Sphinx, pages: Pages) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of the search, and write the one for addresses that lead nowhere."""
    domain, builder = domain_of(app.env), pages.builder
    if configuration.has_own_search(builder):
        found = pages.other(search_page.NAME, search_page.context(builder, domain))
        yield from ((name, context, TEMPLATE) for name, context in found)
    if lost.is_wanted(builder):
        domain.ledger.files[lost.FILE] = ""
        for _, context in pages.other(lost.NAME, lost.context(builder, domain), lost.place(builder)):
            lost.write(builder, context, TEMPLATE)


def share_toctree(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the pages of a folder share one drawing of the toctree (html-page-context, before the theme's own)."""
    pages = domain_of(app.env).pages
    if pages is not None and pages.has(pagename) and "toctree" in context:
        context["toctree"] = pages.tree(pagename, context["toctree"])


def show_toc(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Show the contents of a page beside it under furo, which takes them from documents alone (after the theme)."""
    pages = domain_of(app.env).pages
    if pages is not None and pages.has(pagename) and "furo_hide_toc" in context:
        context["furo_hide_toc"] = not context["display_toc"]


def show_crumbs(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Show the way down to a document, which is that of the toctrees (html-page-context)."""
    wanted = app.config[configuration.CRUMBS.name] and domain_of(app.env).pages is not None
    if not wanted or pagename not in app.env.found_docs or pagename == app.config.root_doc or "body" not in context:
        return
    home = crumbs.step(context["pathto"](app.config.root_doc), crumbs.HOME)
    above = [crumbs.step(one["link"], one["title"]) for one in context.get("parents", ())]
    context["body"] = crumbs.trail([home, *above]) + context["body"]


def reach_tables(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the keyboard scroll the wide tables of a document: furo puts them in a box that it cannot get into."""
    if domain_of(app.env).pages is not None and pagename in app.env.found_docs and "body" in context:
        context["body"] = context["body"].replace(BOX, REACHED)
