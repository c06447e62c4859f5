"""What a text says of numbers and dates, and what is reckoned from it: tables by hand, and laws."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import dates
from sphinx_dossier.evidence.amounts import amounts
from sphinx_dossier.evidence.dated import Dated, Point, dated
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.reckoning import Reading, days, readings
from sphinx_dossier.evidence.terms import terms

EN = language("en")
THURSDAY = datetime.date(2031, 9, 11)
many = settings(max_examples=300, deadline=None)
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))


def numbers(text: str) -> list[tuple[str, str]]:
    return [("/".join(sorted(one.bounds)), f"{one.value:f}") for one in amounts(terms(text), EN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4,000 boats", [("", "4000")]),
        ("4\u202f000 boats", [("", "4000")]),
        ("four thousand boats", [("", "4000")]),
        ("2.5 million", [("", "2500000.0")]),
        ("$3bn", [("", "3000000000")]),
        ("three hundred and fifty", [("", "350")]),
        ("twenty-five ships and five more", [("", "25"), ("", "5")]),
        ("three and four", [("", "3"), ("", "4")]),
        ("one two three", [("", "1"), ("", "2"), ("", "3")]),
        ("two dozen, and a dozen", [("", "24"), ("", "12")]),
        ("more than a hundred", [("over", "100")]),
        ("no more than 5", [("at most", "5")]),
        ("over, say, 5", [("", "5")]),
        ("over $5", [("over", "5")]),
        ("nearly 300", [("about/under", "300")]),
        ("400 boats or more", [("at least", "400")]),
        ("400+ boats", [("at least", "400")]),
        ("~40", [("about", "40")]),
        ("2+2", [("", "2"), ("", "2")]),
        ("a boat, hundreds of boats, a few hundred boats", []),
        ("the third, the 6th, the twenty-first", []),
        ("four ... thousand", [("", "4")]),
        ("G7", []),
        ("400,000 and 1,2345", [("", "400000"), ("", "1"), ("", "2345")]),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert numbers(text) == found


def test_a_number_that_hangs_on_to_letters_is_a_label() -> None:
    assert [one.label for one in amounts(terms("F-35 jets, 35 of them"), EN)] == [True, False]


_ONES = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def spelt(number: int, join: str) -> str:
    """Return a number in English words; `join` stands between hundreds and tens."""
    for size, name in _SCALES:
        if number >= size:
            most, rest = divmod(number, size)
            link = join if rest and (name == "hundred" or rest < 100) else " "
            return f"{spelt(most, join)} {name}" + (link + spelt(rest, join) if rest else "")
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return "-".join(word for word in (_TENS[tens], _ONES[ones]) if word)


@many
@given(st.integers(1, 999) | st.integers(1, 10**12 - 1), st.sampled_from([" ", " and "]))
def test_a_number_in_words_is_read_back(number: int, join: str) -> None:
    words = f"the {spelt(number, join)} boats"
    assert [one.value for one in amounts(terms(words), EN)] == [number]


@many
@given(st.decimals(0, 10**12, places=2, allow_nan=False) | st.integers(0, 10**12).map(Decimal))
def test_a_number_in_figures_is_read_back(number: Decimal) -> None:
    for shown in (f"{number:,}", f"{number:f}"):
        assert [one.value for one in amounts(terms(f"the {shown} boats"), EN)] == [number]


def told(text: str) -> list[str]:
    """Return what the dates in a text mean, said on a Thursday, 11 September 2031; a weak one in brackets."""
    return [shown(one) for one in dated(terms(text), EN)]


def shown(one: Dated) -> str:
    meanings = " or ".join(dict.fromkeys(edtf(reading) for reading in readings(one, THURSDAY)))
    return f"({meanings})" if one.weak else meanings


def edtf(reading: Reading) -> str:
    first, last = ("-".join(f"{part:02}" for part in day) for day in reading.whole)
    for known in (first[:4], first[:7], first):
        whole = dates.parse(known)
        if (whole.first, whole.last) == reading.whole:
            return known
    return f"{first}/{last}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8 September 2031", ["2031-09-08"]),
        ("September 8, 2031", ["2031-09-08"]),
        ("Sept. 8", ["2031-09-08"]),
        ("the sixth of January 2022", ["2022-01-06"]),
        ("January 6th", ["2032-01-06"]),
        ("March 20", ["2031-03-20"]),
        ("March 6", ["2032-03-06"]),
        ("January 6-7, 2022", ["2022-01-06/2022-01-07"]),
        ("6–7 January 2022", ["2022-01-06/2022-01-07"]),
        ("January 6 and 9, 2022", ["2022-01-06", "2022-01-09"]),
        ("from 8 to 10 September", ["2031-09-08/2031-09-10"]),
        ("from August 30 to September 2", ["2031-08-30/2031-09-02"]),
        ("from December 30 to January 2, 2023", ["2022-12-30/2023-01-02"]),
        ("from December 30, 2022 to January 2", ["2022-12-30/2023-01-02"]),
        ("from March to May 2022", ["2022-03-01/2022-05-31"]),
        ("in March and April 2022", ["2022-03", "2022-04"]),
        ("2022-01-06", ["2022-01-06"]),
        ("2022-01", ["2022-01"]),
        ("06.01.2022", ["2022-01-06"]),
        ("6/1/2022", ["2022-01-06 or 2022-06-01"]),
        ("2014-2025", ["2014-01-01/2025-12-31"]),
        ("in 2022 and 2023", ["2022", "2023"]),
        ("the 1990s", ["1990-01-01/1999-12-31"]),
        ("31 February 2022", [""]),
        ("on Monday", ["2031-09-08"]),
        ("on Thursday", ["2031-09-11"]),
        ("on Friday", ["2031-09-05"]),
        ("next Friday", ["2031-09-12 or 2031-09-19"]),
        ("next Monday", ["2031-09-15"]),
        ("last Thursday", ["2031-09-04"]),
        ("last Tuesday", ["2031-09-09 or 2031-09-02"]),
        ("from Thursday until Sunday", ["2031-09-11/2031-09-14"]),
        ("Thursday, September 4", ["2031-09-11", "2031-09-04"]),
        ("yesterday", ["2031-09-10"]),
        ("the day before yesterday", ["2031-09-09"]),
        ("tomorrow", ["2031-09-12"]),
        ("this week", ["2031-09-08/2031-09-14"]),
        ("last month", ["2031-08"]),
        ("next year", ["2032"]),
        ("last March", ["2031-03"]),
        ("last October", ["2030-10"]),
        ("next March", ["2032-03"]),
        ("in March", ["2031-03"]),
        ("they met in May", ["2031-05"]),
        ("they may meet", []),
        ("May they meet", []),
        ("met on May 5", ["2031-05-05"]),
        ("a march of pilots, they sat in the sun", []),
        ("autumn 2022", ["2022-09-01/2022-11-30"]),
        ("in the autumn", ["(2031-09-01/2031-11-30)"]),
        ("on the 6th", ["(2031-09-06)"]),
        ("on the 6th of May", ["2031-05-06"]),
        ("In September 2031 the board brought 8 ministers", ["2031-09"]),
        ("in March. 6 boats came", ["2031-03"]),
        ("$2000, 2,000 boats, 400 boats", []),
    ],
)
def test_dates(text: str, found: list[str]) -> None:
    assert told(text) == found


@many
@given(DAYS, st.integers(-182, 182), st.sampled_from(["{0} {1}", "{1} {0}", "{1} {0}th", "the {0} of {1}"]))
def test_a_day_and_month_is_the_nearest_one(day: datetime.date, away: int, form: str) -> None:
    text = form.format(day.day, dates.MONTHS[day.month - 1])
    (one,) = dated(terms(f"they met on {text} in the rain"), EN)
    span = (day.year, day.month, day.day)
    assert readings(one, day + datetime.timedelta(away)) == (Reading((span, span), (span, span)),)


@many
@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_last_one(day: datetime.date, later: int) -> None:
    (one,) = dated(terms(f"they met on {day:%A} in the rain"), EN)
    span = (day.year, day.month, day.day)
    assert [found.whole for found in readings(one, day + datetime.timedelta(later))] == [(span, span)]


@many
@given(
    st.lists(
        st.sampled_from(
            [
                *"-,.",
                "6",
                "31",
                "2022",
                "January",
                "may",
                "to",
                "and",
                "of",
                "on",
                "the",
                "last",
                "Monday",
                "6th",
                "th",
            ]
        )
    )
)
def test_no_words_of_dates_and_numbers_are_too_much(words: list[str]) -> None:
    found = terms(" ".join(words))
    for one in dated(found, EN):
        assert 0 <= one.first < one.until < len(found)
        assert all(reading.start[0] <= reading.end[1] for reading in readings(one, THURSDAY))
    assert all(one.first < one.end < len(found) for one in amounts(found, EN))


def test_only_whole_dates_have_a_meaning_without_a_day() -> None:
    assert readings(Dated(start=Point(weekday=1), first=0, until=1), None) == ()
    assert len(readings(Dated(start=Point(year=2022), first=0, until=1), None)) == 1


def test_what_no_calendar_reaches_is_not_reckoned_with() -> None:
    assert days(dates.parse("2022-01")) == (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31))
    assert days(dates.parse("2022/..")) is None
    assert days(None) is None
    assert readings(Dated(start=Point(offset=(-1, "days")), first=0, until=1), datetime.date.min) == ()
    assert readings(Dated(start=Point(offset=(1, "years")), first=0, until=1), datetime.date.max) == ()
