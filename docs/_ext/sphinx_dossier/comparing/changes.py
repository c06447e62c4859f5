"""What can differ between two states of a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_dossier.comparing.findings import Findings


class Sort(Enum):
    """What a change is; the value is its name in data, the member's comment what it means for a reviewer."""

    ADDED = "entry-added"
    REMOVED = "entry-removed"
    BROKEN = "entry-broken"
    RENAMED = "entry-renamed"
    WITHDRAWN = "entry-withdrawn"
    RESTORED = "entry-restored"
    KEY = "key-changed"
    STANDING = "source-standing"
    REMADE = "fingerprint-changed"
    CLAIM_ADDED = "claim-added"
    CLAIM_REMOVED = "claim-removed"
    CLAIM_MOVED = "claim-moved"
    VALUE = "value-changed"
    CITED = "citation-added"
    UNCITED = "citation-removed"
    QUOTE = "quote-changed"
    READING = "reading-changed"
    SUPPORT = "support-changed"
    DIFFERS = "difference-new"
    AGREES = "difference-gone"
    RESEMBLES = "name-near"


MARKS = {
    Sort.ADDED: "+",
    Sort.CLAIM_ADDED: "+",
    Sort.CITED: "+",
    Sort.REMOVED: "-",
    Sort.CLAIM_REMOVED: "-",
    Sort.UNCITED: "-",
    Sort.BROKEN: "!",
    Sort.DIFFERS: "!",
    Sort.RESEMBLES: "?",
}
"""The sign before a line; all others have a tilde."""
LOUD = frozenset({Sort.REMOVED, Sort.BROKEN, Sort.SUPPORT, Sort.DIFFERS, Sort.RESEMBLES, Sort.REMADE, Sort.STANDING})
"""What a reviewer should look at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote with the name of its source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: `words` say it in one line, `notes` what follows from it, `claim` is the address it is about.

    `quotes` are the words that prove what is said now.
    """

    sort: Sort
    words: str
    claim: str = ""
    notes: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...] = ()

    @property
    def mark(self) -> str:
        """Return the sign before its line."""
        return MARKS.get(self.sort, "~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An entry with what differs in it; `id`, `kind` and `name` are those of now, `path` its file."""

    id: str
    kind: str
    name: str
    path: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs: entries in the order of their kinds and names, and the problems."""

    entries: tuple[Changed, ...]
    problems: Findings

    @property
    def is_empty(self) -> bool:
        """Return whether nothing that is known changed."""
        return not (self.entries or self.problems.new or self.problems.gone)
