"""The Sphinx rim: a knowledge base as part of a documentation site."""

from __future__ import annotations

import functools

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sphinx_dossier.publication import Formats
from sphinx_dossier.site import build, cards, configuration, directives, feeds, html_events, output, previews
from sphinx_dossier.site.asked import dossier_answer
from sphinx_dossier.site.cataloguing import CatalogueBuilder
from sphinx_dossier.site.parser import EntryParser
from sphinx_dossier.site.project import SUFFIX
from sphinx_dossier.site.transform import AnswerTransform
from sphinx_dossier.usage import Manual

BEFORE_THEMES, LAST = 400, 900
"""Priorities of handlers; themes and other extensions have 500."""


def setup(app: Sphinx, version: str, *, formats: Formats, manual: Manual) -> ExtensionMetadata:
    """Tell Sphinx of everything that the extension adds.

    `formats` make the files beside the pages, and `manual` is what the command says of itself.
    """
    configuration.register(app)
    directives.register(app)
    output.register(app)
    app.add_builder(CatalogueBuilder)
    app.add_node(dossier_answer)
    app.add_source_suffix(SUFFIX, EntryParser.supported[0])
    app.add_source_parser(EntryParser)
    app.add_post_transform(AnswerTransform)
    app.connect("config-inited", build.declare)
    app.connect("builder-inited", functools.partial(build.load, formats=formats, manual=manual))
    app.connect("env-get-outdated", build.reread)
    app.connect("env-before-read-docs", build.note_read)
    app.connect("env-get-updated", build.rewrite, priority=LAST)
    app.connect("doctree-resolved", build.note_written)
    app.connect("warn-missing-reference", build.warn_missing)
    app.connect("html-collect-pages", html_events.collect)
    app.connect("html-page-context", html_events.share_toctree, priority=BEFORE_THEMES)
    app.connect("html-page-context", html_events.show_toc, priority=LAST)
    app.connect("html-page-context", html_events.show_crumbs)
    app.connect("html-page-context", html_events.reach_tables)
    app.connect("html-page-context", feeds.name)
    app.connect("html-page-context", previews.announce)
    app.connect("html-page-context", cards.describe)
    app.connect("build-finished", cards.publish, priority=BEFORE_THEMES)
    app.connect("build-finished", previews.publish, priority=BEFORE_THEMES)
    app.connect("build-finished", build.finish)
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}
