"""What stands on the picture that others show with a link to a page: title, kind, date, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.preview import preview
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

NO_BREAK = "\u00a0"
"""The space at which no line ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words of a picture, each of which may be empty but for the title; `shape` goes before the kind."""

    site: str
    kind: str = ""
    shape: str = ""
    title: str
    line: str = ""
    counts: str = ""

    @property
    def words(self) -> str:
        """Return all that is written on it."""
        return f"{self.site}{self.kind}{self.kind.upper()}{self.title}{self.line}{self.counts}"


def of_entry(entry: Entry, checked: Checked, site: str) -> Card:
    """Return the card of an entry; of one that was withdrawn it says so above all."""
    made, kind = preview(entry, checked), checked.library.kinds[entry.kind]
    return Card(
        site=site,
        kind=kind.label if stands(entry) else f"{kind.label}, withdrawn",
        shape=shape(entry.kind, checked.library.kinds),
        title=entry.name,
        line=made.line,
        counts=made.counts,
    )


def of_document(docname: str, title: str, checked: Checked, site: str) -> Card:
    """Return the card of any other page; that of a kind's index page says how many entries there are."""
    for kind in checked.library.kinds.values():
        if docname == f"{kind.folder}/index":
            number = count(len(checked.library.of_kind(kind.name)), kind.label.lower(), kind.plural.lower())
            mark = shape(kind.name, checked.library.kinds)
            return Card(site=site, kind="Index", shape=mark, title=title, line=number, counts=_held(checked.library))
    return Card(site=site, title=title, counts=_held(checked.library))


def of_site(checked: Checked, site: str) -> Card:
    """Return the card of the home page, which is also that of pages without one."""
    library = checked.library
    kinds = ((kind, len(library.of_kind(name))) for name, kind in library.kinds.items())
    held = [count(number, kind.label.lower(), kind.plural.lower()) for kind, number in kinds if number]
    line = ", ".join(one.replace(" ", NO_BREAK) for one in held)
    return Card(site="", title=site, line=line, counts=_held(library))


def _held(library: Library) -> str:
    claims, citations = count(library.claim_count, "claim"), count(library.citations, "citation")
    return f"{count(len(library.entries), 'entry', 'entries')}, {claims}, {citations}"
