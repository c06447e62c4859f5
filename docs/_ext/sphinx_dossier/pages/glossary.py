"""The names in a knowledge base from A to Z: each leads to its entry, and to the words in which a source uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Citation, Claim, Entry
from sphinx_dossier.folding import folded
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.choice import NAME, kind_of
from sphinx_dossier.pages.citations import quote_at
from sphinx_dossier.pages.model import Block, Item, Items, Link, Page, Paragraph, Section, Steps, Text, Ways
from sphinx_dossier.pages.phrases import Phrases, Words, joined, standing
from sphinx_dossier.pages.splitting import Part, split
from sphinx_dossier.problems import count
from sphinx_dossier.standing import stands

_ARTICLES = ("the ", "a ", "an ")
_DIGITS, _OTHERS = "0–9", "Other"
FOLDER = "names"
"""The folder of the parts, where the names are too many for one page."""
_TITLE = "A to Z"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an entry, told by its id: `claim` is the number of the fact that gives it, None for a title alone.

    The entry itself is not held: there are as many names as entries, and more.
    """

    text: str
    entry: str
    title: bool
    claim: int | None = None

    @property
    def sort(self) -> str:
        """The name without what does not count where it is put to others."""
        return _sorted_as(self.text)


def glossary(checked: Checked, kinds: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """Return the names of the entries of some kinds, of all but sources where none is given, from A to Z.

    Raises QueryError where there is no such kind.
    """
    if row := () if kinds else _parts(checked):
        return _leading(row)
    names, entries = _of_kinds(checked, kinds)
    if not names:
        return (Paragraph((Text("There are no names here."),), "empty"),)
    phrases = Phrases(checked.library)
    parts = tuple(_part(letter, found, checked, phrases) for letter, found in groupby(names, _letter))
    jumps = joined([(Link(part.title, "", part.anchor),) for part in parts], last=" ", between=" ")
    lead = f"{count(len(names), 'name')} of {count(entries, 'entry', 'entries')}."
    return (Paragraph((Text(lead),), "note"), Paragraph(jumps, "letters"), *parts)


def docnames(checked: Checked) -> Iterator[str]:
    """Yield the names of these pages."""
    return map(_docname, _parts(checked))


def pages(checked: Checked) -> Iterator[Page]:
    """Yield the pages of the parts of all names; none where one page holds them, or the build makes no such pages."""
    row, phrases = _parts(checked), Phrases(checked.library)
    for number, part in enumerate(row):
        before, after = ((_link(row[at]),) if 0 <= at < len(row) else () for at in (number - 1, number + 1))
        items = tuple(Item(_line(name, checked, phrases)) for name in part.entries)
        held = count(len(part.entries), "name")
        yield Page(
            docname=_docname(part),
            title=f"{_TITLE}: {part.title}",
            kind="Names, one part",
            crumbs=(),
            origin=checked.library.label,
            about=f"{_TITLE}, {part.title}: {held}, {part.entries[0].text} to {part.entries[-1].text}.",
            blocks=(
                Paragraph((Text(f"{held}."),), "note"),
                Items(items, "glossary"),
                Ways("Before and after", (Steps((Text(_TITLE),), before, after),)),
            ),
        )


def _parts(checked: Checked) -> tuple[Part[_Name], ...]:
    def made() -> tuple[Part[_Name], ...]:
        return split(_of_kinds(checked)[0], checked.settings.index_rows)

    return checked.shared.of(("names",), made) if checked.parted else ()


def _docname(part: Part[_Name]) -> str:
    return f"{FOLDER}/{part.name}"


def _link(part: Part[_Name]) -> Link:
    return Link(part.title, _docname(part))


def _leading(row: Sequence[Part[_Name]]) -> tuple[Block, ...]:
    """Return the letters, each with the links to its parts and how many names are in each."""
    lead = f"{count(sum(len(part.entries) for part in row), 'name')}, by letter."
    items = []
    for _, some in groupby(row, lambda part: part.group):
        links = [(_link(part), Text(f" ({len(part.entries):,})")) for part in some]
        items.append(Item(joined(links, last=" · ", between=" · ")))
    return (Paragraph((Text(lead),), "note"), Items(tuple(items), "index"))


def _of_kinds(checked: Checked, kinds: tuple[str, ...] = ()) -> tuple[list[_Name], int]:
    """Return the names of the entries of some kinds in their order, and how many entries these are."""
    library = checked.library
    chosen = [kind_of(kind, library).name for kind in kinds] or [kind for kind in library.kinds if kind != SOURCE]
    rows = [library.of_kind(kind) for kind in chosen]
    names = (name for row in rows for entry in row for name in _names(entry))
    return sorted(names, key=_order), sum(map(len, rows))


def _names(entry: Entry) -> Iterator[_Name]:
    """Yield the title of an entry, as lists sort it, and each other name that a source gives it."""
    numbers = {id(claim): number for number, claim in enumerate(entry.claims)}
    said: dict[str, tuple[str, int]] = {}
    for claim, value in entry.facts(NAME):
        said.setdefault(folded(str(value)), (str(value), numbers[id(claim)]))
    _, proof = said.pop(folded(entry.name), ("", None))
    yield _Name(entry.sort, entry.id, title=True, claim=proof)
    yield from (_Name(text, entry.id, title=False, claim=claim) for text, claim in said.values())


def _order(name: _Name) -> tuple[object, ...]:
    # The group first: what begins with a digit or another script makes one group, wherever its letters sort.
    group = _letter(name)
    first = (group == _OTHERS, group != _DIGITS, group if len(group) == 1 else "")
    return (*first, _sorted_as(name.text), not name.title, name.entry)


def _sorted_as(text: str) -> str:
    plain = folded(text)
    article = next((one for one in _ARTICLES if plain.startswith(one)), "")
    return plain.removeprefix(article).lstrip("“”‘’\"'(")


def _letter(name: _Name) -> str:
    first = _sorted_as(name.text)[:1]
    if first.isdigit():
        return _DIGITS
    return first.upper() if "a" <= first <= "z" else _OTHERS


def _part(letter: str, names: Iterable[_Name], checked: Checked, phrases: Phrases) -> Section:
    anchor = {_DIGITS: "digits", _OTHERS: "others"}.get(letter, letter.lower())
    items = tuple(Item(_line(name, checked, phrases)) for name in names)
    return Section(letter, f"names-{anchor}", (Items(items, "glossary"),))


def _line(name: _Name, checked: Checked, phrases: Phrases) -> Words:
    entry = checked.library.held[name.entry]
    claim = None if name.claim is None else entry.claims[name.claim]
    proof = _proof(claim, checked)
    if name.title:
        kind = phrases.kind(entry).label.lower()
        label = kind if stands(entry) else f"{kind}, withdrawn"
        return (Link(name.text, phrases.library.docname(entry.id)), Text(f" ({label})"), *proof)
    what = f"{standing(phrases.library, claim)}, see " if claim and claim.status else "see "
    return (Text(f"{name.text}: {what}"), phrases.link(entry.id, claim.id if claim else ""), *proof)


def _proof(claim: Claim | None, checked: Checked) -> Words:
    """Return the link to the first words of a source that prove a name; a title that is the editors' has none."""
    cited: Citation | None = next(iter(claim.cite), None) if claim else None
    source = checked.library.entries.get(cited.source.id) if cited else None
    if cited is None or source is None:
        return ()
    return (Text(" · "), Link(source.name, *quote_at(checked, source.id, cited.quote.text)))
