"""How entries are spread over pages, and what tells that a page of an entry may be another than it was."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.files import code
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages import pull, spread
from sphinx_dossier.pages.model import Page, digest
from sphinx_dossier.pages.spread import Layout
from sphinx_dossier.tracing import ELSEWHERE, ENTRY, Shared, note
from sphinx_dossier.writers.weight import weigh

EARLY = "elsewhere"
"""What a memo has to know early."""


def of_knowledge(checked: Checked) -> str:
    """Return what differs whenever a page of an entry may: every byte of the knowledge base, and what is beside it.

    What such a page owes to the configuration and the theme is in the digest of what surrounds a page.
    """
    return digest(code(), checked.state, checked.network, pull.version())


class Spreading:
    """How entries are spread over pages: worked out when it is asked for.

    Where quotes are shown has to be known before any page is described that leads to one; so sources come first.
    """

    def __init__(self, checked: Checked, of: str, *, frugal: bool = False) -> None:
        """Take what was checked; `of` is the digest of all that it was read from.

        How a source is spread is asked twice, where its quotes are and for its page, and is kept in between unless
        the build is to be `frugal`. What comes from a catalogue knows already where quotes are shown. How a page is
        spread does not depend on it.
        """
        self._checked, self.of = replace(checked, elsewhere={}, parted=False), of
        self._known = checked.elsewhere if checked.parted else None
        self._frugal = frugal or checked.parted
        self._layouts = Shared[str, Layout | None]()

    @functools.cached_property
    def elsewhere(self) -> Mapping[str, Mapping[str, str]]:
        """Return where each quote of a source that is spread is shown."""
        if self._known is not None:
            return self._known
        found: dict[str, Mapping[str, str]] = {}
        for source in self._checked.library.of_kind(SOURCE):
            made = functools.partial(self._elsewhere, source)
            # That nothing is known of other sources yet is the same each time.
            found |= self._checked.memo.of(EARLY, f"{EARLY} {source.id}", made, but=ELSEWHERE)
        return found

    def _elsewhere(self, source: Entry) -> Mapping[str, Mapping[str, str]]:
        note(ENTRY + source.id)
        layout = self._of_source(source)
        return spread.elsewhere(self._checked, {source.id: layout}) if layout else {}

    def _of_source(self, source: Entry) -> Layout | None:
        def made() -> Layout | None:
            return spread.layout(source, self._checked, weigh)

        return made() if self._frugal else self._layouts.of(source.id, made)

    @functools.cached_property
    def checked(self) -> Checked:
        """Return what was checked with where each quote is shown."""
        return replace(self._checked, elsewhere=self.elsewhere, parted=True)

    def pages(self, entry: Entry, at: str, file: str) -> tuple[Page, ...]:
        """Return the page of an entry and those of its parts; `at` and `file` as `spread.spread` takes them."""
        if entry.kind == SOURCE:
            return spread.spread(entry.id, self._of_source(entry), self.checked, at, file)
        return spread.pages(entry, self.checked, weigh, at, file)

    def has(self, docname: str) -> bool:
        """Return whether a page is one of the parts of an entry."""
        above = docname.rpartition("/")[0]
        entry = self._checked.library.entries.get(above.rpartition("/")[2])
        if entry is None or self._checked.library.docname(entry.id) != above:
            return False
        found = self._of_source(entry) if entry.kind == SOURCE else spread.layout(entry, self.checked, weigh)
        return found is not None and docname in found.docnames(above)
