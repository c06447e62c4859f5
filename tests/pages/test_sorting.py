"""What the cells of a table sort as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Table
from sphinx_dossier.pages.queries import KindIndex, answer
from sphinx_dossier.pages.sorting import _value_key


def index(kind: str, fishing: Checked) -> Table:
    return next(block for block in answer(KindIndex(kind=kind), fishing) if isinstance(block, Table))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2022-01-06", "20220106"),
        ("2022-01", "20220101/20220131"),
        ("2021-12-31/2022-01-02", "20211231/20220102"),
        ("-0044-03-15", "-439685"),
    ],
)
def test_a_date_sorts_by_its_first_and_last_day(text: str, key: str) -> None:
    assert _value_key(dates.parse(text)) == key


@given(days=st.lists(st.dates(), min_size=2, max_size=2))
def test_keys_of_days_sort_as_the_days_do(days: list[object]) -> None:
    one, other = (int(_value_key(dates.parse(str(day)))) for day in days)
    assert (one < other) == (str(days[0]) < str(days[1]))


def test_an_index_says_what_each_column_holds(fishing: Checked) -> None:
    table = index("meeting", fishing)
    forms = {column.name: column.form for column in table.columns}
    assert forms == {"date": "date", "name": "name", "place": "words", "participants": "words"}
    assert [label.lower() for label in table.head] == list(forms)


def test_only_what_its_words_do_not_sort_carries_a_key(fishing: Checked) -> None:
    for row in index("meeting", fishing).rows:
        date, name, place, participants = row.keys
        assert bool(date) == bool(row.cells[0])
        assert (name, place, participants) == ("", "", "")


def test_a_person_sorts_by_family_name(fishing: Checked) -> None:
    keys = [row.keys[0] for row in index("person", fishing).rows]
    named = [key for key in keys if key]
    assert named
    assert named == sorted(named, key=str.lower)
