"""Quotes: which words are found where, which are not, and what comes nearest."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sphinx_dossier.evidence.find import Miss, Near, find, has, parts
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.evidence.words import words
from sphinx_dossier.values import Lines, Record

from tests.core.articles import DAILY, DAILY_LAYOUT, STRANGERS, VOCABULARY, Article, articles, print_of, retyped

many = settings(max_examples=300, deadline=None)


def occurrences(article: Article, quote: tuple[str, ...]) -> list[int]:
    """Return where words stand in an article, counted from 0, by looking at each place."""
    length = len(quote)
    return [at for at in range(len(article.words) - length + 1) if article.words[at : at + length] == quote]


def inside_paragraph(article: Article, at: int, length: int) -> bool:
    return article.paragraph(at) == article.paragraph(at + length - 1)


@st.composite
def cuts(draw: st.DrawFn, article: Article, least: int = 4, most: int = 25) -> tuple[int, int]:
    """Where a cut from one paragraph of an article starts, counted from 0, and its length."""
    starts = [0, *article.ends]
    roomy = [(start, end) for start, end in zip(starts, article.ends, strict=False) if end - start >= least]
    start, end = draw(st.sampled_from(roomy))
    length = draw(st.integers(least, min(most, end - start)))
    return draw(st.integers(start, end - length)), length


# What is there is found.


@many
@given(articles(), st.data())
def test_a_cut_is_found_at_its_place_however_it_is_typed(article: Article, data: st.DataObject) -> None:
    at, length = data.draw(cuts(article))
    cut = article.words[at : at + length]
    proof = find(print_of(article), data.draw(retyped(cut)))
    first = next(at for at in occurrences(article, cut) if inside_paragraph(article, at, length))
    assert proof == Proof(spans=((first + 1, first + length),), part="body")


@many
@given(articles(distinct=True), st.data())
def test_a_cut_over_the_end_of_a_paragraph_is_no_quote(article: Article, data: st.DataObject) -> None:
    assume(len(article.ends) > 1)
    end = data.draw(st.sampled_from(article.ends[:-1]))
    before, after = data.draw(st.integers(1, min(10, end))), data.draw(st.integers(1, 10))
    assume(end + after <= len(article.words))
    assume(before + after >= 4)
    cut = article.words[end - before : end + after]
    assert find(print_of(article), " ".join(cut)) == Miss()


@many
@given(articles(distinct=True, paragraphs=3), st.data())
def test_parts_are_found_in_order_in_one_paragraph_alone(article: Article, data: st.DataObject) -> None:
    first, second = data.draw(cuts(article, most=8)), data.draw(cuts(article, most=8))
    assume(first[0] + first[1] <= second[0] or second[0] + second[1] <= first[0])
    dots = data.draw(st.sampled_from([" ... ", "... ", " … ", " [...] ", " […] ", "....", " (...) "]))
    quote = dots.join(" ".join(article.words[at : at + length]) for at, length in (first, second))
    found = find(print_of(article), quote)
    spans = tuple((at + 1, at + length) for at, length in (first, second))
    if first < second and article.paragraph(first[0]) == article.paragraph(second[0]):
        assert found == Proof(spans=spans, part="body")
        assert found.anchor == f"q{spans[0][0]}-{spans[0][1]}-{spans[1][0]}-{spans[1][1]}"
    else:
        assert found == Miss()
    assert has(print_of(article), quote)


def test_three_parts() -> None:
    article = " ".join(f"word{number}" for number in range(1, 31))
    quote = "word1 word2 word3 word4 ... word10 word11 word12 word13 word14 ... word20 word21 word22 word23"
    assert find(print_of(article), quote) == Proof(spans=((1, 4), (10, 14), (20, 23)), part="body")


def test_a_later_first_part_is_tried_where_the_earliest_leads_nowhere() -> None:
    article = "one two three four\n\nfive one two three four six seven eight nine"
    found = find(print_of(article), "one two three four ... six seven eight nine")
    assert found == Proof(spans=((6, 9), (10, 13)), part="body")


def test_parts_do_not_overlap() -> None:
    article = "one two three four five six seven"
    assert find(print_of(article), "one two three four ... four five six seven") == Miss()


def test_the_body_counts_before_the_title_and_the_earliest_before_the_rest() -> None:
    layout = Record({"title": (Lines(first=1, last=1),), "furniture": (Lines(first=7, last=7),)})
    text = "The ferry will run\n\nAnd the ferry will run.\n\nThe ferry will run\n\nRead on: more of all this"
    print_ = print_of(text, layout)
    assert find(print_, "the ferry will run") == Proof(spans=((6, 9),), part="body")
    assert find(print_, "read on more of") == Proof(spans=((14, 17),), part="furniture")
    assert find(print_of("The ferry will run", layout), "the ferry will run") == Proof(spans=((1, 4),), part="title")


# What is not there is not found.


@many
@given(articles(), st.sampled_from(["changed", "dropped", "added", "swapped", "stranger"]), st.data())
def test_a_cut_with_one_word_altered_is_not_found(article: Article, how: str, data: st.DataObject) -> None:
    at, length = data.draw(cuts(article, least=5))
    cut = list(article.words[at : at + length])
    place = data.draw(st.integers(0, length - 1))
    if how == "changed":
        cut[place] = data.draw(st.sampled_from(VOCABULARY))
    elif how == "stranger":
        cut[place] = data.draw(st.sampled_from(STRANGERS))
    elif how == "dropped":
        del cut[place]
    elif how == "added":
        cut.insert(place, data.draw(st.sampled_from(VOCABULARY)))
    else:
        other = data.draw(st.integers(0, length - 1))
        cut[place], cut[other] = cut[other], cut[place]
    altered = tuple(unicodedata.normalize("NFC", word) for word in cut)
    # By chance the altered words may stand elsewhere, or be the same as before.
    assume(not occurrences(article, altered))
    assert isinstance(find(print_of(article), " ".join(altered)), Miss)
    assert not has(print_of(article), " ".join(altered))


@many
@given(articles(), st.lists(st.sampled_from(VOCABULARY), max_size=12).map(tuple))
def test_any_words_are_found_exactly_where_they_stand(article: Article, quote: tuple[str, ...]) -> None:
    quote = tuple(unicodedata.normalize("NFC", word) for word in quote)
    there = [at for at in occurrences(article, quote) if inside_paragraph(article, at, len(quote))] if quote else []
    found = find(print_of(article), " ".join(quote))
    assert isinstance(found, Proof) == bool(there and len(quote) >= 4)


@pytest.mark.parametrize("quote", ["", "...", "?!", "one", "one two three", "one two three ... five six seven"])
def test_what_is_too_short_proves_nothing(quote: str) -> None:
    print_ = print_of("one two three four five six seven")
    assert isinstance(find(print_, quote), Miss)
    assert not has(print_, quote)


def test_a_hash_is_met_at_whole_windows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes of a needle may straddle two windows; such a hit is none."""
    print_ = print_of("one two three four five six")
    straddling = print_.windows[2:6]
    monkeypatch.setattr("sphinx_dossier.evidence.find.hashes", lambda *_: straddling)
    assert isinstance(find(print_, "one two three four"), Miss)


