"""What happened when: the entries that have a time and the claims that have a date, moment by moment.

Time runs down. Moments follow each other whatever lies between them; months in which there is nothing are left out,
and the picture says how many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import EARLIEST, LATEST, Date, Day
from sphinx_dossier.entries import FACTS, LOOKED_FOR, MISPRINT, STATEMENTS, Claim, Entry
from sphinx_dossier.library import SOURCE, Library, Mention
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Lane, Link, Moment, Paragraph, Section, Stretch, Text, Timeline, plain
from sphinx_dossier.pages.phrases import Phrases, Words, cut, joined
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

ANCHOR = "in-time"
"""The address of the section on the page of an entry."""
MOST, MOST_ON_PAGE = 40, 10
"""The most moments that are shown one by one, on a page of their own and among other things; more go by year."""

_NAMED = 4
"""The most entries of a kind, and of keepers of claims, that a moment names."""
_EMPTY = 3
"""From how many months without anything on the gap is told."""
_LONG = 90
"""The most letters of a claim that are shown."""
_SHAPES = ("circle", "diamond", "square")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What has a date: an entry with what is to be noted of it, or where `claim` is set, a claim that it keeps."""

    date: Date
    entry: Entry
    claim: Claim | None = None
    note: str = ""

    @property
    def start(self) -> Day:
        """Return the day that puts it in order: the first that it may mean, where there is one."""
        return self.date.last if self.date.first == EARLIEST else self.date.first

    @property
    def end(self) -> Day:
        """Return the last day that it may mean, where there is one."""
        return self.date.first if self.date.last == LATEST else self.date.last


def in_time(draft: Draft) -> Iterator[Section]:
    """Yield the section on what of an entry has a date, where it is no moment itself and has two or more."""
    things = _around(draft)
    if draft.kind.time or len({thing.date.text for thing in things}) < 2:
        return
    label = f"{draft.entry.name} in time"
    shown = timeline(things, label, draft.phrases, most=MOST_ON_PAGE)
    yield Section("In time", draft.anchors.free(ANCHOR), (shown,))


def whole(checked: Checked) -> tuple[Block, ...]:
    """Return the timeline of everything that has a date."""
    library = checked.library
    things = [thing for entry in library.entries.values() if stands(entry) for thing in _own(entry, library)]
    if not things:
        return (Paragraph((Text("Nothing here has a date."),), "empty"),)
    return (timeline(things, "Everything in time", Phrases(library), most=MOST),)


def _own(entry: Entry, library: Library) -> Iterator[Thing]:
    if entry.kind == SOURCE:
        return
    if date := library.when(entry):
        yield Thing(date=date, entry=entry)
    for claim in entry.claims:
        yield from _dated(entry, claim, library)


def _dated(entry: Entry, claim: Claim, library: Library) -> Iterator[Thing]:
    """Yield a claim that has a date; what only gives the date of its entry, and misprints, have none of their own."""
    said = next((value for value in claim.said.all("date") if isinstance(value, Date)), None)
    if claim.status == MISPRINT or (claim.part == FACTS and library.kinds[entry.kind].time):
        return
    if date := said or (library.when(entry) if claim.part == STATEMENTS else None):
        yield Thing(date=date, entry=entry, claim=claim)


def _around(draft: Draft) -> list[Thing]:
    """Return what has a date on the page of an entry: its claims, those of others on it, and what it took part in."""
    here, library = draft.entry, draft.library
    found = {(here.id, thing.claim.id): thing for thing in _own(here, library) if thing.claim}
    for mention in library.mentions.get(here.id, ()):
        if mention.entry is here or mention.entry.kind == SOURCE or not stands(mention.entry):
            continue
        for thing in _mentioned(mention, library):
            key = (thing.entry.id, thing.claim.id if thing.claim else "")
            # What one claim says of an entry without reserve needs no note for what another says.
            if key not in found or not thing.note:
                found[key] = thing
    return list(found.values())


