"""What a source has given, counted from its fingerprint."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import loading
from sphinx_dossier.evidence import coverage, find, fingerprint
from sphinx_dossier.evidence.coverage import Coverage
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.library import Library
from sphinx_dossier.values import Lines, Record

from tests.core.articles import DAILY, DAILY_LAYOUT, NO_LAYOUT, Article, articles, print_of

ARTICLE = """\
Home News Weather
Sign in to read

Lighthouse to be moved

Keeper Una Wick said on Friday that the lighthouse would be moved. It will stand on the cliff by May. Nobody was told
why.

Menu

The lamp burns oil from the whale museum.

Una Wick beside the lamp
Una Wick beside the stairs
"""
LAYOUT = Record(
    {
        "furniture": (Lines(first=1, last=2), Lines(first=9, last=9)),
        "title": (Lines(first=4, last=4),),
        "caption": (Lines(first=13, last=13), Lines(first=14, last=14)),
    }
)
ADA = """\
name: Una Wick
facts:
  - id: name
    name: Una Wick
    cite:
      - {source: post, quote: Keeper Una Wick said on Friday}
      - {source: post, quote: Una Wick beside the lamp}
statements:
  - id: move
    text: The lighthouse would be moved.
    cite:
      - {source: post, quote: "Keeper Una Wick said ... that the lighthouse would be moved"}
      - {source: post, quote: "keeper Una Wick said on Friday"}
  - id: menu
    text: There is a page around it.
    cite: {source: post, quote: home news weather sign}
  - id: elsewhere
    text: Another source has said so, and this one has not.
    cite:
      - {source: gone, quote: Keeper Una Wick said on Friday}
      - {source: post, quote: a lighthouse on the moon}
