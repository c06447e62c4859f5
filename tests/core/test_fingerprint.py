"""Fingerprints: made as somebody else would make them, read as they were written, refused where damaged."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier.evidence.find import find
from sphinx_dossier.evidence.fingerprint import FingerprintError, dumps, loads
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.turning import TURNS
from sphinx_dossier.values import Lines, Record

from tests.core.articles import DAILY, DAILY_LAYOUT, Article, articles, print_of

many = settings(max_examples=300, deadline=None)

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
        "lists": language("en").digest,
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
    assert len(text.splitlines()) == 14


def test_a_fingerprint_made_before_the_lists_were_told_apart_is_read() -> None:
    content = json.loads(dumps(print_of(DAILY, DAILY_LAYOUT)))
    del content["lists"]
    assert loads(json.dumps(content)) == replace(print_of(DAILY, DAILY_LAYOUT), lists="")


def test_the_lists_of_a_fingerprint_computed_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {name: f"[{name} b, '{name}, a']" for name in (*TURNS, "harmless")}
    text = "abbreviations: [dr]\n" + "".join(f"{name}: {phrases}\n" for name, phrases in lists.items())
    (tmp_path / "xx.yaml").write_text(text, "utf-8")
    monkeypatch.setattr("sphinx_dossier.evidence.language.HERE", tmp_path)
    told = "abbreviations\ndr\n" + "\n".join(f"{name}\n{name} a\n{name} b" for name in (*TURNS, "harmless"))
    assert language("xx-lists").digest == hashlib.sha256(told.encode()).hexdigest()[:16]


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
    assert print_.lists == language("en").digest
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
    "lists",
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
