"""Where sources have their words from, and how many witnesses they are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.library import Library
from sphinx_dossier.loading import load
from sphinx_dossier.origins import Bond, chain, circles, independent, origin, witnesses

SOURCES = {
    "wire": "agency: tide-wire\n",
    "daily": "origin: wire\nauthors: [Cora Writer]\n",
    "evening": "origin: wire\n",
    "reprint": "origin: daily\n",
    "herald": "authors: [Dan Reporter]\n",
    "weekly": "authors: [CORA WRITER]\n",
    "monthly": "authors: [Dan Reporter, CoraWriter]\n",
    "carried": "agency: tide-wire\n",
    "own": "publisher: tide-wire\n",
    "post": "publisher: post-press\n",
    "post-2": "publisher: post-press\n",
    "loop-a": "origin: loop-b\n",
    "loop-b": "origin: loop-c\n",
    "loop-c": "origin: loop-b\n",
    "lost": "origin: nowhere\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root: Path = tmp_path_factory.mktemp("kb")
    for folder in ("sources", "organizations"):
        (root / folder).mkdir()
    for id_, text in SOURCES.items():
        (root / f"sources/{id_}.yaml").write_text(f"name: {id_}\n{text}", "utf-8")
    for id_ in ("tide-wire", "post-press"):
        (root / f"organizations/{id_}.yaml").write_text(f"name: {id_}\n", "utf-8")
    return load(root)


def groups(library: Library, *sources: str) -> list[tuple[str, ...]]:
    return [witness.sources for witness in witnesses(library, sources)]


def test_a_chain_leads_to_where_the_words_come_from(library: Library) -> None:
    assert chain(library, "reprint") == ("reprint", "daily", "wire")
    assert origin(library, "reprint") == "wire"
    assert origin(library, "herald") == "herald"
    assert chain(library, "lost") == ("lost", "nowhere")


def test_a_circle_ends_where_it_closes_and_is_found_once(library: Library) -> None:
    assert chain(library, "loop-a") == ("loop-a", "loop-b", "loop-c")
    assert list(circles(library)) == [("loop-b", "loop-c")]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("daily", "evening"), [("daily", "evening")]),  # both relay the wire
        (("wire", "evening"), [("wire", "evening")]),  # one relays the other
        (("reprint", "evening"), [("reprint", "evening")]),  # through another
        (("daily", "herald"), [("daily",), ("herald",)]),
        (("daily", "weekly"), [("daily", "weekly")]),  # one author, in capitals
        (("monthly", "weekly"), [("monthly", "weekly")]),  # one author, as one word
        (("herald", "weekly", "monthly"), [("herald", "weekly", "monthly")]),  # the third has both authors
        (("carried", "wire"), [("carried", "wire")]),  # one agency
        (("carried", "own"), [("carried", "own")]),  # its own report, and a paper that carries it
        (("post", "post-2"), [("post",), ("post-2",)]),  # one paper has many reporters
        (("daily", "daily"), [("daily",)]),
        ((), []),
    ],
)
def test_witnesses(sources: tuple[str, ...], expected: list[tuple[str, ...]], library: Library) -> None:
    assert groups(library, *sources) == expected


def test_the_plainest_tie_is_told_and_no_more_than_is_needed(library: Library) -> None:
    (found,) = witnesses(library, ["daily", "evening", "wire"])
    assert [(tie.bond, tie.what) for tie in found.ties] == [(Bond.ORIGIN, "wire")]
    (found,) = witnesses(library, ["reprint", "daily"])
    assert [(tie.bond, tie.what, tie.sources) for tie in found.ties] == [
        (Bond.ORIGIN, "daily", ("reprint", "daily")),
    ]
    (found,) = witnesses(library, ["herald", "weekly", "monthly"])
    assert [(tie.bond, tie.what) for tie in found.ties] == [
        (Bond.AUTHOR, "CORA WRITER"),
        (Bond.AUTHOR, "Dan Reporter"),
    ]
    (found,) = witnesses(library, ["carried", "wire"])
    assert [(tie.bond, tie.what) for tie in found.ties] == [(Bond.AGENCY, "tide-wire")]


def test_one_source_alone_has_no_tie(library: Library) -> None:
    assert [(one.sources, one.ties) for one in witnesses(library, ["reprint"])] == [(("reprint",), ())]


def test_independent_origins(library: Library) -> None:
    assert independent(library, ["reprint", "herald", "evening"]) == ("wire", "herald")


@given(st.lists(st.sampled_from(sorted(SOURCES)), unique=True), st.randoms())
def test_the_witnesses_part_the_sources_whatever_their_order(
    library: Library, sources: list[str], chance: random.Random
) -> None:
    found = groups(library, *sources)
    assert sorted(source for group in found for source in group) == sorted(sources)
    mixed = list(sources)
    chance.shuffle(mixed)
    assert {frozenset(group) for group in groups(library, *mixed)} == {frozenset(group) for group in found}
    assert len(independent(library, sources)) == len(found)
