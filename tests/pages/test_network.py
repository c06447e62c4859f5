"""The whole network: its tables, what a large one leaves out, and that its labels keep still and apart."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import network
from sphinx_dossier.pages.columns import apart, height
from sphinx_dossier.pages.lettering import width, wrapped
from sphinx_dossier.pages.model import Section, Table
from sphinx_dossier.pages.picture import Network
from sphinx_dossier.pages.places import places

from tests.pages.fishing import ENTRIES, lines, made

World = list[tuple[frozenset[int], frozenset[int]]]
"""Meetings in order of time: the people and the policies of each, by number."""

WORST, USUAL = 1 / 4, 1 / 20
"""The share of the height by which half of the others move when a meeting is added to six or more."""


def test_all_that_is_drawn_stands_in_tables_too(fishing: Checked) -> None:
    port = "[Talks in Port City, 2020](meetings/port-talks)"
    quota = "[herring quota](policies/herring-quota)"
    people = "[Ada Finch](people/ada-finch)", "[Bo Larsen](people/bo-larsen)"
    assert lines(network.whole(fishing)) == [
        "(note) 2 who met, in 1 pair, at 1 meeting, over 1 policy.",
        "Who met whom over which policies",
        "Who | Whom | How often | When | Over which policies",
        f"{people[0]} | {people[1]} | 1 time | [3 March 2020](meetings/port-talks) | {quota}",
        "== What each meeting was about #what-each-was-about",
        "[What each meeting was about]",
        "Meeting | When | Who took part | What it was about",
        f"{port} | 3 March 2020 | {people[0]} and {people[1]} | {quota}",
        "(note) Left out is who was only announced or stayed away, and where one participant alone is known.",
    ]


def test_a_line_is_as_strong_as_what_was_said(fishing: Checked) -> None:
    _, found, _ = network.whole(fishing)
    assert isinstance(found, Network)
    assert [node.link.text for node in found.nodes] == [
        "Ada Finch",
        "Bo Larsen",
        "Talks in Port City, 2020",
        "herring quota",
    ]
    assert [(line.start, line.end, line.weight) for line in found.lines] == [(0, 2, 1), (1, 2, 1), (2, 3, 2)]
    assert found.lines[2].title == "2 statements on herring quota: Talks in Port City, 2020"


def test_without_the_library_there_are_the_tables(fishing: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "is_there", lambda: False)
    table, section = network.whole(fishing)
    assert isinstance(table, Table)
    assert isinstance(section, Section)


def test_of_nobody_who_met_it_says_so(tmp_path: Path) -> None:
    none = made(tmp_path / "kb", {"meetings/port-talks": ENTRIES["meetings/old-talks"]})
    assert lines(network.whole(none)) == ["(empty) Of no two it is told here that they met."]


def test_of_many_those_with_most_lines_are_shown_and_it_says_so(
    fishing: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "PEOPLE", 1)
    note, found, _ = network.whole(fishing)
    assert isinstance(found, Network)
    assert [node.link.text for node in found.nodes] == ["Ada Finch", "Talks in Port City, 2020", "herring quota"]
    assert "The picture shows those with most lines: 1 who met, 1 meetings and 1 policies." in lines((note,))[0]
    assert len(found.table.rows) == 1, "the table has them all"


def test_a_table_of_many_says_which_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = {
        "meetings/talks-again": ENTRIES["meetings/port-talks"].replace("Talks in Port City, 2020", "Talks again")
    }
    more = made(tmp_path / "kb", {**ENTRIES, **again})
    _, found, section = network.whole(more)
    assert isinstance(found, Network)
    assert isinstance(section, Section)
    assert (found.table.caption, len(lines((section,)))) == ("Who met whom", 6)
    monkeypatch.setattr("sphinx_dossier.pages.pairs.MOST", 1)
    _, found, section = network.whole(more)
    assert isinstance(found, Network)
    assert isinstance(section, Section)
    assert found.table.caption == "Who met whom"
    told = lines((section,))
    assert told[1] == "[What each meeting was about: 1 of 2, the latest]"
    assert len(told) == 5
    monkeypatch.setattr("sphinx_dossier.pages.pairs.MOST", 0)
    _, found, _ = network.whole(more)
    assert isinstance(found, Network)
    assert found.table.caption == "Who met whom: 0 of 1, those who met most often"
    assert told[-1].endswith(" is known. The page of any other meeting says who took part and what it was about.")


def laid_out(world: World) -> Mapping[str, int]:
    middle = [f"m{at}" for at, _ in enumerate(world)]
    return laid_out_as(middle, world)


def laid_out_as(middle: list[str], world: World) -> Mapping[str, int]:
    sides = tuple(
        {
            f"{name}{number:02}": tuple(id_ for id_, one in zip(middle, world, strict=True) if number in one[side])
            for number in sorted({number for one in world for number in one[side]})
        }
        for side, name in enumerate("pq")
    )
    tall = dict.fromkeys([*sides[0], *sides[1]], height(1)) | dict.fromkeys(middle, height(3))
    return places(middle, (sides[0], sides[1]), tall)


MEETING = st.tuples(
    st.frozensets(st.integers(0, 9), min_size=2, max_size=5), st.frozensets(st.integers(0, 30), max_size=8)
)
WORLDS = st.lists(MEETING, min_size=6, max_size=14)


@settings(max_examples=60, deadline=None)
@given(world=WORLDS)
def test_labels_stand_apart_and_meetings_in_order(world: World) -> None:
    found = laid_out(world)
    assert found == laid_out(world)
    for name, room in (("p", height(1)), ("m", height(3)), ("q", height(1))):
        down = sorted(place for id_, place in found.items() if id_[0] == name)
        # Halves of pixels are rounded.
        assert all(after - before >= room - 1 for before, after in pairwise(down))
        assert not down or down[0] >= room // 2 - 1
    order = [found[f"m{at}"] for at, _ in enumerate(world)]
    assert order == sorted(order)


def moved(world: World, one: tuple[frozenset[int], frozenset[int]], at: int) -> float:
    """Return by which share of the height half of the labels move when a meeting is added at a place in time."""
    middle = [f"m{number}" for number, _ in enumerate(world)]
    before = laid_out_as(middle, world)
    after = laid_out_as([*middle[:at], "new", *middle[at:]], [*world[:at], one, *world[at:]])
    tall = max(before.values()), max(after.values())
    return statistics.median(abs(place / tall[0] - after[id_] / tall[1]) for id_, place in before.items())


@settings(max_examples=60, deadline=None)
@given(world=WORLDS, one=MEETING, at=st.integers(0, 14))
def test_one_more_meeting_moves_the_others_little(
    world: World, one: tuple[frozenset[int], frozenset[int]], at: int
) -> None:
    assert moved(world, one, min(at, len(world))) <= WORST


def test_most_meetings_move_the_others_by_far_less() -> None:
    chance = random.Random(4)  # noqa: S311 (no secret)

    def meeting() -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(chance.sample(range(9), 3)), frozenset(chance.sample(range(25), 5))

    worlds = [[meeting() for _ in range(10)] for _ in range(30)]
    shares = [moved(world, meeting(), chance.randint(0, 10)) for world in worlds]
    assert statistics.median(shares) <= USUAL


def test_each_stands_near_what_it_is_tied_to_and_equals_by_name() -> None:
    world: World = [
        (frozenset({5, 6}), frozenset({9, 8})),
        (frozenset({6, 7}), frozenset({3, 9})),
        (frozenset({1, 7}), frozenset({2, 0})),
    ]
    found = laid_out(world)
    order = sorted((id_ for id_ in found if id_[0] != "m"), key=lambda id_: (id_[0], found[id_]))
    assert order == ["p05", "p06", "p07", "p01", "q08", "q09", "q03", "q00", "q02"]


def test_a_policy_more_moves_nothing_by_more_than_its_row() -> None:
    world: World = [(frozenset({0, 1}), frozenset(range(6))), (frozenset({1, 2}), frozenset(range(4, 12)))]
    before = laid_out(world)
    after = laid_out([world[0], (world[1][0], world[1][1] | {12})])
    assert max(abs(place - after[id_]) for id_, place in before.items()) <= height(1)


@given(st.lists(st.tuples(st.floats(0, 900), st.integers(26, 80)), min_size=1, max_size=20))
def test_what_touches_is_moved_apart_and_no_further(wishes: list[tuple[float, int]]) -> None:
    places_, heights = [wish for wish, _ in wishes], [room for _, room in wishes]
    found = apart(places_, heights, 10**6)
    for (one, room), (other, below) in pairwise(zip(found, heights, strict=True)):
        assert other - one >= (room + below) / 2 - 1
    if all(b - a >= (r + s) / 2 for (a, r), (b, s) in pairwise(wishes)) and wishes[0][0] >= heights[0] / 2:
        assert found == [round(one) for one in places_]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Mn"]), min_size=1), st.integers(40, 300))
def test_words_are_wrapped_into_their_room_and_none_is_lost(text: str, room: int) -> None:
    found = wrapped(text, room, 12.5)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width(line, 12.5) <= room for line in found)
