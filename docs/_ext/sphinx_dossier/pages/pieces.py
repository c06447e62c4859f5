"""What other entries say on a page, piece by piece, so that a long page can show a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sphinx_dossier.addresses import slug
from sphinx_dossier.dates import EARLIEST, Date, Day
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages import related, relayed, statements
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Item, Items, Link, Paragraph, Section, Text

STATEMENTS = "Statements"
"""The title of the section in which a page has statements of its own too."""
ALL = "all-by-time"
"""The address of the section that leads to the parts of a page by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One item of a section: the section's title and the role of its list, when it was, and what describes it."""

    section: str
    role: str
    date: Date | None
    draw: Callable[[Draft], Item]
    claim: Claim | None = None

    @property
    def day(self) -> Day | None:
        """Return the day that puts it in order: the first that its date may mean, where there is one."""
        if self.date is None:
            return None
        return self.date.last if self.date.first == EARLIEST else self.date.first


def pieces(draft: Draft) -> tuple[Piece, ...]:
    """Return what others say on the page of an entry, section by section in their order there."""
    return tuple(_pieces(draft))


def own_pieces(draft: Draft) -> list[Piece]:
    """Return the statements of the entry's own, in time order."""
    return [
        Piece(section=STATEMENTS, role="statements", date=None, draw=statements.drawn(keeper, claim), claim=claim)
        for keeper, claim in statements.found(draft)
        if keeper is draft.entry
    ]


def _pieces(draft: Draft) -> Iterator[Piece]:
    if draft.entry.kind == SOURCE:
        for entry, citation, claim in relayed.uses(draft):
            draw = relayed.drawn(citation, [(entry, claim)])
            yield Piece(section=relayed.TITLE, role="quotes", date=_when(draft, entry), draw=draw)
    for label, mention in related.mentions(draft):
        date = (mention.claim and statements.said_on(mention.claim)) or _when(draft, mention.entry)
        yield Piece(section=label, role="sentences", date=date, draw=related.drawn(mention))
    for keeper, claim in statements.found(draft):
        if keeper is not draft.entry:
            date = statements.said_on(claim) or _when(draft, keeper)
            yield Piece(
                section=STATEMENTS, role="statements", date=date, draw=statements.drawn(keeper, claim), claim=claim
            )


def _when(draft: Draft, entry: Entry) -> Date | None:
    return draft.library.when(entry)


def others(draft: Draft) -> Iterator[Section]:
    """Yield all that others say on the page of an entry, and among it the statements of its own."""
    if draft.entry.kind == SOURCE:
        yield from relayed.relayed(draft)
    yield from related.back_links(draft)
    yield from statements.statements(draft)


Own: TypeAlias = Callable[[Draft, Claim], Item]
"""Describes a statement of the entry's own."""


def newest_of_others(draft: Draft, few: int, own: Own | None = None) -> Iterator[Section]:
    """Yield the newest of what others say, so many in each section, and all statements of the entry's own."""
    groups: dict[str, list[Piece]] = {}
    for piece in pieces(draft):
        groups.setdefault(piece.section, []).append(piece)
    for title, some in groups.items():
        if title != STATEMENTS and few:
            (section,) = sections(newest(some, few), draft)
            yield replace(section, blocks=(*section.blocks, *_rest(few, len(some))))
    yield from _statements(newest(groups.get(STATEMENTS, []), few), len(groups.get(STATEMENTS, [])), draft, own)


def _statements(shown: Sequence[Piece], all_: int, draft: Draft, own: Own | None) -> Iterator[Section]:
    """Yield the section of statements with the entry's own and some of others."""
    known = {(piece.claim.entry, piece.claim.id) for piece in shown if piece.claim}
    items = tuple(
        own(draft, claim) if own and keeper is draft.entry else statements.drawn(keeper, claim)(draft)
        for keeper, claim in statements.found(draft)
        if keeper is draft.entry or (claim.entry, claim.id) in known
    )
    if items:
        blocks: tuple[Block, ...] = (Items(items, "statements"), *_rest(len(shown), all_))
        yield Section(STATEMENTS, draft.anchors.free("statements"), blocks)


def _rest(shown: int, all_: int) -> tuple[Paragraph, ...]:
    if shown >= all_:
        return ()
    words = Text(f"The newest {shown:,} of {all_:,} of other pages. " if shown else f"{all_:,} of other pages. ")
    return (Paragraph((words, Link("All of them by time", "", ALL), Text(".")), "note"),)


def newest(found: Sequence[Piece], most: int) -> list[Piece]:
    """Return the newest of some pieces in their order; those without a date count as the oldest."""
    order = sorted(range(len(found)), key=lambda at: (found[at].day or (-(10**13), 1, 1), at), reverse=True)
    return [found[at] for at in sorted(order[:most])]


def sections(found: Iterable[Piece], draft: Draft) -> Iterator[Section]:
    """Yield the sections with pieces in them, in the order in which they come."""
    groups: dict[str, list[Piece]] = {}
    for piece in found:
        groups.setdefault(piece.section, []).append(piece)
    for title, some in groups.items():
        anchor = draft.anchors.free(slug(title))
        items = tuple(piece.draw(draft) for piece in some)
        yield Section(title, anchor, (Items(items, some[0].role),))
