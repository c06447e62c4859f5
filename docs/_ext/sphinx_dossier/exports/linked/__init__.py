"""JSON-LD: every claim with its citations as one graph, and the thing of a page in the head of that page."""

from __future__ import annotations

from sphinx_dossier.exports.linked.graph import PATH, files
from sphinx_dossier.exports.linked.heads import of_entry, of_home
from sphinx_dossier.exports.linked.reference import reference

__all__ = ["PATH", "files", "of_entry", "of_home", "reference"]
