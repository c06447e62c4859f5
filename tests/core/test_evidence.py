"""Fingerprints and quotes: what is found where, what is not, and what a fingerprint holds."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sphinx_dossier.evidence.find import Miss, Near, find, has, parts
from sphinx_dossier.evidence.fingerprint import Fingerprint, FingerprintError, dumps, loads, make
from sphinx_dossier.evidence.language import TURNS, language
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.evidence.words import Word, tokens, words
from sphinx_dossier.values import Lines, Record

from tests.core.articles import STRANGERS, VOCABULARY, Article, articles, retyped

many = settings(max_examples=300, deadline=None)
NO_LAYOUT = Record()


def print_of(article: Article | str, layout: Record = NO_LAYOUT) -> Fingerprint:
    text = article if isinstance(article, str) else article.text
    return make(text.encode(), layout)


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


# The nearest passage. The article of tests/cases/daily.part, its words counted by hand.

DAILY = """\
Ministers open talks in Northport

By Cora Writer

Ada Example and Ben Sample met in the old harbour of Northport on Monday. The two ministers
spoke for an hour about the ferry across the bay.

"We did not sign anything today," Example said. She added that over 400 boats had
joined the rescue exercise in March.

Sample's office denied that the ferry would close. A café near the quay served both
delegations counter-current soup.

