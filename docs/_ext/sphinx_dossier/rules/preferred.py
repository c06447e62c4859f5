"""A value is preferred where there is another, once in a field, and with the reason why."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.disagreements import Names, agree, contested
from sphinx_dossier.entries import FACTS, Claim, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Code, Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each mark of preference that says nothing, too much or not why."""
    names = Names(library)
    for entry in library.to_check:
        marked = [claim for claim in entry.of(FACTS) if claim.preferred]
        for claim in marked:
            if not claim.why:
                wrong, allowed = "'facts' lacks the key 'why'", "it says why the editors follow the preferred value"
                yield Problem(place=entry.place(claim), code=Code.MISSING_KEY, wrong=wrong, allowed=allowed)
            if not any(contested(entry, name, library, names) for name in claim.said.values):
                wrong = "this claim is preferred, and no other gives a value that differs from its own"
                allowed = "'preferred' marks what the editors follow where sources differ"
                yield Problem(place=entry.place(claim), code=Code.PREFERRED_ALONE, wrong=wrong, allowed=allowed)
        yield from _twice(entry, marked, library, names)


def _twice(entry: Entry, marked: list[Claim], library: Library, names: Names) -> Iterator[Problem]:
    """Yield a problem for each claim that prefers another value than a claim above it."""
    fields = library.kinds[entry.kind].facts
    first: dict[str, Claim] = {}
    for claim in marked:
        for name, values in claim.said.values.items():
            other = first.setdefault(name, claim)
            if fields[name].many or agree(values[0], other.said.all(name)[0], names):
                continue
            wrong = f"another value of '{name}' is preferred in line {other.line} already"
            allowed = "the editors follow one"
            yield Problem(place=entry.place(claim), code=Code.PREFERRED_TWICE, wrong=wrong, allowed=allowed)
            break
