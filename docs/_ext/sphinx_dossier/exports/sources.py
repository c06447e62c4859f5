"""The bibliography of all sources, as BibTeX and as CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.bibliography import bibtex, csl_json, item
from sphinx_dossier.checked import Checked
from sphinx_dossier.library import SOURCE
from sphinx_dossier.publication import Site

BIBTEX, CSL = "data/sources.bib", "data/sources.csl.json"


def as_bibtex(checked: Checked, _: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sources as BibTeX."""
    entries = (bibtex(item(source, checked.library)) for source in checked.library.of_kind(SOURCE))
    yield BIBTEX, "".join(f"{entry}\n\n" for entry in entries).encode()


def as_csl_json(checked: Checked, _: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sources as CSL-JSON."""
    items = (item(source, checked.library) for source in checked.library.of_kind(SOURCE))
    yield CSL, f"{csl_json(items)}\n".encode()