def _mentioned(mention: Mention, library: Library) -> Iterator[Thing]:
    entry, claim, kind = mention.entry, mention.claim, library.kinds[mention.entry.kind]
    if claim is None or claim.part == LOOKED_FOR or claim.status == MISPRINT:
        return
    if claim.part == STATEMENTS or not kind.time:
        yield from _dated(entry, claim, library)
    elif date := library.when(entry):
        yield Thing(date=date, entry=entry, note=_reserve(claim, library))


def _reserve(claim: Claim, library: Library) -> str:
    """Return in what words a claim says that something is not so or not surely so, nothing where it is."""
    relation = library.kinds[library.kind_of(claim.entry)].relations.get(claim.part)
    fields = relation.field.fields if relation else {}
    said = ((fields[name], str(value)) for name in fields for value in claim.said.all(name))
    return next((field.choices[value] for field, value in said if value in field.turning), "")


def timeline(things: Sequence[Thing], label: str, phrases: Phrases, *, most: int) -> Timeline:
    """Return things as a timeline: by their dates, or where that makes more than `most` moments, by their years."""
    things = sorted(things, key=_order)
    by_year = len({thing.date.text for thing in things}) > most
    if by_year:
        things = [replace(thing, date=dates.parse(edtf(thing.start[0]))) for thing in things]
    kinds = [name for name, kind in phrases.library.kinds.items() if kind.time and name != SOURCE]
    held = {_lane(thing) for thing in things}
    names = [name for name in (*kinds, "") if name in held]
    lanes = tuple(_drawn(name, kinds, phrases) for name in names)
    groups = defaultdict[str, list[Thing]](list)
    for thing in things:
        groups[thing.date.text].append(thing)
    moments = tuple(_moments(list(groups.values()), names, phrases, days=not by_year))
    return Timeline(label, lanes, moments)


def edtf(year: int) -> str:
    """Return a year as EDTF has it."""
    return f"{year:04}" if 0 <= year <= 9999 else f"Y{year}" if abs(year) > 9999 else f"-{-year:04}"


def _lane(thing: Thing) -> str:
    return "" if thing.claim else thing.entry.kind


def _drawn(name: str, kinds: Sequence[str], phrases: Phrases) -> Lane:
    if not name:
        return Lane("Dated claims", "claims")
    # A kind has one shape on all pages.
    return Lane(phrases.library.kinds[name].plural, _SHAPES[kinds.index(name) % len(_SHAPES)])


def _order(thing: Thing) -> tuple[object, ...]:
    back = tuple(-number for number in thing.end)
    claim = thing.claim.id if thing.claim else ""
    return thing.start, back, thing.date.text, thing.entry.id, claim


def _moments(
    groups: Sequence[Sequence[Thing]], names: Sequence[str], phrases: Phrases, *, days: bool
) -> Iterator[Moment]:
    """Yield the moments of things grouped by date; a year that gathers `days` is no span within which one lies."""
    held = [{_lane(thing) for thing in things} for things in groups]
    year, until = "", _month(groups[0][0].start)
    for number, things in enumerate(groups):
        one = things[0]
        first = dates.parse(edtf(one.start[0])).words
        yield Moment(
            year=first if days and first != year else "",
            gap=_gap(_month(one.start) - until - 1),
            short=_short(one.date, first) if days else first,
            date=one.date.words,
            soft=days and _is_soft(one),
            marks=tuple(sorted(Counter(names.index(_lane(thing)) for thing in things).items())),
            stretches=tuple(_stretches(groups, held, number, names)) if days else (),
            lines=tuple(_lines(things, phrases)),
        )
        year, until = first, max(until, _month(one.end))


def _is_soft(thing: Thing) -> bool:
    return thing.date.first != thing.date.last


def _month(day: Day) -> int:
    return day[0] * 12 + day[1]


def _gap(months: int) -> str:
    if months < _EMPTY:
        return ""
    return f"{count(months, 'month') if months < 24 else count(months // 12, 'year')} with nothing here"


