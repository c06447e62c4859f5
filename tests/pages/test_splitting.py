"""The index of a kind in parts: the laws of splitting, and what stands on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.folding import folded
from sphinx_dossier.pages import split_index
from sphinx_dossier.pages.model import Items, Link, Section, Table, Ways, plain
from sphinx_dossier.pages.queries import KindIndex, answer
from sphinx_dossier.pages.splitting import Part, split

from tests.pages.fishing import ENTRIES, made

NAMES = st.text("abAB0 ,é東語", min_size=1, max_size=4) | st.text(min_size=1, max_size=4)
DATES = st.sampled_from([
    "", "2020", "2021-03", "2021-03-11", "2021-03-12", "2021-03-11/2021-03-12", "2021-04-01", "2021-03-30/2021-04-02",
    "2021-12-30/2022-01-03", "202X", "../2020", "2020/..", "-0044-03-15", "Y-17000",
])  # fmt: skip
People = list[tuple[str, str]]
PEOPLE = st.lists(st.tuples(NAMES, DATES), min_size=1, max_size=40)


def parts_of(
    people: People, most: int, checked: Checked, *, timed: bool
) -> tuple[list[Entry], tuple[Part[Entry], ...]]:
    """Return entries with the names given, and their parts; the id of each is its number."""
    like = checked.library.entries["ada-finch"]
    entries = [replace(like, id=str(number), name=name, sort=name) for number, (name, _) in enumerate(people)]
    known = {str(number): dates.parse(date) if date else None for number, (_, date) in enumerate(people)}
    return entries, split(entries, most, (lambda entry: known[entry.id]) if timed else None)


def ids(part: Part[Entry]) -> list[str]:
    return [entry.id for entry in part.entries]


@given(people=PEOPLE, most=st.integers(1, 12), timed=st.booleans())
def test_the_parts_are_the_whole(*, fishing: Checked, people: People, most: int, timed: bool) -> None:
    entries, parts = parts_of(people, most, fishing, timed=timed)
    assert bool(parts) == (len(entries) > most)
    assert sorted(id_ for part in parts for id_ in ids(part)) == sorted(entry.id for entry in entries if parts)
    for part in parts:
        assert ids(part) == sorted(ids(part), key=int)
        letters = {"".join(filter(str.isalnum, folded(entry.sort))) for entry in part.entries}
        assert 0 < len(part.entries) <= most or len(letters) == 1
    assert len({part.name for part in parts}) == len(parts)
    groups = [group for group, _ in groupby(parts, lambda part: part.group)]
    assert len(groups) == len(set(groups))


@given(people=PEOPLE, one=st.tuples(NAMES, DATES), most=st.integers(1, 12), timed=st.booleans())
def test_one_entry_more_moves_no_other(
    *, fishing: Checked, people: People, one: tuple[str, str], most: int, timed: bool
) -> None:
    _, before = parts_of(people, most, fishing, timed=timed)
    _, after = parts_of([*people, one], most, fishing, timed=timed)
    new = str(len(people))
    kept = {part.name: [id_ for id_ in ids(part) if id_ != new] for part in after}
    changed = [part for part in before if kept.get(part.name) != ids(part)]
    assert len(changed) <= 1
    for part in changed:  # it was full, and is divided
        assert len(part.entries) == most
        assert sorted(id_ for found in kept.values() for id_ in found if id_ in ids(part)) == sorted(ids(part))


def names(
    people: Sequence[tuple[str, str]], most: int, checked: Checked, *, timed: bool
) -> list[tuple[str, str, int]]:
    _, parts = parts_of(list(people), most, checked, timed=timed)
    return [(part.name, part.title, len(part.entries)) for part in parts]


def test_a_full_letter_is_divided_by_the_next(fishing: Checked) -> None:
    people = [(name, "") for name in ("Li", "Lark", "Lind", "2+2", "東", "Álvarez", "(Sea", "Lima", "Zoll")]
    assert names(people, 3, fishing, timed=False) == [
        ("0-9", "0–9", 1),
        ("a", "A", 1),
        ("la", "La", 1),
        ("li", "Li", 3),
        ("s", "S", 1),
        ("z", "Z", 1),
        ("other-names", "Other", 1),
    ]
    assert names([("Li", ""), ("Lima", ""), ("Li, Ann", "")], 1, fishing, timed=False) == [
        ("li", "Li", 1),
        ("lia", "Li, A", 1),
        ("lim", "Lim", 1),
    ]
    assert names([("the Éclair", ""), ("The eclipse", "")], 1, fishing, timed=False) == [
        ("theecla", "The Écla…", 1),
        ("theecli", "The ecli…", 1),
    ]
    assert names([("東京", ""), ("東語", "")], 1, fishing, timed=False) == [
        ("-6771--4eac-", "東京", 1),
        ("-6771--8a9e-", "東語", 1),
    ]


def test_a_full_year_is_divided_by_months_and_these_by_days(fishing: Checked) -> None:
    told = ("2021-03-11", "2021-03-12", "2021-03", "2021", "2022-01-01/2023-01-01", "", "2021-02-01", "../2001")
    assert names([("Ada", date) for date in told], 1, fishing, timed=True) == [
        ("2022", "2022", 1),
        ("2021-03-12", "12 March 2021", 1),
        ("2021-03-11", "11 March 2021", 1),
        ("2021-03", "March 2021, on no one day", 1),
        ("2021-02", "February 2021", 1),
        ("2021", "2021, in no one month", 1),
        ("2001", "2001", 1),
        ("undated", "Without a date", 1),
    ]
    assert names([("Ada", ""), ("Bo", "")], 1, fishing, timed=True) == [
        ("undated/a", "Without a date: A", 1),
        ("undated/b", "Without a date: B", 1),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Return the invented library with indices of one row."""
    settings = {"settings.yaml": ENTRIES["settings.yaml"] + "index-rows: 1\n"}
    root: Path = tmp_path_factory.mktemp("small") / "kb"
    return made(root, {**ENTRIES, **settings})


