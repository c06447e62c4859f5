"""The feeds: what no longer stands as it did, which entries are new or changed, and what is said of one person."""

from __future__ import annotations

from collections.abc import Iterator

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
from sphinx_dossier.standing import Standing, Withdrawal, fallen, standings, stands, withdrawn


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of standing, those of all entries and of each kind that has any, and those of single entries."""
    if checked.share.is_first:
        yield from _of_all(checked, site)
    yield from followed.feeds(checked, site)


def _of_all(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds of more than one entry."""
    newest = _newest(checked.library)
    yield STANDING.path, write(STANDING, list(_entries(checked)), newest, checked.library, site)
    changed = [_changed(entry, checked) for entry in checked.library.entries.values() if stands(entry)]
    yield CHANGES.path, write(CHANGES, _latest(changed), newest, checked.library, site)
    for kind in checked.library.kinds.values():
        if of_kind := [one for one in changed if one.subject.kind == kind.name]:
            feed = Feed(path=feed_of_kind(kind.folder), title=f"{kind.plural.lower()} that are new or changed")
            yield feed.path, write(feed, _latest(of_kind), newest, checked.library, site)


def _latest(found: list[FeedItem]) -> list[FeedItem]:
    found.sort(key=lambda one: one.subject.id)
    return sorted(found, key=lambda one: one.day, reverse=True)[:LONGEST]


def _entries(checked: Checked) -> Iterator[FeedItem]:
    phrases = Phrases(checked.library)
    for source in fallen(checked.library):
        yield from (_fallen(one, phrases) for one in standings(source, checked.library))
    yield from (_withdrawn(one, phrases) for one in withdrawn(checked.library))


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


def _changed(entry: Entry, checked: Checked) -> FeedItem:
    """Return an entry by when it was changed last, else by when the newest source that it cites was published."""
    library, entered = checked.library, checked.history.get(entry.id)
    cited = (library.entries.get(id_) for claim in entry.claims for id_ in claim.sources)
    reported = max((day(library.when(source)) for source in cited if source), default=FIRST)
    return FeedItem(
        subject=entry,
        anchor="",
        title=entry.name,
        day=entered.last.first if entered else reported if reported != FIRST else day(library.when(entry)),
        term=entry.kind,
        content=(Paragraph((Text(about(entry, library)),)),),
    )


def _newest(library: Library) -> Day:
    """Return the newest day of any entry, for a feed that has nothing to say yet."""
    return max((day(library.when(entry)) for entry in library.entries.values()), default=FIRST)
