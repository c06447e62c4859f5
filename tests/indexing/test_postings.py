"""Lists of pages: what is read is what was written, in the form that is the shortest for it."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.indexing.postings import written

from tests.indexing.reading import Written, numbers

PAGES = st.integers(0, 3000)


@given(st.one_of(st.sets(PAGES, min_size=1), st.sets(st.integers(0, 90), min_size=40), st.sets(PAGES).map(
    lambda some: {one + step for one in some for step in range(30)} or {0})))  # fmt: skip
def test_what_is_read_is_what_was_written(pages: set[int]) -> None:
    assert numbers(json.loads(json.dumps(written(sorted(pages))))) == sorted(pages)


@pytest.mark.parametrize(
    ("pages", "form"),
    [
        ([7], [7]),
        ([7, 9, 40], [7, 2, 31]),
        ([*range(905, 925), 930, 931, 932, 933], {"r": [905, 20, 5, 4]}),
        (list(range(0, 48, 2)), "VVVVVVVV"),
    ],
)
def test_each_form(pages: list[int], form: Written) -> None:
    assert written(pages) == form


@given(st.sets(PAGES, min_size=3))
def test_no_list_is_longer_than_its_steps(pages: set[int]) -> None:
    listed = sorted(pages)
    steps = [listed[0], *(after - before for before, after in itertools.pairwise(listed))]
    ours, plain = (json.dumps(one, separators=(",", ":")) for one in (written(listed), steps))
    assert len(ours) <= len(plain) + 2
