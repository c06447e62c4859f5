"""What a build remembers of the one before: what was made of each entry, for as long as it would be made so again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx_dossier.checked import Checked
from sphinx_dossier.kept import Kept
from sphinx_dossier.site.spreading import EARLY
from sphinx_dossier.site.states import States


class Remembering:
    """The memo of one build; nothing is remembered where this Python has no SQLite."""

    def __init__(self, file: Path, made_from: str) -> None:
        """Take the file of the memo, and the digest of what all is made from."""
        self._states: States | None = None
        try:
            self._kept: Kept | None = Kept(file, made_from, (EARLY,))
        except ImportError:
            self._kept = None

    def begin(self, checked: Checked) -> Checked:
        """Return what was checked with the memo, in which what is made early is known."""
        if self._kept is None:
            return checked
        found = replace(checked, memo=self._kept)
        self._kept.compare(States(found), early=True)
        return found

    def go_on(self, checked: Checked) -> None:
        """Find out what is known of all else, now that it is known where quotes are shown."""
        if self._kept is not None:
            self._states = States(checked)
            self._kept.compare(self._states)

    def open(self) -> None:
        """Begin to read what is kept: from here on no process is forked."""
        if self._kept is not None:
            self._kept.open()

    def close(self) -> None:
        """Leave what is kept as it is."""
        if self._kept is not None:
            self._kept.close()

    def keep(self) -> None:
        """Write down what was made, where anything was."""
        if self._kept is not None and self._states is not None:
            self._kept.keep(self._states)
