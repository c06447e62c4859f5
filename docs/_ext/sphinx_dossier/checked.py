"""A knowledge base that has been read and checked: the one check that the command and the site both run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import library as libraries
from sphinx_dossier import settings as all_settings
from sphinx_dossier.evidence import prints as all_prints
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Problem
from sphinx_dossier.rules import quotes, references
from sphinx_dossier.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What can be shown, and what is wrong.

    `library` holds the sound entries alone; `prints` the fingerprints by source; `proofs` the place of each quote,
    by source and quote; `problems` everything found, in file order.
    """

    library: Library
    prints: Mapping[str, Fingerprint]
    proofs: Mapping[tuple[str, str], Proof]
    settings: Settings
    problems: tuple[Problem, ...]


def check(root: Path) -> Checked:
    """Return the knowledge base in the folder `root`, read and checked by every rule."""
    library = libraries.load(root)
    settings, problems = all_settings.load(root, library.label)
    prints, more = all_prints.read(library)
    proofs: dict[tuple[str, str], Proof] = {}
    found = [*references.check(library), *quotes.check(library, prints, settings, proofs)]
    library = library.without(_entries(library, found), (*problems, *more, *found))
    return Checked(library=library, prints=prints, proofs=proofs, settings=settings, problems=library.problems)


def _entries(library: Library, problems: Iterable[Problem]) -> frozenset[str]:
    """Return the entries in whose files the problems are."""
    paths = {problem.place.path for problem in problems}
    return frozenset(id_ for id_, entry in library.entries.items() if entry.path in paths)