def _short(date: Date, year: str) -> str:
    """Return a date without its year, which stands above it, where it has no other."""
    if date.first[0] != date.last[0]:
        return date.words
    if date.words == year:
        return "in the year"
    return date.words.replace(f" {year}", "")


def _stretches(
    groups: Sequence[Sequence[Thing]], held: Sequence[set[str]], number: int, names: Sequence[str]
) -> Iterator[Stretch]:
    """Yield what runs through a moment in each lane: the spans that have begun by then and are not over."""
    here = groups[number][0].start
    after = groups[number + 1][0].start if number + 1 < len(groups) else None
    soft = [at for at in range(number + 1) if _is_soft(groups[at][0]) and groups[at][0].date.last >= here]
    for lane, name in enumerate(names):
        if through := [at for at in soft if name in held[at]]:
            below = after is not None and any(groups[at][0].date.last >= after for at in through)
            yield Stretch(lane, through[0] < number, below)


def _lines(things: Sequence[Thing], phrases: Phrases) -> Iterator[Words]:
    """Yield the words for a moment: its entries with what they say, then the claims of others."""
    kept, kinds = defaultdict[str, list[Claim]](list), defaultdict[str, list[Thing]](list)
    for thing in things:
        if thing.claim:
            kept[thing.entry.id].append(thing.claim)
        else:
            kinds[thing.entry.kind].append(thing)
    for kind, found in kinds.items():
        if len(found) > _NAMED:
            declared = phrases.library.kinds[kind]
            number = count(len(found), declared.label.lower(), declared.plural.lower())
            yield (Link(number, f"{declared.folder}/index"),)
            continue
        yield from (_entry(thing, kept.pop(thing.entry.id, []), phrases) for thing in found)
    if kept:
        yield _claims(kept, things[0].date.words, phrases)


def _entry(thing: Thing, claims: Sequence[Claim], phrases: Phrases) -> Words:
    note = (Text(f" ({thing.note})", "note"),) if thing.note else ()
    more = (Text(" · "), _link(claims, phrases)) if claims else ()
    return (phrases.link(thing.entry.id), *note, *more)


def _claims(kept: Mapping[str, Sequence[Claim]], when: str, phrases: Phrases) -> Words:
    """Return the claims of entries that are no moment themselves: one in its own words, more as their number."""
    claims = [claim for id_ in sorted(kept, key=lambda id_: (id_ != phrases.here, id_)) for claim in kept[id_]]
    library = phrases.library
    if len(claims) == 1:
        (claim,) = claims
        # The date stands before it.
        words = plain(phrases.claim(library.entries[claim.entry], claim)).replace(f", {when}", "")
        about = "" if phrases.here == claim.entry else f"{phrases.name(claim.entry)}: "
        return (_address(claim, f"{about}{cut(words, _LONG)}", phrases),)
    if phrases.here:
        return (_link(claims, phrases),)
    most = sorted(kept, key=lambda id_: (-len(kept[id_]), id_))
    named: list[Words] = [(_address(kept[id_][0], phrases.name(id_), phrases),) for id_ in most[:_NAMED]]
    rest = [(Text(f"{len(most) - _NAMED} more"),)] if len(most) > _NAMED else []
    return (Text(f"{_number(claims)}: ", "note"), *joined([*named, *rest]))


def _link(claims: Sequence[Claim], phrases: Phrases) -> Link:
    """Return how many claims there are as a link to the first of them."""
    return _address(claims[0], _number(claims), phrases)


def _number(claims: Iterable[Claim]) -> str:
    parts = [claim.part for claim in claims]
    return count(len(parts), "statement" if set(parts) == {STATEMENTS} else "dated claim")


def _address(claim: Claim, words: str, phrases: Phrases) -> Link:
    """Return words as a link to where the page shows a claim, or its entry's page where there is no such page."""
    if not phrases.here:
        return Link(words, phrases.library.docname(claim.entry), claim.id)
    return Link(words, "", claim.id if claim.entry == phrases.here else f"{claim.entry}--{claim.id}")
