"""From which source a passage is: where runs of its words stand in the fingerprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_dossier.evidence.fingerprint import SIZE, WINDOW, Fingerprint, hashes


class Run(NamedTuple):
    """Words of a passage that a source has in a row: the first, from 0, how many, and the first there, from 1."""

    start: int
    length: int
    at: int

    @property
    def end(self) -> int:
        """Return the word of the passage after the run."""
        return self.start + self.length

    @property
    def after(self) -> int:
        """Return the word of the source after the run."""
        return self.at + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Whence:
    """What a source has of a passage: its runs in the order of the passage, of which none overlap."""

    source: str
    runs: tuple[Run, ...]

    @property
    def matched(self) -> int:
        """Return how many words of the passage are there."""
        return sum(run.length for run in self.runs)


class Gap(NamedTuple):
    """What differs between two runs: the words of the passage from `start` to `end`, and how many the source has.

    `elsewhere` where the words that follow do not follow in the source.
    """

    start: int
    end: int
    there: int
    elsewhere: bool


def whence(words: Sequence[str], prints: Mapping[str, Fingerprint]) -> tuple[Whence, ...]:
    """Return the sources that have words of a passage in rows of four or more, the one that has most first."""
    found = (Whence(source=source, runs=tuple(runs(print_, words))) for source, print_ in prints.items())
    return tuple(
        sorted((one for one in found if one.runs), key=lambda one: (-one.matched, len(one.runs), one.source))
    )


def runs(print_: Fingerprint, words: Sequence[str]) -> list[Run]:
    """Return the longest runs of words that a source has too, in the order of the passage."""
    free = [True] * len(words)
    chosen = []
    for run in sorted(_all(print_, words), key=lambda run: (-run.length, run.start, run.at)):
        start, end = run.start, run.end
        # What a longer run has is its own; the rest still counts where it is long enough to be checked.
        while start < end and not free[start]:
            start += 1
        while end > start and not free[end - 1]:
            end -= 1
        if end - start >= WINDOW and all(free[start:end]):
            chosen.append(Run(start, end - start, run.at + start - run.start))
            free[start:end] = [False] * (end - start)
    return sorted(chosen)


def _all(print_: Fingerprint, words: Sequence[str]) -> Iterator[Run]:
    """Yield every run, as long as it goes on: the windows that stand one word apart in passage and source."""
    wanted = hashes(words, print_.salt)
    places = defaultdict[bytes, list[int]](list)
    for i in range(len(wanted) // SIZE):
        places[wanted[i * SIZE : (i + 1) * SIZE]].append(i)
    lines = defaultdict[int, list[int]](list)
    for at in range(len(print_.windows) // SIZE):
        for i in places.get(print_.windows[at * SIZE : (at + 1) * SIZE], ()):
            lines[at - i].append(i)
    for offset, starts in lines.items():
        first = last = starts[0]
        for start in [*starts[1:], len(words) + WINDOW]:
            if start != last + 1:
                yield Run(first, last - first + WINDOW, first + offset + 1)
                first = start
            last = start


def gaps(found: Whence, words: int) -> Iterator[Gap]:
    """Yield what differs between a passage of so many words and a source, before, between and after the runs."""
    first, last = found.runs[0], found.runs[-1]
    if first.start:
        yield Gap(0, first.start, -1, elsewhere=False)
    for run, after in zip(found.runs, found.runs[1:], strict=False):
        there = after.at - run.after
        if there or run.end != after.start:
            yield Gap(run.end, after.start, max(there, 0), elsewhere=there < 0)
    if last.end < words:
        yield Gap(last.end, words, -1, elsewhere=False)
