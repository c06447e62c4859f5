"""Who met whom, as far as it touches one entry: the entry in the middle, with those that it met, and over what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_dossier.addresses import WHO_MET_WHOM
from sphinx_dossier.kinds import Kind
from sphinx_dossier.met import Talks
from sphinx_dossier.pages.columns import height
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.lettering import wrapped
from sphinx_dossier.pages.model import Inline, Link, Paragraph, Row, Section, Table, Text
from sphinx_dossier.pages.pairs import by_name
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.picture import Head, Line, Network, Node
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.problems import count

MOST, FEWEST = 4, 3
"""The most neighbours on a side, and the fewest on both together that make a picture."""
WIDE = 390
"""How wide the picture is: as a phone, so that it fits there as it is."""
LETTER = 13.0
"""The size of letters."""
_TOP = 34
_X = {"left": 142, "right": WIDE - 142}
_ROOM = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A neighbour, how much it has in common with the entry, and that in words."""

    id: str
    weight: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The neighbours of one side, the nearest first, and what they are."""

    head: str
    found: tuple[Neighbour, ...]


def who_met_whom(draft: Draft) -> Iterator[Section]:
    """Yield the section on whom an entry met, or who met over it, where that makes a picture."""
    sides = _sides(draft)
    if sum(len(side.found) for side in sides) < FEWEST:
        return
    yield Section("Who met whom", draft.anchors.free(WHO_MET_WHOM), (_picture(sides, draft), *_rest(sides, draft)))


def _sides(draft: Draft) -> tuple[Side, ...]:
    """Return both sides, by what the entry has to do with the talks: the first that it has."""
    id_, met, phrases = draft.entry.id, draft.checked.met, draft.phrases
    if talks := met.taking_part.get(id_):
        return Side(head="Met", found=_often(id_, (one.who for one in talks), phrases)), _over(talks, phrases)
    if talks := met.held.get(id_):
        head = "Who took part"
        if len(talks) == 1 and talks[0].entry is draft.entry:
            who = tuple(Neighbour(id=one, weight=1, note="") for one in by_name(talks[0].who, phrases))
            return Side(head=head, found=who), _said(talks[0], phrases)
        return Side(head=head, found=_often(id_, (one.who for one in talks), phrases)), _over(talks, phrases)
    if talks := met.sending.get(id_):
        return Side(head="Met", found=_often(id_, (one.sides for one in talks), phrases)), _over(talks, phrases)
    talks = met.dealt_with.get(id_, ())
    return Side(head="Who was there", found=_often(id_, (one.who for one in talks), phrases)), _where(
        talks, id_, phrases
    )


def _often(here: str, some: Iterable[Iterable[str]], phrases: Phrases) -> tuple[Neighbour, ...]:
    """Return who was there, those first that most often were."""
    found = Counter(id_ for ids in some for id_ in ids if id_ != here)
    ids = sorted(by_name(found, phrases), key=lambda id_: -found[id_])
    return _noted([(id_, found[id_]) for id_ in ids], "meeting")


def _noted(found: Sequence[tuple[str, int]], what: str) -> tuple[Neighbour, ...]:
    """Return neighbours with how often each is, unless all are once."""
    often = any(number > 1 for _, number in found)
    return tuple(Neighbour(id=id_, weight=number, note=count(number, what) if often else "") for id_, number in found)


def _over(talks: Sequence[Talks], phrases: Phrases) -> Side:
    return Side(head="Over", found=_often("", (one.over for one in talks), phrases))


def _said(talks: Talks, phrases: Phrases) -> Side:
    ids = sorted(by_name(talks.over, phrases), key=lambda id_: -talks.over[id_])
    return Side(head="About", found=_noted([(id_, talks.over[id_]) for id_ in ids], "statement"))


def _where(talks: Sequence[Talks], policy: str, phrases: Phrases) -> Side:
    """Return where a policy came up, the latest first."""
    found = []
    for one in reversed(talks):
        date = phrases.library.when(one.entry)
        found.append(Neighbour(id=one.entry.id, weight=one.over[policy], note=date.words if date else ""))
    return Side(head="Came up at", found=tuple(found))


def _picture(sides: tuple[Side, ...], draft: Draft) -> Network:
    labels = [[wrapped(draft.phrases.name(one.id), _ROOM, LETTER) for one in side.found[:MOST]] for side in sides]
    tall = [
        [height(len(words) + bool(one.note)) for words, one in zip(some, side.found, strict=False)]
        for some, side in zip(labels, sides, strict=True)
    ]
    most = max(map(sum, tall))
    nodes = [_own(draft, _TOP + most // 2)]
    lines = []
    for side, words, heights, (where, x) in zip(sides, labels, tall, _X.items(), strict=True):
        down = _TOP + (most - sum(heights)) // 2
        for one, name, room in zip(side.found, words, heights, strict=False):
            lines.append(Line(0, len(nodes), min(one.weight, 3), one.note))
            nodes.append(_node(one, x, down + room // 2, where, name, draft.phrases))
            down += room
    return Network(
        label=f"{draft.entry.name}: who met whom",
        about="",
        wide=WIDE,
        tall=_TOP + most,
        heads=tuple(_heads(sides, draft.phrases)),
        nodes=tuple(nodes),
        lines=tuple(lines),
        table=_table(sides, draft),
        brief=True,
    )


def _own(draft: Draft, y: int) -> Node:
    """Return the entry itself, in the middle and without words: it is the title of the page."""
    mark = shape(draft.entry.kind, draft.library.kinds)
    return Node(Link(draft.entry.name, ""), mark, WIDE // 2, y, "middle", ())


def _node(one: Neighbour, x: int, y: int, side: str, words: tuple[str, ...], phrases: Phrases) -> Node:
    library = phrases.library
    link = Link(phrases.name(one.id), library.docname(one.id), title=one.note)
    return Node(link, shape(library.kind_of(one.id), library.kinds), x, y, side, words, one.note)


def _heads(sides: tuple[Side, ...], phrases: Phrases) -> Iterator[Head]:
    for side, (where, x) in zip(sides, _X.items(), strict=True):
        if side.found:
            kind = phrases.library.kind_of(side.found[0].id)
            yield Head(side.head, shape(kind, phrases.library.kinds), x, where)


def _table(sides: tuple[Side, ...], draft: Draft) -> Table:
    rows = (
        Row(((Text(side.head),), (draft.phrases.link(one.id),), (Text(one.note),)))
        for side in sides
        for one in side.found[:MOST]
    )
    return Table(f"{draft.entry.name}: who met whom", ("As", "Name", "How much"), tuple(rows))


def _rest(sides: tuple[Side, ...], draft: Draft) -> Iterator[Paragraph]:
    """Yield how many more there are, and where all are shown."""
    library = draft.library
    kinds = Counter(library.kind_of(one.id) for side in sides for one in side.found[MOST:])
    words: list[Inline] = []
    if kinds:
        parts: list[Words] = [(Text(_more(number, library.kinds[kind])),) for kind, number in kinds.items()]
        words = [Text("And "), *joined(parts), Text(". ")]
    if page := draft.checked.network:
        words.append(Link("The whole network", page))
    if words:
        yield Paragraph(tuple(words), "note")


def _more(number: int, kind: Kind) -> str:
    return f"{number:,} more {(kind.label if number == 1 else kind.plural).lower()}"
