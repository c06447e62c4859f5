"""An entry as a page: its facts, its ties to others, what was said, what is not known, and the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
from sphinx_dossier.pages.pieces import Own, newest_of_others, others
from sphinx_dossier.pages.preview import said
from sphinx_dossier.pages.quotes import quotes
from sphinx_dossier.pages.related import relations
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.pages.standing import entered, notices
from sphinx_dossier.pages.statements import not_known
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the page of an entry shows what may grow without end.

    `few` is how many of the newest that others say it shows in each section, all where it is None; `own` describes
    its own statements there; `contents` leads to the rest; `given` describes what a source has given, and `cited` how
    the page is cited.
    """

    few: int | None = None
    own: Own | None = None
    contents: Callable[[Draft], Iterable[Block]] = lambda _: ()
    given: Callable[[Draft], Iterable[Block]] = lambda draft: (*covered(draft), quotes(draft))
    cited: Callable[[Draft], Iterable[Block]] = how_to_cite


WHOLE = Manner()


def page(id: str, checked: Checked, at: str = "") -> Page:  # noqa: A002
    """Return the page of an entry; raises QueryError where there is no such entry.

    `at` is the whole address of the page on the web, where it is known.
    """
    entry = entry_of(id, checked.library)
    return framed(entry, checked, blocks(entry, checked, at))


def framed(entry: Entry, checked: Checked, found: tuple[Block, ...]) -> Page:
    """Return the page of an entry with these blocks."""
    kind = checked.library.kinds[entry.kind]
    return Page(
        docname=checked.library.docname(entry.id),
        title=entry.name,
        kind=kind.label if stands(entry) else f"{kind.label}, withdrawn",
        crumbs=(Link(kind.plural, f"{kind.folder}/index"),),
        about=about(entry, checked.library),
        origin=entry.path,
        blocks=found,
        shape=shape(entry.kind, checked.library.kinds),
    )


def blocks(entry: Entry, checked: Checked, at: str = "") -> tuple[Block, ...]:
    """Return what an entry's page consists of below its title; `at` is its whole address, where it is known."""
    return described(draft(entry, checked), Manner(cited=lambda made: how_to_cite(made, at)))


def described(made: Draft, manner: Manner = WHOLE) -> tuple[Block, ...]:
    """Return what the page of a draft consists of below its title."""
    entry, is_source = made.entry, made.entry.kind == SOURCE
    keys = [name for name in made.kind.keys if not is_source or name not in {*TECHNICAL, STANDING}]
    # In the order of the page, for the citations are numbered as they come.
    return (
        *notices(entry, made.phrases),
        *terms([*key_terms(entry, made.phrases, keys), *fact_terms(made)]),
        *in_time(made),
        *relations(made),
        *who_met_whom(made),
        *(manner.given(made) if is_source else ()),
        *(others(made) if manner.few is None else newest_of_others(made, manner.few, manner.own)),
        *manner.contents(made),
        *not_known(made),
        *made.citations.section(),
        *(_details(made) if is_source else ()),
        *manner.cited(made),
        *ways(entry, made.phrases),
        *entered(entry, made.checked),
    )


def _details(made: Draft) -> tuple[Section, ...]:
    names = [name for name in TECHNICAL if name in made.kind.keys]
    found = terms(key_terms(made.entry, made.phrases, names))
    return (Section("Technical details", made.anchors.free("technical-details"), found),) if found else ()


def about(entry: Entry, library: Library) -> str:
    """Return one plain sentence on an entry: what it first says, else what is said of it, else how much it holds."""
    phrases = Phrases(library, entry.id)
    kind = library.kinds[entry.kind]
    for claim in (*entry.of(STATEMENTS), *(one for name in kind.relations for one in entry.of(name))):
        return f"{entry.name}: {plain(phrases.claim(entry, claim))}"
    if found := said(entry, library):
        return f"{entry.name}: {plain(phrases.claim(*found))}"
    if entry.kind == SOURCE:
        citations = count(len(library.citing.get(entry.id, ())), "citation")
        return f"{entry.name}: {kind.label.lower()} of {citations}."
    claims = count(len(entry.claims), "claim")
    return f"{entry.name}: {kind.label.lower()} with {claims}, each cited to the words of a source."
