"""Meetings as a calendar to subscribe to (iCalendar, RFC 5545).

Written here and not by a library: icalendar, which the tests read it with, would be one more thing to install for
some thirty lines. Times of day are not known, so every event is of whole days and keeps nobody's time free. What is
known to the month or the season is one event over all of it whose title says so; what is known no better than to the
year, or has an open end, is left out, for it would stand above every day of the calendar.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date, Day
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.entry_page import about
from sphinx_dossier.publication import Site
from sphinx_dossier.standing import stands

PATH = "data/meetings.ics"
KIND = "meeting"
LONGEST = 92
"""The most days over which an event may stand whose day is not known: a season."""
REFRESH = "P1D"
"""How often a program that subscribes should look again."""
_TO_THE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[^/?~%]*)?[?~%]?")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_WIDTH = 75


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-dossier//meetings//EN"]
    lines += [f"NAME:{_text(_title(site))}", f"X-WR-CALNAME:{_text(_title(site))}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    lines += [f"SOURCE;VALUE=URI:{site.file(PATH)}"] if site.base else []
    for entry in checked.library.of_kind(KIND) if KIND in checked.library.kinds else ():
        when = checked.library.when(entry)
        if when and stands(entry) and (days := _days(when)):
            lines += _event(entry, when, days, checked, site)
    lines.append("END:VCALENDAR")
    yield PATH, "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _title(site: Site) -> str:
    return f"{site.title}: meetings"


def _days(when: Date) -> tuple[datetime.date, datetime.date] | None:
    """Return the first day and the day after the last, None where the date is no matter for a calendar."""
    if not (when.first[0] >= 1 and when.last[0] < 9999):
        return None
    first, after = datetime.date(*when.first), datetime.date(*when.last) + datetime.timedelta(days=1)
    return (first, after) if _to_the_day(when) or (after - first).days <= LONGEST else None


def _to_the_day(when: Date) -> bool:
    return all(_TO_THE_DAY.fullmatch(end) for end in when.text.split("/"))


def _event(
    entry: Entry, when: Date, days: tuple[datetime.date, datetime.date], checked: Checked, site: Site
) -> Iterator[str]:
    library = checked.library
    page = site.uri(library.docname(entry.id), "")
    # What is uncertain though it names a day, and what is not known to the day, is said in the title itself.
    sure = _to_the_day(when) and when.text[-1] not in "?~%"
    flag = "" if sure else f" ({when.words})" if _to_the_day(when) else f" (day not known: {when.words})"
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry, library, site)}"
    yield f"DTSTAMP:{_stamp(entry, when, checked)}"
    yield f"DTSTART;VALUE=DATE:{_plain(days[0])}"
    yield f"DTEND;VALUE=DATE:{_plain(days[1])}"
    yield f"SUMMARY:{_text(entry.name + flag)}"
    told = [about(entry, library), f"Date: {when.words}.", *([page] if site.base else [])]
    yield f"DESCRIPTION:{_text(' '.join(told))}"
    if place := entry.value("place"):
        yield f"LOCATION:{_text(str(place))}"
    if site.base:
        yield f"URL:{page}"
    yield from (f"STATUS:{'CONFIRMED' if sure else 'TENTATIVE'}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _uid(entry: Entry, library: Library, site: Site) -> str:
    """Return an id that stays when the entry moves: it is made from the first address that the entry had."""
    first = next(iter(library.old_addresses(entry)), library.docname(entry.id))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{site.base or site.title}\n{first}"))


def _stamp(entry: Entry, when: Date, checked: Checked) -> str:
    """Return when the event was last changed, without a clock.

    By the history of git, else by the newest source that the entry cites, else by the meeting itself.
    """
    if entered := checked.history.get(entry.id):
        return f"{_plain(datetime.date(*entered.last.first))}T000000Z"
    cited = {citation.source.id for citation in entry.citations}
    known = (checked.library.entries.get(id_) for id_ in cited)
    dates = (checked.library.when(source) for source in known if source)
    days: list[Day] = [date.first for date in dates if date and 1 <= date.first[0] <= 9999]
    return f"{_plain(datetime.date(*max(days, default=when.first)))}T000000Z"


def _plain(day: datetime.date) -> str:
    # Not strftime, which leaves the zeros of early years to the system.
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return _CONTROL.sub(" ", text.translate(_ESCAPED))


def _folded(line: str) -> str:
    """Return a line folded to 75 octets, in which no character is cut."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDTH:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
