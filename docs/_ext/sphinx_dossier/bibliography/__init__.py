"""The record of a source as bibliographies take it: CSL-JSON and BibTeX, and links to its very passages."""

from sphinx_dossier.bibliography.bibtex import bibtex
from sphinx_dossier.bibliography.items import Item, csl_json, item
from sphinx_dossier.bibliography.passages import passage

__all__ = ["Item", "bibtex", "csl_json", "item", "passage"]
