"""How entries are spread over pages, known from the last build while nothing has changed; and what tells that."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import replace

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages import pull, spread
from sphinx_dossier.pages.model import Page, digest
from sphinx_dossier.pages.spread import Layout
from sphinx_dossier.site.ledger import Ledger
from sphinx_dossier.writers.weight import weigh


def of_knowledge(checked: Checked, code: str) -> str:
    """Return what differs whenever a page of an entry may: every byte of the knowledge base, and what is beside it.

    What such a page owes to the configuration and the theme is in the digest of what surrounds a page. `code` is that
    of this package.
    """
    root, sum_ = checked.library.root, hashlib.sha256()
    for file in sorted(file for file in root.rglob("*") if file.is_file()):
        sum_.update(f"{file.relative_to(root)}\n{file.stat().st_size}\n".encode())
        sum_.update(file.read_bytes())
    history = sorted((id_, one.first.text, one.last.text) for id_, one in checked.history.items())
    return digest(code, sum_.hexdigest(), history, checked.network, pull.version())


class Spreading:
    """How entries are spread over pages: worked out when it is asked for, and known where nothing has changed.

    Where quotes are shown has to be known before any page is described that leads to one; so sources come first.
    """

    def __init__(self, checked: Checked, ledger: Ledger, of: str) -> None:
        """Take what was checked; `of` is the digest of all that it was read from."""
        self._checked, self.of, self._old = checked, of, ledger.old.spread

    @functools.cached_property
    def elsewhere(self) -> Mapping[str, Mapping[str, str]]:
        """Return where each quote of a source that is spread is shown."""
        if self._old and self._old["of"] == self.of:
            return {page: dict(found) for page, found in self._old["elsewhere"].items()}
        return spread.elsewhere(self._checked, self._sources)

    @functools.cached_property
    def _sources(self) -> Mapping[str, Layout]:
        return spread.layouts(self._checked, weigh, SOURCE)

    @functools.cached_property
    def checked(self) -> Checked:
        """Return what was checked with where each quote is shown."""
        return replace(self._checked, elsewhere=self.elsewhere, parted=True)

    def pages(self, entry: Entry, at: str, file: str) -> tuple[Page, ...]:
        """Return the page of an entry and those of its parts; `at` and `file` as `spread.spread` takes them."""
        if entry.kind == SOURCE:
            return spread.spread(entry.id, self._sources.get(entry.id), self.checked, at, file)
        return spread.pages(entry, self.checked, weigh, at, file)

    def has(self, docname: str) -> bool:
        """Return whether a page is one of the parts of an entry."""
        above = docname.rpartition("/")[0]
        entry = self._checked.library.entries.get(above.rpartition("/")[2])
        if entry is None or self._checked.library.docname(entry.id) != above:
            return False
        found = self._sources.get(entry.id) if entry.kind == SOURCE else spread.layout(entry, self.checked, weigh)
        return found is not None and docname in found.docnames(above)

    def record(self) -> dict[str, object]:
        """Return what the next build has to know."""
        return {"of": self.of, "elsewhere": self.elsewhere}
