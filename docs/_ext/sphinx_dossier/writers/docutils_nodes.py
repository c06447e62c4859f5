"""A page as docutils nodes, for the builders that need a document: only nodes that every writer knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from docutils import nodes

from sphinx_dossier.pages.model import (
    Block,
    Cite,
    Details,
    External,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Quotation,
    Row,
    Section,
    Steps,
    Strip,
    Table,
    Term,
    Text,
    Timeline,
    Ways,
    plain,
)
from sphinx_dossier.pages.picture import Network
from sphinx_dossier.writers.timeline import listed

Uri: TypeAlias = Callable[[str, str], str]
"""Gives the address of an anchor of a page: (docname, anchor) to refuri; an empty docname is this page."""

_Line = TypeVar("_Line", bound=nodes.TextElement)

_WIDTH = 80
"""The characters that the columns of a table share, where a builder counts characters."""

_PLAIN: dict[str, type[nodes.TextElement]] = {
    "strong": nodes.strong,
    "emphasis": nodes.emphasis,
    "code": nodes.literal,
}


def blocks(items: Iterable[Block], uri: Uri, prefix: str = "", source: str = "") -> list[nodes.Node]:
    """Return blocks as nodes.

    Every id among them starts with `prefix`, so that pages can share one file; `source` is the file that they
    are made from, which the gettext builder asks of every line.
    """
    writer = _Writer(uri, prefix, source or "<dossier>")
    return [writer.block(item) for item in items]


@dataclass(frozen=True, slots=True)
class _Writer:
    uri: Uri
    prefix: str
    source: str

    def block(self, block: Block) -> nodes.Element:
        match block:
            case Paragraph():
                return self.line(nodes.paragraph, block.content, role=block.role)
            case Items() | Timeline():
                return self.items(listed(block) if isinstance(block, Timeline) else block)
            case Table() | Strip() | Network():
                return self.table(block if isinstance(block, Table) else block.table)
            case Quotation() | Listing():
                return self.quotation(block) if isinstance(block, Quotation) else self.listing(block)
            case Section() | Details() | Ways():
                return self.ways(block) if isinstance(block, Ways) else self.section(block)
        return nodes.definition_list("", *map(self.term, block.terms), classes=["dossier-terms", "simple"])

    def line(
        self, form: type[_Line], content: tuple[Inline, ...], *, role: str = "", anchors: Sequence[str] = ()
    ) -> _Line:
        """Return a node with words in it; its raw source and place are what translators are given."""
        node = form(plain(content), "", *map(self.target, anchors), *map(self.inline, content))
        node.source, node.line = self.source, 1
        if role:
            node["classes"].append(f"dossier-{role}")
        return node

    def target(self, anchor: str) -> nodes.target:
        # A target and not an id of the line itself: LaTeX knows the ids of few nodes.
        return nodes.target("", "", ids=[self.prefix + anchor])

    def listing(self, listing: Listing) -> nodes.container:
        code = nodes.literal_block(listing.code, listing.code, language="text")
        code.source, code.line = self.source, 1
        return nodes.container("", self.line(nodes.paragraph, (Text(listing.label),), role="label"), code)

    def section(self, section: Section | Details) -> nodes.section:
        title = self.line(nodes.title, (Text(section.title),))
        return nodes.section("", title, *map(self.block, section.blocks), ids=[self.prefix + section.anchor])

    def ways(self, ways: Ways) -> nodes.bullet_list:
        return nodes.bullet_list("", *map(self.steps, ways.rows), classes=["dossier-ways"], bullet="-")

    def steps(self, steps: Steps) -> nodes.list_item:
        ends = (("Before: ", steps.before), ("After: ", steps.after))
        lines = [(Text(label), *content) for label, content in ends if content]
        return nodes.list_item("", *(self.line(nodes.paragraph, words) for words in (steps.row, *lines)))

    def items(self, items: Items) -> nodes.Element:
        found = [nodes.list_item("", *self.item(one)) for one in items.items]
        classes = ["dossier-items", *([f"dossier-{items.role}"] if items.role else ())]
        if items.role == "sources":
            return nodes.enumerated_list("", *found, classes=classes, enumtype="arabic", prefix="", suffix=".")
        return nodes.bullet_list("", *found, classes=classes, bullet="-")

    def item(self, item: Item) -> list[nodes.paragraph]:
        below = [self.line(nodes.paragraph, one.content, role=one.role) for one in item.below]
        if not item.content:
            return below
        return [self.line(nodes.paragraph, item.content, anchors=item.anchors), *below]

    def term(self, term: Term) -> nodes.definition_list_item:
        label = self.line(nodes.term, (Text(term.label),))
        values = [line for item in term.items for line in self.item(item)]
        return nodes.definition_list_item("", label, nodes.definition("", *values))

    def table(self, table: Table) -> nodes.table:
        columns = len(table.head)
        head = Row(tuple((Text(name),) for name in table.head))
        group = nodes.tgroup("", cols=columns)
        group += [nodes.colspec("", colwidth=max(10, _WIDTH // columns)) for _ in range(columns)]
        group += nodes.thead("", self.row(head))
        group += nodes.tbody("", *map(self.row, table.rows))
        caption = self.line(nodes.title, (Text(table.caption),))
        return nodes.table("", caption, group, classes=["dossier-table", "colwidths-auto"])

    def row(self, row: Row) -> nodes.row:
        anchors = [[row.anchor] if row.anchor and not number else [] for number in range(len(row.cells))]
        return nodes.row(
            "",
            *(
                nodes.entry("", self.line(nodes.paragraph, cell, anchors=names))
                for cell, names in zip(row.cells, anchors, strict=True)
            ),
        )

    def quotation(self, quotation: Quotation) -> nodes.block_quote:
        words = self.line(nodes.paragraph, (Text(f"“{quotation.text}”"),))
        where = self.line(nodes.attribution, quotation.content)
        return nodes.block_quote("", words, where, classes=["dossier-quotation"])

    def inline(self, one: Inline) -> nodes.Node:
        match one:
            case Text():
                return self.text(one)
            case Link():
                return self.reference(one.text, self.uri(one.page, one.anchor), one.title)
            case External():
                return nodes.reference("", one.text, refuri=one.url)
            case Cite():
                mark = self.reference(f"[{one.number}]", self.uri("", one.target), "")
                return nodes.inline("", "", self.target(one.anchor), mark, classes=["dossier-cite"])

    def text(self, text: Text) -> nodes.Node:
        if not text.role:
            return nodes.Text(text.text)
        if form := _PLAIN.get(text.role):
            return form("", text.text)
        return nodes.inline("", text.text, classes=[f"dossier-{text.role}"])

    def reference(self, text: str, uri: str, title: str) -> nodes.reference:
        more = {"reftitle": title} if title else {}
        return nodes.reference("", text, refuri=uri, internal=True, **more)
