"""What a build knows of the knowledge base: read and checked now, or as a catalogue has it.

A large one is put into a catalogue beside the doctrees, so that no more than what is worked on is in memory; and
while nothing in it is another, the next build takes it from there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx

from sphinx_dossier import catalogue, history
from sphinx_dossier import checked as core
from sphinx_dossier.catalogue import CatalogueError
from sphinx_dossier.catalogued import Entries
from sphinx_dossier.checked import Checked
from sphinx_dossier.files import digests
from sphinx_dossier.rules import names
from sphinx_dossier.site import configuration
from sphinx_dossier.states import digest_of, whole

LARGE = 20_000
"""Of how many files on a knowledge base is large: what is worked out of it takes half a gigabyte or more."""


def of(app: Sphinx, shelf: Path) -> Checked:
    """Return what is known; `shelf` is the file of a catalogue that an earlier build may have left."""
    found = configuration.catalogue_of(app) or _found(app, shelf)
    return replace(found, network=configuration.network(app), share=configuration.share_of(app))


def _found(app: Sphinx, shelf: Path) -> Checked:
    root = configuration.root(app.config, app.confdir)
    files = digests(root)
    days = history.days(root) if app.config.dossier_history else {}
    state = digest_of([whole(files), *(f"{path} {first} {last}" for path, (first, last) in sorted(days.items()))])
    try:
        if len(files) >= LARGE and (kept := catalogue.read(shelf, root)).state == state:
            return kept
    except CatalogueError:
        pass
    checked = replace(core.check(root, files=files), state=state)
    if configuration.is_left_alone(app.config) and not root.exists():
        return replace(checked, problems=())
    return replace(checked, history=history.read(checked.library, days)) if days else checked


def is_large(checked: Checked) -> bool:
    """Return whether what was checked should not stay in memory."""
    return not isinstance(checked, catalogue.Catalogued) and len(checked.files) >= LARGE


def make_room(checked: Checked) -> None:
    """Let go of the entries in memory, where more of them can be had from a catalogue."""
    if isinstance(held := checked.library.held, Entries):
        held.make_room()


def shelved(checked: Checked, shelf: Path) -> Checked:
    """Return what was checked as a catalogue has it, and leave that on the shelf.

    Where it cannot be written, what was checked stays as it is: in memory.
    """
    try:
        catalogue.write(checked, shelf)
        found = catalogue.read(shelf, checked.library.root)
    except (OSError, ImportError, CatalogueError):
        return checked
    names.forget()
    return replace(found, network=checked.network, share=checked.share, memo=checked.memo)