Read next: Ten quiet harbours
"""
DAILY_LAYOUT = Record(
    {
        "title": (Lines(first=1, last=1),),
        "byline": (Lines(first=3, last=3),),
        "furniture": (Lines(first=14, last=14),),
    }
)


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


# The fingerprint, made by somebody else: from the words below, which were counted and parted by hand.

DAILY_IN_WORDS = (
    "ministers open talks in northport "
    "by cora writer "
    "ada example and ben sample met in the old harbour of northport on monday "
    "the two ministers spoke for an hour about the ferry across the bay "
    "we did not sign anything today example said "
    "she added that over 400 boats had joined the rescue exercise in march "
    "sample s office denied that the ferry would close "
    "a café near the quay served both delegations counter current soup "
    "read next ten quiet harbours"
)
DAILY_WORDS = DAILY_IN_WORDS.split(" ")


def test_a_fingerprint_computed_by_hand() -> None:
    sha256 = hashlib.sha256(DAILY.encode("utf-8")).hexdigest()
    salt = hashlib.sha256(" ".join(DAILY_WORDS).encode("utf-8")).hexdigest()[0:16]
    windows = b""
    for start in range(78):
        window = " ".join(DAILY_WORDS[start : start + 4]).encode("utf-8")
        windows += hashlib.sha256(bytes.fromhex(salt) + window).digest()[0:4]
    assert len(DAILY_WORDS) == 81
    assert json.loads(dumps(print_of(DAILY, DAILY_LAYOUT))) == {
        "format": "dossier-fingerprint-1",
        "sha256": sha256,
        "language": "en",
        "salt": salt,
        "words": 81,
        "parts": [["title", 1, 5], ["byline", 6, 8], ["body", 9, 76], ["furniture", 77, 81]],
        "paragraphs": [5, 8, 35, 56, 76, 81],
        "sentences": [5, 8, 22, 35, 43, 56, 65, 76, 81],
        # sample's, counter-current
        "joins": [57, 74],
        "turns": {
            "negation": [38],  # not
            "denial": [60],  # denied
            "hedge": [],
            "condition": [64],  # would
            "attribution": [43, 45],  # said, added
        },
        "windows": base64.b64encode(windows).decode("ascii"),
    }


def test_the_text_of_a_fingerprint_is_one_key_in_a_line() -> None:
    text = dumps(print_of("One two three four five."))
    assert text.splitlines()[:3] == [
        "{",
        '  "format": "dossier-fingerprint-1",',
        f'  "sha256": "{hashlib.sha256(b"One two three four five.").hexdigest()}",',
    ]
    assert text.endswith("\n}\n")
    assert len(text.splitlines()) == 13


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


@many
@given(st.text())
def test_normal_forms_and_case_do_not_count(text: str) -> None:
    found = words(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert words(unicodedata.normalize(form, text)) == found
    assert words(text.casefold()) == found


# Fingerprints as files.

layouts = st.dictionaries(
    st.sampled_from(["title", "standfirst", "byline", "caption", "furniture"]),
    st.tuples(st.builds(lambda a, b: Lines(first=min(a, b), last=max(a, b)), st.integers(1, 9), st.integers(1, 9))),
).map(Record)


@many
@given(articles() | st.text(), layouts)
def test_a_fingerprint_is_read_as_it_was_written(article: Article | str, layout: Record) -> None:
    print_ = print_of(article, layout)
    assert loads(dumps(print_)) == print_
    ends = [last for _, _, last in print_.parts]
    assert (ends[-1] if ends else 0) == print_.words
    assert set(print_.paragraphs) <= set(print_.sentences)
    assert set(ends) <= set(print_.paragraphs)
    assert set(print_.turns) == set(TURNS)


@many
@given(articles())
def test_an_article_without_layout_is_counted_word_by_word(article: Article) -> None:
    print_ = print_of(article)
    assert print_.words == len(article.words)
    assert print_.paragraphs == tuple(sorted(set(article.ends)))
    assert print_.parts == (("body", 1, len(article.words)),)


KEYS = [
    "format",
    "sha256",
    "language",
    "salt",
    "words",
    "parts",
    "paragraphs",
    "sentences",
    "joins",
    "turns",
    "windows",
]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(KEYS), anything, st.booleans())
def test_a_fingerprint_with_another_value_is_read_or_refused(key: str, value: Any, drop: bool) -> None:  # noqa: ANN401, FBT001
    content = json.loads(dumps(print_of(DAILY, DAILY_LAYOUT)))
    content[key] = value
    if drop:
        del content[key]
    read_or_refused(json.dumps(content))


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 1500), st.integers(0, 40), st.text(max_size=6))
def test_a_fingerprint_with_damage_anywhere_is_read_or_refused(at: int, length: int, instead: str) -> None:
    text = dumps(print_of(DAILY, DAILY_LAYOUT))
    read_or_refused(text[:at] + instead + text[at + length :])


@many
@given(st.text() | anything.map(json.dumps))
def test_any_text_as_a_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(FingerprintError):
        loads(text)


def read_or_refused(text: str) -> None:
    """Hold that a text raises FingerprintError and nothing else, or is a fingerprint that can be used."""
    try:
        print_ = loads(text)
    except FingerprintError:
        return
    find(print_, "Ada Example and Ben Sample met")
    find(print_, "over 400 boats ... joined the rescue wombats")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": "x"}, "its format is 'x'; 'dossier-fingerprint-1' is read"),
        ({"words": 80}, "80 words and 78 windows do not fit"),
        ({"words": 1e999}, "it is not JSON of the form that is written"),
        (
            {"paragraphs": [5, 8, 35, 56, 76, 82]},
            "the positions of 'paragraphs' are not in order, or beyond the text",
        ),
        ({"sentences": [8, 5]}, "the positions of 'sentences' are not in order, or beyond the text"),
        ({"joins": [0]}, "the positions of 'joins' are not in order, or beyond the text"),
        (
            {"turns": {turn: [99] for turn in TURNS}},
            "the positions of 'negation' are not in order, or beyond the text",
        ),
        ({"turns": {}}, "it lacks 'negation'"),
        ({"parts": [["body", 1, 80]]}, "its parts do not cover the text"),
        ({"parts": [["body", 1, 40], ["title", 42, 81]]}, "its parts do not cover the text"),
        ({"parts": [["advertisement", 1, 81]]}, "its parts do not cover the text"),
        ({"parts": []}, "its parts do not cover the text"),
        ({"salt": "xyz"}, "it is not JSON of the form that is written"),
        ({"windows": "????"}, "it is not JSON of the form that is written"),
    ],
    ids=str,
)
def test_a_damaged_fingerprint_says_what_is_wrong(change: dict[str, Any], why: str) -> None:
    content = json.loads(dumps(print_of(DAILY, DAILY_LAYOUT)))
    with pytest.raises(FingerprintError) as caught:
        loads(json.dumps({**content, **change}))
    assert str(caught.value) == why


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, '{"a":' * 100_000, "9" * 100_000, "null", "[]", '"dossier-fingerprint-1"']
)
def test_what_is_no_fingerprint_at_all(text: str) -> None:
    with pytest.raises(FingerprintError):
        loads(text)


def test_the_text_cannot_be_read_off_a_fingerprint() -> None:
    text = dumps(print_of(DAILY, DAILY_LAYOUT)).lower()
    assert [word for word in DAILY_WORDS if len(word) > 4 and word in text] == []


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "xx", "", "../../kinds/person", "en/../en", "\0", "x" * 5000])
def test_any_language_tag_has_lists(tag: str) -> None:
    """A language without lists of its own uses those of English, and no tag leads out of their folder."""
    assert language(tag) == language("en")


def test_parts_of_a_quote() -> None:
    assert parts("One two ... three… four [...] five (…) six") == [
        ["one", "two"],
        ["three"],
        ["four"],
        ["five"],
        ["six"],
    ]
    assert parts("... one ...") == [["one"]]
    assert parts("U.S. and 1.5") == [["u", "s", "and", "1", "5"]]
