"""Names that may be those of one and the same thing: spelt alike, in another order, or with a word more."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from sphinx_dossier.entries import Entry
from sphinx_dossier.folding import folded
from sphinx_dossier.library import Library

NEAR = 0.87
"""How alike (difflib's ratio, 0 to 1) two names have to be to be worth a question."""
_WORD = re.compile(r"[^\W_]+")


def names(entry: Entry) -> tuple[str, ...]:
    """Return every name of an entry, misprints too, its title first."""
    return tuple(dict.fromkeys([entry.name, *(str(value) for _, value in entry.facts("name"))]))


def resembling(library: Library, kind: str, own: tuple[str, ...], but: str = "") -> Iterator[tuple[Entry, str]]:
    """Yield the entries of a kind, but one, that have a name near one of some, each with that name."""
    for entry in library.of_kind(kind):
        near = (name for name in names(entry) if any(is_near(name, one) for one in own))
        if entry.id != but and (name := next(near, "")):
            yield entry, name


def is_near(one: str, other: str) -> bool:
    """Return whether two names may be those of one thing: numbers have to be the same."""
    first, second = (_WORD.findall(folded(name)) for name in (one, other))
    if not first or not second or _numbers(first) != _numbers(second):
        return False
    if sorted(first) == sorted(second):
        return True
    spelt = " ".join(first), " ".join(second)
    turned = " ".join(sorted(first)), " ".join(sorted(second))
    return (_alike(*spelt) or _alike(*turned)) and _differ_in_spelling(first, second)


def _alike(one: str, other: str) -> bool:
    found = difflib.SequenceMatcher(None, one, other)
    # The first two are upper bounds, and cheap: most names are far from one another.
    return all(ratio() >= NEAR for ratio in (found.real_quick_ratio, found.quick_ratio, found.ratio))


def _numbers(found: list[str]) -> list[str]:
    return sorted(word for word in found if any(char.isdigit() for char in word))


def _differ_in_spelling(one: list[str], other: list[str]) -> bool:
    """Return whether each word of the shorter name is, or is nearly, one of the longer."""
    short, long = sorted((one, other), key=len)
    return all(word in long or difflib.get_close_matches(word, long, n=1, cutoff=0.75) for word in short)
