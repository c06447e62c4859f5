"""The address of a claim is its own: no part of its page needs it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.addresses import needed, sections
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Code, Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each claim whose id is an address that the page of its entry needs."""
    known = {kind.name: sections(kind, library.kinds.values()) for kind in library.kinds.values()}
    for entry in library.to_check:
        for claim in entry.claims:
            if what := needed(claim.id, known[entry.kind]):
                wrong = f"the page of the entry needs the address '{claim.id}' for {what}"
                allowed = "a claim has an address that nothing else on its page has"
                place = entry.place(claim)
                yield Problem(place=place, code=Code.DUPLICATE_CLAIM, wrong=wrong, allowed=allowed)
