"""How entries are spread over pages, and what tells that a page of an entry may be another than it was."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.files import code
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages import pull, spread
from sphinx_dossier.pages.model import Page, digest
from sphinx_dossier.pages.spread import Layout
from sphinx_dossier.pages.weight import Noting, known
from sphinx_dossier.tracing import ELSEWHERE, ENTRY, note
from sphinx_dossier.writers.weight import weigh

EARLY = "elsewhere"
"""What a memo has to know early."""


def of_knowledge(checked: Checked) -> str:
    """Return what differs whenever a page of an entry may: every byte of the knowledge base, and what is beside it.

    What such a page owes to the configuration and the theme is in the digest of what surrounds a page.
    """
    return digest(code(), checked.state, checked.network, pull.version())


class _Early(NamedTuple):
    """What has to be known of sources before a page is described: as what was checked has it."""

    elsewhere: Mapping[str, Mapping[str, str]]
    weights: Mapping[str, Sequence[int]]


class Spreading:
    """How entries are spread over pages: worked out when it is asked for.

    Where quotes are shown has to be known before any page is described that leads to one; so sources come first.
    """

    def __init__(self, checked: Checked, of: str) -> None:
        """Take what was checked; `of` is the digest of all that it was read from.

        How a source is spread is asked twice, where its quotes are and for its page. What is kept in between is what
        was weighed, a number for each quote and some more: how all are spread would take more memory than all else
        does. What comes from a catalogue knows that already. How a page is spread does not depend on where other
        quotes are.
        """
        self._checked, self.of = replace(checked, elsewhere={}, weights={}, parted=False), of
        self._known = _Early(checked.elsewhere, checked.weights) if checked.parted else None

    @functools.cached_property
    def _early(self) -> _Early:
        """Return what has to be known of all sources."""
        if self._known is not None:
            return self._known
        elsewhere, weights = dict[str, Mapping[str, str]](), dict[str, Sequence[int]]()
        for source in self._checked.library.of_kind(SOURCE):
            made = functools.partial(self._of_source, source)
            # That nothing is known of other sources yet is the same each time.
            found = self._checked.memo.of(EARLY, f"{EARLY} {source.id}", made, but=ELSEWHERE)
            elsewhere |= found.elsewhere
            weights |= found.weights
        return _Early(elsewhere, weights)

    def _of_source(self, source: Entry) -> _Early:
        note(ENTRY + source.id)
        noting = Noting(weigh)
        layout = spread.layout(source, self._checked, noting)
        elsewhere = spread.elsewhere(self._checked, {source.id: layout}) if layout else {}
        return _Early(elsewhere, {source.id: noting.found})

    def _layout(self, entry: Entry) -> Layout | None:
        if entry.kind == SOURCE:
            return spread.layout(entry, self._checked, known(self.checked.weights[entry.id]))
        return spread.layout(entry, self.checked, weigh)

    @functools.cached_property
    def checked(self) -> Checked:
        """Return what was checked with where each quote is shown."""
        early = self._early
        return replace(self._checked, elsewhere=early.elsewhere, weights=early.weights, parted=True)

    def pages(self, entry: Entry, at: str, file: str) -> tuple[Page, ...]:
        """Return the page of an entry and those of its parts; `at` and `file` as `spread.spread` takes them."""
        if entry.kind == SOURCE:
            return spread.spread(entry.id, self._layout(entry), self.checked, at, file)
        return spread.pages(entry, self.checked, weigh, at, file)

    def has(self, docname: str) -> bool:
        """Return whether a page is one of the parts of an entry."""
        above = docname.rpartition("/")[0]
        entry = self._checked.library.entries.get(above.rpartition("/")[2])
        if entry is None or self._checked.library.docname(entry.id) != above:
            return False
        found = self._layout(entry)
        return found is not None and docname in found.docnames(above)
