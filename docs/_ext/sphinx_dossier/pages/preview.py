"""An entry in a few lines, for who points at a link to it: what it is, when and where, what it says, how it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.dates import Date
from sphinx_dossier.entries import FACTS, STATEMENTS, Claim, Entry
from sphinx_dossier.fields import Type
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.pages.choice import NAME
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases, cut
from sphinx_dossier.pages.standing import standing_words, withdrawal_words
from sphinx_dossier.problems import count
from sphinx_dossier.standing import standings, stands, withdrawal

LINE, SENTENCE = 120, 240
"""The most letters of a line, and of a sentence."""
TITLE = "title"
"""The key of the title of a source."""
_TELLING = frozenset({Type.DATE, Type.TEXT, Type.CHOICE, Type.REFERENCE})
"""The types of values that say something without the label of their field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An entry in plain words.

    `line` says when and where it was, of what type it is or what office somebody held; `says` is a sentence of or
    about it; `marks` say that it was withdrawn, what became of a source, and that sources differ. `claims` are its
    claims as sentences by their addresses. Each may be empty, apart from kind and name.
    """

    kind: str
    name: str
    line: str
    says: str
    counts: str
    marks: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


def preview(entry: Entry, checked: Checked) -> Preview:
    """Return an entry in a few lines."""
    library, phrases = checked.library, Phrases(checked.library, entry.id)
    line = _line(entry, phrases)
    return Preview(
        kind=phrases.kind(entry).label,
        name=entry.name,
        line=line,
        says=_says(entry, phrases, line),
        counts=counts(entry, library),
        marks=tuple(_marks(entry, checked, phrases)),
        claims=tuple((claim.id, cut(plain(phrases.claim(entry, claim)), SENTENCE)) for claim in entry.claims),
    )


def said(entry: Entry, library: Library) -> tuple[Entry, Claim] | None:
    """Return the first statement of an entry; where it has none, the first that another makes about it."""
    for claim in entry.of(STATEMENTS):
        return entry, claim
    for mention in library.mentions.get(entry.id, ()):
        if mention.claim and mention.claim.part == STATEMENTS and mention.field == "about" and stands(mention.entry):
            return mention.entry, mention.claim
    return None


def counts(entry: Entry, library: Library) -> str:
    """Return how much there is on an entry: its claims and their sources; of a source, what rests on it."""
    if entry.kind == SOURCE:
        cited = [id_ for id_, head in library.citing_from(entry.id) if not head.withdrawn]
        return f"{count(len(cited), 'citation')} in {_entries(cited)}" if cited else "not cited"
    sources = {source for claim in entry.claims for source in claim.sources}
    own = count(len(entry.claims), "claim") + (f" from {count(len(sources), 'source')}" if sources else "")
    naming = {id_ for id_, head in library.naming(entry.id).items() if not head.withdrawn} - {entry.id}
    return f"{own}, named by {count(len(naming), 'other entry', 'other entries')}" if naming else own


def _entries(ids: Iterable[str]) -> str:
    return count(len(set(ids)), "entry", "entries")


def _line(entry: Entry, phrases: Phrases) -> str:
    kind = phrases.kind(entry)
    columns = [name for name in kind.columns if name != NAME]
    fields = {**kind.keys, **kind.facts}
    parts = [
        plain(phrases.value(value, fields[name]))
        for name in columns
        if name in fields and fields[name].type in _TELLING and (value := entry.value(name)) is not None
    ]
    if entry.kind == SOURCE:
        parts = [text for text in parts if text not in entry.name]
    elif not parts:
        parts = [text for name in columns if name in kind.relations and (text := _latest(entry, name, phrases))]
    line = ", ".join(parts)
    return cut(line[:1].upper() + line[1:], LINE)


def _latest(entry: Entry, relation: str, phrases: Phrases) -> str:
    """Return the claim of a relation that has the latest date, as words without a full stop."""
    claims = entry.of(relation)
    if not claims:
        return ""
    return plain(phrases.claim(entry, max(claims, key=_time))).removesuffix(".")


def _time(claim: Claim) -> tuple[int, ...]:
    date = next((value for value in claim.said.all("date") if isinstance(value, Date)), None)
    return (1, *date.last) if date else (0,)


def _says(entry: Entry, phrases: Phrases, line: str) -> str:
    """Return what an entry says or others say of it; of a source, its title where that is not its name."""
    kind = phrases.kind(entry)
    if entry.kind == SOURCE:
        title = plain(phrases.values(entry.keys.all(TITLE), kind.keys[TITLE]))
        return "" if title.strip("“”").casefold() in entry.name.casefold() else cut(title, SENTENCE)
    if found := said(entry, phrases.library):
        return cut(plain(phrases.claim(*found)), SENTENCE)
    relations = (plain(phrases.claim(entry, claim)) for name in kind.relations for claim in entry.of(name))
    return cut(next((text for text in relations if text.removesuffix(".") != line), ""), SENTENCE)


def _marks(entry: Entry, checked: Checked, phrases: Phrases) -> Iterator[str]:
    if found := withdrawal(entry):
        yield cut(plain(withdrawal_words(found, phrases)), SENTENCE)
    for one in standings(entry, checked.library):
        yield cut(plain(standing_words(one, phrases)), SENTENCE)
    yield from _differ(entry, checked, phrases)


def _differ(entry: Entry, checked: Checked, phrases: Phrases) -> Iterator[str]:
    """Yield on what sources differ, and on what one contradicts itself."""
    found = checked.differences.get(entry.id, ())
    for start, one_source in (("Sources differ on", False), ("One source contradicts itself on", True)):
        labels = {
            one.field.label if one.part == FACTS else phrases.name(one.about): None
            for one in found
            if (len(one.sources) == 1) == one_source
        }
        if labels:
            yield f"{start}: {', '.join(labels)}."
