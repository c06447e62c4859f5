"""Dates: a table by hand, properties, and the library `edtf` as a second opinion."""

from __future__ import annotations

import calendar
import string
import time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import dates
from sphinx_dossier.dates import EARLIEST, LATEST, Date, DateError, Day, nearest, parse

many = settings(max_examples=200, deadline=None)

TABLE: list[tuple[str, Day, Day, str]] = [
    ("2022", (2022, 1, 1), (2022, 12, 31), "2022"),
    ("2022-02", (2022, 2, 1), (2022, 2, 28), "February 2022"),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "February 1900"),
    ("2000-02-29", (2000, 2, 29), (2000, 2, 29), "29 February 2000"),
    ("2022-01-06", (2022, 1, 6), (2022, 1, 6), "6 January 2022"),
    ("2022-01-06T12:30:00", (2022, 1, 6), (2022, 1, 6), "6 January 2022"),
    ("2022-01-06T12:30:00Z", (2022, 1, 6), (2022, 1, 6), "6 January 2022"),
    ("2022-01-06T12:30:00+09:00", (2022, 1, 6), (2022, 1, 6), "6 January 2022"),
    ("2022-01-06T12:30:00-05", (2022, 1, 6), (2022, 1, 6), "6 January 2022"),
    ("2022?", (2022, 1, 1), (2022, 12, 31), "2022 (uncertain)"),
    ("2022-01~", (2022, 1, 1), (2022, 1, 31), "January 2022 (approximate)"),
    ("2022-01-06%", (2022, 1, 6), (2022, 1, 6), "6 January 2022 (uncertain and approximate)"),
    ("202X", (2020, 1, 1), (2029, 12, 31), "2020s"),
    ("19XX", (1900, 1, 1), (1999, 12, 31), "1900s (century)"),
    ("2022-XX", (2022, 1, 1), (2022, 12, 31), "some time in 2022"),
    ("2022-XX-XX", (2022, 1, 1), (2022, 12, 31), "some time in 2022"),
    ("2022-01-XX", (2022, 1, 1), (2022, 1, 31), "some day in January 2022"),
    ("2022-21", (2022, 3, 1), (2022, 5, 31), "spring 2022"),
    ("2022-22", (2022, 6, 1), (2022, 8, 31), "summer 2022"),
    ("2022-23", (2022, 9, 1), (2022, 11, 30), "autumn 2022"),
    ("2023-24", (2023, 12, 1), (2024, 2, 29), "winter 2023"),
    ("0000", (0, 1, 1), (0, 12, 31), "1 BCE"),
    ("-0043-03-15", (-43, 3, 15), (-43, 3, 15), "15 March 44 BCE"),
    ("-009X", (-99, 1, 1), (-90, 12, 31), "91 BCEs"),
    ("Y170000", (170000, 1, 1), (170000, 12, 31), "170000"),
    ("Y-170000", (-170000, 1, 1), (-170000, 12, 31), "170001 BCE"),
    ("2022-01-06/2022-01-07", (2022, 1, 6), (2022, 1, 7), "6–7 January 2022"),
    ("2022-01-06/2022-02-07", (2022, 1, 6), (2022, 2, 7), "6 January – 7 February 2022"),
    ("2021-12-31/2022-01-01", (2021, 12, 31), (2022, 1, 1), "31 December 2021 – 1 January 2022"),
    ("2021/2022-06", (2021, 1, 1), (2022, 6, 30), "2021 – June 2022"),
    ("2022-03/2022", (2022, 3, 1), (2022, 12, 31), "March 2022 – 2022"),
    ("2022-03-15/2022-03", (2022, 3, 15), (2022, 3, 31), "15 March 2022 – March 2022"),
    ("1984?/2004~", (1984, 1, 1), (2004, 12, 31), "1984 (uncertain) – 2004 (approximate)"),
    ("2022-01-06/..", (2022, 1, 6), LATEST, "from 6 January 2022"),
    ("2022-01-06/", (2022, 1, 6), LATEST, "from 6 January 2022, end unknown"),
    ("../2022-01-06", EARLIEST, (2022, 1, 6), "until 6 January 2022"),
    ("/2022-01-06", EARLIEST, (2022, 1, 6), "unknown start, until 6 January 2022"),
    ("2022/Y17000", (2022, 1, 1), (17000, 12, 31), "2022 – 17000"),
]

