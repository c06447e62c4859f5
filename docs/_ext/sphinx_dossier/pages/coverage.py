"""What all sources have given, and what the claims of each entry rest on, as tables."""

from __future__ import annotations

from collections.abc import Collection

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.coverage import Coverage, in_body
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.foremost import OTHERS, foremost
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
    phrases, table = Phrases(checked.library), "What each source has given"
    shown = foremost([entry.id for entry in entries], checked, lambda id_: _uncited(found.get(id_)))
    rows = tuple(_source(checked.library.entries[id_], found.get(id_), phrases) for id_ in shown)
    here = f"Shown here: {count(len(shown), 'source')} with the most sentences of which nothing is cited."
    note = _note(f"{here} The page of any other says what it has given.") if len(shown) < len(entries) else ()
    return (_sum(list(found.values())), *note, Table(table, _SOURCES, rows))


def _uncited(found: Coverage | None) -> tuple[bool, int]:
    """Return the key by which sources come first of which more could be cited, after those without a fingerprint."""
    cited, sentences = found.body if found else (0, 0)
    return found is not None, cited - sentences


def _note(words: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(words),), "note"),)


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
    ranks: dict[str, tuple[int, int]] = {}
    for entry in (entry for kind in library.kinds for entry in library.of_kind(kind)):
        if (one := strength(entry, checked)).claims:
            ranks[entry.id] = len(one.origins), -one.claims
    if not ranks:
        return (Paragraph((Text("There are no claims here."),), "empty"),)
    shown = foremost(list(ranks), checked, ranks.__getitem__)
    rows = tuple(_entry(strength(library.entries[id_], checked), phrases) for id_ in shown)
    here = f"{len(ranks):,} entries claim something. Shown here: {len(shown):,} that rest on the fewest origins."
    note = _note(f"{here} {OTHERS}") if len(shown) < len(ranks) else ()
    return (*note, Table("What the claims of each entry rest on", _ENTRIES, rows))


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
