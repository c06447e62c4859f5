"""The documents of a site: those of its source folder and those that are made from the knowledge base.

A document made from the knowledge base has its YAML file as its file, wherever that is; so Sphinx's warnings name
the file that has to be mended, and no generated source files are needed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.project import Project
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.util._pathlib import _StrPath

logger = logging.getLogger(__name__)

SUFFIX = ".yaml"


class DossierProject(Project):
    """A project that also finds documents outside its source folder.

    `made` holds these: docname to file. `is_page` tells the pages that are made without being documents. `kb` is
    the folder of the knowledge base, in which nothing else is taken for a document even within the source folder.
    """

    def __init__(self, other: Project) -> None:
        super().__init__(other.srcdir, other.source_suffix)
        self.restore(other)
        self.made: Mapping[str, Path] = {}
        self.is_page: Callable[[str], bool] = _none
        self.kb: Path | None = None

    def __getstate__(self) -> dict[str, Any]:
        # The environment is pickled with its project; what is made from the library is found anew.
        return {**self.__dict__, "made": {}, "is_page": _none}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the documents of the source folder, without its YAML files, and those of the knowledge base."""
        excluded = [*exclude_paths, f"*{SUFFIX}", f"**/*{SUFFIX}", *self._inside()]
        super().discover(excluded, include_paths)
        for docname in sorted(name for name in self.docnames if name in self.made or self.is_page(name)):
            self._leave_out(docname)
        self.docnames.update(self.made)
        self._docname_to_path.update(self.made)
        self._path_to_docname.update({file: docname for docname, file in self.made.items()})
        return self.docnames

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:  # noqa: FBT001
        """Return a document's file; relative to the source folder, that of an entry is where its page is."""
        if docname in self.made and not absolute:
            return type(self.srcdir)(docname + SUFFIX)
        return super().doc2path(docname, absolute)

    def _inside(self) -> list[str]:
        """Return the patterns that keep a knowledge base within the source folder from being read as pages."""
        with contextlib.suppress(ValueError):
            if self.kb is not None:
                inside = self.kb.resolve().relative_to(Path(self.srcdir).resolve()).as_posix()
                return [f"{inside}/**"]
        return []

    def _leave_out(self, docname: str) -> None:
        """Report a file whose page would be written over, and take it out."""
        file = self._docname_to_path.pop(docname)
        del self._path_to_docname[file]
        self.docnames.discard(docname)
        message = "the page '%s' is made from the knowledge base, so this file is left out; rename it"
        location = f"{self.srcdir / file}:1"
        logger.warning(message, docname, location=location, type="dossier", subtype="page-twice")


def _none(_docname: str) -> bool:
    """Return that no page of this name is made (a function of the module: the environment is pickled)."""
    return False
