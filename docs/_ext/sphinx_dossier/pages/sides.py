"""What sources do not agree on, at the place where it is said: the sides, their words, and a word beside a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.disagreements import Disagreement, Side, normal
from sphinx_dossier.entries import FACTS, Claim, Entry
from sphinx_dossier.origins import witnesses
from sphinx_dossier.pages.citations import named_source
from sphinx_dossier.pages.model import Link, Paragraph, Text, plain
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.pages.witnesses import reasons, told_by

DIFFER, ITSELF = "Sources differ.", "One source contradicts itself"


def head(found: Disagreement, phrases: Phrases) -> Paragraph:
    """Return the line above the sides: that sources differ, and which of them are no two witnesses."""
    if len(found.sources) == 1:
        alone = phrases.link(found.sources[0])
        return Paragraph((Text(f"{ITSELF}: ", "strong"), alone, Text(".")), "conflict")
    both = [(phrases.link(id_),) for id_ in found.sources if sum(id_ in side.sources for side in found.sides) > 1]
    more: Words = (*joined(both), Text(" contradicts itself." if len(both) == 1 else " contradict themselves."))
    further = told_by(one.claim for side in found.sides for one in side.said)
    alike = witnesses(phrases.library, found.sources, further)
    if len(alike) == 1:
        why = reasons(alike, len(found.sources), phrases)
        more = (*(more if both else ()), Text(" They are one witness: " if both else "They are one witness: "), *why)
        return Paragraph((Text(f"{DIFFER} ", "strong"), *more, Text(".")), "conflict")
    return Paragraph((Text(f"{DIFFER} " if both else DIFFER, "strong"), *(more if both else ())), "conflict")


def words_of(claims: Iterable[Claim], checked: Checked, phrases: Phrases) -> Iterator[Paragraph]:
    """Yield the quotes by which a side says so, each with its source."""
    quotes = {one.quoted: one for claim in claims for one in claim.cite}
    for citation in quotes.values():
        quote = Text(f"“{citation.quote.text}”", "quote")
        yield Paragraph((quote, Text(" — "), *named_source(checked, phrases, citation)), "side")


def otherwise(entry: Entry, claim: Claim, checked: Checked, phrases: Phrases) -> Iterator[Paragraph]:
    """Yield a line that says what others say instead of a claim, nothing where none does."""
    own, parts, others = set(claim.sources), list[Words](), set[str]()
    for found in checked.differences.get(entry.id, ()):
        label = found.field.label if found.part == FACTS else phrases.name(found.about)
        for side in found.against(claim):
            parts.append((Text(f"{label}: "), *_values(side, found, entry, phrases)))
            others.update(side.sources)
    if parts:
        start = DIFFER if others - own else f"{ITSELF}."
        yield Paragraph(
            (Text(f"{start} ", "strong"), *joined(parts, last="; ", between="; "), Text(".")), "otherwise"
        )


def _values(side: Side, found: Disagreement, entry: Entry, phrases: Phrases) -> Words:
    page = "" if entry.id == phrases.here else phrases.library.docname(entry.id)
    first = {normal(one.value): one for one in reversed(side.said)}
    links: list[Words] = [
        (Link(plain(phrases.value(one.value, found.field)), page, one.claim.id),) for one in reversed(first.values())
    ]
    names = " and ".join(phrases.name(id_) for id_ in side.sources)
    end = ", which the editors follow" if side.preferred else ""
    return (*joined(links, last=" or "), Text(f" in {names}{end}"))
