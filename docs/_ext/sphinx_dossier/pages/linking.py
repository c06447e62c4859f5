"""The addresses on pages, and links between pages that were one: each leads to the page that has its address."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from sphinx_dossier.pages.model import Item, Link, Mark, Page

_PLAIN = frozenset({"str", "int", "bool"})
"""The types of fields that hold no part of a page, as the classes of the model name them."""
_KNOWN: dict[type, tuple[str, ...] | None] = {}
"""The fields of each class: they are asked for at every word of every part, and do not change."""


def addresses(page: Page) -> Iterator[str]:
    """Yield every address of what is listed on a page."""
    yield from _listed(page.blocks)


def _listed(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for one in part:
            yield from _listed(one)
    elif (inside := _fields(type(part))) is not None:
        if isinstance(part, Item):
            yield from part.anchors
        elif not isinstance(part, Link | Mark):
            yield from (anchor for anchor in (getattr(part, "anchor", ""),) if anchor)
        for name in inside:
            yield from _listed(getattr(part, name))


def _fields(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a dataclass in which other parts may be, None for any other type."""
    if kind not in _KNOWN:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        names = tuple(field.name for field in fields if field.type not in _PLAIN)
        _KNOWN[kind] = names if fields else None
    return _KNOWN[kind]


def relinked(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return pages that were one with every link to an address of another of them leading there."""
    own = [frozenset(addresses(page)) for page in pages]
    first: dict[str, str] = {}
    for page, here in zip(pages, own, strict=True):
        for anchor in here:
            first.setdefault(anchor, page.docname)
    siblings = frozenset(page.docname for page in pages)
    made = []
    for page, here in zip(pages, own, strict=True):
        away = {anchor: name for anchor, name in first.items() if anchor not in here}
        blocks = tuple(_moved(block, page.docname, siblings, away) for block in page.blocks)
        made.append(dataclasses.replace(page, blocks=blocks))  # type: ignore[arg-type]
    return tuple(made)


def _moved(part: object, docname: str, siblings: frozenset[str], away: Mapping[str, str]) -> object:
    if isinstance(part, tuple):
        moved = tuple(_moved(one, docname, siblings, away) for one in part)
        return moved if any(new is not old for new, old in zip(moved, part, strict=True)) else part
    if isinstance(part, Link | Mark):
        if part.anchor in away and (not part.page or part.page in siblings):
            return dataclasses.replace(part, page=away[part.anchor])
        return part
    fields = {name: getattr(part, name) for name in _fields(type(part)) or ()}
    new = {name: _moved(value, docname, siblings, away) for name, value in fields.items()}
    if all(new[name] is fields[name] for name in fields):
        return part
    return dataclasses.replace(part, **new)  # type: ignore[type-var]
