"""Who met whom over which policies: who counts, what the table says, and that the picture keeps still."""

from __future__ import annotations

import statistics
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import network as module
from sphinx_dossier.pages import page
from sphinx_dossier.pages.model import Network, Page, Paragraph, Section, Table, plain
from sphinx_dossier.pages.network import met, whole
from sphinx_dossier.pages.network_layout import laid_out


def section(found: Page) -> Section:
    return next(block for block in found.blocks if isinstance(block, Section) and block.anchor == "who-met-whom")


def test_whoever_took_part_met_and_nobody_else(fishing: Checked) -> None:
    (one,) = met(fishing.library)
    assert (one.meeting.id, one.people) == ("port-talks", ("ada-finch", "bo-larsen"))


def test_the_table_names_each_pair_with_its_meetings_and_policies(fishing: Checked) -> None:
    picture, table = whole(fishing)
    assert isinstance(picture, Network)
    assert isinstance(table, Table)
    (row,) = table.rows
    port, quota = (fishing.library.entries[id_].name for id_ in ("port-talks", "herring-quota"))
    assert [plain(cell) for cell in row.cells] == ["Ada Finch", "Bo Larsen", "1", port, quota]
    assert [node.page for node in picture.nodes] == [
        "people/ada-finch",
        "people/bo-larsen",
        "meetings/port-talks",
        "policies/herring-quota",
    ]
    assert [node.column for node in picture.nodes] == [0, 0, 1, 2]
    assert picture.edges == ((2, 0), (2, 1), (2, 3))


def test_a_person_and_a_policy_show_their_own_part(fishing: Checked) -> None:
    for id_, words in (
        ("ada-finch", "Took part in meetings with Bo Larsen (1 meeting)."),
        ("herring-quota", "Met where it was spoken of: Ada Finch (1 meeting) and Bo Larsen (1 meeting)."),
    ):
        told, picture = section(page(id_, fishing)).blocks
        assert isinstance(told, Paragraph)
        assert plain(told.content) == words
        assert isinstance(picture, Network)


def test_without_the_library_the_table_stands_alone(fishing: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "laid_out", lambda *_: None)
    (table,) = whole(fishing)
    assert isinstance(table, Table)


def test_where_nobody_met_it_says_so(fishing: Checked) -> None:
    library = replace(fishing.library, entries={"ada-finch": fishing.library.entries["ada-finch"]})
    (told,) = whole(replace(fishing, library=library))
    assert isinstance(told, Paragraph)
    assert plain(told.content) == "Nobody here met anybody."


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Sizes of three columns, and edges from the middle one to the two others."""
    left, middle, right = (draw(st.integers(2, 12)) for _ in range(3))
    others = [*range(left), *range(left + middle, left + middle + right)]
    edge = st.tuples(st.integers(left, left + middle - 1), st.sampled_from(others))
    return [left, middle, right], draw(st.lists(edge, min_size=1, max_size=40, unique=True))


@settings(max_examples=100, deadline=None)
@given(networks())
def test_no_two_names_of_a_column_stand_in_one_row(given_: tuple[list[int], list[tuple[int, int]]]) -> None:
    sizes, edges = given_
    rows = laid_out(sizes, edges)
    assert rows is not None
    assert rows == laid_out(sizes, edges)
    first = 0
    for size in sizes:
        column = sorted(rows[first : first + size])
        assert all(after - before >= 2 for before, after in pairwise(column))
        assert column[0] >= 0
        assert column[-1] <= 2 * max(sizes)
        first += size
    middle = rows[sizes[0] : sizes[0] + sizes[1]]
    assert middle == sorted(middle), "the middle keeps its order"


@settings(max_examples=100, deadline=None)
@given(networks(), st.data())
def test_one_more_entry_moves_the_others_little(
    given_: tuple[list[int], list[tuple[int, int]]], data: st.DataObject
) -> None:
    sizes, edges = given_
    before = laid_out(sizes, edges)
    left, middle, right = sizes
    joined = data.draw(st.integers(left, left + middle - 1))
    after = laid_out([left, middle, right + 1], [*edges, (joined, left + middle + right)])
    assert before is not None
    assert after is not None
    moved = [abs(one - other) for one, other in zip(before, after[:-1], strict=True)]
    # In half rows: half of them move by no more than a sixth of the picture, or by a row and a half in small ones.
    assert statistics.median(moved) <= max(3, 2 * max(left, middle, right + 1) / 6)
