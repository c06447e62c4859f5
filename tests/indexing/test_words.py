"""How a text is taken apart into words."""

from __future__ import annotations

import pytest
from sphinx_dossier.indexing.words import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry, RENEWED.", ["the", "ferry", "renewed"]),
        ("Hämeenlinna and Ōtsu", ["hameenlinna", "and", "otsu"]),
        ("the 2+2 of 2022", ["the", "2+2", "of", "2022"]),
        ("Norland's and Ada’s fleet", ["norland", "and", "ada", "fleet"]),
        ("O’Brien's", ["o", "brien"]),
        ("the U.N. and the e.g.", ["the", "un", "and", "the", "eg"]),
        ("item 1.5", ["item", "1", "5"]),
        ("a counter-strike", ["a", "counter", "strike", "counterstrike"]),
        ("U.S.-made", ["us", "made", "usmade"]),
        ("mid\u2011river", ["mid", "river", "midriver"]),
        ("ﬁrst ＮＥＷＳ", ["first", "news"]),
        ("河川 条約", ["河川", "条約"]),
        ("—…“”", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert list(words(text)) == found
