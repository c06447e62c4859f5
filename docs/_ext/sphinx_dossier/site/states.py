"""In what state all is that a page of an entry may have been made from."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from sphinx_dossier import tracing
from sphinx_dossier.checked import Checked
from sphinx_dossier.met import Talks
from sphinx_dossier.problems import Code
from sphinx_dossier.states import NOTHING, LibraryStates, digest_of


class States(LibraryStates):
    """The states of the things of a knowledge base that was checked."""

    def __init__(self, checked: Checked) -> None:
        """Take what was checked."""
        super().__init__(checked.library, checked.prints, checked.files, checked.state)
        self._checked = checked
        self._find |= {
            tracing.ANSWERED: lambda name: digest_of(map(str, _answered(checked, name))),
            tracing.HISTORY: lambda id_: repr(checked.history.get(id_, NOTHING)),
            tracing.ELSEWHERE: lambda name: digest_of(map(repr, sorted(checked.elsewhere.get(name, {}).items()))),
            tracing.WEIGHTS: lambda id_: digest_of(map(str, checked.weights.get(id_, ()))),
            tracing.DIFFERENCES: lambda id_: digest_of(map(repr, checked.differences.get(id_, ()))),
            tracing.MET: self._talks,
        }

    @functools.cached_property
    def _met(self) -> tuple[Mapping[str, tuple[Talks, ...]], ...]:
        met = self._checked.met
        return met.taking_part, met.sending, met.dealt_with, met.held

    def _talks(self, id_: str) -> str:
        return digest_of(self._told(talks) for of in self._met for talks in (*of.get(id_, ()), None))

    def _told(self, talks: Talks | None) -> str:
        if talks is None:
            return NOTHING
        return repr((talks.entry.id, self.file(talks.entry.id), talks.who, talks.sides, talks.series, talks.over))


def _answered(checked: Checked, name: str) -> tuple[Code, ...]:
    source, quote, infer = name.split(tracing.WITHIN)
    return checked.answered.get((source, quote, infer), ())
