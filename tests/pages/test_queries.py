"""What the queries answer, and what they refuse."""

from __future__ import annotations

import pickle

import pytest
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.codes import Code
from sphinx_dossier.pages.model import Section, Table
from sphinx_dossier.pages.queries import (
    Codes,
    Counts,
    Differences,
    EntriesTable,
    EntryPage,
    KindIndex,
    KindsReference,
    MeetingsInTime,
    OneClaim,
    Query,
    QueryError,
    SingleOrigin,
    TermsOfField,
    WholeNetwork,
    WholeTimeline,
    answer,
)

from tests.pages.fishing import lines

TALKS = "[Talks in Port City, 2020](meetings/port-talks)"
OLD = "[Talks of the war of the nets](meetings/old-talks)"


def ask(query: Query, fishing: Checked) -> list[str]:
    return lines(answer(query, fishing))


def names(fishing: Checked, **query: object) -> list[str]:
    """Return the rows of a table that shows nothing but names."""
    return ask(EntriesTable(columns=("name",), **query), fishing)[2:]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        EntryPage(id="ada-finch"),
        KindIndex(kind="person"),
        EntriesTable(kind="meeting", columns=("name",), where=(("place", "Port City"),), order="-date", limit=3),
        MeetingsInTime(where=(("place", "Port City"),), limit=3, newest_first=True),
        OneClaim(entry="ada-finch", claim="slip"),
        Differences(),
        SingleOrigin(),
        WholeNetwork(),
        WholeTimeline(),
        TermsOfField((("ada-finch", ("#minister",)),)),
        Counts(),
        Codes(),
        KindsReference(),
    ],
)
def test_a_query_outlives_a_pickle_and_can_be_hashed(query: Query, fishing: Checked) -> None:
    again = pickle.loads(pickle.dumps(query))  # noqa: S301
    assert again == query
    assert hash(again) == hash(query)
    assert answer(again, fishing) == answer(query, fishing)


def test_the_index_of_meetings_goes_back_in_time(fishing: Checked) -> None:
    assert lines(pages.index("meeting", fishing).blocks) == [
        "(lead) People or sides who met, talked or appeared together, in one place or online.",
        "(note) 2 meetings, the newest first.",
        "[Meetings]",
        "Date | Name | Place | Participants",
        f"[3 March 2020](meetings/port-talks#pier) | {TALKS} | "
        "[Port City](meetings/port-talks#pier); [South Haven](meetings/port-talks#haven) | "
        "[Ada Finch](people/ada-finch), [Bo Larsen](people/bo-larsen)",
        f"[1975](meetings/old-talks#year) | {OLD} |  | ",
    ]


def test_the_index_of_people_goes_by_their_last_names(fishing: Checked) -> None:
    assert lines(pages.index("person", fishing).blocks)[1:] == [
        "(note) 2 people, by name.",
        "[People]",
        "Name | Offices",
        "[Ada Finch](people/ada-finch) | [Foreign Minister](people/ada-finch#minister)",
        "[Bo Larsen](people/bo-larsen) | [Trade Minister](people/bo-larsen#trade)",
    ]


def test_an_index_page_says_where_it_is(fishing: Checked) -> None:
    index = pages.index("policy", fishing)
    assert (index.docname, index.title, index.origin) == ("policies/index", "Policies", "kinds/policy.yaml")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ((), [TALKS, OLD]),
        ((("place", "port city"),), [TALKS]),
        ((("date", "2020"),), [TALKS]),
        ((("date", "197X"),), [OLD]),
        ((("date", "2020-03-03"),), [TALKS]),
        ((("date", "1975-05"),), []),  # 1975 need not have been in May
        ((("participants", "bo-larsen"),), [TALKS]),
        ((("participants.for", "norland"),), [TALKS]),
        ((("participants.presence", "confirmed"), ("place", "South Haven")), [TALKS]),
        ((("name", "talks of the war of the nets"),), [OLD]),
    ],
)
def test_conditions_choose_entries(where: tuple[tuple[str, str], ...], found: list[str], fishing: Checked) -> None:
    assert names(fishing, kind="meeting", where=where) == found


def test_order_and_limit(fishing: Checked) -> None:
    assert names(fishing, kind="meeting", order="date") == [OLD, TALKS]
    assert names(fishing, kind="meeting", order="-name") == [OLD, TALKS]
    assert names(fishing, kind="meeting", order="place") == [TALKS, OLD]  # without a place: last
    assert names(fishing, kind="meeting", order="-place") == [TALKS, OLD]
    assert names(fishing, kind="meeting", limit=1) == [TALKS]


def test_nothing_found_is_said(fishing: Checked) -> None:
    query = EntriesTable(kind="meeting", where=(("place", "Nowhere"),))
    assert ask(query, fishing) == ["(empty) There are no meetings here."]


def test_meetings_in_time(fishing: Checked) -> None:
    assert ask(MeetingsInTime(), fishing) == [f"- 1975: {OLD}", f"- 3 March 2020: {TALKS}"]
    assert ask(MeetingsInTime(newest_first=True, limit=1), fishing) == [f"- 3 March 2020: {TALKS}"]
    assert ask(MeetingsInTime(kind="source"), fishing) == [
        "- March 2020: [Herald, March 2020](sources/herald)",
        "- 4 March 2020: [Gazette, March 2020](sources/gazette)",
    ]


