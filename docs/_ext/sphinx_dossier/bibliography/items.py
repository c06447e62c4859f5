"""A source as an item of CSL-JSON (Citation Style Language 1.0.2), from which every other record is made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TypedDict

from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import Library
from sphinx_dossier.values import Quote


class Name(TypedDict):
    """A name as it is printed."""

    literal: str


Issued = TypedDict(
    "Issued",
    {"date-parts": list[list[int]], "season": int, "circa": bool, "raw": str},
    total=False,
)
Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[Name],
        "editor": list[Name],
        "container-title": str,
        "publisher": str,
        "issued": Issued,
        "language": str,
        "URL": str,
        "archive_location": str,
        "status": str,
        "note": str,
        "custom": dict[str, str],
    },
    total=False,
)

_TYPES = {
    "Article": "article",
    "Book": "book",
    "Legislation": "legislation",
    "NewsArticle": "article-newspaper",
    "Report": "report",
    "ScholarlyArticle": "article-journal",
    "WebPage": "webpage",
}
"""Types of CSL by those of schema.org, which the kind of a source declares."""

_PERIODICAL = frozenset({"article-journal", "article-newspaper"})
UNSOUND = ("corrected", "superseded", "retracted")
"""What may become of a source that everybody who cites it must say; the worst comes last."""

_SINGLE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?:T[^?~%]*)?[?~%]?")


def item(source: Entry, library: Library) -> Item:
    """Return the item of a source: what its entry says, and no more.

    Names stay as they are printed, for which part is the family's cannot be told. What has no title of its own is
    described in brackets by the name of its entry.
    """
    kind = _TYPES.get(library.kinds[source.kind].schema, "document")
    publisher, agency = _named(source, "publisher", library), _named(source, "agency", library)
    authors = _names(source, "authors") or [Name(literal=agency)] * bool(agency)
    found = Item(id=source.id, type=kind, title=_title(source))
    if authors:
        found["author"] = authors
    if editors := _names(source, "editors"):
        found["editor"] = editors
    if publisher:
        found["container-title" if kind in _PERIODICAL else "publisher"] = publisher
    if date := library.when(source):
        found["issued"] = issued(date)
        if found["issued"].get("circa"):
            # CSL knows one sort of doubt, EDTF three.
            found["custom"] = {"edtf": date.text}
    _add_places(found, source)
    if agency and agency != authors[0]["literal"]:
        found["note"] = f"Carries a report of {agency}."
    return found


def _add_places(found: Item, source: Entry) -> None:
    if language := source.keys.text("language"):
        found["language"] = language
    if url := source.keys.text("url") or source.keys.text("archive"):
        found["URL"] = url
    if (archive := source.keys.text("archive")) and archive != url:
        found["archive_location"] = archive
    if status := unsound(source):
        found["status"] = status


def unsound(source: Entry) -> str:
    """Return that a source was corrected, superseded or retracted, the worst of it; nothing where it was not."""
    found = {record.text("status") for record in source.keys.records("standing")}
    return next((status for status in reversed(UNSOUND) if status in found), "")


def _title(source: Entry) -> str:
    quotes = (value for record in source.keys.records("title") for value in record.all("quote"))
    return next((quote.text for quote in quotes if isinstance(quote, Quote)), f"[{source.name}]")


def _names(source: Entry, key: str) -> list[Name]:
    return [Name(literal=str(name)) for name in source.keys.all(key)]


def _named(source: Entry, key: str, library: Library) -> str:
    """Return the name of the first entry to which a key refers."""
    ids = (ref.id for ref in source.keys.refs(key))
    return next((library.entries[id_].name for id_ in ids if id_ in library.entries), "")


def issued(date: Date) -> Issued:
    """Return a date as CSL has it, no more exact than it is known.

    What the parts of CSL's dates cannot say (an open end, a decade, a year before 1) is given as EDTF.
    """
    ends = [_SINGLE.fullmatch(end) for end in date.text.split("/")]
    matches = [match for match in ends if match]
    parts = [_parts(match) for match in matches]
    seasons = [part[1] - 20 for part in parts if part[1:] and part[1] > 12]
    if len(matches) < len(ends) or [0] in parts or (seasons and len(parts) > 1):
        return Issued(raw=date.text)
    found: Issued = {"date-parts": [part[:1] for part in parts] if seasons else parts}
    if seasons:
        found["season"] = seasons[0]
    if any(end[-1] in "?~%" for end in date.text.split("/")):
        found["circa"] = True
    return found


def _parts(match: re.Match[str]) -> list[int]:
    """Return year, month and day as far as they are known."""
    known = []
    for part in match.group("year", "month", "day"):
        if part is None or part == "XX":
            break
        known.append(int(part))
    return known


def csl_json(items: Iterable[Item]) -> str:
    """Return items as the JSON that programs import, a line for each field."""
    return "[" + ", ".join(_object(item) for item in items) + "]"


def _object(item: Item) -> str:
    lines = (f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items())
    return "{\n" + ",\n".join(lines) + "\n}"