"""


def measured(root: Path, entry: str = ADA) -> tuple[Library, Fingerprint, Coverage]:
    """Return the coverage of the article by one entry."""
    for path, text in {"sources/post.yaml": "name: Post\n", "people/una-wick.yaml": entry}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    found = loading.load(root)
    print_ = fingerprint.make(ARTICLE.encode(), LAYOUT)
    proofs = {}
    for _, _, citation in found.citing.get("post", ()):
        if isinstance(proof := find.find(print_, citation.quote.text), Proof):
            proofs["post", citation.quote.text] = proof
    return found, print_, coverage.coverage("post", found, print_, proofs)


def test_the_parts_in_order_with_their_names(tmp_path: Path) -> None:
    _, _, found = measured(tmp_path)
    assert [(one.label, one.first, one.last, one.quoted) for one in found.stretches] == [
        ("page furniture", 1, 7, 4),  # two lines of it
        ("title", 8, 11, 0),
        ("paragraph 1", 12, 35, 12),
        ("page furniture", 36, 36, 0),
        ("paragraph 2", 37, 44, 0),
        ("caption", 45, 54, 5),
    ]


def test_the_sentences_that_have_something_cited(tmp_path: Path) -> None:
    _, _, found = measured(tmp_path)
    body = found.stretches[2]
    assert [(one.number, one.first, one.last, one.quoted) for one in body.sentences] == [
        (1, 12, 23, 12),
        (2, 24, 31, 0),
        (3, 32, 35, 0),
    ]
    assert (body.words, body.cited) == (24, 1)
    assert (found.body, found.beside) == ((1, 4), (1, 2))
    assert [(stretch.label, one.number) for stretch, one in found.uncited] == [
        ("title", 1),
        ("paragraph 1", 2),
        ("paragraph 1", 3),
        ("paragraph 2", 1),
    ]


def test_words_are_counted_once_and_furniture_is_not(tmp_path: Path) -> None:
    _, _, found = measured(tmp_path)
    assert (found.words, found.own, found.quoted) == (54, 46, 17)
    assert found.share == 17 / 46


def test_each_range_is_one_mark_with_its_claims(tmp_path: Path) -> None:
    """The same words in another typography are the same range; what is not in the article has none."""
    _, _, found = measured(tmp_path)
    assert [(mark.proof.spans, [claim.id for _, claim in mark.uses]) for mark in found.marks] == [
        (((1, 4),), ["menu"]),
        (((12, 15), (18, 23)), ["move"]),
        (((12, 17),), ["name", "move"]),
        (((45, 49),), ["name"]),
    ]
    assert found.claims == 3
    assert [[mark.proof.spans[0][0] for mark in one.marks] for one in found.stretches] == [
        [1], [], [12, 12], [], [], [45],
    ]  # fmt: skip


def test_a_source_that_nobody_cites(tmp_path: Path) -> None:
    _, _, found = measured(tmp_path, "name: Una Wick\n")
    assert (found.marks, found.claims, found.quoted, found.share) == ((), 0, 0, 0.0)
    assert (found.body, len(found.uncited)) == ((0, 4), 6)


def test_a_source_of_nothing_but_furniture_has_no_share(tmp_path: Path) -> None:
    known, _, _ = measured(tmp_path)
    layout = Record({"furniture": (Lines(first=1, last=99),)})
    found = coverage.coverage("post", known, fingerprint.make(ARTICLE.encode(), layout), {})
    assert (found.own, found.share, found.body, found.beside) == (0, 0.0, (0, 0), (0, 0))
    assert [one.label for one in found.stretches] == ["page furniture"]


def test_sentences_of_all_bodies_are_added_up(tmp_path: Path) -> None:
    _, _, found = measured(tmp_path)
    assert coverage.in_body([found, found]) == (2, 8)
    assert coverage.in_body([]) == (0, 0)


def test_several_of_a_part_are_numbered(tmp_path: Path) -> None:
    known, _, _ = measured(tmp_path)
    layout = Record({"title": (Lines(first=1, last=2), Lines(first=4, last=4)), "byline": (Lines(first=9, last=9),)})
    found = coverage.coverage("post", known, fingerprint.make(ARTICLE.encode(), layout), {})
    assert [one.label for one in found.stretches] == [
        "title 1",
        "title 2",
        "paragraph 1",
        "by-line",
        "paragraph 2",
        "paragraph 3",
    ]


def test_a_skeleton_made_by_others_may_leave_ends_out() -> None:
    print_ = dataclasses.replace(print_of(DAILY, DAILY_LAYOUT), paragraphs=(), sentences=())
    ends = [(part, span) for part, span in coverage._ranges(print_)]
    assert ends == [(part, (first, last)) for part, first, last in print_.parts]
    assert [(one.first, one.last) for one in coverage._sentences(print_, 5, 9, [])] == [(5, 9)]


def test_a_stretch_may_start_with_a_sentence_of_one_word() -> None:
    print_ = dataclasses.replace(print_of(DAILY, DAILY_LAYOUT), sentences=(4, 5, 9))
    assert [(one.first, one.last) for one in coverage._sentences(print_, 5, 9, [])] == [(5, 5), (6, 9)]


SPANS = st.lists(st.tuples(st.integers(1, 120), st.integers(0, 30)).map(lambda one: (one[0], one[0] + one[1])))


@given(SPANS)
def test_a_union_holds_each_word_once(spans: list[tuple[int, int]]) -> None:
    found = coverage.union(spans)
    counted = [word for first, last in found for word in range(first, last + 1)]
    assert counted == sorted({word for first, last in spans for word in range(first, last + 1)})
    assert all(end + 1 < start for (_, end), (start, _) in pairwise(found))


@given(articles(), SPANS, st.integers(1, 6), st.integers(0, 4))
def test_quoted_words_are_counted_as_one_by_one(
    article: Article, spans: list[tuple[int, int]], first: int, more: int
) -> None:
    layout = Record({"furniture": (Lines(first=first, last=first + more),)})
    for print_ in (print_of(article, layout), print_of(article, NO_LAYOUT), print_of(DAILY, DAILY_LAYOUT)):
        own = {word for word in range(1, print_.words + 1) if print_.part(word) != "furniture"}
        inside = {word for start, end in spans for word in range(start, end + 1)}
        assert coverage.quoted(print_, spans) == (len(own & inside), len(own))
        assert coverage.quoted(print_, iter(spans)) == coverage.quoted(print_, spans)
