"""The builder of a catalogue: all that the parts of a site need to know of the knowledge base, in one file."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.builders import Builder
from sphinx.errors import ExtensionError

from sphinx_dossier import catalogue
from sphinx_dossier.site.domain import domain_of


class CatalogueBuilder(Builder):
    """Writes the catalogue, and no document."""

    name = catalogue.BUILDER
    epilog = f"The catalogue is %(outdir)s/{catalogue.NAME}; parts are built with its path from conf.py."
    allow_parallel = False

    def finish(self) -> None:
        """Write the catalogue."""
        try:
            catalogue.write(domain_of(self.env).checked, Path(self.outdir, catalogue.NAME))
        except (OSError, ImportError) as error:
            raise ExtensionError(f"the catalogue cannot be written: {error}") from error

    def get_outdated_docs(self) -> str:
        """Return what is outdated, in words: the catalogue is always written."""
        return "the catalogue"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address of a page; nothing leads to one."""
        return ""

    def prepare_writing(self, docnames: Iterable[str]) -> None:
        """Prepare nothing."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write no document."""
