"""When each entry was entered here and last changed, as the history of git tells; of no entry where it tells nothing.

This is the third time of a claim, beside when a thing happened and when it was reported. It is never needed: without
git, outside of a repository, in an archive of the sources, and in a shallow clone, whose oldest commit seems to add
every file, there is simply no such date. One call of `git log` reads it for all entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import dates
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Entry
from sphinx_dossier.git import GitError, git
from sphinx_dossier.library import Library

_MARK = "\x01"
_LOG = ("log", "-z", "--no-renames", "--no-color", "--no-decorate", "--name-only", "--relative")
"""No path is given: git would compare every commit twice, and leave out branches that came to the same end."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """When an entry was entered here first, and when it was changed last."""

    first: Date
    last: Date


History = Mapping[str, Entered]
Days = Mapping[str, tuple[str, str]]
"""The first and the last day of each file, as ISO 8601 has them."""


def read(library: Library, files: Days | None = None) -> History:
    """Return by id when each entry was entered, for those of which the history of git tells, as `days` reads it."""
    files = days(library.root) if files is None else files
    found: dict[str, Entered] = {}
    for entry in library.entries.values() if files else ():
        if told := sorted(day for file in _files(entry, library) for day in files.get(file, ())):
            found[entry.id] = Entered(first=dates.parse(told[0]), last=dates.parse(told[-1]))
    return found


def _files(entry: Entry, library: Library) -> Iterable[str]:
    """Return the file of an entry and those that it had before it moved."""
    here = library.docname(entry.id)
    return [f"{here}.yaml", *(f"{old}.yaml" for old in library.old_addresses(entry))]


def days(root: Path) -> Days:
    """Return the first and the last day on which each file below `root` was committed."""
    whole = _git(root, "rev-parse", "--is-shallow-repository") or ""
    if whole.strip() != "false":
        return {}
    found: dict[str, tuple[str, str]] = {}
    day = ""
    for part in (_git(root, *_LOG, f"--format={_MARK}%as") or "").split("\0"):
        name = part.lstrip("\n")
        if name.startswith(_MARK):
            day, _, name = name.removeprefix(_MARK).partition("\n")
            name = name.lstrip("\n")
        if name and _DAY.fullmatch(day):
            first, last = found.get(name, (day, day))
            found[name] = min(first, day), max(last, day)
    return found


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, None where it is missing, fails, or takes too long."""
    try:
        return git(root, *arguments).decode("utf-8", "replace")
    except GitError:
        return None
