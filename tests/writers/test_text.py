"""Pages as text: nothing is lost, no line is wider than the terminal, and colours change nothing but the colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import entry_page
from sphinx_dossier.pages.model import (
    Block,
    Cite,
    Details,
    External,
    Item,
    Items,
    Link,
    Listing,
    Moment,
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
from sphinx_dossier.writers import text
from sphinx_dossier.writers.text_lines import filled, pieces, wide

TABLE = Table("Boats", ("Name", "Length"), (Row(((Text("Ada"),), (Text("12 m"),))), Row(((Text("Bo"),), ()))))
MOMENT = Moment(
    year="2031", gap="", short="3 May", date="3 May 2031", soft=False, marks=(), stretches=(), lines=((Text("Met"),),)
)
WORDS = "The two ministers agreed to cut the catch"


def one(block: Block, width: int = 24) -> list[str]:
    return text.blocks((block,), width).splitlines()


def item(words: str, *below: str) -> Item:
    return Item((Text(words),), (), tuple(Paragraph((Text(one),)) for one in below))


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Paragraph((Text(WORDS),)), ["The two ministers agreed", "to cut the catch"]),
        (Paragraph((Text("Retracted."),), "alert"), ["! Retracted."]),
        (
            Paragraph((Text("He said"), Cite(12, "cite-12-1", "source-12"), Text(" so."))),
            ["He said[12] so."],
        ),
        (
            Paragraph((Link("Ada", "people/ada"), Text(" at "), External("here", "https://a.example/b"))),
            ["Ada at here", "<https://a.example/b>"],
        ),
        (Paragraph((External("https://a.example", "https://a.example"),)), ["https://a.example"]),
        (
            Items((item(WORDS, "A remark on all of this."), item("b"))),
            ["- The two ministers", "  agreed to cut the", "  catch", "  A remark on all of", "  this.", "- b"],
        ),
        (
            Items(tuple(item(str(number)) for number in range(1, 11)), "sources"),
            [f" [{number}] {number}" for number in range(1, 10)] + ["[10] 10"],
        ),
        (
            Items(
                (
                    Item(
                        (Text("“so”"), Text(" Cited above: ", "note"), Link("a", "", "cite-1-1"), Text(", ")),
                        ("source-1",),
                    ),
                ),
                "sources",
            ),
            ["[1] “so”"],
        ),
        (Items((Item((), (), (Paragraph((Text("a"),)), Paragraph((Text("b"),)))),)), ["- a", "  b"]),
        (
            Terms((Term("Date", (item("May"), item("June"))), Term("Place", (item(WORDS),)))),
            ["Date", "  May", "  June", "Place", "  The two ministers", "  agreed to cut the", "  catch"],
        ),
        (TABLE, ["Boats", "Name  Length", "----  ------", "Ada   12 m", "Bo"]),
        (Strip("Quoted", (), TABLE), ["Boats", "Name  Length", "----  ------", "Ada   12 m", "Bo"]),
        (
            Network("Met", "", 0, 0, (), (), (), TABLE),
            ["Boats", "Name  Length", "----  ------", "Ada   12 m", "Bo"],
        ),
        (
            Timeline("When", (), (MOMENT,)),
            ["- 3 May 2031: Met"],
        ),
        (
            Quotation("agreed to cut the catch", (Link("Gazette", "sources/gazette"), Text(", 1920."))),
            ["  “agreed to cut the", "  catch”", "    — Gazette, 1920."],
        ),
        (
            Listing("Lines", "a line that is wider than it may be\n\nb"),
            ["Lines:", "  a line that is wider than it may be", "", "  b"],
        ),
        (
            Section("Talks", "talks", (Paragraph((Text("a"),)), Details("More", "more", (Paragraph((Text("b"),)),)))),
            ["Talks", "  a", "", "  More", "    b"],
        ),
        (
            Ways("Before and after", (Steps((Text("In time"),), (Link("A", "a"),), ()),)),
            ["Before and after", "  In time", "    Before: A"],
        ),
    ],
)
def test_a_block(block: Block, lines: list[str]) -> None:
    assert one(block) == lines


def test_terms_stand_beside_their_values_where_there_is_room() -> None:
    terms = Terms((Term("Date", (item("May", "Or so."), item("June"))), Term("A place", (item(WORDS),))))
    assert one(terms, 60) == [
        "Date     May",
        "         Or so.",
        "         June",
        "A place  The two ministers agreed to cut the catch",
    ]


def test_a_wide_column_is_broken_and_where_that_is_no_use_the_table_too() -> None:
    table = Table("T", ("Name", "Said"), (Row(((Text("Ada"),), (Text(WORDS),))), Row(((Text("Bo"),), (Text("No"),)))))
    assert one(table, 30) == [
        "T",
        "Name  Said",
        "----  ------------------------",
        "Ada   The two ministers agreed",
        "      to cut the catch",
        "Bo    No",
    ]
    many = Table("T", ("A", "B", "C"), (Row(((Text("extraordinary"),),) * 3), Row(((Text("b"),),) * 3)))
    assert one(many, 30) == ["T", *[f"{name}: extraordinary" for name in "ABC"], "", "A: b", "B: b", "C: b"]


def test_ideographs_are_two_columns_wide_and_accents_none() -> None:
    assert [wide(one) for one in ("abc", "日本", "cafe\u0301", "é")] == [3, 4, 4, 1]
    assert filled([("日本 日本 日本", "")], 9, lambda one, _: one) == ["日本 日本", "日本"]


def test_a_page_has_its_kind_above_its_title() -> None:
    page = Page(docname="a", title="Ada", kind="Person", crumbs=(), about="", origin="", blocks=(TABLE,))
    assert text.page(page, 40).splitlines()[:4] == ["Person", "Ada", "", "Boats"]


@given(st.text(alphabet="ab é日\n -", max_size=200), st.integers(10, 60))
def test_no_word_is_lost_and_no_line_is_too_wide(words: str, width: int) -> None:
    lines = filled([(words, "")], width, lambda one, _: one, first="- ", rest="  ")
    said = [word for line in lines for word in line[2:].split(" ") if word]
    assert said == [word for word in re.split(r"[ \n]+", words) if word]
    assert all(wide(line) <= width or " " not in line.strip("- ") or len(line[2:].split()) == 1 for line in lines)


@given(st.lists(st.tuples(st.text(alphabet="ab ", max_size=12), st.sampled_from(["", "strong", "note"]))))
def test_paint_changes_nothing_but_the_look(parts: list[tuple[str, str]]) -> None:
    def paint(words: str, role: str) -> str:
        return f"<{role}>{words}</>" if role else words

    painted = filled(parts, 14, paint)
    assert [re.sub(r"<[a-z]*>|</>", "", line).rstrip() for line in painted] == filled(parts, 14, lambda one, _: one)
    looks = {one for line in painted for one in re.findall(r"<([a-z]+)>", line)}
    assert looks == {role for words, role in parts if role and words.strip()}


@pytest.mark.parametrize("width", [24, 50, 100])
def test_every_page_has_every_claim_and_keeps_to_the_width(width: int, fishing: Checked) -> None:
    for entry in fishing.library.entries.values():
        written = text.page(entry_page.page(entry.id, fishing), width)
        plain = " ".join(written.split())
        for claim in entry.claims:
            assert all(f"“{citation.quote.text}”" in plain for citation in claim.cite)
        assert "Cited above" not in plain
        wider = [line for line in written.splitlines() if wide(line) > max(width, 40)]
        # Only what is to be copied, and what cannot be broken.
        assert [line for line in wider if len(line.split()) > 2 and "{" not in line and "  " * 3 not in line] == []


def test_roles_reach_the_paint() -> None:
    content = (Text("a", "strong"), Link("b", "c"), Cite(1, "x", "y"), External("d", "https://e.example"))
    assert [role for _, role in pieces(content)] == ["strong", "link", "mark", "link", "note"]
