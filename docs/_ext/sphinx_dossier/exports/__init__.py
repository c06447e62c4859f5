"""The knowledge base in the forms of other programs: one module each, pure functions from the checked library."""

from __future__ import annotations

from sphinx_dossier.exports import atom, calendar, csv, guides, json, json_reference, linked, listed, sources, sqlite
from sphinx_dossier.publication import ATOM, Format, Formats

FORMATS: Formats = {
    "json": Format(
        help="the whole and each entry as JSON, with its JSON Schema",
        files=json.files,
        lists=listed.json,
        reference=json_reference.reference,
        each=True,
    ),
    "json-ld": Format(
        help="the whole as linked data, in the terms of schema.org",
        files=linked.files,
        lists=listed.json_ld,
        head=linked.of_entry,
        home=linked.of_home,
        reference=linked.reference,
    ),
    "csv": Format(help="tables of entries by kind, of claims and of citations", files=csv.files, lists=listed.csv),
    "sqlite": Format(
        help="one SQLite file with a full-text table", files=sqlite.files, lists=listed.sqlite, lacks=sqlite.lacks
    ),
    "bibtex": Format(help="the sources as BibTeX", files=sources.as_bibtex, lists=listed.bibtex),
    "csl-json": Format(help="the sources as CSL-JSON", files=sources.as_csl_json, lists=listed.csl_json),
    "icalendar": Format(help="the meetings as a calendar", files=calendar.files, lists=listed.calendar),
    ATOM: Format(
        help="feeds of what changed and of what no longer stands", files=atom.files, lists=listed.atom, each=True
    ),
    "llms": Format(help="llms.txt, the guide for language models", files=guides.llms, lists=listed.llms),
    "sitemap": Format(
        help="sitemap.xml and robots.txt, where the address of the site is known",
        files=guides.sitemap,
        lists=listed.sitemap,
    ),
}
"""Every form that a site publishes, and that `dossier export` writes."""
