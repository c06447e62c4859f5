"""What no longer stands as it did, on the pages of sources and entries and on the page that lists it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.history import Entered
from sphinx_dossier.pages import page
from sphinx_dossier.pages.moved import moved
from sphinx_dossier.pages.queries import EntryPage, OneClaim, StandingList, answer
from sphinx_dossier.pages.tables import index_blocks

from tests.pages.fishing import ENTRIES, lines, made

STANDING = {
    "sources/gazette": """\
standing:
  - {status: corrected, date: 2020-03-09, why: The pier was another one}
  - {status: gone, date: 2021-02, why: The address leads to the front page.}
""",
    "sources/herald": """\
standing:
  - {status: retracted, why: It had copied the Gazette., by: note}
  - {status: changed, date: 2020, why: A comma moved.}
""",
}
NOTE = {"sources/note": "name: The Herald to its readers\ndate: 2020-04-01\n"}
WITHDRAWN = "withdrawn: {date: 2020-05-01, why: It was no meeting., see: [port-talks, herring-quota]}\n"


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The Gazette corrected and gone, the Herald retracted and changed, the old talks withdrawn."""
    changes = {path: ENTRIES[path] + text for path, text in STANDING.items()}
    changes |= {"meetings/old-talks": ENTRIES["meetings/old-talks"] + WITHDRAWN, **NOTE}
    return made(tmp_path_factory.mktemp("fallen") / "kb", changes)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The same library where everything stands."""
    return made(tmp_path_factory.mktemp("sound") / "kb")


def of(id_: str, checked: Checked) -> list[str]:
    return lines(answer(EntryPage(id=id_), checked))


def holding(words: str, found: list[str]) -> list[str]:
    return [line.strip() for line in found if words in line]


def test_a_source_says_above_all_else_what_became_of_it(fallen: Checked) -> None:
    assert of("gazette", fallen)[:2] == [
        "- Corrected on 9 March 2020: The pier was another one.",
        "- No longer at its address, as seen in February 2021: The address leads to the front page.",
    ]
    assert of("herald", fallen)[:3] == [
        "- Retracted: It had copied the Gazette. By [The Herald to its readers](sources/note).",
        "  (note) No claim can rest on it alone.",
        "- Changed without notice in 2020: A comma moved.",
    ]
    assert not holding("Standing: ", of("gazette", fallen))


def test_the_loudest_has_the_loudest_frame(fallen: Checked) -> None:
    roles = [getattr(block, "role", "") for id_ in ("gazette", "herald") for block in page(id_, fallen).blocks[:2]]
    assert roles == ["cautions", "notices", "alerts", "notices"]


def test_the_source_that_took_another_back_says_which(fallen: Checked) -> None:
    found = of("note", fallen)
    start = found.index("== Corrects, retracts or replaces #corrects-retracts-or-replaces")
    assert found[start + 1].startswith("- [Herald, March 2020](sources/herald)")


def test_a_claim_says_what_it_rests_on(fallen: Checked) -> None:
    gazette, herald = "[Gazette, March 2020](sources/gazette)", "[Herald, March 2020](sources/herald)"
    corrected = f"{gazette}, which was corrected on 9 March 2020: The pier was another one."
    retracted = f"{herald}, which was retracted: It had copied the Gazette. No source that stands supports this."
    found = of("ada-finch", fallen)
    above = found[: next(number for number, line in enumerate(found) if line.startswith("== Sources"))]
    at = {claim: above.index(holding(claim, above)[0]) for claim in ("Ada Finsh", "== In time", "== Offices")}
    assert above[at["Ada Finsh"] + 2 : at["== In time"]] == [f"  (alert) Rests on {retracted}"]
    assert above[at["== Offices"] + 2] == f"  (caution) Rests on {corrected}"
    assert not holding("comma", above)


def test_a_claim_with_another_source_is_not_without_support(tmp_path: Path) -> None:
    two = "cite: [{source: herald, quote: first between Norland and Sudland since the war}, \
{source: gazette, quote: Norland and Sudland sign fishing deal}]"
    entry = f"name: Sea\nfacts:\n  - type: grouping\n    {two}\n"
    herald = ENTRIES["sources/herald"] + STANDING["sources/herald"]
    found = of("sea", made(tmp_path / "kb", {"organizations/sea": entry, "sources/herald": herald, **NOTE}))
    assert holding("(alert) Rests", found) == [
        "(alert) Rests among others on [Herald, March 2020](sources/herald), which was retracted: It had copied the "
        "Gazette."
    ]


def test_what_is_only_gone_or_changed_is_said_quietly(tmp_path: Path) -> None:
    gone = "standing: {status: gone, date: 2021-02-03, why: The paper closed.}\n"
    found = of("ada-finch", made(tmp_path / "kb", {"sources/gazette": ENTRIES["sources/gazette"] + gone}))
    above, foot = holding("Rests", found), holding("This source", found)
    where = "[Gazette, March 2020](sources/gazette)"
    assert set(above) == {f"(note) Rests on {where}, which is no longer at its address, as seen on 3 February 2021."}
    assert set(foot) == {
        "(note) This source is no longer at its address, as seen on 3 February 2021: The paper closed."
    }


def test_the_foot_says_all_of_each_source(fallen: Checked) -> None:
    foot = dict.fromkeys(holding("This source", of("norland", fallen)))
    assert list(foot) == [
        "(caution) This source was corrected on 9 March 2020: The pier was another one.",
        "(note) This source is no longer at its address, as seen in February 2021: The address leads to the front "
        "page.",
        "(alert) This source was retracted: It had copied the Gazette.",
        "(note) This source was changed without notice in 2020: A comma moved.",
    ]


def test_a_claim_in_prose_says_it_too(fallen: Checked) -> None:
    found = lines(answer(OneClaim(entry="ada-finch", claim="slip"), fallen))
    assert found[-1].startswith("(alert) Rests on [Herald, March 2020](sources/herald), which was retracted")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2020-03-09", "on 9 March 2020"),
        ("2020-03", "in March 2020"),
        ("2020", "in 2020"),
        ("2020-21", "in spring 2020"),
        ("2020-03-XX", "on some day in March 2020"),
        ("2020-XX", "some time in 2020"),
        ("2020-03-09?", "on 9 March 2020 (uncertain)"),
        ("2020-03-09/2020-03-11", "(9–11 March 2020)"),
        ("2020-03-09/..", "(from 9 March 2020)"),
    ],
)
def test_dates_in_a_sentence(date: str, said: str, tmp_path: Path) -> None:
    text = f"standing: {{status: corrected, date: {date}, why: So.}}\n"
    found = of("gazette", made(tmp_path / "kb", {"sources/gazette": ENTRIES["sources/gazette"] + text}))
    assert found[0] == f"- Corrected {said}: So."


def test_the_list_of_what_no_longer_stands(fallen: Checked) -> None:
    found = lines(answer(StandingList(), fallen))
    assert found[0] == "== Sources #standing-of-sources"
    herald = found.index("- [Herald, March 2020](sources/herald)")
    assert found[herald + 1 : herald + 3] == [
        "  (alert) Retracted: It had copied the Gazette. By [The Herald to its readers](sources/note).",
        "  (note) Changed without notice in 2020: A comma moved.",
    ]
    assert "rest on it:" in found[herald + 3]
    slip = holding("#slip", found)
    assert slip[0].endswith("Ada Finsh (misprint in the source). No source that stands supports this.")
    assert "== Entries withdrawn #entries-withdrawn" in found
    assert found[-1] == (
        "  (claim) Withdrawn on 1 May 2020: It was no meeting. See [Talks in Port City, 2020](meetings/port-talks) "
        "and [herring quota](policies/herring-quota)."
    )
    assert not holding("old-talks#", found)  # what it says rests on nothing any more


def test_nothing_to_list_is_said_in_words(sound: Checked) -> None:
    assert lines(answer(StandingList(), sound)) == [
        "== Sources #standing-of-sources",
        "(empty) No source is known to have been corrected, retracted, superseded or changed since it was read.",
        "== Entries withdrawn #entries-withdrawn",
        "(empty) No entry was withdrawn.",
    ]


def test_an_entry_that_was_withdrawn_says_so_above_all_else(fallen: Checked) -> None:
    found = page("old-talks", fallen)
    assert found.kind == "Meeting, withdrawn"
    assert lines(found.blocks)[:2] == [
        "- Withdrawn on 1 May 2020: It was no meeting. See [Talks in Port City, 2020](meetings/port-talks) and "
        "[herring quota](policies/herring-quota).",
        "  (note) This page stays, so that links to it keep working; what it says is not counted on other pages.",
    ]


def test_an_entry_that_was_withdrawn_is_marked_wherever_it_is_named(fallen: Checked) -> None:
    table = lines(index_blocks("meeting", fallen))
    assert "| [Talks of the war of the nets (withdrawn)](meetings/old-talks) |" in holding("old-talks", table)[0]
    assert holding("old-talks", of("herald", fallen))[0].startswith(
        "(claim) [Talks of the war of the nets (withdrawn)](meetings/old-talks#year)"
    )
    found = of("port-talks", fallen)
    assert found[found.index("== In place of #in-place-of") + 1] == (
        "- [Talks of the war of the nets (withdrawn)](meetings/old-talks), 1975"
    )


def test_what_a_withdrawn_entry_says_is_on_no_other_page(tmp_path: Path) -> None:
    before = made(tmp_path / "before")
    quota = ENTRIES["policies/herring-quota"] + WITHDRAWN.replace(", herring-quota", "")
    after = made(tmp_path / "after", {"policies/herring-quota": quota})
    for id_ in ("ada-finch", "norland"):
        assert holding("policies/herring-quota#", of(id_, before))
        assert not holding("policies/herring-quota#", of(id_, after))
    assert holding("herring quota (withdrawn)", of("port-talks", after))  # the talks were about it all the same


def test_the_page_that_stays_where_an_entry_was(fallen: Checked) -> None:
    old = moved(fallen.library.entries["ada-finch"], "organizations/finch", fallen)
    assert (old.docname, old.title, old.kind, old.crumbs[0].page) == (
        "organizations/finch",
        "Ada Finch",
        "Moved",
        "people/index",
    )
    assert lines(old.blocks) == [
        "- This page has moved to [Ada Finch](people/ada-finch).",
        "(note) What it says has the same addresses there:",
        "- [Name in the sources: Ada Finch.](people/ada-finch#spelling)",
        "- [Name in the sources: Ada Finsh (misprint in the source).](people/ada-finch#slip)",
        "- [Foreign Minister of Norland.](people/ada-finch#minister)",
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-12", "2026-11-20", "Entered here on 12 November 2026; last changed on 20 November 2026."),
        ("2026-11-12", "2026-11-12", "Entered here on 12 November 2026."),
    ],
)
def test_the_foot_of_a_page_says_when_it_was_entered(first: str, last: str, words: str, sound: Checked) -> None:
    history = {"gazette": Entered(first=dates.parse(first), last=dates.parse(last))}
    known = replace(sound, history=history)
    assert of("gazette", known)[-1] == f"(history) {words}"
    assert not holding("Entered here", of("herald", known))


def test_when_it_was_reported_is_called_that(sound: Checked) -> None:
    renamed = sound.library.entries["gazette"]
    named = replace(renamed, name="The deal")
    entries = {**sound.library.entries, "gazette": named}
    found = of("sudland", replace(sound, library=replace(sound.library, entries=entries)))
    line = holding("[The deal](sources/gazette#", found)[0]
    assert line.partition(")")[2].startswith(", Gazette Press, published 4 March 2020")
