"""Edits of text by place: what every command that changes files, and an editor, hand on to be applied.

Offsets count characters of the text as `yaml_nodes.read` gives it: without a carriage return before a line feed.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_dossier.problems import Place

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Overlap(ValueError):  # noqa: N818 (it says what the edits do)
    """Two edits of one text change the same characters."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """In the file `path`, as places show it, `text` takes the place of what stands from `start` up to `end`."""

    path: str
    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with all the edits made, whose offsets are those of the text before. Raises Overlap."""
    done, at = list[str](), 0
    for edit in sorted(set(edits)):
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise Overlap(f"{edit.path}: two edits change what stands at {place(text, edit.start, edit.path)}")
        done += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*done, text[at:]])


def changed(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return by path the texts that the edits change, as they are after. Raises Overlap, and KeyError for no text."""
    by_path: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.path].append(edit)
    after = {path: applied(texts[path], found) for path, found in sorted(by_path.items())}
    return {path: text for path, text in after.items() if text != texts[path]}


def offset(text: str, line: int, col: int) -> int:
    """Return the offset of a line and column, both from 1; what lies behind the text is its end."""
    at = 1 if text.startswith("\ufeff") and line == 1 else 0  # places do not count the mark at the start of a file
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return min(at + col - 1, len(text))


def place(text: str, at: int, path: str) -> Place:
    """Return the place of an offset."""
    line = text.count("\n", 0, at)
    # The mark at the start of a file is no character of its first line.
    start = text.rfind("\n", 0, at) + 1 if line else len(text) - len(text.removeprefix("\ufeff"))
    return Place(path=path, line=line + 1, col=at - start + 1)


def diff(path: str, before: str | None, after: str | None, *, to: str = "") -> str:
    """Return the unified diff of one file, as `git apply` takes it: None for no file, `to` a new path."""
    old, new = (_LINE.findall(text or "") for text in (before, after))
    names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{to or path}")
    lines = difflib.unified_diff(old, new, *names)
    head = f"diff --git a/{path} b/{to}\nrename from {path}\nrename to {to}\n" if to else ""
    return head + "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
