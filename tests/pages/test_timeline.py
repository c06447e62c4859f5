"""What a timeline tells: what is on it, in which order, what is left out, and when it goes by years."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier import dates, pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import timeline
from sphinx_dossier.pages.model import Lane, Link, Moment, Section, Stretch, Timeline, plain
from sphinx_dossier.pages.phrases import Phrases, cut
from sphinx_dossier.pages.timeline import MOST, Thing

from tests.pages.fishing import ENTRIES, lines, made

TALKS = "[Talks in Port City, 2020](meetings/port-talks)"


def whole(checked: Checked) -> Timeline:
    (found,) = timeline.whole(checked)
    assert isinstance(found, Timeline)
    return found


def drawn(checked: Checked, *days: str, most: int = MOST) -> tuple[Moment, ...]:
    """Return the moments of a timeline with the old talks at each of the dates."""
    entry = checked.library.entries["old-talks"]
    things = [Thing(date=dates.parse(day), entry=entry) for day in days]
    return timeline.timeline(things, "Talks", Phrases(checked.library), most=most).moments


def on_page(checked: Checked, id_: str) -> list[str]:
    sections = [
        one for one in pages.page(id_, checked).blocks if isinstance(one, Section) and one.anchor == "in-time"
    ]
    return lines(sections[0].blocks)[1:] if sections else []


def test_everything_that_has_a_date_is_on_it(fishing: Checked) -> None:
    found = whole(fishing)
    assert found.lanes == (Lane("Meetings", "circle"), Lane("Dated claims", "claims"))
    assert lines((found,)) == [
        "Everything in time",
        "* 1975: [Talks of the war of the nets](meetings/old-talks)",
        "* February 2020: [herring quota: The deal was the first since the war of the nets.]"
        "(policies/herring-quota#first)",
        f"* 3 March 2020: {TALKS} · [2 statements](meetings/port-talks#herring) / "
        "[Bo Larsen: Trade Minister of Sudland.](people/bo-larsen#trade)",
    ]


def test_a_mark_says_how_much_there_is(fishing: Checked) -> None:
    assert [moment.marks for moment in whole(fishing).moments] == [((0, 1),), ((1, 1),), ((0, 1), (1, 3))]


def test_nothing_dated_is_said(tmp_path: Path) -> None:
    none = made(tmp_path / "kb", {path: "" for path in ENTRIES if path != "settings.yaml"})
    assert lines(timeline.whole(none)) == ["(empty) Nothing here has a date."]


def test_a_page_shows_what_it_holds_on_its_own_entry(fishing: Checked) -> None:
    assert on_page(fishing, "herring-quota") == [
        "* February 2020: [The deal was the first since the war of the nets.](#first)",
        "* 3 March 2020: [2 statements](#port-talks--herring)",
    ]


def test_a_series_shows_its_meetings(tmp_path: Path) -> None:
    more = "  - series: sudland\n    cite: {source: herald, quote: since the war of the nets in 1975}\n"
    old = ENTRIES["meetings/old-talks"] + more
    new = ENTRIES["meetings/port-talks"].replace("participants:\n", f"{more}participants:\n")
    checked = made(tmp_path / "kb", {"meetings/old-talks": old, "meetings/port-talks": new})
    assert on_page(checked, "sudland") == [
        "* 1975: [Talks of the war of the nets](meetings/old-talks)",
        f"* 3 March 2020: {TALKS} / [Bo Larsen: Trade Minister of Sudland.](#bo-larsen--trade)",
    ]


def test_one_moment_is_no_timeline_and_a_meeting_is_one_itself(fishing: Checked) -> None:
    assert on_page(fishing, "bo-larsen") == []
    assert on_page(fishing, "port-talks") == []


@pytest.mark.parametrize(("presence", "shown"), [("denied", " (denied)"), ("confirmed", "")])
def test_who_is_said_not_to_have_been_there_has_a_note(presence: str, shown: str, tmp_path: Path) -> None:
    text = ENTRIES["meetings/old-talks"] + (
        f"participants:\n  - person: bo-larsen\n    presence: {presence}\n"
        "    cite: {source: herald, quote: since the war of the nets in 1975}\n"
    )
    checked = made(tmp_path / "kb", {"meetings/old-talks": text})
    assert on_page(checked, "bo-larsen")[0] == f"* 1975: [Talks of the war of the nets](meetings/old-talks){shown}"


def test_what_one_claim_says_without_reserve_needs_no_note(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace("as: Foreign Minister\n", "presence: announced\n")
    checked = made(tmp_path / "kb", {"meetings/port-talks": text})
    assert on_page(checked, "ada-finch")[1] == f"* 3 March 2020: {TALKS} · [1 statement](#port-talks--saved)"


def test_what_was_withdrawn_is_not_on_it(tmp_path: Path) -> None:
    gone = ENTRIES["meetings/old-talks"] + "withdrawn: {date: 2020-05-01, why: It was a mistake.}\n"
    assert [one.date for one in whole(made(tmp_path / "kb", {"meetings/old-talks": gone})).moments] == [
        "February 2020",
        "3 March 2020",
    ]


def test_each_link_leads_to_an_address_on_the_page(fishing: Checked) -> None:
    for id_ in ("ada-finch", "herring-quota"):
        page = pages.page(id_, fishing)
        (found,) = [one for one in page.blocks if isinstance(one, Section) and one.anchor == "in-time"]
        (shown,) = found.blocks
        assert isinstance(shown, Timeline)
        links = [one for moment in shown.moments for line in moment.lines for one in line if isinstance(one, Link)]
        inner = [one.anchor for one in links if not one.page]
        assert inner
        for anchor in inner:
            assert f"anchors=('{anchor}'" in repr(page.blocks)


def test_years_stand_where_they_begin_and_dates_without_them(fishing: Checked) -> None:
    found = drawn(fishing, "1999-12-31/2000-01-01", "2000", "2000-05-06", "2000-05?")
    assert [(one.year, one.short) for one in found] == [
        ("1999", "31 December 1999 – 1 January 2000"),
        ("2000", "in the year"),
        ("", "May (uncertain)"),
        ("", "6 May"),
    ]
    assert [one.soft for one in found] == [True, True, True, False]


def test_empty_time_is_left_out_and_told(fishing: Checked) -> None:
    found = drawn(fishing, "2000-01", "2000-04-01", "2000-08-01", "2001-07/2001-08", "2003-12-01")
    assert [one.gap for one in found] == [
        "",
        "",
        "3 months with nothing here",
        "10 months with nothing here",
        "2 years with nothing here",
    ]


def test_what_an_interval_covers_is_no_empty_time(fishing: Checked) -> None:
    assert [one.gap for one in drawn(fishing, "2000", "2000-01-02", "2000-12-01")] == ["", "", ""]


def test_a_span_runs_to_the_last_moment_within_it(fishing: Checked) -> None:
    found = drawn(fishing, "2000-01", "2000-01-10", "2000-01-20", "2000-02-01", "2000-03")
    assert [one.stretches for one in found] == [
        (Stretch(0, above=False, below=True),),
        (Stretch(0, above=True, below=True),),
        (Stretch(0, above=True, below=False),),
        (),
        (Stretch(0, above=False, below=False),),
    ]


def test_of_an_open_interval_the_end_that_is_known_counts(fishing: Checked) -> None:
    found = drawn(fishing, "../2000-02-01", "2000-03-01/..", "2001-01-01")
    assert [(one.year, one.date) for one in found] == [
        ("2000", "until 1 February 2000"),
        ("", "from 1 March 2000"),
        ("2001", "1 January 2001"),
    ]
    assert [bool(one.stretches) for one in found] == [True, True, True]


def test_many_moments_go_by_years(fishing: Checked) -> None:
    days = [f"2000-01-{day:02}" for day in range(1, 5)] + ["2001-05", "2001-06-07"]
    assert len(drawn(fishing, *days, most=6)) == 6
    first, second = drawn(fishing, *days, most=5)
    assert (first.short, first.year, first.marks, first.soft, first.stretches) == ("2000", "", ((0, 4),), False, ())
    assert (second.short, second.gap) == ("2001", "")


def test_within_a_year_time_runs_on(fishing: Checked) -> None:
    old, port = (fishing.library.entries[id_] for id_ in ("old-talks", "port-talks"))
    things = [Thing(date=dates.parse(day), entry=one) for day, one in (("2000-05", old), ("2000-02-03", port))]
    (found,) = timeline.timeline(things, "Talks", Phrases(fishing.library), most=1).moments
    assert [plain(line) for line in found.lines] == [port.name, old.name]


def test_many_of_a_kind_are_counted(fishing: Checked) -> None:
    (found,) = drawn(fishing, *["2000-01-01"] * 5)
    assert found.lines == ((Link("5 meetings", "meetings/index"),),)
    assert len(drawn(fishing, *["2000-01-01"] * 4)[0].lines) == 4


def test_claims_of_many_entries_name_those_with_the_most(tmp_path: Path) -> None:
    office = ENTRIES["people/bo-larsen"]
    others = {f"people/bo-{name}": office.replace("Bo Larsen\n", f"Bo {name}\n", 1) for name in "abcd"}
    found = whole(made(tmp_path / "kb", others)).moments[-1]
    assert lines((Timeline("", (), (found,)),))[1].split(" / ")[1] == (
        "5 dated claims: [Bo a](people/bo-a#trade), [Bo b](people/bo-b#trade), [Bo c](people/bo-c#trade), "
        "[Bo d](people/bo-d#trade) and 1 more"
    )


def test_a_long_claim_is_cut_between_words(fishing: Checked) -> None:
    entry = fishing.library.entries["herring-quota"]
    (claim,) = entry.of("statements")
    long = "word " * 30
    assert cut(long, timeline._LONG) == "word " * 17 + "word …"
    assert cut(claim.said.text("text"), timeline._LONG) == claim.said.text("text")
