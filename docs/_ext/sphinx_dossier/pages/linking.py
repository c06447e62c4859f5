"""The addresses on pages, and links between pages that were one: each leads to the page that has its address."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from sphinx_dossier.pages.model import Item, Link, Mark, Page


def addresses(page: Page) -> Iterator[str]:
    """Yield every address of what is listed on a page."""
    yield from _listed(page.blocks)


def _listed(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for one in part:
            yield from _listed(one)
    elif dataclasses.is_dataclass(part):
        if isinstance(part, Item):
            yield from part.anchors
        elif not isinstance(part, Link | Mark):
            yield from (anchor for anchor in (getattr(part, "anchor", ""),) if anchor)
        for field in dataclasses.fields(part):
            yield from _listed(getattr(part, field.name))


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
        return tuple(_moved(one, docname, siblings, away) for one in part)
    if not dataclasses.is_dataclass(part) or isinstance(part, type):
        return part
    if isinstance(part, Link | Mark):
        if part.anchor in away and (not part.page or part.page in siblings):
            return dataclasses.replace(part, page=away[part.anchor])
        return part
    fields = {field.name: getattr(part, field.name) for field in dataclasses.fields(part)}
    new = {name: _moved(value, docname, siblings, away) for name, value in fields.items()}
    return part if all(new[name] is fields[name] for name in fields) else dataclasses.replace(part, **new)
