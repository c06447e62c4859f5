"""How the claims of a page are cited: sentences with footnotes, addresses, and the records of sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx_dossier import pages
from sphinx_dossier.bibliography import bibtex, item
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.how_to_cite import footnoted
from sphinx_dossier.pages.model import Details, Items, Listing, Section, Ways

from tests.pages.fishing import ENTRIES, lines, made

GAZETTE = "Gazette, March 2020, Gazette Press, published 4 March 2020"
AT = "https://dossier.example/meetings/port-talks.html"


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The library with an address for each source, one of them retracted."""
    gazette = ENTRIES["sources/gazette"].replace("file:", "url: https://example.org/deal\nfile:")
    gazette = gazette.replace("file:", "archive: https://archive.example/1/deal\nfile:")
    herald = ENTRIES["sources/herald"].replace("origin:", "standing: [{status: retracted, why: It erred.}]\norigin:")
    changes = {"sources/gazette": gazette, "sources/herald": herald}
    return made(tmp_path_factory.mktemp("online") / "kb", changes)


def part(checked: Checked, id_: str, at: str = "") -> Details:
    *_, last = [block for block in pages.page(id_, checked, at).blocks if not isinstance(block, Ways)]
    assert isinstance(last, Details)
    return last


def claim(checked: Checked, entry: str, id_: str, at: str = "") -> str:
    keeper = checked.library.entries[entry]
    return footnoted(keeper, next(one for one in keeper.claims if one.id == id_), checked, at)


def test_a_page_ends_with_its_claims_and_then_the_records_of_their_sources(online: Checked) -> None:
    found = part(online, "bo-larsen")
    assert lines((found,)) == [
        "== How to cite #how-to-cite",
        "(note) A sentence of this page with its footnote, and the record of each source, to be copied. "
        "The address of a claim stays the same whatever else on the page changes.",
        "- Bo Larsen: Trade Minister of Sudland, 3 March 2020.",
        "  (claim) “Trade Minister Bo Larsen of Sudland”, [Gazette, March 2020](#record--gazette), Gazette Press, "
        "published 4 March 2020. The editors’ reading: The report says so of the day of the meeting. "
        "[#trade](#trade)",
        "== Gazette, March 2020 #record--gazette",
        "BibTeX:",
        *bibtex(item(online.library.entries["gazette"], online.library)).splitlines(),
        "CSL-JSON:",
        "[{",
        '  "id": "gazette",',
        '  "type": "article-newspaper",',
        '  "title": "Norland and Sudland sign fishing deal",',
        '  "container-title": "Gazette Press",',
        '  "issued": {"date-parts": [[2020, 3, 4]]},',
        '  "URL": "https://example.org/deal",',
        '  "archive_location": "https://archive.example/1/deal"',
        "}]",
    ]


def test_the_whole_address_is_shown_where_it_is_known(online: Checked) -> None:
    text = "\n".join(lines((part(online, "port-talks", AT),)))
    for one in online.library.entries["port-talks"].claims:
        assert f"[{AT}#{one.id}](#{one.id})" in text


def test_every_claim_of_the_entry_and_no_other_is_there_once(online: Checked) -> None:
    for entry in online.library.entries.values():
        if entry.claims:
            (items,) = [block for block in part(online, entry.id).blocks if isinstance(block, Items)]
            shown = [one.below[0].content[-1].anchor for one in items.items]  # type: ignore[union-attr]
            assert shown == [claim.id for claim in entry.claims]


def test_each_source_has_its_record_once(online: Checked) -> None:
    found = [block for block in part(online, "port-talks").blocks if isinstance(block, Section)]
    assert [one.anchor for one in found] == ["record--gazette", "record--herald"]
    for one in found:
        texts = [block.code for block in one.blocks if isinstance(block, Listing)]
        assert texts[0].startswith("@")
        assert [record["id"] for record in json.loads(texts[1])] == [one.anchor.removeprefix("record--")]


def test_a_source_is_cited_itself(online: Checked) -> None:
    found = part(online, "herald")
    assert [block.title for block in found.blocks if isinstance(block, Section)] == ["Herald, March 2020"]
    assert not [block for block in found.blocks if isinstance(block, Items)]


def test_a_page_without_claims_has_nothing_to_cite(online: Checked, tmp_path: Path) -> None:
    bare = made(tmp_path / "kb", {"people/nobody": "name: Nobody\n"})
    assert pages.page("nobody", bare).blocks == ()


@pytest.mark.parametrize(
    ("entry", "id_", "text"),
    [
        (
            "port-talks",
            "herring",
            "Talks in Port City, 2020: The ministers agreed to halve the catch of herring.[1]\n\n"
            "[1] “agreed to cut the catch of herring by half”, {gazette}. {at}#herring",
        ),
        (
            "ada-finch",
            "spelling",
            "Ada Finch: Name in the sources: Ada Finch.[1]\n\n"
            "[1] “Foreign Minister Ada Finch of Norland” and “Ada Finch and Bo Larsen shake hands” (in a caption), "
            "{gazette}. {at}#spelling",
        ),
        (
            "port-talks",
            "haven",
            "Talks in Port City, 2020: Date: March 2020; Place: South Haven.[1]\n\n"
            "[1] “met her colleague in South Haven in March 2020”, Herald, March 2020 (since retracted). {at}#haven",
        ),
        (
            "port-talks",
            "c-1ba230d9",
            "Talks in Port City, 2020: Who paid for the talks?[1]\n\n"
            "[1] Read for it without finding an answer: {gazette} and "
            "Herald, March 2020 (since retracted). {at}#c-1ba230d9",
        ),
    ],
)
def test_a_claim_as_a_sentence_with_a_footnote(entry: str, id_: str, text: str, online: Checked) -> None:
    assert claim(online, entry, id_, AT) == text.format(at=AT, gazette=GAZETTE)
    assert claim(online, entry, id_) == text.format(at=online.library.docname(entry), gazette=GAZETTE)


def test_a_quote_leads_to_its_passage_on_the_web(online: Checked) -> None:
    quote = "text=cut%20the%20catch%20of%20herring%20by%20half"
    places = (
        f" Read it: <passage|https://example.org/deal#:~:{quote}>, "
        f"<archived passage|https://archive.example/1/deal#:~:{quote}> and <whole text|https://example.org/deal>."
    )
    (foot,) = [one for one in lines(pages.page("herring-quota", online).blocks) if one.startswith("- “cut the catch")]
    assert f"4 March 2020.{places} Cited above:" in foot
    (own,) = [one for one in lines(pages.page("gazette", online).blocks) if one.startswith("- “cut the catch")]
    assert own.endswith(places)


def test_a_source_without_an_address_leads_nowhere(online: Checked) -> None:
    (foot,) = [
        one
        for one in lines(pages.page("ada-finch", online).blocks)
        if one.startswith("- “Foreign Minister Ada Finsh")
    ]
    assert "Read it" not in foot
