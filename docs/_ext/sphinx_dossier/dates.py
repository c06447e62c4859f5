"""Dates as EDTF (ISO 8601-2:2019, levels 0 and 1, Library of Congress profile): reading, comparing, printing.

Written here because no kept library serves: python-edtf 5 takes some five milliseconds a date, fails on an
open start (`../2022`) and closes an open end after ten years. The tests hold this module against it where it
does answer.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import TypeAlias

Day: TypeAlias = tuple[int, int, int]

EARLIEST: Day = (-(10**12), 1, 1)
LATEST: Day = (10**12, 12, 31)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""The months in English. The calendar module's change with the locale, which Sphinx sets to that of the machine."""

_SINGLE = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[0-9]{5,12})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<time>T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
    r"(?P<mark>[?~%])?"
)
_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_MARKS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


class DateError(ValueError):
    """A text that is no EDTF date of level 0 or 1; its message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as its author wrote it.

    `first` and `last` are the first and the last day that it may mean, as (year, month, day) of the proleptic
    Gregorian calendar; an open or unknown end reaches to `EARLIEST` or `LATEST`. `words` is the date in English.
    """

    text: str
    first: Day
    last: Day
    words: str

    def agrees(self, other: Date) -> bool:
        """Return whether both can hold: one lies within the other (`2022-01` and `2022-01-06`)."""
        inside = self.first >= other.first and self.last <= other.last
        around = self.first <= other.first and self.last >= other.last
        return inside or around

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Date:
    """Return the date that `text` writes.

    Raises DateError where it is not EDTF level 0 or 1, where no calendar has the day, or where an interval
    ends before it starts.
    """
    if "/" not in text:
        first, last, words = _single(text)
        return Date(text=text, first=first, last=last, words=words)
    start, _, end = text.partition("/")
    if not start.strip(".") and not end.strip("."):
        raise DateError("an interval needs at least one end")
    first, _, start_words = _end(start, EARLIEST)
    _, last, end_words = _end(end, LATEST)
    if start_words and end_words and last < first:
        raise DateError(f"the interval ends ({end}) before it starts ({start})")
    words = _interval_words(first, last, start, end, start_words, end_words)
    return Date(text=text, first=first, last=last, words=words)


_MONTH = "|".join(name[:3] for name in MONTHS)
_DAY = r"(?P<{}>[0-9]{{1,2}})"
_WRITTEN = re.compile(
    rf"(?:{_DAY.format('before')}\.? )?(?P<month>{_MONTH})[a-z]*\.?(?: {_DAY.format('after')},?)?,? "
    r"(?P<year>[0-9]{4})",
    re.IGNORECASE,
)


def nearest(text: str) -> str:
    """Return the date that a text which is none may mean, as 2022-01-06 for 2022/1/6, or nothing."""
    match = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", text)
    guess = "-".join(part.zfill(2) for part in match.groups() if part) if match else ""
    if written := _WRITTEN.fullmatch(text):
        month = _MONTH.lower().split("|").index(written["month"].lower()) + 1
        day = written["before"] or written["after"]
        guess = f"{written['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return parse(guess).text
    except DateError:
        return ""


def _end(text: str, bound: Day) -> tuple[Day, Day, str]:
    return (bound, bound, "") if text in {"", ".."} else _single(text)


def _single(text: str) -> tuple[Day, Day, str]:
    if not text.isascii() or (match := _SINGLE.fullmatch(text)) is None:
        raise DateError(_why(text))
    year, month, day, time, mark = match.group("year", "month", "day", "time", "mark")
    if time and (day is None or "X" in text or mark or not _is_time(time)):
        raise DateError(f"'{time}' is no time of a full day")
    if "X" in year and (month is not None or mark):
        raise DateError("a year with X stands alone")
    if year.startswith("Y") and month is not None:
        raise DateError("a year with Y stands alone")
    first, last, words = _bounds(year, month, day)
    return first, last, words + (f" ({_MARKS[mark]})" if mark else "")


def _bounds(year: str, month: str | None, day: str | None) -> tuple[Day, Day, str]:
    if "X" in year:
        ends = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
        kind = "s" if year.count("X") == 1 else "s (century)"
        return (ends[0], 1, 1), (ends[1], 12, 31), _year(int(year.replace("X", "0"))) + kind
    if year == "-0000":
        raise DateError("there is no year -0000; the year before 1 is 0000")
    number = int(year.removeprefix("Y"))
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            raise DateError("a day needs a month")
        words = _year(number)
        return (number, 1, 1), (number, 12, 31), words if month is None else f"some time in {words}"
    return _in_month(number, int(month), day)


def _in_month(year: int, month: int, day: str | None) -> tuple[Day, Day, str]:
    if month in _SEASONS and day is None:
        name, start = _SEASONS[month]
        if start == 12:
            return (year, 12, 1), (year + 1, 2, _days(year + 1, 2)), f"{name} {_year(year)}"
        return (year, start, 1), (year, start + 2, _days(year, start + 2)), f"{name} {_year(year)}"
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02}")
    length, name = _days(year, month), f"{MONTHS[month - 1]} {_year(year)}"
    if day is None or day == "XX":
        return (year, month, 1), (year, month, length), name if day is None else f"some day in {name}"
    if not 1 <= int(day) <= length:
        raise DateError(f"{name} has no day {int(day)}")
    return (year, month, int(day)), (year, month, int(day)), f"{int(day)} {name}"


def _days(year: int, month: int) -> int:
    # The Gregorian calendar repeats every 400 years, and the standard library knows only years 1 to 9999.
    return calendar.monthrange(year % 400 + 400, month)[1]


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _is_time(text: str) -> bool:
    try:
        datetime.time.fromisoformat(text[1:])
    except ValueError:
        return False
    return True


def _why(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", text):
        return "months and days have two digits"
    if re.search(r"[\[\]{}]|\.\.", text) or re.match(r"[?~%]", text):
        return "only EDTF levels 0 and 1 are read"
    return "it is not EDTF"


def _interval_words(first: Day, last: Day, start: str, end: str, start_words: str, end_words: str) -> str:
    if not start_words:
        return f"{'until' if start == '..' else 'unknown start, until'} {end_words}"
    if not end_words:
        return f"from {start_words}" + ("" if end == ".." else ", end unknown")
    days = all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", part) for part in (start, end))
    if days and first[:2] == last[:2]:
        return f"{first[2]}–{last[2]} {MONTHS[first[1] - 1]} {first[0]}"
    if days and first[0] == last[0]:
        return f"{first[2]} {MONTHS[first[1] - 1]} – {end_words}"
    return f"{start_words} – {end_words}"
