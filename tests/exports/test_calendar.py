"""The calendar as icalendar and vobject read it, which know nothing of who wrote it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from sphinx_dossier.checked import Checked, check

from tests.exports.published import BASE, entered, published
from tests.pages.fishing import ENTRIES, made

Day = datetime.date
LONG = "Talks on nets; of 漁業, wide and narrow, and of all that the two sides had to say on them, in the Port's hall"


def content(checked: Checked, base: str = BASE) -> bytes:
    return published(checked, "icalendar", base)["data/meetings.ics"]


def events(checked: Checked) -> list[Any]:
    return icalendar.Calendar.from_ical(content(checked)).events


def test_a_meeting_of_a_known_day(fish: Checked) -> None:
    found = events(fish)
    assert [str(one["SUMMARY"]) for one in found] == ["Talks in Port City, 2020"]  # 1975 alone is no day
    [talks] = found
    assert (talks["DTSTART"].dt, talks["DTEND"].dt) == (Day(2020, 3, 3), Day(2020, 3, 4))
    assert (str(talks["LOCATION"]), str(talks["STATUS"])) == ("Port City", "CONFIRMED")
    assert str(talks["URL"]) == f"{BASE}meetings/port-talks.html"
    assert str(talks["DESCRIPTION"]).endswith(f"Date: 3 March 2020. {BASE}meetings/port-talks.html")
    [bare] = icalendar.Calendar.from_ical(content(fish, base="")).events
    assert str(bare["DESCRIPTION"]).endswith("Date: 3 March 2020.")  # where nothing leads, no address


def span(tmp_path: Path, date: str) -> list[tuple[str, Day, Day, str]]:
    """Return title, first day, day after the last and status of the meetings, where one has this date."""
    text = (
        ENTRIES["meetings/old-talks"]
        .replace("1975\n", f"{date!r}\n", 1)
        .replace("in 1975}", "in 1975, infer: So the editors read it.}")
    )
    found = events(made(tmp_path / "kb", {"meetings/old-talks": text}))
    return [
        (str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"]))
        for one in found
        if "nets" in str(one["SUMMARY"])
    ]


NETS = "Talks of the war of the nets"


@pytest.mark.parametrize(
    ("date", "title", "first", "after", "status"),
    [
        ("1975-05-30/1975-06-02", NETS, Day(1975, 5, 30), Day(1975, 6, 3), "CONFIRMED"),
        ("1975-01-01/1975-12-31", NETS, Day(1975, 1, 1), Day(1976, 1, 1), "CONFIRMED"),
        ("1975-05-30?", f"{NETS} (30 May 1975 (uncertain))", Day(1975, 5, 30), Day(1975, 5, 31), "TENTATIVE"),
        ("1975-02", f"{NETS} (day not known: February 1975)", Day(1975, 2, 1), Day(1975, 3, 1), "TENTATIVE"),
        ("1975-22", f"{NETS} (day not known: summer 1975)", Day(1975, 6, 1), Day(1975, 9, 1), "TENTATIVE"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(
    date: str, title: str, first: Day, after: Day, status: str, tmp_path: Path
) -> None:
    assert span(tmp_path, date) == [(title, first, after, status)]


@pytest.mark.parametrize("date", ["1975", "1975/1977", "../1975-05-30", "1975-05-30/..", "-0044-03-15", "197X"])
def test_what_a_calendar_cannot_show_is_left_out(date: str, tmp_path: Path) -> None:
    assert span(tmp_path, date) == []


def test_what_was_withdrawn_is_no_meeting(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"] + "withdrawn: {date: 2021, why: So.}\n"
    assert events(made(tmp_path / "kb", {"meetings/port-talks": text})) == []


def test_an_event_keeps_its_id_when_its_entry_moves(fish: Checked, tmp_path: Path) -> None:
    made(tmp_path / "kb", {"meetings/harbor-talks": f"{ENTRIES['meetings/port-talks']}moved-from: port-talks\n"})
    (tmp_path / "kb/meetings/port-talks.yaml").unlink()
    [talks] = events(check(tmp_path / "kb"))
    assert str(talks["URL"]) == f"{BASE}meetings/harbor-talks.html"
    assert talks["UID"] == events(fish)[0]["UID"]


def test_the_stamp_is_no_time_of_building(fish: Checked) -> None:
    assert events(fish)[0]["DTSTAMP"].dt.date() == Day(2020, 3, 4)  # the newest source
    told = events(entered(fish, port_talks="2031-05-06"))
    assert told[0]["DTSTAMP"].dt.date() == Day(2031, 5, 6)


def test_long_lines_are_folded_and_signs_escaped(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace("name: Talks in Port City, 2020", f"name: {LONG}")
    checked = made(tmp_path / "kb", {"meetings/port-talks": text})
    assert str(events(checked)[0]["SUMMARY"]) == LONG
    lines = content(checked).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # no character is cut
    assert content(checked).count(b"\n") == len(lines) - 1


def test_a_second_reader_sees_the_same(tmp_path: Path) -> None:
    text = ENTRIES["meetings/old-talks"].replace("1975\n", "1975-02\n", 1).replace("in 1975}", "in 1975, infer: So.}")
    checked = made(tmp_path / "kb", {"meetings/old-talks": text})
    read = vobject.readOne(content(checked).decode())
    found = [(one.uid.value, one.summary.value, one.dtstart.value, one.dtend.value) for one in read.vevent_list]
    assert found == [
        (str(one["UID"]), str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events(checked)
    ]
    assert [type(one.dtstart.value) for one in read.vevent_list] == [datetime.date] * 2
    assert read.vevent_list[0].status.value == "TENTATIVE"


def test_the_calendar_says_where_it_is_and_when_to_look_again(fish: Checked) -> None:
    head: Any = icalendar.Calendar.from_ical(content(fish))
    assert (str(head["X-WR-CALNAME"]), str(head["SOURCE"])) == ("Fish & co: meetings", f"{BASE}data/meetings.ics")
    assert head["REFRESH-INTERVAL"].dt == datetime.timedelta(days=1)
    assert str(head["X-PUBLISHED-TTL"]) == "P1D"
    assert "METHOD" not in head  # a calendar that is published by this word needs an organizer for each event
    assert "SOURCE" not in icalendar.Calendar.from_ical(content(fish, base=""))


def test_the_same_library_gives_the_same_bytes(fish: Checked, tmp_path: Path) -> None:
    assert content(made(tmp_path / "kb")) == content(fish)