REFUSED = [
    ("", "it is not EDTF"),
    ("/", "an interval needs at least one end"),
    ("../..", "an interval needs at least one end"),
    ("..", "only EDTF levels 0 and 1 are read"),
    ("6 January 2022", "it is not EDTF"),
    ("22-01-06", "it is not EDTF"),
    ("2022-1-6", "months and days have two digits"),
    ("2022-1", "months and days have two digits"),
    ("2022-00", "there is no month 00"),
    ("2022-13", "there is no month 13"),
    ("2022-20", "there is no month 20"),
    ("2022-25", "there is no month 25"),
    ("2022-01-00", "January 2022 has no day 0"),
    ("2022-04-31", "April 2022 has no day 31"),
    ("2022-02-29", "February 2022 has no day 29"),
    ("1900-02-29", "February 1900 has no day 29"),
    ("2022-21-01", "there is no month 21"),
    ("2022-XX-06", "a day needs a month"),
    ("-0000", "there is no year -0000; the year before 1 is 0000"),
    ("202X-01", "a year with X stands alone"),
    ("202X?", "a year with X stands alone"),
    ("Y170000-01", "a year with Y stands alone"),
    ("Y2022", "it is not EDTF"),
    ("2XXX", "it is not EDTF"),
    ("2022-01-06T25:00:00", "'T25:00:00' is no time of a full day"),
    ("2022-01T12:00:00", "'T12:00:00' is no time of a full day"),
    ("2022-01-06T12:00:00?", "'T12:00:00' is no time of a full day"),
    ("2022-01-06T12:00", "it is not EDTF"),
    ("[2021,2022]", "only EDTF levels 0 and 1 are read"),
    ("{2021..2022}", "only EDTF levels 0 and 1 are read"),
    ("?2022-01", "only EDTF levels 0 and 1 are read"),
    ("2022/2021", "the interval ends (2021) before it starts (2022)"),
    ("2022-01-07/2022-01-06", "the interval ends (2022-01-06) before it starts (2022-01-07)"),
    ("2022-03/2022-02-28", "the interval ends (2022-02-28) before it starts (2022-03)"),
    ("2021/2022/2023", "it is not EDTF"),
    ("2022-01-06 ", "it is not EDTF"),
    ("2022-01-06\n", "it is not EDTF"),
    ("２０２２", "it is not EDTF"),
    ("٢٠٢٢", "it is not EDTF"),
]

DIFFERS = {
    "2100-02-29": "edtf takes each February for a leap year's",
    "2023-24": "edtf ends a winter with its year",
    "2022-01-06/..": "edtf gives an open end no date",
    "../2022-01-06": "edtf gives an open start no date",
    "2022-01-06/": "edtf closes an unknown end after ten years",
    "/2022-01-06": "edtf closes an unknown start ten years before",
    "2022-05/2022-03": "edtf takes an interval that runs backwards",
    "2022/Y17000": "edtf reads no long year in an interval",
}
"""Where the second opinion is not asked, and why; a test holds that it is still so."""


@pytest.mark.parametrize(("text", "first", "last", "words"), TABLE, ids=str)
def test_table(text: str, first: Day, last: Day, words: str) -> None:
    assert parse(text) == Date(text=text, first=first, last=last, words=words)
    assert str(parse(text)) == text


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_no_date_says_why(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2022-1-6", "2022-01-06"),
        ("2022/01/06", "2022-01-06"),
        ("2022.1", "2022-01"),
        ("2022-2-30", ""),
        ("6.1.2022", ""),
        ("", ""),
    ],
)
def test_nearest(text: str, meant: str) -> None:
    assert nearest(text) == meant


def opinion(text: str) -> tuple[Day, Day] | None:
    """Return the bounds that `edtf` gives a text, or None where it reads none."""
    try:
        read = edtf.parse_edtf(text)
        first, last = read.lower_strict(), read.upper_strict()
        return as_day(first), as_day(last)
    except (edtf.parser.edtf_exceptions.EDTFParseException, TypeError, ValueError):
        return None


def as_day(moment: time.struct_time) -> Day:
    return moment[0], moment[1], moment[2]


@pytest.mark.parametrize("text", [row[0] for row in TABLE if row[0] not in DIFFERS])
def test_edtf_agrees_with_the_table(text: str) -> None:
    date = parse(text)
    assert opinion(text) == (date.first, date.last)


@pytest.mark.parametrize("text", [text for text, why in REFUSED if "levels" not in why])
def test_edtf_refuses_too_or_is_known_not_to(text: str) -> None:
    # These it reads, although no calendar has them, or levels 0 and 1 do not: it reads level 2 as well.
    lenient = {"1900-02-29", "2022-02-29", "2022-XX-06", "202X?", "202X-01", "2022-25", "2XXX"}
    lenient |= {"2022/2021", "2022-01-07/2022-01-06", "2022-03/2022-02-28"}
    # What hangs on to a date it leaves unread.
    lenient |= {"2022-01T12:00:00", "2022-01-06 ", "2022-01-06\n"}
    if opinion(text) is not None:
        assert text in lenient


