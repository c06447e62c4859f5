"""What stands on one leg: claims that rest on one origin although they cite several sources, and on one source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import STATEMENTS, Claim, Entry
from sphinx_dossier.origins import told, witnesses
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


def single_origin(checked: Checked) -> tuple[Block, ...]:
    """Return the claims that rest on one origin, and those that rest on one source, with their numbers above them."""
    library, phrases = checked.library, Phrases(checked.library)
    entries = (entry for kind in library.kinds for entry in library.of_kind(kind) if stands(entry))
    cited = [(entry, claim) for entry in entries for claim in entry.claims if claim.cite]
    one_source = [one for one in cited if len(one[1].sources) == 1]
    several = [one for one in cited if len(one[1].sources) > 1]
    one_origin = [one for one in several if len(witnesses(library, one[1].sources, told(one[1].cite))) == 1]
    lead = _lead(len(cited), len(one_origin), len(one_source))
    sections = (
        _section("Several sources, one origin", "one-origin", _items(one_origin, _full, phrases), len(one_origin)),
        _section("One source", "one-source", _items(one_source, _short, phrases), len(one_source)),
    )
    return (lead, *(section for section in sections if section.blocks))


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


def _section(title: str, anchor: str, items: tuple[Item, ...], number: int) -> Section:
    words = f"{count(number, 'claim')} in {count(len(items), 'entry', 'entries')}."
    return Section(title, anchor, (Paragraph((Text(words),), "note"), Items(items, "lean")) if items else ())


def _items(found: Iterable[Found], lines: Lines, phrases: Phrases) -> tuple[Item, ...]:
    """Return the claims by their entries, and there by their sources."""
    groups: dict[str, dict[tuple[str, ...], list[Found]]] = {}
    for entry, claim in found:
        sources = tuple(sorted(claim.sources))
        groups.setdefault(entry.id, {}).setdefault(sources, []).append((entry, claim))
    return tuple(_item(phrases.library.entries[id_], some, lines, phrases) for id_, some in groups.items())


def _item(entry: Entry, groups: Mapping[tuple[str, ...], list[Found]], lines: Lines, phrases: Phrases) -> Item:
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
