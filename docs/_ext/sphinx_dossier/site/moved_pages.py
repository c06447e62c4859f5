"""The pages that stay where entries were before, under the builders of HTML: each leads on to the new page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Page
from sphinx_dossier.pages.moved import moved
from sphinx_dossier.site.address import address, on_the_web

SCRIPT = "dossier-moved.js"
"""The script that takes the address of a claim along; nothing but these pages needs it."""


def pages(checked: Checked) -> Iterator[tuple[Page, str]]:
    """Yield each page that leads on, and the name of the page to which it does."""
    library = checked.library
    # Few have moved: of a large knowledge base no others are read.
    for id_ in sorted({id_ for found in library.inverses.moved.values() for id_ in found.values()}):
        entry = library.held[id_]
        for old in library.old_addresses(entry):
            yield moved(entry, old, checked), library.docname(id_)


def context(builder: StandaloneHTMLBuilder, page: Page, to: str) -> dict[str, Any]:
    """Return what the theme's template is given beside what every page has: the links that lead on."""
    there = escape(address(builder, page.docname, to, ""))
    script = escape(relative_uri(builder.get_target_uri(page.docname), f"_static/{SCRIPT}"))
    tags = [
        f'<meta http-equiv="refresh" content="0; url={there}" />',
        f'<script src="{script}" data-to="{there}"></script>',
    ]
    # Themes write the canonical link where they are given a whole address for the page.
    if not (whole := on_the_web(builder, to)):
        tags.insert(0, f'<link rel="canonical" href="{there}" />')
    return {"metatags": "".join(f"{tag}\n" for tag in tags), **({"pageurl": whole} if whole else {})}
