"""An item of CSL-JSON as an entry of BibTeX, in UTF-8 as biber and today's LaTeX read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from sphinx_dossier.bibliography.items import Issued, Item

_TYPES = {"article": "article", "article-journal": "article", "article-newspaper": "article", "book": "book"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Braces count in BibTeX even after a backslash, so no value may hold one by itself.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{char: f"\\{char}" for char in "$&#%_"},
    }
)
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
"""Between two characters that TeX would print as one other."""
_IN_URL = "%/:?#[]@!$&'()*+,;=~"


def bibtex(item: Item) -> str:
    """Return an item as an entry; its key is the id of the source."""
    kind = _TYPES.get(item["type"], "misc")
    if kind == "article" and "container-title" not in item:
        kind = "misc"  # the styles of BibTeX miss the journal of an article
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(item))
    return f"@{kind}{{{item['id']}{fields}\n}}"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    # The inner braces keep capitals and names whole.
    yield "title", f"{{{{{_text(item['title'])}}}}}"
    for role, names in (("author", item.get("author", [])), ("editor", item.get("editor", []))):
        if names:
            yield role, "{" + " and ".join(_braced(name["literal"]) for name in names) + "}"
    for name, value in (("journal", item.get("container-title")), ("publisher", item.get("publisher"))):
        if value:
            yield name, _braced(value)
    if when := item.get("issued"):
        yield from _when(when, item.get("custom", {}).get("edtf", ""))
    if language := item.get("language"):
        yield "language", _braced(language)
    if url := item.get("URL"):
        yield "url", f"{{{_url(url)}}}"
    if note := _note(item):
        yield "note", f"{{{note}}}"


def _note(item: Item) -> str:
    status, note, archive = item.get("status", ""), item.get("note", ""), item.get("archive_location", "")
    parts = [_text(status.capitalize()), _text(note.rstrip("."))]
    parts += [f"Archived at \\url{{{_url(archive)}}}"] if archive else []
    return ". ".join(part for part in parts if part)


def _when(issued: Issued, edtf: str) -> Iterator[tuple[str, str]]:
    """Yield the date as biblatex has it (EDTF), then year and month, which are all that BibTeX knows."""
    yield "date", f"{{{edtf or _edtf(issued)}}}"
    parts = issued.get("date-parts", [])
    if len({part[0] for part in parts}) == 1:
        about, doubt = edtf.endswith(("~", "%")), edtf.endswith(("?", "%"))
        yield "year", f"{{{'ca. ' * about}{parts[0][0]:04}{'?' * doubt}}}"
    if len(parts) == 1 and parts[0][1:]:
        yield "month", _MONTHS[parts[0][1] - 1]


def _edtf(issued: Issued) -> str:
    if raw := issued.get("raw"):
        return raw
    season = f"-{issued['season'] + 20}" if "season" in issued else ""
    return "/".join(
        "-".join(f"{number:0{2 if place else 4}}" for place, number in enumerate(part)) + season
        for part in issued["date-parts"]
    )


def _braced(text: str) -> str:
    return f"{{{_text(text)}}}"


def _text(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", text).split())
    plain = "".join(char for char in words if unicodedata.category(char) != "Cc")
    return _LIGATURES.sub("{}", plain.translate(_SPECIAL))


def _url(url: str) -> str:
    return quote(url, safe=_IN_URL)
