"""What is said of the knowledge base at each build: every problem as a warning, and one line on what it holds."""

from __future__ import annotations

import os
from pathlib import Path

from sphinx.util import logging

from sphinx_dossier.checked import Checked
from sphinx_dossier.problems import Place, count

logger = logging.getLogger(__name__)


def problems(checked: Checked) -> None:
    """Log every problem, at its place as seen from the working folder."""
    for problem in checked.problems:
        location = f"{_seen(problem.place, checked)}:{problem.place.line}:{problem.place.col}"
        logger.warning("%s", problem.message, location=location, type="dossier", subtype=problem.code.value)


def _seen(place: Place, checked: Checked) -> str:
    inside = Path(place.path).relative_to(checked.library.label)
    file = (checked.library.root / inside).resolve()
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # on another drive
        return file.as_posix()


def summary(checked: Checked) -> str:
    """Return what the knowledge base holds, in one line."""
    library = checked.library
    kinds = [
        count(len(entries), kind.label.lower(), kind.plural.lower())
        for kind in library.kinds.values()
        if (entries := library.of_kind(kind.name))
    ]
    parts = [
        count(len(library.entries), "entry", "entries") + (f" ({', '.join(kinds)})" if kinds else ""),
        count(library.claim_count, "claim"),
        count(library.citations, "citation"),
        count(len(checked.problems), "problem"),
    ]
    return f"{library.label}: {', '.join(parts)}"
