"""Who met whom over which policies, the whole: people, meetings in order of time, and what they were about.

Each column has one sort of entry and its labels stand one below the other, so that they neither overlap nor are cut.
What is new makes a row, and moves the others by little more than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.met import Met, Talks
from sphinx_dossier.pages.columns import LETTER, height
from sphinx_dossier.pages.lettering import wrapped
from sphinx_dossier.pages.model import Block, Inline, Link, Paragraph, Table, Text
from sphinx_dossier.pages.pairs import by_name, pairs, pairs_table, talks_section
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.picture import Head, Line, Network, Node
from sphinx_dossier.pages.places import Ties, places
from sphinx_dossier.pages.pull import is_there
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.problems import count

PEOPLE, MEETINGS, POLICIES = 24, 16, 48
"""The most of each column that a picture shows; of more, those with most lines."""
TOP = 44
"""Where the columns begin, below their heads."""
WIDE, BOX = 720, 204
"""How wide the picture is, and in it the box of a meeting."""
_X = {"left": 150, "within": 355, "right": 545}
"""Where the marks of each column are, and the middles of the boxes."""
_ROOM = {"left": 136, "within": BOX - 40, "right": WIDE - 545 - 14}
_LABEL = "Who met whom over which policies"
_ABOUT = (
    "Lines lead from those who took part to each meeting, from the first at the top to the latest, and from there to "
    "what its statements are about; the stronger a line, the more statements."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a picture shows: talks in order of time, and by name the people and policies tied to them."""

    talks: tuple[Talks, ...]
    who: Ties
    over: Ties


def whole(checked: Checked) -> tuple[Block, ...]:
    """Return the whole network, picture and tables; the tables alone where nothing can lay it out."""
    phrases = Phrases(checked.library)
    if not checked.met.talks:
        return (Paragraph((Text("Of no two it is told here that they met."),), "empty"),)
    found = pairs(checked.met, phrases)
    table, section = pairs_table(found, phrases), talks_section(checked.met, phrases)
    if not is_there():
        return (table, section)
    shown = chosen(checked.met, phrases)
    return (_summary(shown, checked.met, len(found)), drawn(shown, table, phrases), section)


def _summary(shown: Shown, met: Met, number: int) -> Paragraph:
    who, over = _all(one.who for one in met.talks), _all(one.over for one in met.talks)
    words = (
        f"{len(who):,} who met, in {count(number, 'pair')}, at {count(len(met.talks), 'meeting')}, over "
        f"{count(len(over), 'policy', 'policies')}."
    )
    left = (len(who), len(met.talks), len(over))
    here = (len(shown.who), len(shown.talks), len(shown.over))
    more: tuple[Inline, ...] = ()
    if here != left:
        some = (
            f" The picture shows those with most lines: {here[0]} who met, {here[1]} meetings and {here[2]} policies."
        )
        more = (Text(some),)
    return Paragraph((Text(words), *more), "note")


def _all(some: Iterable[Iterable[str]]) -> set[str]:
    return {id_ for ids in some for id_ in ids}


def chosen(met: Met, phrases: Phrases) -> Shown:
    """Return what the picture shows: all while it is small, else the meetings with most lines, and so on."""
    order = {one.entry.id: at for at, one in enumerate(met.talks)}
    most = sorted(met.talks, key=lambda one: (-len(one.who) - len(one.over), order[one.entry.id]))[:MEETINGS]
    talks = tuple(sorted(most, key=lambda one: order[one.entry.id]))
    return Shown(
        talks=talks,
        who=_ties({one.entry.id: one.who for one in talks}, PEOPLE, phrases),
        over=_ties({one.entry.id: one.over for one in talks}, POLICIES, phrases),
    )


def _ties(found: Mapping[str, Iterable[str]], most: int, phrases: Phrases) -> Ties:
    """Return what is tied to talks, by name: of more than `most`, those with most ties."""
    ties = defaultdict[str, list[str]](list)
    for talks, ids in found.items():
        for id_ in ids:
            ties[id_].append(talks)
    kept = sorted(by_name(ties, phrases), key=lambda id_: -len(ties[id_]))[:most]
    return {id_: tuple(ties[id_]) for id_ in by_name(kept, phrases)}


def drawn(shown: Shown, table: Table, phrases: Phrases) -> Network:
    """Return the picture of what is shown."""
    columns = {"left": list(shown.who), "within": [one.entry.id for one in shown.talks], "right": list(shown.over)}
    labels = {id_: _label(id_, side, phrases) for side, ids in columns.items() for id_ in ids}
    tall = {id_: height(len(words) + bool(note)) for id_, (words, note) in labels.items()}
    # Boxes have a rim, and something between them.
    boxes = {id_: tall[id_] + 18 for id_ in columns["within"]}
    down = places(columns["within"], (shown.who, shown.over), tall | boxes)
    told = dict(_told(shown, phrases))
    kinds = phrases.library.kinds
    nodes = []
    for side, ids in columns.items():
        for id_ in ids:
            (words, note), entry = labels[id_], phrases.library.entries[id_]
            link = Link(entry.name, phrases.library.docname(id_), title=told[id_])
            nodes.append(Node(link, shape(entry.kind, kinds), _X[side], TOP + down[id_], side, words, note))
    number = {id_: at for at, id_ in enumerate(labels)}
    return Network(
        label=_LABEL,
        about=_ABOUT,
        wide=WIDE,
        tall=TOP + max(down[id_] + (tall | boxes)[id_] // 2 for id_ in down),
        heads=tuple(_heads(columns, phrases)),
        nodes=tuple(nodes),
        lines=tuple(_lines(shown, number, phrases)),
        table=table,
    )


def _label(id_: str, side: str, phrases: Phrases) -> tuple[tuple[str, ...], str]:
    entry = phrases.library.entries[id_]
    date = phrases.library.when(entry) if side == "within" else None
    return wrapped(entry.name, _ROOM[side], LETTER), date.words if date else ""


def _told(shown: Shown, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield what the picture tells of each entry in words."""
    for one in shown.talks:
        date = phrases.library.when(one.entry)
        policies = count(len(one.over), "policy", "policies")
        yield one.entry.id, f"{f'{date.words}, ' if date else ''}{len(one.who)} took part, about {policies}"
    for ties in (shown.who, shown.over):
        for id_, talks in ties.items():
            yield id_, f"at {count(len(talks), 'meeting')}"


def _heads(columns: Mapping[str, list[str]], phrases: Phrases) -> Iterator[Head]:
    kinds = phrases.library.kinds
    words = {"left": "Who took part", "within": "Where they met", "right": "What it was about"}
    for side, ids in columns.items():
        if ids:
            yield Head(words[side], shape(phrases.library.kind_of(ids[0]), kinds), _X[side], side)


def _lines(shown: Shown, number: Mapping[str, int], phrases: Phrases) -> Iterator[Line]:
    for talks in shown.talks:
        id_, name = talks.entry.id, talks.entry.name
        for one in (one for one, ties in shown.who.items() if id_ in ties):
            yield Line(number[one], number[id_], 1, f"{phrases.name(one)} took part: {name}")
        for one in (one for one, ties in shown.over.items() if id_ in ties):
            said = talks.over[one]
            title = f"{count(said, 'statement')} on {phrases.name(one)}: {name}"
            yield Line(number[id_], number[one], min(said, 3), title)
