"""The feeds of single entries: what is said of a person, claim by claim, in whichever entry it stands."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Day
from sphinx_dossier.entries import LOOKED_FOR, Claim, Entry
from sphinx_dossier.exports.atom_xml import FIRST, LONGEST, FeedItem, day, write
from sphinx_dossier.pages.claims import one_claim
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.publication import Feed, Site, feed_of
from sphinx_dossier.standing import stands


def feeds(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of each entry whose kind says that its entries have one, with its newest items.

    A claim may be an item of several. It is described for each: what all of them hold is more than memory should.
    """
    library = checked.library
    for kind in library.kinds.values():
        for entry in checked.ours_of(kind.name) if kind.feed else ():
            if stands(entry):
                feed = Feed(path=feed_of(library.docname(entry.id)), title=entry.name)
                made = functools.partial(_feed, feed, entry, checked, site)
                yield feed.path, checked.memo.of("feed", entry.id, made)


def _feed(feed: Feed, entry: Entry, checked: Checked, site: Site) -> bytes:
    """Return the feed of an entry; of one that has nothing to say yet, nobody says when it last did."""
    found = [_item(keeper, claim, checked) for keeper, claim in _newest(entry, checked)]
    return write(feed, found, FIRST, checked.library, site)


def _newest(entry: Entry, checked: Checked) -> list[tuple[Entry, Claim]]:
    """Return the claims of an entry and those that name it, as many as a feed holds."""
    found = {(entry.id, claim.id): (entry, claim) for claim in entry.claims}
    for mention in checked.library.mentions.get(entry.id, ()):
        if mention.claim and stands(mention.entry):
            found[mention.entry.id, mention.claim.id] = (mention.entry, mention.claim)
    claims = [found[key] for key in sorted(found) if found[key][1].part != LOOKED_FOR]
    return sorted(claims, key=lambda one: _day(one[0], one[1], checked), reverse=True)[:LONGEST]


def _day(entry: Entry, claim: Claim, checked: Checked) -> Day:
    """Return the first day on which a claim can have stood here.

    Where the history of git tells, that is when its entry and all of its sources were entered; else when the newest
    of these was published. So a claim keeps its day when something else in its entry is changed.
    """
    library, history = checked.library, checked.history
    if entered := [history[id_].first.first for id_ in (entry.id, *claim.sources) if id_ in history]:
        return max(entered)
    sources = (library.entries.get(id_) for id_ in claim.sources)
    return max((day(library.when(source)) for source in sources if source), default=FIRST)


def _item(entry: Entry, claim: Claim, checked: Checked) -> FeedItem:
    return FeedItem(
        subject=entry,
        anchor=claim.id,
        title=f"{entry.name}: {plain(Phrases(checked.library, entry.id).claim(entry, claim))}",
        day=_day(entry, claim, checked),
        term=entry.kind,
        content=one_claim(entry.id, claim.id, checked),
    )
