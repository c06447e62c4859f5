"""The builder of a catalogue: all that the parts of a site need to know of the knowledge base, in one file."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.builders import Builder
from sphinx.errors import ExtensionError
from sphinx.util import logging

from sphinx_dossier import catalogue
from sphinx_dossier.site.domain import domain_of

logger = logging.getLogger(__name__)

FILE = "dossier-catalogue.sqlite"
"""The name of the catalogue in the output folder."""


class CatalogueBuilder(Builder):
    """Writes the catalogue, and no document."""

    name = "dossier-catalogue"
    epilog = "The catalogue is in %(outdir)s; build parts with -D dossier_catalogue=%(outdir)s/" + FILE + "."
    allow_parallel = False

    def finish(self) -> None:
        """Write the catalogue."""
        try:
            catalogue.write(domain_of(self.env).checked, Path(self.outdir, FILE))
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
