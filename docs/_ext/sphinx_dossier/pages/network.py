"""Who met whom over which policies: people, the meetings in which they took part, and what was said there.

The picture has a column for each: meetings stand in the order of time, and people and policies near the meetings that
join them. A library lays them out (igraph, by Kamada and Kawai, each held in its column); without it there are the
lists alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import STATEMENTS, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Network, Node, Paragraph, Row, Section, Table, Text
from sphinx_dossier.pages.network_layout import laid_out
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

PERSON, POLICY = "person", "policy"
"""The kinds of those who meet, and of what they meet over."""
MOST, MOST_ON_PAGE = 30, 8
"""The most entries in a column of the whole picture, and of one on the page of an entry."""
NOT_THERE = frozenset({"announced", "denied", "absent"})
"""What a source says of the presence of those who did not take part, or may not have."""
_NAMED = 5
"""The most policies that a row of the table names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A meeting with the people who took part and the policies that it was about, by id."""

    meeting: Entry
    people: tuple[str, ...]
    policies: tuple[str, ...]


def met(library: Library) -> tuple[Met, ...]:
    """Return every meeting of two people or more, in the order of time."""
    timed = (kind.name for kind in library.kinds.values() if kind.time)
    entries = sorted((one for name in timed for one in library.of_kind(name) if stands(one)), key=library.order)
    found = (Met(meeting=one, people=_people(one, library), policies=_policies(one, library)) for one in entries)
    return tuple(one for one in found if len(one.people) > 1)


def _people(entry: Entry, library: Library) -> tuple[str, ...]:
    claims = [claim for name in library.kinds[entry.kind].relations for claim in entry.of(name)]
    there = (claim for claim in claims if claim.said.text("presence") not in NOT_THERE)
    return _of_kind((ref.id for claim in there for ref in claim.said.refs(PERSON)), PERSON, library)


def _policies(entry: Entry, library: Library) -> tuple[str, ...]:
    return _of_kind((ref.id for claim in entry.of(STATEMENTS) for ref in claim.said.refs("about")), POLICY, library)


def _of_kind(ids: Iterable[str], kind: str, library: Library) -> tuple[str, ...]:
    known = (library.entries.get(id_) for id_ in dict.fromkeys(ids))
    return tuple(one.id for one in known if one and one.kind == kind and stands(one))


def neighbours(draft: Draft) -> Iterator[Section]:
    """Yield the section on whom a person met, or who met over a policy, with a picture of it."""
    here, phrases = draft.entry.id, draft.phrases
    if draft.entry.kind not in {PERSON, POLICY}:
        return
    some = [one for one in met(draft.library) if here in (*one.people, *one.policies)]
    if not some:
        return
    counts = Counter(id_ for one in some for id_ in one.people if id_ != here)
    people = [(phrases.link(id_), Text(f" ({count(number, 'meeting')})")) for id_, number in _most(counts)]
    name, is_person = draft.entry.name, draft.entry.kind == PERSON
    start = "Took part in meetings with " if is_person else "Met where it was spoken of: "
    label = f"Whom {name} met" if is_person else f"Who met over: {name}"
    picture = _picture(some, draft.checked, MOST_ON_PAGE, label)
    blocks: list[Block] = [Paragraph((Text(start), *joined(people), Text(".")))]
    yield Section("Who met whom", draft.anchors.free("who-met-whom"), (*blocks, *picture))


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def whole(checked: Checked) -> tuple[Block, ...]:
    """Return the picture of all who met, the most connected where they are many, and the table of pairs."""
    some = met(checked.library)
    if not some:
        return (Paragraph((Text("Nobody here met anybody."),), "empty"),)
    return (
        *_picture(some, checked, MOST, "Who met whom over which policies"),
        _table(some, Phrases(checked.library)),
    )


def _picture(some: Sequence[Met], checked: Checked, most: int, label: str) -> Iterator[Block]:
    """Yield the picture of some meetings, and that more were left out of it where they were."""
    library = checked.library
    shown = some[-most:]
    people = _kept((id_ for one in shown for id_ in one.people), most)
    policies = _kept((id_ for one in shown for id_ in one.policies), most)
    meetings = [one.meeting.id for one in shown]
    at = {id_: number for number, id_ in enumerate((*people, *meetings, *policies))}
    edges = [(at[one.meeting.id], at[id_]) for one in shown for id_ in (*one.people, *one.policies) if id_ in at]
    places = laid_out([len(people), len(meetings), len(policies)], edges)
    if places is None:
        return
    phrases = Phrases(library)
    nodes = tuple(
        _node(id_, column, place, phrases)
        for (id_, column), place in zip(_columns(people, meetings, policies), places, strict=True)
    )
    yield Network(label, nodes, tuple(edges))
    left_out = len({id_ for one in some for id_ in (one.meeting.id, *one.people, *one.policies)} - at.keys())
    if left_out:
        yield Paragraph((Text(f"{left_out} more, less connected or earlier, are not in the picture."),), "note")


def _kept(ids: Iterable[str], most: int) -> list[str]:
    return sorted(id_ for id_, _ in _most(Counter(ids))[:most])


def _columns(*columns: Sequence[str]) -> Iterator[tuple[str, int]]:
    for number, ids in enumerate(columns):
        yield from ((id_, number) for id_ in ids)


def _node(id_: str, column: int, row: int, phrases: Phrases) -> Node:
    library = phrases.library
    entry = library.entries[id_]
    date = library.when(entry) if column == 1 else None
    return Node(
        label=date.words if date else entry.name,
        title=entry.name,
        page=library.docname(id_),
        shape=shape(entry.kind, library.kinds),
        column=column,
        row=row,
    )


def _table(some: Sequence[Met], phrases: Phrases) -> Table:
    pairs: defaultdict[tuple[str, str], list[Met]] = defaultdict(list)
    for one in some:
        for pair in combinations(sorted(one.people, key=lambda id_: phrases.library.entries[id_].sort), 2):
            pairs[pair].append(one)
    rows = tuple(Row(_cells(pair, found, phrases)) for pair, found in sorted(pairs.items(), key=_often))
    return Table("Who met whom, how often, and over what", ("Who", "Whom", "Times", "When", "Over"), rows)


def _often(item: tuple[tuple[str, str], list[Met]]) -> tuple[int, tuple[str, str]]:
    return (-len(item[1]), item[0])


def _cells(pair: tuple[str, str], found: Sequence[Met], phrases: Phrases) -> tuple[Words, ...]:
    when = joined([(phrases.link(one.meeting.id),) for one in found], last="; ", between="; ")
    policies = _most(Counter(id_ for one in found for id_ in one.policies))
    named: list[Words] = [(phrases.link(id_),) for id_, _ in policies[:_NAMED]]
    more: Words = (Text(f" and {len(policies) - _NAMED} more"),) if len(policies) > _NAMED else ()
    over = (*joined(named, last=", " if more else " and "), *more)
    return ((phrases.link(pair[0]),), (phrases.link(pair[1]),), (Text(str(len(found))),), when, over)
