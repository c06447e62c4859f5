"""Where sources differ, over the whole knowledge base: every disagreement by its entry, and the misprints apart."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.disagreements import Disagreement, Said, misprints
from sphinx_dossier.entries import FACTS, Claim, Entry
from sphinx_dossier.pages.facts import AGREES, FITS, grouped, remarks
from sphinx_dossier.pages.foremost import foremost
from sphinx_dossier.pages.model import Block, Inline, Item, Items, Link, Paragraph, Section, Term, Terms, Text, plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.sides import head, words_of
from sphinx_dossier.pages.witnesses import rests_on
from sphinx_dossier.problems import count


def differences(checked: Checked) -> tuple[Block, ...]:
    """Return the disagreements, entry by entry, and then the misprints, with their numbers above them."""
    phrases, wrong = Phrases(checked.library), misprints(checked.library)
    number = sum(map(len, checked.differences.values()))
    entries = count(len(checked.differences), "entry", "entries")
    words = f"{count(number, 'disagreement')} in {entries}" if number else "No disagreement was found"
    none = "" if number else " No two values of one field were found that cannot both hold."
    more = f", and {count(len(wrong), 'misprint')}." if wrong else "."
    lead = Paragraph((Text(words, "strong"), Text(more + none)))
    ids = [id_ for kind in checked.library.kinds for id_ in _of(checked, kind)]
    shown = foremost(ids, checked, lambda id_: -len(checked.differences[id_]))
    note = _few(f"{count(len(shown), 'entry', 'entries')} with the most") if len(shown) < len(ids) else ()
    found = tuple(_section(checked, id_, phrases) for id_ in shown)
    if wrong:
        some = foremost(wrong, checked, lambda one: (one[0].id, one[1].line))
        items = tuple(_misprint(entry, claim, checked, phrases) for entry, claim in some)
        lead_in = Paragraph((Text("What a source has by mistake, by the judgement of the editors."),), "note")
        few = _few(count(len(some), "misprint")) if len(some) < len(wrong) else ()
        found += (Section("Misprints", "misprints", (lead_in, *few, Items(items, "quotes"))),)
    return (lead, *note, *found)


def _few(which: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(f"Shown here: {which}. The page of any other entry shows its own."),), "note"),)


def _of(checked: Checked, kind: str) -> Iterator[str]:
    yield from (entry.id for entry in checked.library.of_kind(kind) if entry.id in checked.differences)


def _section(checked: Checked, id_: str, phrases: Phrases) -> Section:
    entry = checked.library.entries[id_]
    terms = Terms(tuple(_term(found, checked, phrases) for found in checked.differences[id_]))
    link = Link(f"The page of this {phrases.kind(entry).label.lower()}", checked.library.docname(id_))
    return Section(entry.name, f"differ--{id_}", (Paragraph((link,), "note"), terms))


def _term(found: Disagreement, checked: Checked, phrases: Phrases) -> Term:
    label = found.field.label if found.part == FACTS else f"{found.field.label}: {phrases.name(found.about)}"
    items = [Item((), below=(head(found, phrases),))]
    for side in found.sides:
        for number, same in enumerate(grouped(side.said)):
            items.append(_value(found, same, checked, phrases, "" if number == 0 else AGREES))
    items += [_value(found, same, checked, phrases, FITS) for same in grouped(found.fitting)]
    return Term(label, tuple(items))


def _value(found: Disagreement, same: list[Said], checked: Checked, phrases: Phrases, remark: str) -> Item:
    claims = [one.claim for one in same]
    value = plain(phrases.value(same[0].value, found.field))
    content: tuple[Inline, ...] = (Link(value, checked.library.docname(found.entry.id), claims[0].id),)
    below = [*words_of(claims, checked, phrases), *rests_on(claims, phrases)]
    below += [Paragraph((Text(remark),), "side")] if remark else []
    below += [line for claim in claims for line in remarks(claim)]
    return Item(content, below=tuple(below))


def _misprint(entry: Entry, claim: Claim, checked: Checked, phrases: Phrases) -> Item:
    content = (phrases.link(entry.id, claim.id), Text(": "), *phrases.claim(entry, claim))
    return Item(content, below=(*words_of([claim], checked, phrases), *remarks(claim)))
