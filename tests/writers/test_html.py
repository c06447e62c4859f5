"""Pages as HTML: the exact text of a small page, links that arrive, and nothing that escapes."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import checked as core
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import (
    Block,
    Cite,
    Column,
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
    Table,
    Term,
    Terms,
    Text,
    Ways,
    plain,
)
from sphinx_dossier.pages.queries import (
    Codes,
    Counts,
    Differences,
    KindsReference,
    MeetingsInTime,
    OneClaim,
    Query,
    SingleOrigin,
    answer,
)
from sphinx_dossier.writers import html

KB = Path(__file__).parents[2] / "kb"
VOID = {"br", "img", "hr"}


def uri(page: str, anchor: str) -> str:
    return f"{page}.html#{anchor}" if page else f"#{anchor}"


class Reader(HTMLParser):
    """Reads HTML back: its words, its addresses, its links, and whether each element closes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.ids, self.links = "", list[str](), list[str]()
        self.tags, self.attributes, self.open = set[str](), set[str](), list[str]()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def small(words: str) -> Page:
    """Return a page with every form of block and run, `words` wherever a text can stand."""
    content: tuple[Inline, ...] = (
        Text(words),
        Text(words, "strong"),
        Text(words, "date"),
        Link(words, "people/ada", "a-b", words),
        External(words, f"https://example.org/{words}"),
        Cite(1, "cite-1-1", "source-1"),
    )
    item = Item(content, ("one", "two"), (Paragraph(content, "note"),))
    blocks: tuple[Block, ...] = (
        Paragraph(content, "lead"),
        Terms((Term(words, (Item(content),)),)),
        Table(words, (words,), (Row((content,), "row"),)),
        Quotation(words, content[:1]),
        Section(words, "part", (Items((item,), "sources"), Section(words, "inner", ()))),
        Details(words, "more", (Section(words, "below", (Listing(words, words),)),)),
    )
    return Page(docname="x/y", title=words, kind=words, crumbs=(), about=words, origin="kb/x/y.yaml", blocks=blocks)


def test_a_page_word_for_word() -> None:
    page = Page(
        docname="people/ada",
        title="Ada & Bo",
        kind="Person",
        crumbs=(),
        about="",
        origin="",
        blocks=(
            Terms((Term("Name", (Item((Text("Ada"), Cite(1, "cite-1-1", "source-1")), ("n", "m")),)),)),
            Section("Sources", "sources", (Items((Item((Text("“So”", "quote"),), ("source-1",)),), "sources"),)),
        ),
    )
    assert html.body(page, uri) == (
        '<div class="dossier-page">\n'
        '<p class="dossier-eyebrow">Person</p>\n'
        '<h1>Ada &amp; Bo<a class="headerlink" href="#" title="Link to this heading">¶</a></h1>\n'
        '<dl class="dossier-terms simple">\n'
        "<dt>Name</dt>\n"
        '<dd id="n"><span id="m"></span>Ada<sup class="dossier-cite">'
        '<a id="cite-1-1" href="#source-1" aria-label="Source 1">[1]</a></sup></dd>\n'
        "</dl>\n"
        '<section id="sources">\n'
        '<h2>Sources<a class="headerlink" href="#sources" title="Link to this heading">¶</a></h2>\n'
        '<ol class="dossier-items dossier-sources">\n'
        '<li id="source-1"><span class="dossier-quote">“So”</span>'
        "</li>\n"
        "</ol>\n"
        "</section>\n"
        "</div>\n"
    )


def test_the_contents_are_a_nested_list() -> None:
    assert html.toc(small("A<b>")) == (
        "<ul>\n"
        '<li><a class="reference internal" href="#">A&lt;b&gt;</a><ul>\n'
        '<li><a class="reference internal" href="#part">A&lt;b&gt;</a><ul>\n'
        '<li><a class="reference internal" href="#inner">A&lt;b&gt;</a></li>\n'
        '</ul>\n</li>\n<li><a class="reference internal" href="#more">A&lt;b&gt;</a></li>\n</ul>\n</li>\n</ul>\n'
    )


def test_a_closed_part_needs_no_script_to_open() -> None:
    text = html.blocks((Details("How to cite", "how", (Listing("BibTeX", "@misc{a,\n  b = {<c>}\n}"),)),), uri)
    assert text == (
        '<details class="dossier-details" id="how">\n'
        "<summary><h2>How to cite</h2></summary>\n"
        '<figure class="dossier-listing"><figcaption>BibTeX</figcaption>'
        "<pre>@misc{a,\n  b = {&lt;c&gt;}\n}</pre></figure>\n"
        "</details>\n"
    )


def test_a_table_can_be_scrolled_by_key_and_has_a_name() -> None:
    text = html.blocks((Table("People", ("Name",), (Row(((Text("Ada"),),)),)),), uri)
    assert '<div class="dossier-table table-wrapper" role="region" tabindex="0" aria-label="People">' in text
    assert '<th scope="col">Name</th>' in text


