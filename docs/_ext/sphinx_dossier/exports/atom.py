"""The feeds: what no longer stands as it did, which entries are new or changed, and what is said of one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Day
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports import followed
from sphinx_dossier.exports.atom_xml import FIRST, LONGEST, FeedItem, day, write
from sphinx_dossier.library import Library
from sphinx_dossier.pages.entry_page import about
from sphinx_dossier.pages.model import Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.standing import happened, standing_words, uses, withdrawal_words
from sphinx_dossier.publication import CHANGES, STANDING, Feed, Site, feed_of_kind
from sphinx_dossier.standing import Standing, Withdrawal, fallen, standings, stands, withdrawal


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of standing, those of all entries and of each kind that has any, and those of single entries."""
    if checked.share.is_first:
        yield from _of_all(checked, site)
    yield from followed.feeds(checked, site)


def _of_all(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds of more than one entry."""
    library, found = checked.library, _found(checked)
    yield STANDING.path, write(STANDING, list(_entries(library, found.withdrawn)), found.newest, library, site)
    yield CHANGES.path, write(CHANGES, _latest(found.changed, checked), found.newest, library, site)
    for kind in library.kinds.values():
        if of_kind := [one for one in found.changed if library.kind_of(one[1]) == kind.name]:
            feed = Feed(path=feed_of_kind(kind.folder), title=f"{kind.plural.lower()} that are new or changed")
            yield feed.path, write(feed, _latest(of_kind, checked), found.newest, library, site)


@dataclass(slots=True)
class _Found:
    """What the feeds need of all entries.

    The newest day of any is for a feed that has nothing to say yet; what stands is told by the day when it was
    changed last, and its id.
    """

    newest: Day = FIRST
    withdrawn: list[Withdrawal] = field(default_factory=list)
    changed: list[tuple[Day, str]] = field(default_factory=list)


def _found(checked: Checked) -> _Found:
    """Return what the feeds need of all entries. They are gone through once: memory may not hold them all."""
    found = _Found()
    for entry in checked.library.entries.values():
        found.newest = max(found.newest, day(checked.library.when(entry)))
        if one := withdrawal(entry):
            found.withdrawn.append(one)
        if stands(entry):
            found.changed.append((_last(entry, checked), entry.id))
    return found


def _latest(found: Iterable[tuple[Day, str]], checked: Checked) -> list[FeedItem]:
    by_id = sorted(found, key=lambda one: one[1])
    newest = sorted(by_id, key=lambda one: one[0], reverse=True)[:LONGEST]
    return [_changed(checked.library.entries[id_], last, checked.library) for last, id_ in newest]


def _entries(library: Library, withdrawn: Iterable[Withdrawal]) -> Iterator[FeedItem]:
    phrases = Phrases(library)
    for source in fallen(library):
        yield from (_fallen(one, phrases) for one in standings(source, library))
    yield from (_withdrawn(one, phrases) for one in withdrawn)


def _fallen(one: Standing, phrases: Phrases) -> FeedItem:
    by = phrases.library.entries.get(one.by.id) if one.by else None
    dates = (one.date, phrases.library.when(by) if by else None, phrases.library.when(one.source))
    return FeedItem(
        subject=one.source,
        anchor=one.anchor,
        title=f"{one.source.name} {happened(one)}",
        day=day(*dates),
        term=one.status,
        content=(Paragraph(standing_words(one, phrases)), *uses(one.source, phrases)),
    )


def _withdrawn(one: Withdrawal, phrases: Phrases) -> FeedItem:
    return FeedItem(
        subject=one.entry,
        anchor=one.anchor,
        title=f"{one.entry.name} was withdrawn",
        day=day(one.date),
        term="withdrawn",
        content=(Paragraph(withdrawal_words(one, phrases)),),
    )


def _last(entry: Entry, checked: Checked) -> Day:
    """Return when an entry was changed last, else when the newest source that it cites was published."""
    library = checked.library
    if entered := checked.history.get(entry.id):
        return entered.last.first
    cited = (library.entries.get(id_) for claim in entry.claims for id_ in claim.sources)
    reported = max((day(library.when(source)) for source in cited if source), default=FIRST)
    return reported if reported != FIRST else day(library.when(entry))


def _changed(entry: Entry, last: Day, library: Library) -> FeedItem:
    about_it = Paragraph((Text(about(entry, library)),))
    return FeedItem(subject=entry, anchor="", title=entry.name, day=last, term=entry.kind, content=(about_it,))
