"""What pages say of coverage: the strip of a source, and the tables over all sources and entries."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.codes import Code
from sphinx_dossier.pages.coverage import entries, sources
from sphinx_dossier.pages.model import Block, Mark, Section, Strip
from sphinx_dossier.pages.queries import CoverageTable, EntryPage, answer
from sphinx_dossier.pages.strength import strength
from sphinx_dossier.pages.strip import percent

from tests.pages.fishing import lines, made

CRUISE = """\
name: Cruise of the nets
facts:
  - id: nothing-better
    date: 1975
    cite:
      - {source: herald, quote: since the war of the nets in 1975}
      - {source: gazette, quote: shake hands on the pier}
  - id: in-a-caption
    place: Port City
    cite: {source: gazette, quote: on the pier of Port City}
  - id: plain
    format: in-person
    cite: {source: gazette, quote: met Trade Minister Bo Larsen}
looked-for:
  - question: Who steered?
    read: [gazette]
"""


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The library with a meeting whose claims stand unequally well, and a source without a fingerprint."""
    changes = {"meetings/cruise": CRUISE, "sources/leaflet": "name: A leaflet\n"}
    return made(tmp_path_factory.mktemp("sea") / "kb", changes)


def strip_of(blocks: tuple[Block, ...]) -> Strip:
    (section,) = (one for one in blocks if isinstance(one, Section) and one.anchor == "coverage")
    return next(one for one in section.blocks if isinstance(one, Strip))


def test_a_mark_leads_to_its_quote_and_says_what_it_proves(sea: Checked) -> None:
    strip = strip_of(answer(EntryPage(id="herald"), sea))
    assert [bar.role for bar in strip.bars] == ["beside", "body", "body"]
    assert strip.bars[1].marks[0] == Mark(
        ((6, 11),),
        "q6-11",
        "“Foreign Minister Ada Finsh of Norland” proves "
        "Ada Finch: Name in the sources: Ada Finsh (misprint in the source).",
    )
    assert strip.bars[1].sentences == ((20, True), (23, True))


def test_of_many_claims_a_mark_names_three(sea: Checked, tmp_path: Path) -> None:
    facts = "".join(
        f"  - id: fact-{number}\n    place: Port {number}\n"
        "    cite: {source: herald, quote: since the war of the nets}\n"
        for number in range(5)
    )
    many = made(tmp_path / "kb", {"meetings/old-talks": f"name: Old talks\nfacts:\n{facts}"})
    (mark,) = (one for one in strip_of(answer(EntryPage(id="herald"), many)).bars[2].marks if one.anchor == "q33-38")
    assert mark.title == (
        "“since the war of the nets” proves Old talks: Place: Port 0. Old talks: Place: Port 1. "
        "Old talks: Place: Port 2. and 2 more claims."
    )


def test_a_source_without_a_fingerprint_has_no_strip(sea: Checked) -> None:
    blocks = answer(EntryPage(id="leaflet"), sea)
    assert "coverage" not in [one.anchor for one in blocks if isinstance(one, Section)]


def test_the_table_of_sources(sea: Checked) -> None:
    assert lines(sources(sea)) == [
        "100%: 6 of 6 sentences in the bodies of 2 sources have something cited.",
        "[What each source has given]",
        "Source | Own words | Words quoted | Sentences cited | Quotes | Claims",
        "[Herald, March 2020](sources/herald#coverage) | 40 | 80% | 3 of 3 | 6 | 7",
        "[Gazette, March 2020](sources/gazette#coverage) | 72 | 79% | 3 of 3 | 13 | 14",
        "[A leaflet](sources/leaflet) | no fingerprint |  |  |  | ",
    ]


def test_the_table_of_entries(sea: Checked) -> None:
    found = lines(entries(sea))
    assert found[:2] == [
        "[What the claims of each entry rest on]",
        "Entry | Claims | Sources | Origins | Weakest claim",
    ]
    assert (
        "[Cruise of the nets](meetings/cruise) | 3 | 2 | 1 | "
        "[Place: Port City.](meetings/cruise#in-a-caption) (1 source, outside the body)"
    ) in found
    assert not [line for line in found if line.startswith("[Herald")], "a source claims nothing here"


