"""The normal form of a text: its words, whatever the typography."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sphinx_dossier.evidence.words import Word, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It’s counter‐attack!", [("it", True), ("s", False), ("counter", True), ("attack", False)]),
        ("Straße STRASSE ﬁn", [("strasse", False), ("strasse", False), ("fin", False)]),
        ("com\u00adpre\u00ad\n  hensive", [("comprehensive", False)]),
        ("4,000 km² – ½", [("4", True), ("000", False), ("km2", False), ("1", False), ("2", False)]),
        ("ｆｕｌｌ　ｗｉｄｔｈ", [("full", False), ("width", False)]),
        ("cafe\u0301 café", [("café", False), ("café", False)]),
        ("日米 2プラス2", [(c, False) for c in "日米2プラス2"]),
        ("a\u200bb c\ufeffd", [("ab", False), ("cd", False)]),
        ("… --- ", []),
    ],
)
def test_words(text: str, expected: list[tuple[str, bool]]) -> None:
    assert tokens(text) == [Word(*one) for one in expected]


@settings(max_examples=1000, deadline=None)
@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert words("\u00a0—\u2009".join(found)) == found
    assert all(word and not word.isspace() for word in found)


def test_words_of_words_are_the_same_for_every_character() -> None:
    for block in range(0, sys.maxunicode + 1, 256):
        chars = [
            char for char in map(chr, range(block, block + 256)) if unicodedata.category(char) not in {"Cs", "Cn"}
        ]
        found = words(" ".join(f"a{char}b {char}" for char in chars))
        assert words(" ".join(found)) == found, hex(block)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_normal_forms_and_case_do_not_count(text: str) -> None:
    # A soft hyphen takes the spaces after it along, and NFKC makes a space of accents that stand alone, as of U+00A8:
    # where the one stands before the other, it counts in which order they come.
    after = (char for before, char in pairwise(text) if before == "\u00ad")
    assume(not any(char.strip() and unicodedata.normalize("NFKC", char).startswith(" ") for char in after))
    found = words(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert words(unicodedata.normalize(form, text)) == found
    assert words(text.casefold()) == found
