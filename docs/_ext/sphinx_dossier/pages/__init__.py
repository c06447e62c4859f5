"""Entries and queries described as pages: pure data for the writers."""

from sphinx_dossier.pages.entry_page import page
from sphinx_dossier.pages.tables import index

__all__ = ["index", "page"]