def test_of_very_many_the_tables_show_those_with_which_to_begin(sea: Checked) -> None:
    whole = replace(sea, settings=replace(sea.settings, index_rows=2))
    large = replace(whole, parted=True)
    assert [lines(tell(whole)) for tell in (sources, entries)] == [lines(tell(sea)) for tell in (sources, entries)]
    assert [line.partition("]")[0] for line in lines(sources(large))] == [
        "100%: 6 of 6 sentences in the bodies of 2 sources have something cited.",
        "(note) Shown here: 2 sources with the most sentences of which nothing is cited. "
        "The page of any other says what it has given.",
        "[What each source has given",
        "Source | Own words | Words quoted | Sentences cited | Quotes | Claims",
        "[A leaflet",
        "[Herald, March 2020",
    ]
    note, _, _, *rows = lines(entries(large))
    number = len(lines(entries(sea))) - 2
    assert note == (
        f"(note) {number} entries claim something. Shown here: 2 that rest on the fewest origins. "
        "The page of any other says on what each of its claims rests."
    )
    assert [row.partition("]")[0] for row in rows] == ["[Talks in Port City, 2020", "[Cruise of the nets"]


def test_the_weakest_claim_has_the_fewest_origins_then_sources_then_words_of_the_body(sea: Checked) -> None:
    found = strength(sea.library.entries["cruise"], sea)
    assert (found.claims, found.sources, found.origins) == (3, ("gazette", "herald"), ("gazette",))
    assert found.weakest is not None
    assert found.weakest.claim.id == "in-a-caption"
    better = next(one for one in sea.library.entries["cruise"].claims if one.id == "nothing-better")
    assert found.weakest.weight < strength_of(better.id, sea)


def strength_of(claim: str, sea: Checked) -> tuple[int, int, bool, int]:
    """Return the weight of a claim of the cruise when it is alone."""
    entry = sea.library.entries["cruise"]
    alone = strength(replace(entry, claims=tuple(one for one in entry.claims if one.id == claim)), sea)
    assert alone.weakest is not None
    return alone.weakest.weight


def test_what_a_claim_weighs(sea: Checked) -> None:
    assert strength_of("plain", sea) == (1, 1, True, 0)
    assert strength_of("nothing-better", sea) == (1, 2, True, 0)
    assert strength_of("in-a-caption", sea)[:3] == (1, 1, False)


def test_of_equal_claims_the_one_about_which_the_check_had_found_more_is_weaker(sea: Checked) -> None:
    quotes = ("Finch said that the deal would save the herring", "agreed to cut the catch of herring by half")
    for quote, id_ in zip(quotes, ("saved", "herring"), strict=True):
        answered = {("gazette", quote, ""): (Code.CUT_HEDGE, Code.CUT_DENIAL)}
        entry = sea.library.entries["port-talks"]
        entry = replace(entry, claims=tuple(one for one in entry.claims if one.id in {"saved", "herring"}))
        found = strength(entry, replace(sea, answered=answered)).weakest
        assert found is not None
        assert (found.claim.id, found.words) == (id_, "1 source, 2 findings answered")


@pytest.mark.parametrize("query", [CoverageTable(), CoverageTable(entries=True)])
def test_a_query_outlives_a_pickle(query: CoverageTable, sea: Checked) -> None:
    again = pickle.loads(pickle.dumps(query))  # noqa: S301
    assert hash(again) == hash(query)
    assert answer(again, sea) == (entries(sea) if query.entries else sources(sea))


@pytest.mark.parametrize(
    ("number", "all_", "words"), [(0, 0, "0%"), (0, 9, "0%"), (2, 3, "66%"), (999, 1000, "99%"), (7, 7, "100%")]
)
def test_only_the_whole_is_a_hundred_percent(number: int, all_: int, words: str) -> None:
    assert percent(number, all_) == words
