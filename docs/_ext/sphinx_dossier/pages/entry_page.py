"""An entry as a page: its facts, its ties to others, what was said, what is not known, and the proof."""

from __future__ import annotations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import STATEMENTS, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.choice import entry_of
from sphinx_dossier.pages.draft import Draft, draft
from sphinx_dossier.pages.facts import fact_terms, key_terms, terms
from sphinx_dossier.pages.how_to_cite import how_to_cite
from sphinx_dossier.pages.hub import who_met_whom
from sphinx_dossier.pages.model import Block, Link, Page, Section, plain
from sphinx_dossier.pages.neighbours import ways
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.quotes import quotes
from sphinx_dossier.pages.related import back_links, relations
from sphinx_dossier.pages.relayed import relayed
from sphinx_dossier.pages.standing import entered, notices
from sphinx_dossier.pages.statements import not_known, statements
from sphinx_dossier.pages.strip import covered
from sphinx_dossier.pages.timeline import in_time
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

SOURCE = "source"
"""The kind whose entries are what is cited."""

STANDING = "standing"
"""The key of what has become of a source; its page says it above all else."""

TECHNICAL = ("file", "sha256", "layout")
"""The keys of a source that are for machines; its page shows them last."""


def page(id: str, checked: Checked, at: str = "") -> Page:  # noqa: A002
    """Return the page of an entry; raises QueryError where there is no such entry.

    `at` is the whole address of the page on the web, where it is known.
    """
    entry = entry_of(id, checked.library)
    kind = checked.library.kinds[entry.kind]
    return Page(
        docname=checked.library.docname(id),
        title=entry.name,
        kind=kind.label if stands(entry) else f"{kind.label}, withdrawn",
        crumbs=(Link(kind.plural, f"{kind.folder}/index"),),
        about=about(entry, checked.library),
        origin=entry.path,
        blocks=blocks(entry, checked, at),
    )


def blocks(entry: Entry, checked: Checked, at: str = "") -> tuple[Block, ...]:
    """Return what an entry's page consists of below its title; `at` is its whole address, where it is known."""
    made = draft(entry, checked)
    is_source = entry.kind == SOURCE
    keys = [name for name in made.kind.keys if not is_source or name not in {*TECHNICAL, STANDING}]
    # In the order of the page, for the citations are numbered as they come.
    return (
        *notices(entry, made.phrases),
        *terms([*key_terms(entry, made.phrases, keys), *fact_terms(made)]),
        *in_time(made),
        *relations(made),
        *who_met_whom(made),
        *(covered(made) if is_source else ()),
        *((quotes(made), *relayed(made)) if is_source else ()),
        *back_links(made),
        *statements(made),
        *not_known(made),
        *made.citations.section(),
        *(_details(made) if is_source else ()),
        *how_to_cite(made, at),
        *ways(entry, made.phrases),
        *entered(entry, checked),
    )


def _details(made: Draft) -> tuple[Section, ...]:
    names = [name for name in TECHNICAL if name in made.kind.keys]
    found = terms(key_terms(made.entry, made.phrases, names))
    return (Section("Technical details", made.anchors.free("technical-details"), found),) if found else ()


def about(entry: Entry, library: Library) -> str:
    """Return one plain sentence on an entry: what it first says, else how much it holds."""
    phrases = Phrases(library, entry.id)
    kind = library.kinds[entry.kind]
    for claim in (*entry.of(STATEMENTS), *(one for name in kind.relations for one in entry.of(name))):
        return f"{entry.name}: {plain(phrases.claim(entry, claim))}"
    if entry.kind == SOURCE:
        citations = count(len(library.citing.get(entry.id, ())), "citation")
        return f"{entry.name}: {kind.label.lower()} of {citations}."
    claims = count(len(entry.claims), "claim")
    return f"{entry.name}: {kind.label.lower()} with {claims}, each cited to the words of a source."
