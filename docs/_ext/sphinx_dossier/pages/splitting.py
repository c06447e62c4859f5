"""Entries or names put into parts of at most so many: by letter or by year; a full part is divided again.

The part of an entry follows from its own name or date, and from which parts are full. So one entry more moves no
other, unless it fills a part, which is then divided: a letter by the next one, a year by months, a month by days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sphinx_dossier.dates import EARLIEST, LATEST, MONTHS, Date
from sphinx_dossier.folding import folded
from sphinx_dossier.inverses import Row
from sphinx_dossier.pages.timeline import edtf


class Sorted(Protocol):
    """What has a name by which it is sorted, as entries have."""

    @property
    def sort(self) -> str:
        """The name as lists sort it."""


T = TypeVar("T", bound=Sorted)
When = Callable[[T], Date | None]
_SHORT = 3
_DIGITS, _OTHERS = "0-9", "other-names"  # one hyphen each: what is made of letters has none, or an even number


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """Some entries: the part's name in addresses, its title, and that of the letter or year to which it belongs."""

    name: str
    title: str
    group: str
    entries: Sequence[T]


@dataclass(frozen=True, slots=True)
class _Step:
    """One step on the way from the whole to a part; `order` sorts it among those beside it.

    After its title come as many first letters of a name as `letters` says.
    """

    order: tuple[int, int | str]
    name: str
    title: str
    letters: int = 0


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry by its number, with the steps that its date gives, and its name: its letters give the further ones."""

    number: int
    sort: str
    moments: tuple[_Step, ...]
    letters: str

    def step(self, depth: int) -> _Step | None:
        """Return the step at a depth, None where nothing divides any more."""
        if depth < len(self.moments):
            return self.moments[depth]
        over = self.moments[-1] if self.moments else None
        found = _by_letters(self.letters, depth - len(self.moments))
        if found is None or over is None:
            return found
        return _Step(found.order, f"{over.name}/{found.name}", f"{over.title}: {found.title}", found.letters)


def split(entries: Sequence[T], most: int, when: When[T] | None = None) -> tuple[Part[T], ...]:
    """Return the parts of some entries, which keep their order in each; none where there are no more than `most`.

    A part has more only where nothing divides it. `when` gives the dates of entries of a kind that has a time. The
    entries are gone through once, and not held.
    """
    if len(entries) <= most:
        return ()
    placed = [
        _Placed(number, entry.sort, _moments(when(entry)) if when else (), _letters(entry.sort))
        for number, entry in enumerate(entries)
    ]
    return tuple(
        Part(
            name=last.name,
            title=last.title + _start(some[0].sort, last.letters),
            group=first.title,
            entries=Row([one.number for one in some], entries),
        )
        for first, last, some in _divided(placed, most)
    )


def _divided(
    some: Sequence[_Placed], most: int, depth: int = 0, way: tuple[_Step, ...] = ()
) -> Iterator[tuple[_Step, _Step, Sequence[_Placed]]]:
    """Yield the first and the last step to each part, with what is in it."""
    groups: dict[_Step | None, list[_Placed]] = {}
    for one in some:
        groups.setdefault(one.step(depth), []).append(one)
    # What nothing divides any more keeps the name of what was divided, and comes before the rest.
    if rest := groups.pop(None, None):
        yield way[0], way[-1], rest
    for step in sorted((step for step in groups if step), key=lambda step: step.order):
        found, here = groups[step], (*way[:1], step)
        if len(found) > most:
            yield from _divided(found, most, depth + 1, here)
        else:
            yield here[0], step, found


def _letters(name: str) -> str:
    return "".join(letter for letter in folded(name) if letter.isalnum())


def _by_letters(text: str, depth: int) -> _Step | None:
    """Return the step to the first letter of a name, then to its first two, and so on.

    Digits, and what begins with another script, make one group each at first.
    """
    first = text[:1]
    latin = "a" <= first <= "z"
    if depth == 0:
        if latin:
            return _Step((1, first), first, first.upper())
        return _Step((0, ""), _DIGITS, "0–9") if "0" <= first <= "9" else _Step((2, ""), _OTHERS, "Other")
    length = depth + latin
    start = text[:length]
    if len(start) < length:
        return None
    name = "".join(letter if letter.isascii() else f"-{ord(letter):x}-" for letter in start)
    return _Step((0, start), name, "", length)


def _start(name: str, letters: int) -> str:
    """Return a name up to some letter of it, with dots where that is more than the start of a word."""
    end = found = 0
    while found < letters:
        found += sum(map(str.isalnum, folded(name[end])))
        end += 1
    return name[:1].upper() + name[1:end] + ("…" if letters > _SHORT else "") if letters else ""


def _moments(date: Date | None) -> tuple[_Step, ...]:
    """Return the steps to a date, the newest first: year, month and day in which it begins, as far as it says them.

    A date that is in no one month or on no one day stays in what is above these.
    """
    day = _begin(date)
    if date is None or day is None:
        return (_Step((1, 0), "undated", "Without a date"),)
    year, month, of_month = day
    title = edtf(year)
    steps = [_Step((0, -year), title.lower(), title)]
    if date.first[:2] != date.last[:2]:
        return (*steps, _Step((1, 0), title.lower(), f"{title}, in no one month"))
    name, words = f"{title.lower()}-{month:02}", f"{MONTHS[month - 1]} {title}"
    steps.append(_Step((0, -month), name, words))
    if date.first != date.last:
        return (*steps, _Step((1, 0), name, f"{words}, on no one day"))
    return (*steps, _Step((0, -of_month), f"{name}-{of_month:02}", f"{of_month} {words}"))


def _begin(date: Date | None) -> tuple[int, int, int] | None:
    """Return the first day of a date, the last where it has no beginning."""
    if date is None or date.first > EARLIEST:
        return date.first if date else None
    return date.last if date.last < LATEST else None
