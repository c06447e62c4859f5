"""A page as plain text, for a terminal: wrapped to a width, with citations as numbers of the notes at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_dossier.pages.model import (
    Block,
    Details,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Page,
    Paragraph,
    Quotation,
    Section,
    Strip,
    Table,
    Terms,
    Text,
    Timeline,
    Ways,
)
from sphinx_dossier.pages.picture import Network
from sphinx_dossier.writers.text_lines import Paint, filled, pieces, plain_paint, wide
from sphinx_dossier.writers.text_table import rows
from sphinx_dossier.writers.timeline import listed

NARROWEST = 20
"""The fewest columns for words; whatever is indented further is as wide."""
_STEP = "  "
_MARK = re.compile(r"cite-[0-9]+-[0-9]+")


def page(page: Page, width: int, paint: Paint = plain_paint) -> str:
    """Return a page from the line above its title to its end."""
    head = [paint(page.kind, "note")] if page.kind else []
    head += filled([(page.title, "title")], width, paint)
    return "\n".join([*head, "", blocks(page.blocks, width, paint)])


def blocks(items: Iterable[Block], width: int, paint: Paint = plain_paint) -> str:
    """Return blocks as text, an empty line between them."""
    lines = list(_Writer(width, paint).blocks(items, ""))
    return "\n".join(lines) + "\n" if lines else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    width: int
    paint: Paint

    def blocks(self, items: Iterable[Block], indent: str) -> Iterator[str]:
        for number, block in enumerate(items):
            if number:
                yield ""
            yield from self.block(block, indent)

    def block(self, block: Block, indent: str) -> Iterable[str]:
        match block:
            case Paragraph():
                return self.paragraph(block, indent)
            case Items() | Timeline():
                return self.items(listed(block) if isinstance(block, Timeline) else block, indent)
            case Table() | Strip() | Network():
                return self.table(block if isinstance(block, Table) else block.table, indent)
            case Quotation() | Listing():
                return self.quotation(block, indent) if isinstance(block, Quotation) else self.listing(block, indent)
            case Section() | Details() | Ways():
                return self.ways(block, indent) if isinstance(block, Ways) else self.section(block, indent)
        return self.terms(block, indent)

    def line(self, content: Iterable[Inline], indent: str, *, first: str = "") -> list[str]:
        """Return words in lines below `indent`; the first line has `first`, and the others are as far in."""
        room = max(self.width, wide(indent) + wide(first) + NARROWEST)
        return filled(pieces(content), room, self.paint, first=indent + first, rest=indent + " " * wide(first))

    def title(self, text: str, indent: str) -> list[str]:
        return self.line((Text(text, "title"),), indent)

    def paragraph(self, paragraph: Paragraph, indent: str) -> list[str]:
        # A warning of what no longer stands is seen in a terminal without colours too.
        first = "! " if paragraph.role in {"alert", "caution"} else ""
        return self.line(paragraph.content, indent, first=first)

    def items(self, items: Items, indent: str) -> Iterator[str]:
        numbered = items.role == "sources"
        most = len(f"[{len(items.items)}]")
        for number, item in enumerate(items.items, start=1):
            yield from self.item(item, indent, f"[{number}]".rjust(most) + " " if numbered else "- ")

    def item(self, item: Item, indent: str, mark: str) -> Iterator[str]:
        below = [one.content for one in item.below]
        for number, content in enumerate([_no_way_back(item.content), *below] if item.content else below):
            yield from self.line(
                content, indent if not number else indent + " " * len(mark), first="" if number else mark
            )

    def terms(self, terms: Terms, indent: str) -> Iterator[str]:
        """Yield each label with what it stands for beside it, or below it where there is little room."""
        longest = max((wide(term.label) for term in terms.terms), default=0) + 2
        beside = longest + 2 * NARROWEST <= self.width - len(indent)
        for term in terms.terms:
            label = self.paint(term.label, "label")
            room = " " * (longest - wide(term.label)) if beside else ""
            inner = indent + (" " * longest if beside else _STEP)
            values = [line for item in term.items for line in self.item(item, inner, "")]
            if beside and values:
                yield f"{indent}{label}{room}{values[0][len(inner) :]}"
            else:
                yield from (f"{indent}{label}", *values[:1])
            yield from values[1:]

    def table(self, table: Table, indent: str) -> Iterator[str]:
        yield from self.title(table.caption, indent)
        cells = [[list(pieces(cell)) for cell in row.cells] for row in table.rows]
        for line in rows(table.head, cells, max(self.width - len(indent), NARROWEST), self.paint):
            yield f"{indent}{line}".rstrip()

    def quotation(self, quotation: Quotation, indent: str) -> Iterator[str]:
        yield from self.line((Text(f"“{quotation.text}”", "quote"),), indent + _STEP)
        yield from self.line(quotation.content, indent + _STEP * 2, first="— ")

    def listing(self, listing: Listing, indent: str) -> Iterator[str]:
        """Yield what is to be copied as it stands, however wide it is."""
        yield f"{indent}{self.paint(f'{listing.label}:', 'label')}"
        yield from (f"{indent}{_STEP}{self.paint(line, 'code')}".rstrip() for line in listing.code.splitlines())

    def section(self, section: Section | Details, indent: str) -> Iterator[str]:
        yield from self.title(section.title, indent)
        yield from self.blocks(section.blocks, indent + _STEP)

    def ways(self, ways: Ways, indent: str) -> Iterator[str]:
        yield from self.title(ways.label, indent)
        for steps in ways.rows:
            yield from self.line(steps.row, indent + _STEP)
            for label, content in (("Before: ", steps.before), ("After: ", steps.after)):
                if content:
                    yield from self.line(content, indent + _STEP * 2, first=label)


def _no_way_back(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return what a note says without the letters that lead back to its marks: here nothing leads anywhere."""
    for at, one in enumerate(content):
        if isinstance(one, Link) and not one.page and _MARK.fullmatch(one.anchor):
            return content[: at - 1]  # what stands before the first letter says what they are
    return content
