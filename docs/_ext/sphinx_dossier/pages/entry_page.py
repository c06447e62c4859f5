"""An entry as a page: its facts, its ties to others, what was said, what is not known, and the proof."""

from __future__ import annotations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import STATEMENTS, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.choice import entry_of
from sphinx_dossier.pages.draft import Draft, draft
from sphinx_dossier.pages.facts import fact_terms, key_terms, terms
from sphinx_dossier.pages.model import Block, Link, Page, Section, plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.quotes import quotes
from sphinx_dossier.pages.related import back_links, relations
from sphinx_dossier.pages.statements import not_known, statements
from sphinx_dossier.problems import count

SOURCE = "source"
"""The kind whose entries are what is cited."""

TECHNICAL = ("file", "sha256", "layout")
"""The keys of a source that are for machines; its page shows them last."""


def page(id: str, checked: Checked) -> Page:  # noqa: A002
    """Return the page of an entry; raises QueryError where there is no such entry."""
    entry = entry_of(id, checked.library)
    kind = checked.library.kinds[entry.kind]
    return Page(
        docname=checked.library.docname(id),
        title=entry.name,
        kind=kind.label,
        crumbs=(Link(kind.plural, f"{kind.folder}/index"),),
        about=about(entry, checked.library),
        origin=entry.path,
        blocks=blocks(entry, checked),
    )


def blocks(entry: Entry, checked: Checked) -> tuple[Block, ...]:
    """Return what an entry's page consists of below its title."""
    made = draft(entry, checked)
    is_source = entry.kind == SOURCE
    keys = [name for name in made.kind.keys if not is_source or name not in TECHNICAL]
    # In the order of the page, for the citations are numbered as they come.
    return (
        *terms([*key_terms(entry, made.phrases, keys), *fact_terms(made)]),
        *relations(made),
        *([quotes(made)] if is_source else ()),
        *back_links(made),
        *statements(made),
        *not_known(made),
        *made.citations.section(),
        *(_details(made) if is_source else ()),
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
