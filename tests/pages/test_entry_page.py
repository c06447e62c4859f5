"""What the page of an entry says, line by line."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx_dossier import pages
from sphinx_dossier.addresses import needed, sections
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.pages.model import Details, Items, Link, Mark, Section
from sphinx_dossier.pages.queries import QueryError
from sphinx_dossier.values import ID

from tests.pages.fishing import ENTRIES, lines, made

KB = Path(__file__).parents[2] / "kb"
DEAL = "[Gazette, March 2020]"
PHOTOGRAPH = (
    "The editors’ reading: The photograph shows both. (The check noted: proved outside the article's body only.)"
)
NO_DATE = "(The check noted: the date is not in the words quoted.)"
MONTH_BEFORE = f"The editors’ reading: The Herald of March speaks of it as of the month before. {NO_DATE}"
ONE_WITNESS = (
    "[Herald, March 2020](sources/herald) relays [Gazette, March 2020](sources/gazette). "
    "A claim beside which no number of sources stands rests on one."
)


def page(fishing: Checked, id_: str) -> list[str]:
    return lines(tuple(block for block in pages.page(id_, fishing).blocks if not isinstance(block, Details)))


def part(fishing: Checked, id_: str, title: str) -> list[str]:
    """Return the lines of one section."""
    (found,) = [
        block for block in pages.page(id_, fishing).blocks if isinstance(block, Section) and block.title == title
    ]
    return lines(found.blocks)


def test_the_page_says_what_it_is(fishing: Checked) -> None:
    page = dataclasses.replace(pages.page("ada-finch", fishing), blocks=())
    assert page.docname == "people/ada-finch"
    assert (page.title, page.kind) == ("Ada Finch", "Person")
    assert page.crumbs == (Link("People", "people/index"),)
    assert page.about == "Ada Finch: Foreign Minister of Norland."
    assert page.origin == "kb/people/ada-finch.yaml"


def test_a_person_from_top_to_bottom(fishing: Checked) -> None:
    assert page(fishing, "ada-finch") == [
        "Name in the sources: Ada Finch[^1][^2]",
        "Name in the sources: Ada Finsh (misprint in the source)[^3]",
        "  (note) The Gazette has Finch throughout.",
        "== In time #in-time",
        "Ada Finch in time",
        "* February 2020: [herring quota: The deal was the first since the war of the nets.](#herring-quota--first)",
        "* 3 March 2020: [Talks in Port City, 2020](meetings/port-talks) · [1 statement](#port-talks--saved)",
        "== Offices #offices",
        "- Foreign Minister of [Norland](organizations/norland).[^1]",
        "== Meetings #meetings",
        "- Took part in [Talks in Port City, 2020](meetings/port-talks#both), 3 March 2020 (confirmed).[^4]",
        "- Took part in [Talks in Port City, 2020](meetings/port-talks#ada) as Foreign Minister for "
        "[Norland](organizations/norland), 3 March 2020.[^5]",
        "== Statements #statements",
        "- February 2020: The deal was the first since the war of the nets.[^6]",
        "  (claim) From [herring quota](policies/herring-quota#first)",
        "- 3 March 2020: Finch said that the deal would save the herring.[^7]",
        "  (claim) About [herring quota](policies/herring-quota) · "
        "From [Talks in Port City, 2020](meetings/port-talks#saved)",
        "== Sources #sources",
        f"(note) 7 quotes from 2 sources with 1 independent origin: {ONE_WITNESS}",
        f"- “Foreign Minister Ada Finch of Norland” — {DEAL}(sources/gazette#q7-12), "
        "Gazette Press, published 4 March 2020. Cited above: [a](#cite-1-1), [b](#cite-1-2)",
        f"- “Ada Finch and Bo Larsen shake hands” — {DEAL}(sources/gazette#q60-66), "
        "Gazette Press, published 4 March 2020 (in a caption). Cited above: [a](#cite-2-1)",
        "- “Foreign Minister Ada Finsh of Norland” — [Herald, March 2020](sources/herald#q6-11). "
        "Cited above: [a](#cite-3-1)",
        f"- “Ada Finch and Bo Larsen shake hands on the pier” — {DEAL}(sources/gazette#q60-69), "
        "Gazette Press, published 4 March 2020 (in a caption). Cited above: [a](#cite-4-1)",
        f"  (infer) {PHOTOGRAPH}",
        f"- “Foreign Minister Ada Finch of Norland met Trade Minister” — {DEAL}(sources/gazette#q7-15), "
        "Gazette Press, published 4 March 2020. Cited above: [a](#cite-5-1)",
        "- “the first between Norland and Sudland since the war of the nets” — "
        "[Herald, March 2020](sources/herald#q27-38). Cited above: [a](#cite-6-1)",
        f"  (infer) {MONTH_BEFORE}",
        f"- “Finch said that the deal would save the herring” — {DEAL}(sources/gazette#q45-53), "
        "Gazette Press, published 4 March 2020. Cited above: [a](#cite-7-1)",
    ]


def test_a_meeting_from_facts_to_what_is_not_known(fishing: Checked) -> None:
    assert page(fishing, "port-talks")[:27] == [
        # The dates agree, for one is only less exact: no difference. The places cannot both hold.
        "Date: 3 March 2020[^1]",
        "Date: March 2020[^2]",
        "Place: ",
        "  (conflict) Sources differ. They are one witness: [Herald, March 2020](sources/herald) relays "
        "[Gazette, March 2020](sources/gazette).",
        "Place: Port City[^1]",
        f"  (side) “in Port City on March 3, 2020” — {DEAL}(sources/gazette#q20-26), Gazette Press, "
        "published 4 March 2020.",
        "  (note) The editors follow this: The Gazette was there.",
        "Place: South Haven[^2]",
        "  (side) “met her colleague in South Haven in March 2020” — [Herald, March 2020](sources/herald#q12-20).",
        "== Participants #participants",
        "- [Ada Finch](people/ada-finch) and [Bo Larsen](people/bo-larsen) took part (confirmed).[^3]",
        "- [Ada Finch](people/ada-finch), Foreign Minister, took part for [Norland](organizations/norland).[^4]",
        "== Who met whom #who-met-whom",
        "Talks in Port City, 2020: who met whom",
        "As | Name | How much",
        "Who took part | [Ada Finch](people/ada-finch) | ",
        "Who took part | [Bo Larsen](people/bo-larsen) | ",
        "About | [herring quota](policies/herring-quota) | 2 statements",
        "== Statements #statements",
        "- The ministers agreed to halve the catch of herring.[^5]",
        "  (claim) About [herring quota](policies/herring-quota) and [Norland](organizations/norland)",
        "- 3 March 2020: Finch said that the deal would save the herring.[^6]",
        "  (claim) Said by [Ada Finch](people/ada-finch) · About [herring quota](policies/herring-quota)",
        "== Not known #not-known",
        "- Who paid for the talks?",
        "  (claim) Looked for in [Gazette, March 2020](sources/gazette) and [Herald, March 2020](sources/herald), "
        "which do not say.",
        "  (note) Neither says.",
    ]


def test_who_is_no_end_of_a_relation_is_named_by_the_sentence_of_its_entry(fishing: Checked) -> None:
    # Norland took no part: Ada Finch did, for Norland.
    assert part(fishing, "norland", "Meetings") == [
        "- [Talks in Port City, 2020](meetings/port-talks#ada): [Ada Finch](people/ada-finch), "
        "Foreign Minister, took part for Norland.[^2]"
    ]


def test_a_statement_without_a_date_has_that_of_the_entry_that_keeps_it(fishing: Checked) -> None:
    assert part(fishing, "herring-quota", "Statements") == [
        "- February 2020: The deal was the first since the war of the nets.[^3]",
        "  (claim) About [Ada Finch](people/ada-finch)",
        "- The ministers agreed to halve the catch of herring.[^4]",
        "  (claim) About [Norland](organizations/norland) · "
        "From [Talks in Port City, 2020](meetings/port-talks#herring), 3 March 2020",
        "- 3 March 2020: Finch said that the deal would save the herring.[^5]",
        "  (claim) Said by [Ada Finch](people/ada-finch) · "
        "From [Talks in Port City, 2020](meetings/port-talks#saved)",
    ]


def test_the_editors_reading_stands_at_the_foot(fishing: Checked) -> None:
    assert part(fishing, "bo-larsen", "Sources")[:3] == [
        "(note) 2 quotes from 1 source.",
        f"- “Trade Minister Bo Larsen of Sudland” — {DEAL}(sources/gazette#q14-19), Gazette Press, "
        "published 4 March 2020. Cited above: [a](#cite-1-1)",
        f"  (infer) The editors’ reading: The report says so of the day of the meeting. {NO_DATE}",
    ]


def test_keys_of_other_entries_are_links_back(fishing: Checked) -> None:
    assert part(fishing, "gazette-press", "Published") == ["- [Gazette, March 2020](sources/gazette), 4 March 2020"]


def test_a_source_from_top_to_bottom(fishing: Checked) -> None:
    found = page(fishing, "herald")
    assert found[:-2] == [
        "Title: “Herring deal signed at last”",
        "Published: March 2020",
        "Origin: [Gazette, March 2020](sources/gazette)",
        "== What this source has given #coverage",
        "3 of 3 sentences of the body have something cited, and 0 of 1 beside it (title, standfirst, by-line, "
        "captions). "
        "80% of the article’s own words are quoted, 32 of 40, in 6 quotes that prove 6 claims.",
        "Herald, March 2020: which of its words are quoted",
        "- Title: 5 words, 0 of them quoted; 1 sentence, 0 with something cited",
        "- Paragraph 1: 18 words, 18 of them quoted; 2 sentences, 2 with something cited",
        "- Paragraph 2: 17 words, 14 of them quoted; 1 sentence, 1 with something cited",
        "[The same as a table]",
        "Part | Words | Words quoted | Sentences cited | Quotes",
        "Title | 5 (1–5) | 0 | 0 of 1 | ",
        "Paragraph 1 | 18 (6–23) | 18 | 2 of 2 | [6–11](#q6-11), [12–20](#q12-20), [18–23](#q18-23)",
        "Paragraph 2 | 17 (24–40) | 14 | 1 of 1 | [27–38](#q27-38), [28–35](#q28-35), [33–40](#q33-40)",
        "== Quotes from this source #quotes",
        "(note) 6 quotes, in the order in which they stand; they prove 6 claims on 5 pages.",
        "- “Foreign Minister Ada Finsh of Norland” Words 6 to 11.",
        "  (claim) [Ada Finch](people/ada-finch#slip): Name in the sources: Ada Finsh (misprint in the source).",
        "- “met her colleague in South Haven in March 2020” Words 12 to 20.",
        "  (claim) [Talks in Port City, 2020](meetings/port-talks#haven): Date: March 2020; Place: South Haven.",
        "  (otherwise) Sources differ. Place: [Port City](meetings/port-talks#pier) in Gazette, March 2020, "
        "which the editors follow.",
        "- “in March 2020. The Gazette reported” Words 18 to 23.",
        "  (claim) [Gazette Press](organizations/gazette-press#c-f76a592f): Type: publisher.",
        "- “the first between Norland and Sudland since the war of the nets” Words 27 to 38.",
        "  (claim) [herring quota](policies/herring-quota#first): The deal was the first since the war of the nets.",
        f"  (infer) {MONTH_BEFORE}",
        "- “first between Norland and Sudland since the war” Words 28 to 35.",
        "  (claim) [herring quota](policies/herring-quota#quota): Pursued by [Norland](organizations/norland) "
        "and [Sudland](organizations/sudland).",
        "- “since the war of the nets in 1975” Words 33 to 40.",
        "  (claim) [Talks of the war of the nets](meetings/old-talks#year): Date: 1975.",
        "== Read for open questions #read-for-open-questions",
        "- [Talks in Port City, 2020](meetings/port-talks#c-1ba230d9): Who paid for the talks?",
        "  (note) Neither says.",
        "== Technical details #technical-details",
    ]
    assert found[-1] == "Layout: Title: 1"


def test_the_source_that_is_relayed_names_who_relays_it(fishing: Checked) -> None:
    assert part(fishing, "gazette", "Relayed by") == ["- [Herald, March 2020](sources/herald), March 2020"]


def test_a_source_without_quotes_says_so(tmp_path: Path) -> None:
    checked = made(tmp_path / "kb", {"sources/leaflet": "name: A leaflet\n"})
    assert part(checked, "leaflet", "Quotes from this source") == ["(empty) No claim is proved from this source."]


def test_a_quote_has_its_address_and_each_claim_its_own(fishing: Checked) -> None:
    quotes = next(
        block
        for section in pages.page("gazette", fishing).blocks
        if isinstance(section, Section) and section.anchor == "quotes"
        for block in section.blocks
        if isinstance(block, Items)
    )
    assert [item.anchors for item in quotes.items][:3] == [("q1-6",), ("q7-12",), ("q7-15",)]


def test_equal_values_stand_once_with_the_addresses_of_all_their_claims(tmp_path: Path) -> None:
    text = ENTRIES["people/ada-finch"].replace(
        "offices:\n",
        "  - id: again\n    name: Ada Finch\n    note: From the pier.\n"
        "    cite: {source: gazette, quote: Finch said that the deal}\noffices:\n",
    )
    checked = made(tmp_path / "kb", {"people/ada-finch": text})
    terms = pages.page("ada-finch", checked).blocks[0]
    assert lines((terms,))[:3] == [
        "Name in the sources: Ada Finch[^1][^2][^3]",
        "  (note) From the pier.",
        "Name in the sources: Ada Finsh (misprint in the source)[^4]",
    ]
    assert "anchors=('spelling', 'again')" in repr(terms)


def test_a_broken_entry_is_named_in_plain_words(tmp_path: Path) -> None:
    checked = made(tmp_path / "kb", {"people/bo-larsen": "name: Bo Larsen\nofices: []\n"})
    assert {problem.place.path for problem in checked.problems} == {"kb/people/bo-larsen.yaml"}
    assert part(checked, "port-talks", "Participants")[0] == (
        "- [Ada Finch](people/ada-finch) and bo larsen took part (confirmed).[^3]"
    )
    with pytest.raises(QueryError, match=r"^the entry 'bo-larsen' is left out, because there is a problem"):
        pages.page("bo-larsen", checked)


@pytest.mark.parametrize("name", ["fishing", "kb"])
def test_no_claim_can_take_an_address_that_a_page_needs(name: str, fishing: Checked) -> None:
    """The rule `duplicate-claim` knows every address that is not a claim's and could be one."""
    checked = fishing if name == "fishing" else check(KB)
    kinds = checked.library.kinds
    known = {name: sections(kind, kinds.values()) for name, kind in kinds.items()}
    for entry in checked.library.entries.values():
        page = pages.page(entry.id, checked)
        taken = {anchor for anchor in anchors(page.blocks) if ID.fullmatch(anchor)} - {one.id for one in entry.claims}
        assert "sources" in taken or not any(claim.cite for claim in entry.claims)
        assert {anchor for anchor in taken if not needed(anchor, known[entry.kind])} == set()