def test_one_claim_with_its_proof(fishing: Checked) -> None:
    assert ask(OneClaim(entry="bo-larsen", claim="trade"), fishing) == [
        "[Bo Larsen](people/bo-larsen#trade): Trade Minister of [Sudland](organizations/sudland), 3 March 2020.",
        "> Trade Minister Bo Larsen of Sudland",
        "> -- [Gazette, March 2020](sources/gazette#q14-19), Gazette Press, published 4 March 2020.",
        "(infer) The editors’ reading: The report says so of the day of the meeting. "
        "(The check noted: the date is not in the words quoted.)",
    ]
    assert ask(OneClaim(entry="port-talks", claim="c-1ba230d9"), fishing) == [
        "[Talks in Port City, 2020](meetings/port-talks#c-1ba230d9): Who paid for the talks?",
        "(note) Not known. Looked for in [Gazette, March 2020](sources/gazette) and "
        "[Herald, March 2020](sources/herald), which do not say.",
        "(note) Neither says.",
    ]


def test_counts(fishing: Checked) -> None:
    assert ask(Counts(), fishing) == [
        "[2 meetings](meetings/index), [3 organizations](organizations/index), [2 people](people/index), "
        "[1 policy](policies/index) and [2 sources](sources/index): 18 claims with 18 citations."
    ]


def test_every_code_has_a_section(fishing: Checked) -> None:
    blocks = answer(Codes(), fishing)
    assert [block.anchor for block in blocks if isinstance(block, Section)] == [code.value for code in Code]
    assert lines(blocks)[:3] == [
        "== unreadable #unreadable",
        Code.UNREADABLE.doc,
        f"What to do: {Code.UNREADABLE.remedy}",
    ]


def test_every_field_of_every_kind_has_a_row(fishing: Checked) -> None:
    sections = {block.anchor: block for block in answer(KindsReference(), fishing) if isinstance(block, Section)}
    kinds = fishing.library.kinds
    assert list(sections) == ["every-kind", *(f"kind-{name}" for name in kinds)]
    for name, kind in kinds.items():
        rows = "\n".join(lines(sections[f"kind-{name}"].blocks))
        for field in (*kind.keys.values(), *kind.facts.values()):
            assert f"\n{field.name} | " in rows
            assert f" | {field.help}" in rows
        for relation in kind.relations.values():
            assert f"== {relation.field.label} #kind-{name}-{relation.field.name}" in rows


def test_the_reference_of_a_relation(fishing: Checked) -> None:
    person = next(
        block
        for block in answer(KindsReference(), fishing)
        if isinstance(block, Section) and block.anchor == "kind-person"
    )
    assert lines((person.blocks[-1],)) == [
        "== Offices #kind-person-offices",
        "A relation, under the key offices. An office that a source gives the person, with the date for which "
        "it says so. Told in passing: what else its sentence says does not touch it.",
        "At the other end it is listed under “Office-holders”.",
        "[Offices]",
        "Key | Value | How many | What it is",
        "office | a text | one | The office in one form for all sources, as in Minister for Foreign Affairs.",
        "for | the id of an entry of the kind [organization](#kind-organization) | at most one | "
        "The country or body that the office belongs to.",
        "date | a date as EDTF, as in 2022-01-06, 2022-01 or 2022-01-06/2022-01-07 | at most one | "
        "The date for which the source gives the office.",
    ]


def test_the_reference_says_what_the_quotes_of_a_field_must_hold(fishing: Checked) -> None:
    shown = "\n".join(lines(answer(KindsReference(), fishing)))
    assert "organizations/. They have proper names: a claim whose text has one quotes it." in shown
    assert "meetings/. What puts them in time is date.\n" in shown
    assert "| The building or the like. A quote has it word for word.\n" in shown
    assert "- reported (reported)\n" in shown
    assert "- denied (denied): says that something is not so, or not surely; contrary to a plain choice\n" in shown
    assert "- announced (announced): says that something is not so, or not surely\n" in shown


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (KindIndex(kind="persn"), "no kind 'persn'; there are"),
        (EntryPage(id="x-y-z"), "no entry 'x-y-z'"),
        (EntriesTable(kind="meeting", columns=("plaec",)), "no column of the kind 'meeting' 'plaec'"),
        (EntriesTable(kind="meeting", order="-dat"), "did you mean 'date'?"),
        (EntriesTable(kind="meeting", where=(("plac", "x"),)), "no field of the kind 'meeting' 'plac'"),
        (EntriesTable(kind="meeting", where=(("format", "onlin"),)), "did you mean 'online'?"),
        (EntriesTable(kind="meeting", where=(("date", "2020-13"),)), "'2020-13' is no date"),
        (EntriesTable(kind="meeting", where=(("series", "norlnd"),)), "did you mean 'norland'?"),
        (EntriesTable(kind="meeting", where=(("participants", "bo-larson"),)), "did you mean 'bo-larsen'?"),
        (EntriesTable(kind="meeting", where=(("participants.fro", "x"),)), "did you mean 'for'?"),
        (MeetingsInTime(kind="person"), "entries of the kind 'person' have no time; those of 'meeting'"),
        (OneClaim(entry="bo-larsn", claim="trade"), "did you mean 'bo-larsen'?"),
        (OneClaim(entry="bo-larsen", claim="trad"), "did you mean 'trade'?"),
    ],
)
def test_what_cannot_be_answered_is_refused(query: Query, message: str, fishing: Checked) -> None:
    with pytest.raises(QueryError) as caught:
        answer(query, fishing)
    assert message in str(caught.value)


def test_a_table_is_described_for_those_who_cannot_see_its_place(fishing: Checked) -> None:
    (table,) = answer(EntriesTable(kind="person"), fishing)
    assert isinstance(table, Table)
    assert table.caption == "People"
