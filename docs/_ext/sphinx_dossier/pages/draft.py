"""A page while it is described: whose page it is, its words, its addresses and its citations so far."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import Library
from sphinx_dossier.pages.citations import Anchors, Citations
from sphinx_dossier.pages.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Draft:
    """What the parts of an entry's page share; `anchors` and `citations` fill up as the parts are described."""

    entry: Entry
    checked: Checked
    phrases: Phrases
    anchors: Anchors
    citations: Citations

    @property
    def library(self) -> Library:
        """Return the library."""
        return self.checked.library

    @property
    def kind(self) -> Kind:
        """Return the kind of the entry."""
        return self.checked.library.kinds[self.entry.kind]

    def address(self, claim: Claim) -> str:
        """Return an address for a claim: its id, with its entry's id before it where it is another entry's.

        No claim's own id has two hyphens in a row.
        """
        if claim.entry == self.entry.id:
            return claim.id
        return self.anchors.free(f"{claim.entry}--{claim.id}")


def draft(entry: Entry, checked: Checked) -> Draft:
    """Return the empty draft of an entry's page."""
    phrases, anchors = Phrases(checked.library, entry.id), Anchors(entry)
    return Draft(entry, checked, phrases, anchors, Citations(checked, phrases, anchors))
