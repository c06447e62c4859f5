"""Which names are those of pages that a build makes and that are no documents: no file may have one of them."""

from __future__ import annotations

import functools

from sphinx_dossier.pages import glossary, split_index
from sphinx_dossier.site.spreading import Spreading


class OwnPages:
    """Tells whether a page is made. Nothing is gone through for a name that none of ours could be."""

    def __init__(self, spreading: Spreading) -> None:
        self._spreading, self._library = spreading, spreading.checked.library
        self._folders = {kind.folder for kind in self._library.kinds.values()}

    def __call__(self, docname: str) -> bool:
        """Return whether a page of this name is made."""
        folder, _, last = docname.rpartition("/")
        known = self._library.head(last) is not None
        if (known and self._library.docname(last) == docname) or folder in self._library.moved.get(last, {}):
            return True
        if folder in self._folders:
            return docname in self._parts_of_indexes
        return (folder == glossary.FOLDER and docname in self._parts_of_names) or self._spreading.has(docname)

    @functools.cached_property
    def _parts_of_indexes(self) -> frozenset[str]:
        return frozenset(split_index.names(self._spreading.checked))

    @functools.cached_property
    def _parts_of_names(self) -> frozenset[str]:
        return frozenset(glossary.docnames(self._spreading.checked))