# The nearest passage. The words of the article are counted by hand.


@pytest.mark.parametrize(
    ("quote", "near"),
    [
        # A word changed at the end, at the start, in the middle.
        ("met in the old harbour of Southport", Near(position=14, matched=6, first=0, last=5)),
        ("Southport on Monday the two ministers", Near(position=21, matched=5, first=1, last=5)),
        ("in the old harbour near Northport on Monday the", Near(position=15, matched=8, first=0, last=8)),
        # Two words left out: the longer run wins.
        ("Ben Sample met in Northport on Monday the two ministers", Near(position=20, matched=6, first=4, last=9)),
        # A quote that starts before the article does.
        ("Today the ministers open talks in Northport", Near(position=1, matched=5, first=2, last=6)),
        # Three words in a row are no window.
        ("the old harbour is empty", None),
        ("wombats", None),
    ],
)
def test_the_nearest_passage(quote: str, near: Near | None) -> None:
    found = find(print_of(DAILY, DAILY_LAYOUT), quote)
    assert found == Miss(part=tuple(words(quote)), near=near)


def test_the_nearest_passage_of_the_part_that_is_missing() -> None:
    found = find(print_of(DAILY, DAILY_LAYOUT), "Ada Example and Ben ... the two ministers sang for an hour about")
    part = ("the", "two", "ministers", "sang", "for", "an", "hour", "about")
    assert found == Miss(part=part, near=Near(position=27, matched=4, first=4, last=7))


@many
@given(articles(distinct=True), st.data())
def test_the_nearest_passage_says_where_the_rest_stands(article: Article, data: st.DataObject) -> None:
    at, length = data.draw(cuts(article, least=9))
    cut = list(article.words[at : at + length])
    place = data.draw(st.integers(0, length - 1))
    cut[place] = "wombat"
    before, after = place, length - place - 1
    runs = [(at + 1, before), (at + place + 2, after)]
    counted = sum(run for _, run in runs if run >= 4)
    first = next(start for start, run in runs if run >= 4)
    found = find(print_of(article), " ".join(cut))
    assert isinstance(found, Miss)
    assert found.near is not None
    assert (found.near.position, found.near.matched) == (first, counted)


def test_parts_of_a_quote() -> None:
    assert parts("One two ... three… four [...] five (…) six") == (
        ("one", "two"),
        ("three",),
        ("four",),
        ("five",),
        ("six",),
    )
    assert parts("... one ...") == (("one",),)
    assert parts("U.S. and 1.5") == (("u", "s", "and", "1", "5"),)
