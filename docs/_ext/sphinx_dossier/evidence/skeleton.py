"""The first draft of a source's entry: what can be read off an article, for an editor to correct."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterator

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


def entry(text: str, file: str, sha256: str) -> tuple[Record, str]:
    """Return the layout that an article seems to have, and the text of its entry.

    `file` is the name of the article's file and `sha256` its hash.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    parts = _guess(lines)
    title = _title(lines, parts)
    layout = {part: tuple(_ranges(numbers)) for part, numbers in sorted(parts.items()) if part != "body"}
    return Record(layout), _entry(title, lines, layout, file, sha256)


def id_for(text: str, taken: Container[str]) -> str:
    """Return an id for an article from its date and title that no entry has."""
    lines = text.replace("\r\n", "\n").split("\n")
    title = _title(lines, _guess(lines))
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:5]) or "source"
    stem = "-".join(part for part in (_date(text), slug) if part)
    return next(id_ for n in range(1, 10_000) if (id_ := stem if n == 1 else f"{stem}-{n}") not in taken)


def _entry(title: str, lines: list[str], layout: dict[str, tuple[Lines, ...]], file: str, sha256: str) -> str:
    dateline = next((m for line in lines if (m := _DATELINE.match(line.strip()))), None)
    known = {
        "name": title or file,
        "date": _date("\n".join(lines)),
        "dateline": dateline[1].strip() if dateline else "",
        "language": "en",
        "file": file,
        "sha256": sha256,
    }
    written = [f"{key}: {scalar(value)}" for key, value in known.items() if value]
    if title:
        written.insert(1, f"title:\n  quote: {scalar(title)}")
    wanted = ["publisher", "agency", "authors", "photographs", "url", "archive", "origin"]
    comment = f"# Add where known: {', '.join(wanted)}. Correct what was read wrongly."
    ranges = {part: ", ".join(_shown(one) for one in values) for part, values in layout.items()}
    layout_lines = [f"  {part}: [{numbers}]" for part, numbers in ranges.items()]
    return "\n".join([comment, *written, *(["layout:", *layout_lines] if layout_lines else [])]) + "\n"


def scalar(value: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in double quotes."""
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 .,()/_-]*", value) and value.lower() not in {"null", "~"}
    if plain and not value.endswith(" "):
        return value
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _shown(lines: Lines) -> str:
    return str(lines.first) if lines.first == lines.last else f"{lines.first}-{lines.last}"


def _guess(lines: list[str]) -> dict[str, list[int]]:
    """Return the numbers of the lines that seem to belong to each part; blank lines belong to none."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    over = False
    for number, line in enumerate(lines, start=1):
        if stripped := line.strip():
            over = over or _ends(stripped)
            found[_part(stripped, over=over, before="title" not in found and "body" not in found)].append(number)
    return dict(found)


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
