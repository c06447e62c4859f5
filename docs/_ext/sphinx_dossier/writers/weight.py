"""How many bytes parts of a page take as HTML."""

from __future__ import annotations

from sphinx_dossier.pages.weight import Made
from sphinx_dossier.writers import html


def weigh(made: Made) -> int:
    """Return how many bytes some parts of a page take, wherever in a site it is."""
    return len(html.blocks(made(), _far).encode())


def _far(page: str, anchor: str) -> str:
    """Return an address as long as it can be: the way up from the part of a page."""
    where = f"../../{page}.html" if page else ""
    return f"{where}#{anchor}" if anchor or not page else where
