"""The knowledge base in the forms of other programs: one module each, pure functions from the checked library."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import atom
from sphinx_dossier.publication import STANDING, Site


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every file that a site publishes: its path from the site's root, and its bytes."""
    yield STANDING.path, atom.standing(checked, site)