def anchors(part: object) -> Iterator[str]:
    """Yield every address in a part of a page."""
    if isinstance(part, tuple):
        yield from (anchor for one in part for anchor in anchors(one))
    elif dataclasses.is_dataclass(part):
        here = () if isinstance(part, Link | Mark) else (getattr(part, "anchor", ""), *getattr(part, "anchors", ()))
        yield from (anchor for anchor in here if anchor)
        yield from (anchor for one in dataclasses.fields(part) for anchor in anchors(getattr(part, one.name)))


def test_pages_of_equal_libraries_are_equal(fishing: Checked, tmp_path: Path) -> None:
    again = made(tmp_path / "kb")
    for id_ in fishing.library.entries:
        assert pages.page(id_, again) == pages.page(id_, fishing)


def test_an_unknown_entry_is_refused_with_the_nearest(fishing: Checked) -> None:
    with pytest.raises(QueryError, match=r"^no entry 'ada-fitch'; did you mean 'ada-finch'\?$"):
        pages.page("ada-fitch", fishing)


def test_a_quote_that_is_read_in_two_ways_has_two_numbers(tmp_path: Path) -> None:
    """Who follows the number of a claim finds the reading for that claim alone."""
    quote = "Foreign Minister Ada Finch of Norland"
    entry = f"""\
name: Ada Finch
facts:
  - name: Ada Finch
    cite: {{source: gazette, quote: {quote}}}
offices:
  - office: Foreign Minister
    date: 2020-03-03
    cite: {{source: gazette, quote: {quote}, infer: On the day of the meeting.}}
"""
    found = part(made(tmp_path / "kb", {"people/ada-finch": entry}), "ada-finch", "Sources")
    # Four other quotes reach the page from the meeting and the policy, one of them from the Herald.
    assert found[0] == f"(note) 6 citations of 5 quotes from 2 sources with 1 independent origin: {ONE_WITNESS}"
    assert [line.split(" — ")[0] for line in found if line.startswith(f"- “{quote}”")] == [f"- “{quote}”"] * 2
    assert found.count(f"  (infer) The editors’ reading: On the day of the meeting. {NO_DATE}") == 1
