"""How entries are spread over pages, known from the last build while nothing has changed; and what tells that."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import pull, spread
from sphinx_dossier.pages.model import digest
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
    """How entries are spread over pages: worked out when it is asked for, and known where nothing has changed."""

    def __init__(self, checked: Checked, ledger: Ledger, of: str) -> None:
        """Take what was checked; `of` is the digest of all that it was read from."""
        self._checked, self._of, self._old = checked, of, ledger.old.spread

    @functools.cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """Return how those entries are spread whose page would be too long."""
        return spread.layouts(self._checked, weigh)

    @functools.cached_property
    def elsewhere(self) -> Mapping[str, Mapping[str, str]]:
        """Return where each quote of a source that is spread is shown."""
        if self._known:
            return {page: dict(found) for page, found in self._old["elsewhere"].items()}
        return spread.elsewhere(self._checked, self.layouts)

    @functools.cached_property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the pages of all parts."""
        if self._known:
            return tuple(self._old["parts"])
        found = ((self._checked.library.docname(id_), layout) for id_, layout in self.layouts.items())
        return tuple(name for docname, layout in found for name in layout.docnames(docname))

    @property
    def _known(self) -> bool:
        return bool(self._old) and self._old["of"] == self._of

    def record(self) -> dict[str, object]:
        """Return what the next build has to know."""
        return {"of": self._of, "elsewhere": self.elsewhere, "parts": list(self.parts)}
