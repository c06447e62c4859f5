"""What a page shows of others, put into parts that fit a page: by years, a full year by months, a full month in turn.

Which part something is in depends on its own date before all else, so that what is new moves little of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sphinx_dossier import dates
from sphinx_dossier.dates import MONTHS
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Items
from sphinx_dossier.pages.pieces import Piece, own_pieces, sections
from sphinx_dossier.pages.timeline import edtf
from sphinx_dossier.pages.weight import FRAME, PAGE, Scale

UNDATED = "undated"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page: its name and title, what it holds in a few words, and what describes it.

    `anchors` are the addresses of the quotes that are shown on it and not on the page.
    """

    name: str
    title: str
    holds: str
    blocks: Callable[[Draft], Iterable[Block]]
    anchors: tuple[str, ...] = ()


def by_time(found: Sequence[Piece], scale: Scale) -> Iterator[Part]:
    """Yield the parts that hold some pieces, the earliest first; what has no date comes last."""
    weighed = [(piece, weight_of(piece, scale)) for piece in found]
    for name, title, some in _periods(weighed):
        chunks = list(full([one for one, _ in some], [weight for _, weight in some]))
        for number, chunk in enumerate(chunks, 1):
            more = number > 1
            yield Part(
                name=f"{name}-part-{number}" if more else name,
                title=f"{title}, part {number}" if len(chunks) > 1 else title,
                holds=holds(chunk),
                blocks=_drawing(chunk),
            )


def by_claim(scale: Scale) -> tuple[tuple[Part, ...], Mapping[str, str]]:
    """Return the parts with the statements of the entry's own, and by the ids of these the names of the parts."""
    own = own_pieces(scale.draft())
    chunks = list(full(own, [weight_of(piece, scale) for piece in own]))
    parts, where, start = [], {}, 1
    for number, chunk in enumerate(chunks, 1):
        title, name = f"statements {start:,} to {start + len(chunk) - 1:,}", f"statements-{number}"
        parts.append(Part(name=name, title=title, holds=holds(chunk), blocks=_drawing(chunk)))
        where.update({piece.claim.id: name for piece in chunk if piece.claim})
        start += len(chunk)
    return tuple(parts), where


def weight_of(piece: Piece, scale: Scale) -> int:
    """Return how much a piece weighs with what it adds to the foot of a page."""

    def made() -> tuple[Block, ...]:
        draft = scale.draft()
        return (Items((piece.draw(draft),), piece.role), *draft.citations.section())

    return scale.weigh(made)


def _drawing(chunk: Sequence[Piece]) -> Callable[[Draft], Iterable[Block]]:
    return lambda draft: sections(chunk, draft)


Weighed = tuple[Piece, int]


def _periods(weighed: Sequence[Weighed]) -> Iterator[tuple[str, str, list[Weighed]]]:
    """Yield name and title of each period with its pieces: years, and those months of a full year that are known."""
    for year, some in sorted(_groups(weighed, _year).items(), key=lambda one: (one[0] is None, one[0] or 0)):
        if year is None:
            yield UNDATED, "without a date", some
            continue
        name, title = edtf(year).lower(), dates.parse(edtf(year)).words
        if sum(weight for _, weight in some) <= PAGE - FRAME:
            yield name, title, some
            continue
        months = _groups(some, _month)
        for month in sorted(months):
            if month:
                yield f"{name}-{month:02}", f"{MONTHS[month - 1]} {title}", months[month]
            else:
                yield name, f"{title}, month not known", months[month]


def _groups(weighed: Iterable[Weighed], key: Callable[[Piece], _T]) -> dict[_T, list[Weighed]]:
    groups: dict[_T, list[Weighed]] = {}
    for one in weighed:
        groups.setdefault(key(one[0]), []).append(one)
    return groups


def _year(piece: Piece) -> int | None:
    return piece.day[0] if piece.day else None


def _month(piece: Piece) -> int:
    """Return the month of a piece, 0 where its date does not say it."""
    date = piece.date
    return date.first[1] if date and date.first[:2] == date.last[:2] else 0


def full(things: Sequence[_T], weights: Sequence[int], most: int = PAGE - FRAME) -> Iterator[list[_T]]:
    """Yield runs of things that weigh at most so much each; one that weighs more is a run by itself."""
    run: list[_T] = []
    held = 0
    for thing, weight in zip(things, weights, strict=True):
        if run and held + weight > most:
            yield run
            run, held = [], 0
        run.append(thing)
        held += weight
    if run:
        yield run


def holds(some: Iterable[Piece]) -> str:
    """Return how many pieces there are of each section: Meetings: 2, Statements: 14."""
    counted = Counter(piece.section for piece in some)
    return ", ".join(f"{title}: {number:,}" for title, number in counted.items())
