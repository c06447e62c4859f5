"""Columns of editors and places of problems lead to the same character, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.editor.positions import UTF8, UTF16, UTF32, Columns, Position

TEXTS = st.text(st.sampled_from("ab \n\u00e9\u3042\U0001f3a3\U00020bb7"), max_size=40)


@pytest.mark.parametrize(("encoding", "character"), [(UTF8, 9), (UTF16, 4), (UTF32, 3)])
def test_a_character_counts_as_the_editor_counts(encoding: str, character: int) -> None:
    # An accent has two bytes, kana three and a fish four; only the fish is two units of UTF-16.
    columns = Columns("x\n\u00e9\u3042\U0001f3a3!", encoding)
    assert columns.position(2, 4) == Position(line=1, character=character)
    assert columns.place(Position(line=1, character=character)) == (2, 4)


@given(text=TEXTS, mark=st.booleans(), encoding=st.sampled_from([UTF8, UTF16, UTF32]), data=st.data())
def test_there_and_back_is_the_same_place(text: str, *, mark: bool, encoding: str, data: st.DataObject) -> None:
    whole = "\ufeff" + text if mark else text
    columns, lines = Columns(whole, encoding), text.split("\n")
    line = data.draw(st.integers(1, len(lines)))
    col = data.draw(st.integers(1, len(lines[line - 1]) + 1))
    at = columns.position(line, col)
    assert columns.place(at) == (line, col)
    offset = sum(len(one) + 1 for one in lines[: line - 1]) + col - 1 + mark
    assert columns.at(offset) == at


def test_what_lies_behind_the_text_is_its_end_and_inside_a_character_its_start() -> None:
    columns = Columns("ab\n\U0001f3a3c")
    assert columns.position(9, 9) == Position(line=1, character=3)
    assert columns.position(1, 9) == Position(line=0, character=2)
    assert columns.place(Position(line=7, character=7)) == (2, 3)
    assert columns.place(Position(line=1, character=1)) == (2, 1)


def test_a_mark_at_the_start_of_a_file_is_a_character_to_an_editor_alone() -> None:
    assert Columns("\ufeffab").position(1, 1) == Position(line=0, character=1)
    assert Columns("\ufeffab").place(Position(line=0, character=2)) == (1, 2)
