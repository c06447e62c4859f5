"""The first draft of a source's entry: what can be read off an article, for an editor to correct."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sphinx_dossier import dates
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.words import words
from sphinx_dossier.values import Lines, Record

SHORT = 14
"""Words in the longest line that a phrase of page furniture anywhere in it makes furniture."""

_GLUED = re.compile(r"[a-z][A-Z].*[a-z][A-Z]")
_FORBIDDEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # what JSON may hold as it is, and YAML not
_ISO = re.compile(r"\b((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])\b")
_ENGLISH = re.compile(
    r"\b(?:([0-3]?[0-9])\s+)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:([0-3]?[0-9]),?\s+)?"
    r"((?:19|20)[0-9]{2})\b"
)
_DATELINE = re.compile(
    r"^([A-Z][A-Za-z .'-]{2,30}?)(?:,\s+[A-Z][a-z]{2}\.?\s+[0-9]{1,2})?\s*\(([A-Za-z ]{2,20})\)\s*\S?[-\u2013\u2014]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a saved page tells of its article beside the text: the lines of its body, from 1, and its metadata."""

    body: frozenset[int] = frozenset()
    title: str = ""
    date: str = ""
    url: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()


NOTHING = Told()
"""Of a file that is text alone."""


def entry(text: str, file: str, sha256: str, told: Told = NOTHING) -> tuple[Record, str]:
    """Return the layout that an article seems to have, and the text of its entry.

    `file` is the name of the article's file, if it has one, and `sha256` its hash.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    parts = _guess(lines, told)
    title = _title(lines, parts)
    layout = {part: tuple(_ranges(numbers)) for part, numbers in sorted(parts.items()) if part != "body"}
    known = _known(title, lines)
    if told.date:
        known["date"] = told.date
    known |= {"url": told.url, "file": file, "sha256": sha256}
    return Record(layout), _entry(known, layout, told)


def id_for(text: str, taken: Container[str], told: Told = NOTHING) -> str:
    """Return an id for an article from its date and title that no entry has."""
    lines = text.replace("\r\n", "\n").split("\n")
    title = _title(lines, _guess(lines, told))
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:5]) or "source"
    stem = "-".join(part for part in (told.date or _date(text), slug) if part)
    return next(id_ for n in range(1, 10_000) if (id_ := stem if n == 1 else f"{stem}-{n}") not in taken)


def _known(title: str, lines: list[str]) -> dict[str, str]:
    """Return what the lines of an article tell."""
    dateline = next((m for line in lines if (m := _DATELINE.match(line.strip()))), None)
    return {
        "name": title,
        "date": _date("\n".join(lines)),
        "dateline": dateline[1].strip() if dateline else "",
        "language": "en",
    }


def _entry(known: Mapping[str, str], layout: dict[str, tuple[Lines, ...]], told: Told) -> str:
    title = known["name"]
    known = {**known, "name": title or known["file"] or "An article"}
    written = [f"{key}: {scalar(value)}" for key, value in known.items() if value]
    if title:
        written.insert(1, f"title:\n  quote: {scalar(title)}")
    if told.authors:
        written.append(f"authors: [{', '.join(map(quoted, told.authors))}]")
    wanted = ["publisher", "agency", "authors", "photographs", "url", "archive", "origin"]
    missing = [name for name in wanted if not getattr(told, name, "") or name == "publisher"]
    comments = [f"# Add where known: {', '.join(missing)}. Correct what was read wrongly."]
    if told.publisher:
        comments.append(f"# The page says of its publisher: {' '.join(_FORBIDDEN.sub(' ', told.publisher).split())}")
    ranges = {part: ", ".join(_shown(one) for one in values) for part, values in layout.items()}
    layout_lines = [f"  {part}: [{numbers}]" for part, numbers in ranges.items()]
    return "\n".join([*comments, *written, *(["layout:", *layout_lines] if layout_lines else [])]) + "\n"


def scalar(value: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in double quotes."""
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 .,()/_-]*", value) and value.lower() not in {"null", "~"}
    if plain and not value.endswith(" "):
        return value
    return quoted(value)


def quoted(value: str) -> str:
    """Return a text as a YAML scalar in double quotes, which may stand in a list."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _shown(lines: Lines) -> str:
    return str(lines.first) if lines.first == lines.last else f"{lines.first}-{lines.last}"


def _guess(lines: list[str], told: Told = NOTHING) -> dict[str, list[int]]:
    """Return the numbers of the lines that seem to belong to each part; blank lines belong to none."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    over = False
    for number, line in enumerate(lines, start=1):
        if stripped := line.strip():
            over = over or _ends(stripped)
            before = "title" not in found and "body" not in found
            part = _told(number, stripped, told) if told.body else _part(stripped, over=over, before=before)
            found[part].append(number)
    return dict(found)


def _told(number: int, line: str, told: Told) -> str:
    """Return what a line of a page is, of which the lines of the body are told."""
    if line == told.title:
        return "title"
    part = _part(line, over=False, before=False)
    if number in told.body:
        # A by-line is no sentence, as "By noon they had left." is.
        return part if part == "caption" or (part == "byline" and line[-1] not in ".!?") else "body"
    # Beside the body, and below it: there are pictures and by-lines of other articles.
    return part if part in {"caption", "byline"} and number < max(told.body) else "furniture"


def _part(line: str, *, over: bool, before: bool) -> str:
    """Return what a line seems to be; `over` after the article's end, `before` where nothing of it was seen yet."""
    lists = language("en")
    count = len(words(line))
    if count < 90 and any(sign in line for sign in lists.caption):
        return "furniture" if over else "caption"
    if len(line) < 120 and line.startswith(lists.byline):
        return "byline"
    if over or _is_furniture(line, count):
        return "furniture"
    if before and (count < 3 or _GLUED.search(line)):
        # Section labels and rows of icons stand above a title.
        return "furniture"
    return "title" if before and count <= 25 and line[-1] not in ".,;:" else "body"


def _title(lines: list[str], parts: dict[str, list[int]]) -> str:
    """Return the title's lines as one, each once: pages repeat their title."""
    return " ".join(dict.fromkeys(lines[number - 1].strip() for number in parts.get("title", [])))


def _ends(line: str) -> bool:
    return tuple(words(line)) in language("en").ends


def _is_furniture(line: str, count: int) -> bool:
    """Return whether a line is markup, or a short line with a phrase of menus and notices."""
    if line.startswith(("[", "<")) or "[/" in line:
        return True
    phrases, found = language("en").furniture, words(line)
    lengths = {len(phrase) for phrase in phrases}
    within = range(count if count <= SHORT else 1)
    return any(tuple(found[i : i + n]) in phrases for i in within for n in lengths)


def _ranges(numbers: list[int]) -> Iterator[Lines]:
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield Lines(first=start, last=last)
            start = number
        last = number
    yield Lines(first=start, last=last)


def _date(text: str) -> str:
    """Return the first whole date in a text as EDTF, or nothing; one in figures goes before one in words."""
    found = (match[0] for pattern in (_ISO, _ENGLISH) for match in pattern.finditer(text))
    return next((date for written in found if (date := dates.nearest(" ".join(written.split())))), "")