def test_a_table_to_be_sorted_says_by_what_where_its_words_do_not() -> None:
    row = Row(((Text("Ada"),), (Text("May 2022"),)), keys=("", "20220501/20220531"))
    columns = (Column("name", "name"), Column("date", "date"))
    text = html.blocks((Table("People", ("Name", "Since"), (row,), columns),), uri)
    assert '<th scope="col" data-column="date" data-form="date">Since</th>' in text
    assert '<td data-label="Since" data-key="20220501/20220531">May 2022</td>' in text
    assert '<td data-label="Name">Ada</td>' in text


def test_each_cell_names_its_column_for_a_phone() -> None:
    row = Row(((Text("Ada"),), (Text("2031", "date"),)))
    text = html.blocks((Table("People", ("Name", "Since <"), (row,)),), uri)
    assert '<td data-label="Name">Ada</td><td data-label="Since &lt;">' in text


MARKUP = st.sampled_from(
    ["<b>", "</p>", "</li>", "<!--", "<script>", "&amp;", "&lt", "&#38;", '"', "'", "]]>", "<a href=x "]
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP | ANY, min_size=1).map("".join))
def test_no_words_escape(words: str) -> None:
    page, tame = small(words), Reader(html.body(small("tame"), uri))
    read = Reader(html.body(page, uri))
    assert (read.tags, read.attributes, read.ids) == (tame.tags, tame.attributes, tame.ids)
    assert read.words == Reader(html.body(small("\1"), uri)).words.replace("\1", words)
    assert f"https://example.org/{words}" in read.links


@settings(max_examples=50, deadline=None)
@given(st.text("<>&\"'`=/ a", min_size=1), st.text("<>&\"'", max_size=5))
def test_no_address_escapes(anchor: str, docname: str) -> None:
    blocks = (
        Section("S", anchor, (Items((Item((Link("x", docname, anchor),), (anchor, anchor)),), "sentences"),)),
        Table("T", ("H",), (Row(((Cite(1, anchor, anchor),),), anchor),)),
    )
    read = Reader(html.blocks(blocks, uri))
    assert set(read.ids) == {anchor}
    assert set(read.links) == {uri("", anchor), uri(docname, anchor)}


def all_pages(checked: Checked) -> list[Page]:
    library = checked.library
    return [
        *(pages.page(id_, checked) for id_ in library.entries),
        *(pages.index(kind, checked) for kind in library.kinds),
    ]


@pytest.mark.parametrize("name", ["fishing", "kb"])
def test_every_link_arrives_and_every_address_is_one_place(name: str, fishing: Checked) -> None:
    found = all_pages(fishing if name == "fishing" else core.check(KB))
    read = {page.docname: Reader(html.body(page, uri)) for page in found}
    addresses = {f"{page}.html#{anchor}" for page, one in read.items() for anchor in ["", *one.ids]}
    for page, one in read.items():
        assert not [anchor for anchor, number in Counter(one.ids).items() if number > 1]
        for link in one.links:
            if not link.startswith("http"):
                assert (link if ".html" in link else f"{page}.html{link}") in addresses, (page, link)


@pytest.mark.parametrize(
    "query", [Codes(), KindsReference(), Counts(), MeetingsInTime(), Differences(), SingleOrigin(), OneClaim]
)
def test_answers_for_pages_of_prose_are_whole(query: Query | type[OneClaim], fishing: Checked) -> None:
    asked = OneClaim(entry="bo-larsen", claim="trade") if isinstance(query, type) else query
    read = Reader(html.blocks(answer(asked, fishing), uri))
    assert not [anchor for anchor, number in Counter(read.ids).items() if number > 1]
    assert {link for link in read.links if link.startswith("#")} <= {f"#{anchor}" for anchor in read.ids}


def test_every_claim_and_every_quote_has_its_address(fishing: Checked) -> None:
    for entry in fishing.library.entries.values():
        ids = set(Reader(html.body(pages.page(entry.id, fishing), uri)).ids)
        assert {claim.id for claim in entry.claims} <= ids
    quoted = Reader(html.body(pages.page("gazette", fishing), uri)).ids
    proofs = {proof.anchor for (source, _), proof in fishing.proofs.items() if source == "gazette"}
    assert proofs <= set(quoted)


def test_plain_words_leave_marks_out() -> None:
    assert plain((Text("a"), Cite(1, "x", "y"), Link("b", "z"))) == "ab"


def test_the_ways_on_are_a_landmark_with_a_name_and_an_end_has_none() -> None:
    before = (Link("A <b>", "meetings/a"), Text(", "), Text("1975", "date"))
    ways = Ways("Before & after", (Steps((Text("In time"),), before, ()),))
    assert html.blocks((ways,), uri) == (
        '<nav class="dossier-ways" aria-label="Before &amp; after">\n<p>In time</p>\n<ul>\n'
        '<li class="dossier-before"><span class="dossier-way">Before:</span> '
        '<a href="meetings/a.html#">A &lt;b&gt;</a>, '
        '<span class="dossier-date">1975</span></li>\n</ul>\n</nav>\n'
    )
