"""What may be written at a place: keys, choices, and the ids of entries and sources by any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_dossier.editor.desk import Desk
from sphinx_dossier.editor.where import Half, half, shape
from sphinx_dossier.entries import Entry
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.folding import folded

MOST = 100
"""How many entries are offered at once; more writing narrows them."""
KEY, CHOICE, ENTRY = "key", "choice", "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing that may be written: `label` is shown, `text` takes the place of what stands there already.

    `found` is by what an editor finds it, `detail` and `help` say more.
    """

    label: str
    text: str
    what: str
    found: str
    detail: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What is offered in place of the text from the column `col` of a line; with `more`, there are others."""

    offers: tuple[Offer, ...]
    line: int
    col: int
    more: bool = False


def complete(desk: Desk, path: str, line: int, col: int) -> Offers | None:
    """Return what may be written at a line and column of a file; None where nothing is known."""
    kind = desk.kind(path)
    lines = desk.text(path).removeprefix("\ufeff").split("\n")
    if kind is None or line > len(lines) or (found := half(lines, line, col)) is None:
        return None
    field = shape(kind, found.keys)
    if field is None:
        return None
    offers = tuple(_keys(field, found) if found.key and field.fields else _values(field, desk, found.word))
    return Offers(offers=offers[:MOST], line=line, col=found.col, more=len(offers) > MOST)


def _keys(field: Field, found: Half) -> Iterator[Offer]:
    for name, one in field.fields.items():
        if name and name not in found.there:
            form = f"{one.type.form}{', required' if one.required else ''}"
            yield Offer(label=name, text=f"{name}: ", what=KEY, found=name, detail=form, help=one.help or one.label)


def _values(field: Field, desk: Desk, word: str) -> Iterator[Offer]:
    if field.type is Type.CHOICE:
        for name, label in field.choices.items():
            yield Offer(label=name, text=name, what=CHOICE, found=name, detail=label, help=field.help)
    elif field.type is Type.FLAG:
        yield from (Offer(label=name, text=name, what=CHOICE, found=name) for name in ("true", "false"))
    elif field.type is Type.REFERENCE:
        yield from _entries(desk.entries(), field, word)


def _entries(entries: Iterable[Entry], field: Field, word: str) -> Iterator[Offer]:
    """Yield entries of the kinds that a field takes by each name that has all words already written."""
    asked = folded(word).replace("-", " ").split()
    fitting = [entry for entry in entries if not field.to or entry.kind in field.to]
    for entry in sorted(fitting, key=lambda entry: (folded(entry.sort), entry.id)):
        known = entry.id.replace("-", " ")
        for name in names(entry):
            if all(part in f"{folded(name)} {known}" for part in asked):
                detail = f"{entry.id} ({entry.kind})"
                more = "" if name == entry.name else entry.name
                yield Offer(
                    label=name, text=entry.id, what=ENTRY, found=f"{name} {entry.id}", detail=detail, help=more
                )


def names(entry: Entry) -> tuple[str, ...]:
    """Return every name of an entry, its own first: those that sources give it too, and misprints."""
    return tuple(dict.fromkeys([entry.name or entry.id, *(str(value) for _, value in entry.facts("name"))]))
