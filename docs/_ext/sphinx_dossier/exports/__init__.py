"""The knowledge base in the forms of other programs: one module each, pure functions from the checked library."""

from __future__ import annotations

from sphinx_dossier.exports import atom, calendar, csv, guides, json, sources, sqlite
from sphinx_dossier.publication import ATOM, Format, Formats

FORMATS: Formats = {
    "json": Format(help="the whole and each entry as JSON, with its JSON Schema", files=json.files),
    "csv": Format(help="tables of entries by kind, of claims and of citations", files=csv.files),
    "sqlite": Format(help="one SQLite file with a full-text table", files=sqlite.files),
    "bibtex": Format(help="the sources as BibTeX", files=sources.as_bibtex),
    "csl-json": Format(help="the sources as CSL-JSON", files=sources.as_csl_json),
    "icalendar": Format(help="the meetings as a calendar", files=calendar.files),
    ATOM: Format(help="feeds of what changed and of what no longer stands", files=atom.files),
    "llms": Format(help="llms.txt, the guide for language models", files=guides.llms),
    "sitemap": Format(help="sitemap.xml, where the address of the site is known", files=guides.sitemap),
}
"""Every form that a site publishes, and that `dossier export` writes."""
