"""What stands on one leg: claims that rest on one origin although they cite several sources, and on one source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import STATEMENTS, Claim, Entry
from sphinx_dossier.library import Library
from sphinx_dossier.origins import told, witnesses
from sphinx_dossier.pages.foremost import OTHERS, foremost
from sphinx_dossier.pages.model import Block, Item, Items, Link, Paragraph, Section, Text, plain
from sphinx_dossier.pages.phrases import Phrases, Words, cut, joined
from sphinx_dossier.pages.witnesses import support, told_by
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

SHOWN = 66
"""The most characters of a sentence that a list of many shows; the whole is the title of its link."""

Found: TypeAlias = tuple[Entry, Claim]
Lines: TypeAlias = Callable[[tuple[str, ...], Sequence[Found], Phrases], Iterable[Paragraph]]
"""Describes claims that rest on the same sources."""
Claims: TypeAlias = Callable[[Entry, Library], list[Claim]]
"""Gives those claims of an entry that rest on no more than one thing."""


def single_origin(checked: Checked) -> tuple[Block, ...]:
    """Return the claims that rest on one origin, and those that rest on one source, with their numbers above them."""
    library, number = checked.library, 0
    one_origin, one_source = dict[str, int](), dict[str, int]()
    # Of the entries no more is held than their ids: there may be very many.
    for entry in (entry for kind in library.kinds for entry in library.of_kind(kind) if stands(entry)):
        number += sum(bool(claim.cite) for claim in entry.claims)
        for of, some in ((one_origin, _of_one_origin(entry, library)), (one_source, _of_one_source(entry, library))):
            if some:
                of[entry.id] = len(some)
    sections = (
        Section("Several sources, one origin", "one-origin", _items(one_origin, _of_one_origin, _full, checked)),
        Section("One source", "one-source", _items(one_source, _of_one_source, _short, checked)),
    )
    return (
        _lead(number, sum(one_origin.values()), sum(one_source.values())),
        *(one for one in sections if one.blocks),
    )


def _of_one_source(entry: Entry, _library: Library) -> list[Claim]:
    return [claim for claim in entry.claims if len(claim.sources) == 1]


def _of_one_origin(entry: Entry, library: Library) -> list[Claim]:
    several = (claim for claim in entry.claims if len(claim.sources) > 1)
    return [claim for claim in several if len(witnesses(library, claim.sources, told(claim.cite))) == 1]


def _lead(all_: int, one_origin: int, one_source: int) -> Paragraph:
    if not all_:
        return Paragraph((Text("There are no claims here."),), "empty")
    parts = {
        "on one source": one_source,
        "on several sources of one origin": one_origin,
        "on two or more independent origins": all_ - one_origin - one_source,
    }
    some = [(Text(f"{number:,} {what}"),) for what, number in parts.items() if number]
    start = Text(f"{count(all_, 'claim')}: ", "strong")
    return Paragraph((start, *joined(some), Text(".")))


def _items(found: Mapping[str, int], claims: Claims, lines: Lines, checked: Checked) -> tuple[Block, ...]:
    """Return the claims by their entries, and there by their sources; `found` says how many an entry has."""
    if not found:
        return ()
    library, phrases = checked.library, Phrases(checked.library)
    shown = foremost(list(found), checked, lambda id_: -found[id_])
    words = f"{count(sum(found.values()), 'claim')} in {count(len(found), 'entry', 'entries')}."
    if len(shown) < len(found):
        words += f" Shown here: {count(len(shown), 'entry', 'entries')} with the most. {OTHERS}"
    entries = (library.entries[id_] for id_ in shown)
    items = tuple(_item(entry, claims(entry, library), lines, phrases) for entry in entries)
    return (Paragraph((Text(words),), "note"), Items(items, "lean"))


def _item(entry: Entry, claims: Iterable[Claim], lines: Lines, phrases: Phrases) -> Item:
    groups: dict[tuple[str, ...], list[Found]] = {}
    for claim in claims:
        groups.setdefault(tuple(sorted(claim.sources)), []).append((entry, claim))
    number, all_ = sum(map(len, groups.values())), sum(bool(claim.cite) for claim in entry.claims)
    content = (phrases.link(entry.id), Text(f" {number:,} of {count(all_, 'claim')}", "note"))
    return Item(
        content, below=tuple(line for sources, some in groups.items() for line in lines(sources, some, phrases))
    )


def _full(sources: tuple[str, ...], found: Sequence[Found], phrases: Phrases) -> Iterator[Paragraph]:
    yield from (Paragraph((_link(entry, claim, phrases),)) for entry, claim in found)
    yield Paragraph(support(sources, phrases, told_by(claim for _, claim in found)), "rests")


def _short(sources: tuple[str, ...], found: Sequence[Found], phrases: Phrases) -> Iterator[Paragraph]:
    """Yield facts and relations in one line with their source, and each statement in a line of its own."""
    stated = [one for one in found if one[1].part == STATEMENTS]
    links: list[Words] = [(_link(*one, phrases, cut=True),) for one in found if one[1].part != STATEMENTS]
    head = Text(f"{phrases.name(sources[0])}: ")
    yield Paragraph((head, *joined(links, last=" · ", between=" · ")), "claim")
    yield from (Paragraph((_link(*one, phrases, cut=True),), "claim") for one in stated)


def _link(entry: Entry, claim: Claim, phrases: Phrases, *, cut: bool = False) -> Link:
    words = plain(phrases.claim(entry, claim))
    shown = shortened(words) if cut else words
    return Link(shown, phrases.library.docname(entry.id), claim.id, "" if shown == words else words)


def shortened(text: str) -> str:
    """Return a text up to the last word that ends within the length shown, with dots where more follows."""
    return cut(text.rstrip("."), SHOWN)