def test_the_index_leads_to_its_parts(small: Checked) -> None:
    _, note, listed, first = answer(KindIndex(kind="meeting", split=True), small)
    assert plain(note.content) == "2 meetings, by year."  # type: ignore[union-attr]
    assert isinstance(listed, Items)
    assert [item.content[0] for item in listed.items] == [
        Link("2020", "meetings/index/2020"),
        Link("1975", "meetings/index/1975"),
    ]
    assert plain(listed.items[0].content) == "2020 (1)"
    assert isinstance(first, Section)
    assert isinstance(first.blocks[0], Table)


def test_a_part_says_what_it_holds_and_leads_on(small: Checked) -> None:
    found = {page.docname: page for page in split_index.pages(small)}
    assert set(found) == set(split_index.names(small))
    page = found["people/index/f"]
    assert (page.title, page.crumbs) == ("People: F", (Link("People", "people/index"),))
    assert page.about == "People, F: 1 person, Ada Finch."
    note, table, ways = page.blocks
    assert plain(note.content) == "1 person."  # type: ignore[union-attr]
    assert isinstance(table, Table)
    assert [plain(row.cells[0]) for row in table.rows] == ["Ada Finch"]
    assert table.columns
    assert isinstance(ways, Ways)
    years = found["meetings/index/2020"].blocks[-1]
    assert isinstance(years, Ways)
    assert (years.rows[0].before, years.rows[0].after) == ((Link("1975", "meetings/index/1975"),), ())
    assert (ways.rows[0].before, ways.rows[0].after) == ((), (Link("L", "people/index/l"),))


def test_a_short_index_is_whole(fishing: Checked) -> None:
    assert answer(KindIndex(kind="person", split=True), fishing) == answer(KindIndex(kind="person"), fishing)
    assert list(split_index.pages(fishing)) == []
