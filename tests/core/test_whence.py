"""From which source a passage is, and what differs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.evidence.fingerprint import Fingerprint, make
from sphinx_dossier.evidence.whence import Gap, Run, gaps, runs, whence
from sphinx_dossier.evidence.words import words
from sphinx_dossier.values import Record

from tests.core.casefiles import read_sections

ARTICLES = {
    one.header.split()[1]: one.body
    for one in read_sections("=== with daily\n=== with herald\n")
    if one.header.startswith("article ")
}
PRINTS = {id_: make(text.encode(), Record()) for id_, text in ARTICLES.items()}
DAILY: Fingerprint = PRINTS["daily"]
WORDS = words(ARTICLES["daily"])


@given(st.integers(0, len(WORDS) - 4), st.integers(4, len(WORDS)))
def test_words_in_a_row_are_one_run_at_their_place(start: int, length: int) -> None:
    passage = WORDS[start : start + length]
    [run] = runs(DAILY, passage)
    assert (run.start, run.length) == (0, len(passage))
    assert WORDS[run.at - 1 : run.after - 1] == passage


@given(st.integers(4, len(WORDS) - 8), st.sampled_from(["changed", "left out", "put in"]))
def test_one_difference_is_one_gap(at: int, what: str) -> None:
    passage = {
        "changed": [*WORDS[:at], "zebra", *WORDS[at + 1 :]],
        "left out": [*WORDS[:at], *WORDS[at + 1 :]],
        "put in": [*WORDS[:at], "zebra", *WORDS[at:]],
    }[what]
    [found] = whence(passage, {"daily": DAILY})
    first, second = found.runs
    assert (first.start, second.end) == (0, len(passage))
    [gap] = gaps(found, len(passage))
    expected = {"changed": (1, 1), "left out": (0, 1), "put in": (1, 0)}[what]
    assert (gap.start, gap.end - gap.start, gap.there, gap.elsewhere) == (at, *expected, False)


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_runs_are_in_the_source_and_never_overlap(passage: list[str]) -> None:
    found = runs(DAILY, passage)
    for run in found:
        assert run.length >= 4
        assert passage[run.start : run.end] == WORDS[run.at - 1 : run.after - 1]
    assert all(run.end <= after.start for run, after in pairwise(found))


def test_the_source_that_has_most_comes_first() -> None:
    found = whence(words("The two ministers spoke for an hour about the weather"), PRINTS)
    assert [(one.source, one.matched) for one in found] == [("herald", 10), ("daily", 9)]


def test_a_passage_that_is_nowhere() -> None:
    assert whence(words("seven grey cats slept on the quay"), PRINTS) == ()
    assert whence(words("two ministers"), PRINTS) == ()


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "cats met in the old harbour of Northport yesterday",
            [Gap(0, 1, -1, elsewhere=False), Gap(8, 9, -1, elsewhere=False)],
        ),
        (
            "the ferry across the bay Ada Example and Ben Sample",
            [Gap(5, 5, 0, elsewhere=True)],
        ),
    ],
)
def test_what_differs_at_the_ends_and_in_the_order(passage: str, expected: list[Gap]) -> None:
    said = words(passage)
    [found, *_] = whence(said, PRINTS)
    assert list(gaps(found, len(said))) == expected


def test_a_run_gives_way_to_a_longer_one() -> None:
    print_ = make(b"one two three four five and then one two three four five six seven", Record())
    assert runs(print_, words("one two three four five six seven")) == [Run(0, 7, 8)]
