"""The way down to a page, from the home page: above the pages of entries, and above those written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

HOME = "Home"


def trail(links: Iterable[str]) -> str:
    """Return links, outermost first, as a way that is named and whose steps can be counted."""
    steps = "".join(f"<li>{link}</li>" for link in links)
    return f'<nav class="dossier-crumbs" aria-label="Breadcrumbs"><ol>{steps}</ol></nav>\n'


def step(address: str, title: str) -> str:
    """Return a link of a way; the title is HTML already."""
    return f'<a class="reference internal" href="{escape(address)}">{title}</a>'