@pytest.mark.parametrize("text", DIFFERS)
def test_edtf_still_differs_where_it_is_not_asked(text: str) -> None:
    try:
        date = parse(text)
    except DateError:
        assert opinion(text) is not None
    else:
        assert opinion(text) != (date.first, date.last)


@st.composite
def single(draw: st.DrawFn, *, whole: bool = False) -> str:
    """A date of levels 0 and 1 that both implementations should read alike."""
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, 28 if month == 2 else calendar.monthrange(2000, month)[1]))
    unspecified = [] if whole else ["{y:04}-{m:02}-XX", "{y:04}-XX"]
    form = draw(st.sampled_from(["{y:04}", "{y:04}-{m:02}", "{y:04}-{m:02}-{d:02}", *unspecified]))
    text = form.format(y=year, m=month, d=day)
    return text if "X" in text else text + draw(st.sampled_from(["", "", "?", "~", "%"]))


@st.composite
def valid(draw: st.DrawFn) -> str:
    """Any date that should be read: single ones, seasons, decades, long years, intervals."""
    one = single() | st.builds("{:04}-{}".format, st.integers(0, 9999), st.integers(21, 24))
    one |= st.builds("{:03}X".format, st.integers(0, 999)) | st.builds("Y{}".format, st.integers(10000, 10**11))
    first = draw(one)
    if draw(st.booleans()):
        return first
    second = draw(one | st.sampled_from(["", ".."]))
    if second in {"", ".."}:
        return draw(st.sampled_from([f"{first}/{second}", f"{second}/{first}"]))
    if parse(second).last < parse(first).first:
        first, second = second, first
    return f"{first}/{second}"


@many
@given(single())
def test_edtf_agrees_on_any_single_date(text: str) -> None:
    date = parse(text)
    assert opinion(text) == (date.first, date.last)


@many
@given(single(whole=True), single(whole=True))
def test_edtf_agrees_on_any_interval(one: str, two: str) -> None:
    # Ends with an X it takes for mistakes of its own caller.
    start, end = sorted((one, two), key=lambda text: parse(text).first)
    date = parse(f"{start}/{end}")
    assert opinion(date.text) == (date.first, date.last)


@many
@given(valid())
def test_the_bounds_of_a_date_are_days_in_order(text: str) -> None:
    date = parse(text)
    assert date.first <= date.last
    assert date.words.strip() == date.words != ""
    for year, month, day in (date.first, date.last):
        assert 1 <= day <= calendar.monthrange(year % 400 + 400, month)[1]


@many
@given(valid(), valid())
def test_agreeing_is_mutual_and_means_that_one_holds_the_other(one: str, two: str) -> None:
    first, second = parse(one), parse(two)
    assert first.agrees(first)
    assert first.agrees(second) == second.agrees(first)
    if first.agrees(second):
        assert first.first <= second.last
        assert second.first <= first.last


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("2022", "2022-01-06", True),
        ("2022-01", "2022-02", False),
        ("2022-01/2022-03", "2022-02/2022-04", False),
        ("2022/..", "2030", True),
        ("../2022", "2023", False),
        ("2022?", "2022", True),
    ],
)
def test_agreeing(one: str, two: str, agree: bool) -> None:  # noqa: FBT001 (a row of the table)
    assert parse(one).agrees(parse(two)) is agree


@many
@given(st.text(alphabet=string.digits + "-/.XYTZ?~%: +", max_size=24) | st.text(max_size=24))
def test_every_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateError:
        return
    assert date.text == text
    assert date.first <= date.last


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Jan 6 2022", "2022-01-06"),
        ("January 6, 2022", "2022-01-06"),
        ("6 January 2022", "2022-01-06"),
        ("Sept. 2022", "2022-09"),
        ("2022/1/6", "2022-01-06"),
        ("31 February 2022", ""),
        ("the sixth of May", ""),
    ],
)
def test_the_date_that_was_meant(text: str, meant: str) -> None:
    assert dates.nearest(text) == meant


def test_months_are_english_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx sets the machine's locale before it asks the extension for anything."""
    monkeypatch.setattr(calendar, "month_name", ["", *["Mond"] * 12])
    assert dates.parse("2022-01-06/2022-02-07").words == "6 January – 7 February 2022"
