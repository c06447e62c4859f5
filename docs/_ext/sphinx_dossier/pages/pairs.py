"""Who met whom as tables: pair by pair, and what each meeting was about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sphinx_dossier.met import Met, Talks
from sphinx_dossier.pages.foremost import MOST
from sphinx_dossier.pages.model import Link, Paragraph, Row, Section, Table, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.problems import count

ABOUT = "what-each-was-about"
"""The address of the section on what each meeting was about."""
_NAMED = 5
"""The most policies that a pair of people is shown with by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two who met, and where."""

    one: str
    other: str
    talks: tuple[Talks, ...]


def pairs(met: Met, phrases: Phrases) -> list[Pair]:
    """Return all who met, those who met most often first, then by name."""
    found: dict[tuple[str, str], list[Talks]] = {}
    for talks in met.talks:
        for pair in combinations(by_name(talks.who, phrases), 2):
            found.setdefault(pair, []).append(talks)
    made = [Pair(one=one, other=other, talks=tuple(some)) for (one, other), some in found.items()]
    rank = phrases.library.rank
    return sorted(made, key=lambda pair: (-len(pair.talks), rank(pair.one), rank(pair.other)))


def by_name(ids: Iterable[str], phrases: Phrases) -> list[str]:
    """Return ids in the order of names."""
    return sorted(ids, key=phrases.library.rank)


def pairs_table(found: Sequence[Pair], phrases: Phrases) -> Table:
    """Return who met whom as a table."""
    head = ("Who", "Whom", "How often", "When", "Over which policies")
    caption = _caption("Who met whom", len(found), "those who met most often")
    return Table(caption, head, tuple(_pair(one, phrases) for one in found[:MOST]))


def _caption(words: str, number: int, which: str) -> str:
    return words if number <= MOST else f"{words}: {MOST} of {number:,}, {which}"


def _pair(pair: Pair, phrases: Phrases) -> Row:
    over = Counter(id_ for talks in pair.talks for id_ in talks.over)
    policies = sorted(by_name(over, phrases), key=lambda id_: -over[id_])
    named: list[Words] = [(phrases.link(id_),) for id_ in policies[:_NAMED]]
    rest: list[Words] = [(Link(f"{len(policies) - _NAMED} more", "", ABOUT),)] if len(policies) > _NAMED else []
    return Row(
        (
            (phrases.link(pair.one),),
            (phrases.link(pair.other),),
            (Text(count(len(pair.talks), "time")),),
            joined([(when(talks, phrases),) for talks in pair.talks]),
            joined([*named, *rest]),
        )
    )


def when(talks: Talks, phrases: Phrases) -> Link:
    """Return the date of talks, or where there is none their name, as a link to their page."""
    date = phrases.library.when(talks.entry)
    page = phrases.library.docname(talks.entry.id)
    return Link(date.words, page, title=talks.entry.name) if date else Link(talks.entry.name, page)


def talks_section(met: Met, phrases: Phrases) -> Section:
    """Return what each meeting was about, the latest first, with all policies."""
    latest = met.talks[::-1]
    head = ("Meeting", "When", "Who took part", "What it was about")
    rows = tuple(_talks(one, phrases) for one in latest[:MOST])
    table = Table(_caption("What each meeting was about", len(latest), "the latest"), head, rows)
    note = "Left out is who was only announced or stayed away, and where one participant alone is known."
    rest = " The page of any other meeting says who took part and what it was about." if len(latest) > MOST else ""
    return Section("What each meeting was about", ABOUT, (table, Paragraph((Text(note + rest),), "note")))


def _talks(talks: Talks, phrases: Phrases) -> Row:
    date = phrases.library.when(talks.entry)
    return Row(
        (
            (phrases.link(talks.entry.id),),
            (Text(date.words if date else "undated", "date"),),
            joined([(phrases.link(id_),) for id_ in by_name(talks.who, phrases)]),
            joined([(phrases.link(id_),) for id_ in by_name(talks.over, phrases)]),
        )
    )
