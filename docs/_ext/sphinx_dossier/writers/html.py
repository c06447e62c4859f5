"""A page as HTML: text in, text out, for the frame of any theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TypeAlias

from sphinx_dossier.pages.model import (
    OF_OTHERS,
    Block,
    Cite,
    Details,
    External,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Page,
    Paragraph,
    Quotation,
    Row,
    Section,
    Steps,
    Strip,
    Table,
    Term,
    Terms,
    Text,
    Timeline,
    Ways,
)
from sphinx_dossier.pages.picture import Network
from sphinx_dossier.writers import network, timeline
from sphinx_dossier.writers.strip import figure

Uri: TypeAlias = Callable[[str, str], str]
"""Gives the address of an anchor of a page: (docname, anchor) to href; an empty docname is this page."""

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}
_DEEPEST = 6


def body(page: Page, uri: Uri) -> str:
    """Return a page from the line above its title to its end."""
    mark = f" dossier-is-{escape(page.shape)}" if page.shape else ""
    eyebrow = f'<p class="dossier-eyebrow{mark}">{escape(page.kind)}</p>\n' if page.kind else ""
    head = f"{eyebrow}<h1>{escape(page.title)}{_permalink('', 'heading', uri)}</h1>\n"
    return f'<div class="dossier-page">\n{head}{blocks(page.blocks, uri)}</div>\n'


def blocks(items: Iterable[Block], uri: Uri, level: int = 2) -> str:
    """Return blocks as HTML; the titles of sections among them are headings of `level`."""
    return "".join(_block(item, uri, level) for item in items)


def toc(page: Page) -> str:
    """Return the sections of a page as the nested list that themes show beside it."""
    return f"<ul>\n{_toc_item('', page.title, page.blocks)}</ul>\n"


def _toc_item(anchor: str, title: str, below: Iterable[Block]) -> str:
    parts = [_toc_item(one.anchor, one.title, _open(one)) for one in below if isinstance(one, Section | Details)]
    inner = "<ul>\n" + "".join(parts) + "</ul>\n" if parts else ""
    return f'<li><a class="reference internal" href="#{escape(anchor)}">{escape(title)}</a>{inner}</li>\n'


def _open(part: Section | Details) -> tuple[Block, ...]:
    return part.blocks if isinstance(part, Section) else ()


def _block(block: Block, uri: Uri, level: int) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, uri)
        case Items():
            return _items(block, uri)
        case Terms():
            terms = "".join(_term(one, uri) for one in block.terms)
            return f'<dl class="dossier-terms simple">\n{terms}</dl>\n'
        case Table() | Ways():
            return _table(block, uri) if isinstance(block, Table) else _ways(block, uri)
        case Quotation() | Strip() | Timeline() | Network() | Listing():
            return _figure(block, uri)
        case Section() | Details():
            return _section(block, uri, level) if isinstance(block, Section) else _details(block, uri, level)


def _figure(block: Quotation | Strip | Timeline | Network | Listing, uri: Uri) -> str:
    match block:
        case Quotation():
            return _quotation(block, uri)
        case Strip():
            return _strip(block, uri)
        case Timeline():
            return timeline.figure(block, lambda content: inline(content, uri))
        case Network():
            return network.figure(block, uri) + ("" if block.brief else _table(block.table, uri))
    caption = f"<figcaption>{escape(block.label)}</figcaption>"
    return f'<figure class="dossier-listing">{caption}<pre>{escape(block.code)}</pre></figure>\n'


def _details(details: Details, uri: Uri, level: int) -> str:
    tag = f"h{min(level, _DEEPEST)}"
    head = f"<summary><{tag}>{escape(details.title)}</{tag}></summary>\n"
    below = blocks(details.blocks, uri, level + 1)
    return f'<details class="dossier-details" id="{escape(details.anchor)}">\n{head}{below}</details>\n'


def _section(section: Section, uri: Uri, level: int) -> str:
    tag, link = f"h{min(level, _DEEPEST)}", _permalink(section.anchor, "heading", uri)
    head = f"<{tag}>{escape(section.title)}{link}</{tag}>\n"
    below = blocks(section.blocks, uri, level + 1)
    return f'<section id="{escape(section.anchor)}">\n{head}{below}</section>\n'


def _permalink(anchor: str, what: str, uri: Uri) -> str:
    href = escape(uri("", anchor)) if anchor else "#"
    return f'<a class="headerlink" href="{href}" title="Link to this {what}">¶</a>'


def _paragraph(paragraph: Paragraph, uri: Uri) -> str:
    start = f'<p class="dossier-{escape(paragraph.role)}">' if paragraph.role else "<p>"
    return f"{start}{inline(paragraph.content, uri)}</p>\n"


def _items(items: Items, uri: Uri) -> str:
    tag = "ol" if items.role == "sources" else "ul"
    name = f" dossier-{escape(items.role)}" if items.role else ""
    # A source at the foot has its number for an address; whatever else is listed shows that it has one.
    inner = "".join(_item(one, "li", uri, link=items.role != "sources") for one in items.items)
    return f'<{tag} class="dossier-items{name}">\n{inner}</{tag}>\n'


def _term(term: Term, uri: Uri) -> str:
    values = "".join(_item(one, "dd", uri) for one in term.items)
    return f"<dt>{escape(term.label)}</dt>\n{values}"


def _item(item: Item, tag: str, uri: Uri, *, link: bool = False) -> str:
    first, *more = item.anchors or ("",)
    start = f'<{tag} id="{escape(first)}">' if first else f"<{tag}>"
    spans = "".join(f'<span id="{escape(anchor)}"></span>' for anchor in more)
    # The lasting address of what another entry says is there, and the item leads there.
    mark = _permalink(first, "claim", uri) if link and first and OF_OTHERS not in first else ""
    below = "".join(_paragraph(one, uri) for one in item.below)
    words = f"<p>{inline(item.content, uri)}{mark}</p>\n" if item.content and below else inline(item.content, uri)
    return f"{start}{spans}{words}{'' if below else mark}{below}</{tag}>\n"


def _table(table: Table, uri: Uri) -> str:
    label = escape(table.caption)
    forms = [f' data-column="{escape(one.name)}" data-form="{escape(one.form)}"' for one in table.columns]
    heads = zip(table.head, forms or [""] * len(table.head), strict=True)
    head = "".join(f'<th scope="col"{form}>{escape(name)}</th>' for name, form in heads)
    rows = "".join(_row(row, table.head, uri) for row in table.rows)
    return (
        f'<div class="dossier-table table-wrapper" role="region" tabindex="0" aria-label="{label}">\n'
        f'<table class="docutils">\n<caption><span class="caption-text">{label}</span></caption>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _row(row: Row, head: tuple[str, ...], uri: Uri) -> str:
    start = f'<tr id="{escape(row.anchor)}">' if row.anchor else "<tr>"
    keys = [f' data-key="{escape(key)}"' if key else "" for key in row.keys or ("",) * len(head)]
    # On a phone the cells of a row stand below one another, each with the head of its column.
    cells = (
        f'<td data-label="{escape(name)}"{key}>{inline(cell, uri)}</td>'
        for name, cell, key in zip(head, row.cells, keys, strict=True)
    )
    return start + "".join(cells) + "</tr>\n"


def _ways(ways: Ways, uri: Uri) -> str:
    rows = "".join(_steps(row, uri) for row in ways.rows)
    return f'<nav class="dossier-ways" aria-label="{escape(ways.label)}">\n{rows}</nav>\n'


def _steps(steps: Steps, uri: Uri) -> str:
    ends = (("Before", "before", steps.before), ("After", "after", steps.after))
    items = "".join(
        f'<li class="dossier-{name}"><span class="dossier-way">{label}:</span> {inline(content, uri)}</li>\n'
        for label, name, content in ends
        if content
    )
    return f"<p>{inline(steps.row, uri)}</p>\n<ul>\n{items}</ul>\n"


def _quotation(quotation: Quotation, uri: Uri) -> str:
    words = f"<blockquote><p>“{escape(quotation.text)}”</p></blockquote>"
    caption = f"<figcaption>{inline(quotation.content, uri)}</figcaption>"
    return f'<figure class="dossier-quotation">{words}\n{caption}</figure>\n'


def _strip(strip: Strip, uri: Uri) -> str:
    if not strip.table.rows:
        return figure(strip, uri)
    label = escape(strip.table.caption)
    return f"{figure(strip, uri)}<details>\n<summary>{label}</summary>\n{_table(strip.table, uri)}</details>\n"


def inline(content: Iterable[Inline], uri: Uri) -> str:
    """Return words, links and marks as HTML."""
    return "".join(_inline(one, uri) for one in content)


def _inline(one: Inline, uri: Uri) -> str:
    match one:
        case Text():
            return _text(one)
        case Link():
            title = f' title="{escape(one.title)}"' if one.title else ""
            href = escape(uri(one.page, one.anchor))
            return f'<a href="{href}"{title}>{escape(one.text)}</a>'
        case External():
            return f'<a class="reference external" href="{escape(one.url)}">{escape(one.text)}</a>'
        case Cite():
            href, label = escape(uri("", one.target)), f"Source {one.number}"
            link = f'<a id="{escape(one.anchor)}" href="{href}" aria-label="{label}">[{one.number}]</a>'
            return f'<sup class="dossier-cite">{link}</sup>'


def _text(text: Text) -> str:
    words = escape(text.text)
    if not text.role:
        return words
    if tag := _TAGS.get(text.role):
        return f"<{tag}>{words}</{tag}>"
    return f'<span class="dossier-{escape(text.role)}">{words}</span>'
