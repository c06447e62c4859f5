"""What all sources have given, and what the claims of each entry rest on, as tables."""

from __future__ import annotations

from collections.abc import Collection

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.coverage import Coverage, in_body
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.model import Block, Link, Paragraph, Row, Table, Text, plain
from sphinx_dossier.pages.phrases import Phrases, Words
from sphinx_dossier.pages.strength import Strength, strength
from sphinx_dossier.pages.strip import ANCHOR, measured, percent
from sphinx_dossier.problems import count

_SOURCES = ("Source", "Own words", "Words quoted", "Sentences cited", "Quotes", "Claims")
_ENTRIES = ("Entry", "Claims", "Sources", "Origins", "Weakest claim")


def sources(checked: Checked) -> tuple[Block, ...]:
    """Return the coverage of every source in a table, with the sum of all above it."""
    entries = checked.library.of_kind(SOURCE)
    if not entries:
        return (Paragraph((Text("There are no sources here."),), "empty"),)
    found = {entry.id: one for entry in entries if (one := measured(entry.id, checked))}
    phrases = Phrases(checked.library)
    rows = tuple(_source(entry, found.get(entry.id), phrases) for entry in entries)
    return (_sum(list(found.values())), Table("What each source has given", _SOURCES, rows))


def _sum(found: Collection[Coverage]) -> Paragraph:
    cited, sentences = in_body(found)
    words = f"{cited:,} of {count(sentences, 'sentence')} in the bodies of {count(len(found), 'source')}"
    return Paragraph((Text(percent(cited, sentences), "strong"), Text(f": {words} have something cited.")))


def _source(entry: Entry, found: Coverage | None, phrases: Phrases) -> Row:
    name = phrases.link(entry.id)
    if found is None:
        return Row(((name,), (Text("no fingerprint", "note"),), (), (), (), ()))
    cited, sentences = found.body
    cells: tuple[Words, ...] = (
        (Link(entry.name, phrases.library.docname(entry.id), ANCHOR),),
        (Text(f"{found.own:,}"),),
        (Text(percent(found.quoted, found.own)),),
        (Text(f"{cited:,} of {sentences:,}"),),
        (Text(f"{len(found.marks):,}"),),
        (Text(f"{found.claims:,}"),),
    )
    return Row(cells)


def entries(checked: Checked) -> tuple[Block, ...]:
    """Return for each entry that claims something what that rests on, kind by kind."""
    library, phrases = checked.library, Phrases(checked.library)
    found = (strength(entry, checked) for kind in library.kinds for entry in library.of_kind(kind))
    rows = tuple(_entry(one, phrases) for one in found if one.claims)
    if not rows:
        return (Paragraph((Text("There are no claims here."),), "empty"),)
    return (Table("What the claims of each entry rest on", _ENTRIES, rows),)


def _entry(found: Strength, phrases: Phrases) -> Row:
    numbers = (found.claims, len(found.sources), len(found.origins))
    return Row(((phrases.link(found.entry.id),), *((Text(f"{n:,}"),) for n in numbers), _weakest(found, phrases)))


def _weakest(found: Strength, phrases: Phrases) -> Words:
    if found.weakest is None:
        return ()
    claim = found.weakest.claim
    words = plain(phrases.claim(found.entry, claim))
    return (
        Link(words, phrases.library.docname(found.entry.id), claim.id),
        Text(f" ({found.weakest.words})", "note"),
    )
