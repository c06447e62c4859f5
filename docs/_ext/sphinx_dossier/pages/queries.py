"""What may be asked of a knowledge base, and the answers as blocks of a page.

A query is a frozen record of plain values: it can be hashed, pickled and kept in a document until the
document is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import coverage, entry_page, network, reference, standing, tables, timeline
from sphinx_dossier.pages.choice import QueryError, Where, entry_of
from sphinx_dossier.pages.claims import one_claim
from sphinx_dossier.pages.differences import differences
from sphinx_dossier.pages.glossary import glossary
from sphinx_dossier.pages.lean import single_origin
from sphinx_dossier.pages.model import Block

__all__ = [
    "Codes",
    "Counts",
    "CoverageTable",
    "Differences",
    "EntriesTable",
    "EntryPage",
    "Glossary",
    "KindIndex",
    "KindsReference",
    "MeetingsInTime",
    "OneClaim",
    "Overview",
    "Query",
    "QueryError",
    "SingleOrigin",
    "StandingList",
    "WholeNetwork",
    "WholeTimeline",
    "answer",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """The blocks of an entry's page; `at` is its whole address on the web, where that is known."""

    id: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindIndex:
    """The blocks of the index page of a kind."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesTable:
    """A table of the entries of a kind.

    `columns` are names of keys, facts and relations, `name` for the title (empty: the columns that the kind
    declares). `where` holds pairs of a field and a value that it must have. `order` is a column, with a minus
    sign for the other way round (empty: newest first, or by name). `limit` cuts the table, 0 does not.
    """

    kind: str
    columns: tuple[str, ...] = ()
    where: Where = ()
    order: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsInTime:
    """A list in time of the entries of a kind that has a time."""

    kind: str = "meeting"
    where: Where = ()
    limit: int = 0
    newest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """One claim of an entry: its sentence, its quotes and their sources."""

    entry: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    """What all sources have given, or where `entries` is set, what the claims of each entry rest on."""

    entries: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """Where sources differ, entry by entry, and misprints."""


@dataclass(frozen=True, slots=True)
class SingleOrigin:
    """The claims that rest on one origin, and those that rest on one source."""


@dataclass(frozen=True, slots=True)
class StandingList:
    """The sources and entries that no longer stand as they did, with what rests on them."""


@dataclass(frozen=True, slots=True)
class WholeNetwork:
    """Who met whom over which policies, as a picture and as tables."""


@dataclass(frozen=True, slots=True)
class WholeTimeline:
    """Everything that has a date, as a timeline."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The names of the entries of some kinds from A to Z; without `kinds`, of all but sources."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the knowledge base holds."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Every code of a problem, with its meaning and what to do."""


@dataclass(frozen=True, slots=True)
class KindsReference:
    """Every kind with its fields."""


Overview: TypeAlias = (
    CoverageTable | Differences | SingleOrigin | StandingList | WholeNetwork | WholeTimeline | Glossary
)
"""What is asked of the whole knowledge base. The answer names entries whose own pages say the same."""

Query: TypeAlias = (
    EntryPage | KindIndex | EntriesTable | MeetingsInTime | OneClaim | Overview | Counts | Codes | KindsReference
)


def answer(query: Query, checked: Checked) -> tuple[Block, ...]:
    """Return the answer to a query.

    Raises QueryError where it names something that is not there.
    """
    match query:
        case EntryPage():
            return entry_page.blocks(entry_of(query.id, checked.library), checked, query.at)
        case KindIndex():
            return tables.index_blocks(query.kind, checked)
        case OneClaim():
            return one_claim(query.entry, query.claim, checked)
        case EntriesTable() | MeetingsInTime():
            return _chosen(query, checked)
        case Counts() | Codes() | KindsReference():
            return _printed(query, checked)
    return _overview(query, checked)


_OF_ALL: Mapping[type, Callable[[Checked], tuple[Block, ...]]] = {
    Differences: differences,
    SingleOrigin: single_origin,
    StandingList: standing.listing,
    WholeNetwork: network.whole,
    WholeTimeline: timeline.whole,
}
"""What answers a query that asks for nothing in particular."""


def _overview(query: Overview, checked: Checked) -> tuple[Block, ...]:
    match query:
        case CoverageTable():
            return coverage.entries(checked) if query.entries else coverage.sources(checked)
        case Glossary():
            return glossary(checked, query.kinds)
    return _OF_ALL[type(query)](checked)


def _printed(query: Counts | Codes | KindsReference, checked: Checked) -> tuple[Block, ...]:
    match query:
        case Counts():
            return reference.counts(checked)
        case Codes():
            return reference.codes()
        case KindsReference():
            return reference.kinds(checked.library.kinds)


def _chosen(query: EntriesTable | MeetingsInTime, checked: Checked) -> tuple[Block, ...]:
    kind, where, limit = query.kind, query.where, query.limit
    if isinstance(query, MeetingsInTime):
        return tables.in_time(checked, kind=kind, where=where, limit=limit, newest_first=query.newest_first)
    columns, order = query.columns, query.order
    return tables.table(checked, kind=kind, columns=columns, where=where, order=order, limit=limit)
