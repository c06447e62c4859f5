"""What changed lately: which entries are new or were changed, day by day, as the history of git tells.

Where it tells nothing, what was reported last stands in its place, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Entry
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.pages.model import Block, Item, Items, Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.problems import count

DAYS = 5
"""How many days are told, where nobody says otherwise."""
NAMED = 6
"""The most entries of a kind that a day names; of more it gives the number."""


def changes(checked: Checked, limit: int = 0) -> tuple[Block, ...]:
    """Return the days on which entries were entered or changed, newest first, `limit` of them (0: a few)."""
    phrases = Phrases(checked.library)
    days = _days(checked)
    newest = sorted(days, key=lambda day: day.first, reverse=True)[: limit or DAYS]
    if not newest:
        return _reported(phrases, limit or DAYS)
    return (Items(tuple(_item(day, days[day], checked, phrases) for day in newest), "timeline"),)


def _days(checked: Checked) -> Mapping[Date, Sequence[Entry]]:
    found: defaultdict[Date, list[Entry]] = defaultdict(list)
    for id_, entered in checked.history.items():
        if entry := checked.library.entries.get(id_):
            found[entered.last].append(entry)
    return found


def _item(day: Date, entries: Sequence[Entry], checked: Checked, phrases: Phrases) -> Item:
    new = [entry for entry in entries if checked.history[entry.id].first == day]
    old = [entry for entry in entries if checked.history[entry.id].first != day]
    parts = [
        (Text(f"{label}: "), *_listed(some, phrases)) for label, some in (("new", new), ("changed", old)) if some
    ]
    return Item((Text(day.words, "date"), Text(": "), *joined(parts, last="; ", between="; "), Text(".")))


def _listed(entries: Sequence[Entry], phrases: Phrases) -> Words:
    return joined(list(_by_kind(entries, phrases)), last="; ", between="; ")


def _by_kind(entries: Sequence[Entry], phrases: Phrases) -> Iterator[Words]:
    """Yield entries kind by kind: their names, or their number where they are many."""
    for kind in phrases.library.kinds.values():
        some = sorted((one for one in entries if one.kind == kind.name), key=lambda one: one.sort)
        if len(some) > NAMED:
            yield (Text(count(len(some), kind.label.lower(), kind.plural.lower())),)
        elif some:
            yield joined([(phrases.link(one.id),) for one in some])


def _reported(phrases: Phrases, limit: int) -> tuple[Block, ...]:
    """Return the sources that were published last, for want of a history."""
    library = phrases.library
    dated = [(date, one) for one in library.of_kind(SOURCE) if (date := library.when(one))]
    if not dated:
        return (Paragraph((Text("Nothing tells when entries were changed."),), "empty"),)
    newest = sorted(dated, key=lambda pair: (pair[0].last, pair[1].id), reverse=True)[:limit]
    items = tuple(_source(date, source, library, phrases) for date, source in newest)
    lead = Text("Nothing tells when entries were changed; these reports are the newest that they rest on.")
    return (Paragraph((lead,), "note"), Items(items, "timeline"))


def _source(date: Date, source: Entry, library: Library, phrases: Phrases) -> Item:
    citing = {mention.entry.id for mention in library.mentions.get(source.id, ())}
    told = f", cited by {count(len(citing), 'entry', 'entries')}" if citing else ""
    return Item((Text(date.words, "date"), Text(": "), phrases.link(source.id), Text(told)))
