"""What has become of sources and entries, as sentences: on their own pages, at what rests on them, and in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.pages.model import Block, Inline, Item, Items, Paragraph, Section, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined, stopped
from sphinx_dossier.problems import count
from sphinx_dossier.standing import (
    QUIET,
    Standing,
    Withdrawal,
    fallen,
    standings,
    stands,
    withdrawal,
    withdrawn,
    without_support,
)

ALERT, CAUTION, NOTE = "alert", "caution", "note"
"""How loud a remark is: what cannot be relied on, what has to be read with care, and what is good to know."""
_LISTS = {ALERT: "alerts", CAUTION: "cautions", NOTE: "notices"}
_UNSUPPORTED = "No source that stands supports this."

_KEPT = "This page stays, so that links to it keep working; what it says is not counted on other pages."


def role(one: Standing) -> str:
    """Return how loud a standing has to be said."""
    return ALERT if one.unsound else NOTE if one.status in QUIET else CAUTION


def happened(one: Standing) -> str:
    """Return what has become of a source as what follows its name: was retracted on 3 May 2031."""
    if one.status == "gone":
        return f"is {one.words}" + (f", as seen {_on(one.date)}" if one.date else "")
    return " ".join(filter(None, (f"was {one.words}", _on(one.date))))


def _on(date: Date | None) -> str:
    """Return a date as it stands in a sentence: on a day, in a month."""
    if date is None:
        return ""
    if "/" in date.text:
        return f"({date.words})"
    if date.words.startswith("some time"):
        return date.words
    day = date.first == date.last or date.words.startswith("some day")
    return f"{'on' if day else 'in'} {date.words}"


def notices(entry: Entry, phrases: Phrases) -> tuple[Items, ...]:
    """Return what stands above all else on the page of an entry: that it was withdrawn, what became of a source."""
    found = withdrawal(entry)
    items = [(ALERT, _withdrawn(found, phrases))] if found else []
    items += [(role(one), _notice(one, phrases)) for one in standings(entry, phrases.library)]
    return tuple(Items((item,), _LISTS[loud]) for loud, item in items)


def _withdrawn(found: Withdrawal, phrases: Phrases) -> Item:
    return Item(withdrawal_words(found, phrases), (found.anchor,), (Paragraph((Text(_KEPT),), NOTE),))


def withdrawal_words(found: Withdrawal, phrases: Phrases) -> Words:
    """Return that an entry was withdrawn as a sentence that does not name it, with why and where to look."""
    see = [(phrases.link(ref.id),) for ref in found.see]
    words = (Text("Withdrawn", "strong"), Text(f" {_on(found.date)}: {stopped(found.why)}"))
    return (*words, *((Text(" See "), *joined(see), Text(".")) if see else ()))


def _notice(one: Standing, phrases: Phrases) -> Item:
    weight = "No claim can rest on it alone." if one.unsound else ""
    below = (Paragraph((Text(weight),), NOTE),) if weight else ()
    return Item(standing_words(one, phrases), (one.anchor,), below)


def standing_words(one: Standing, phrases: Phrases) -> Words:
    """Return what has become of a source as a sentence that does not name it, with why and by which source."""
    verb, _, rest = happened(one).partition(" ")
    start = rest[:1].upper() + rest[1:] if verb else rest
    what, date = start[: len(one.words)], start[len(one.words) :]
    by = (Text(" By "), phrases.link(one.by.id), Text(".")) if one.by else ()
    return (Text(what, "strong"), Text(f"{date}: {stopped(one.why)}"), *by)


def at_foot(source: str, phrases: Phrases) -> tuple[Paragraph, ...]:
    """Return what has become of a source, for the foot of a page that cites it."""
    entry = phrases.library.entries.get(source)
    found = standings(entry, phrases.library) if entry else ()
    return tuple(Paragraph((Text(f"This source {happened(one)}: {stopped(one.why)}"),), role(one)) for one in found)


def rests(claim: Claim, phrases: Phrases) -> Iterator[Paragraph]:
    """Yield what has become of the sources on which a claim rests, for the place where it stands.

    Of each source the gravest; whatever else there is to say of it stands at the foot of the page.
    """
    sources = claim.sources
    start = "Rests on " if len(sources) == 1 else "Rests among others on "
    alone = f" {_UNSUPPORTED}" if without_support(claim, phrases.library) else ""
    for number, source in enumerate(sources, 1):
        entry = phrases.library.entries.get(source)
        if entry and (one := _gravest(standings(entry, phrases.library))):
            why = "." if one.status in QUIET else f": {stopped(one.why)}"
            end = alone if number == len(sources) else ""
            words = (Text(start), phrases.link(source), Text(f", which {happened(one)}{why}{end}"))
            yield Paragraph(words, role(one))


def _gravest(found: Sequence[Standing]) -> Standing | None:
    return min(found, key=lambda one: list(_LISTS).index(role(one)), default=None)


def listing(checked: Checked) -> tuple[Block, ...]:
    """Return every source that no longer stands as it did, with what rests on it, and every entry withdrawn."""
    phrases = Phrases(checked.library)
    sources = [_fallen(entry, phrases) for entry in fallen(checked.library)]
    entries = [_gone(found, phrases) for found in withdrawn(checked.library)]
    none = "No source is known to have been corrected, retracted, superseded or changed since it was read."
    return (
        Section("Sources", "standing-of-sources", _items(sources, none)),
        Section("Entries withdrawn", "entries-withdrawn", _items(entries, "No entry was withdrawn.")),
    )


def _items(items: Sequence[Item], none: str) -> tuple[Block, ...]:
    return (Items(tuple(items), "statements"),) if items else (Paragraph((Text(none),), "empty"),)


def _fallen(source: Entry, phrases: Phrases) -> Item:
    fates = tuple(Paragraph(standing_words(one, phrases), role(one)) for one in standings(source, phrases.library))
    return Item((phrases.link(source.id),), (), (*fates, *uses(source, phrases)))


def uses(source: Entry, phrases: Phrases) -> Iterator[Paragraph]:
    """Yield how many claims rest on a source, and each of them, marked where nothing else supports it."""
    cited = phrases.library.citing.get(source.id, ())
    found = {(entry.id, claim.id): (entry, claim) for entry, claim, _ in cited if stands(entry)}
    number = f"{count(len(found), 'claim')} {'rests' if len(found) == 1 else 'rest'} on it:"
    yield Paragraph((Text(number if found else "No claim rests on it."),), NOTE)
    for entry, claim in found.values():
        words: list[Inline] = [phrases.link(entry.id, claim.id), Text(": "), *phrases.claim(entry, claim)]
        if without_support(claim, phrases.library):
            words.append(Text(f" {_UNSUPPORTED}", "strong"))
        yield Paragraph(tuple(words), "claim")


def _gone(found: Withdrawal, phrases: Phrases) -> Item:
    return Item((phrases.link(found.entry.id),), (), (Paragraph(withdrawal_words(found, phrases), "claim"),))


def entered(entry: Entry, checked: Checked) -> tuple[Paragraph, ...]:
    """Return when an entry was entered here and last changed, nothing where that is not known."""
    found = checked.history.get(entry.id)
    if found is None:
        return ()
    changed = f"; last changed on {found.last.words}" if found.last != found.first else ""
    return (Paragraph((Text(f"Entered here on {found.first.words}{changed}."),), "history"),)
