"""The strip as HTML: sound, without styles or scripts, and with a name for whatever can be reached by key."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import pages
from sphinx_dossier.pages.model import Bar, Link, Mark, Row, Strip, Table, Text
from sphinx_dossier.writers import docutils_nodes, html
from sphinx_dossier.writers.strip import GAP, HEIGHT, LINE, LOW, figure

from tests.pages.fishing import made

TABLE = Table("The same as a table", ("Part", "Quotes"), (Row(((Text("Title"),), (Link("1–4", "", "q1-4"),))),))


def uri(page: str, anchor: str) -> str:
    return f"{page}#{anchor}"


def strip(*bars: Bar) -> Strip:
    return Strip('<Words> & "quotes"', bars, TABLE)


def bar(first: int, last: int, *marks: Mark, ends: tuple[tuple[int, bool], ...] = (), role: str = "body") -> Bar:
    return Bar("Part <1>", role, "Part <1>: words & more", first, last, ends, marks)


def mark(*spans: tuple[int, int], title: str = "“A < B” proves C & D") -> Mark:
    return Mark(spans, "q" + "-".join(f"{a}-{b}" for a, b in spans), title)


def drawn(*bars: Bar) -> ET.Element:
    """Return the figure; what is no well-formed XML is none."""
    return ET.fromstring(figure(strip(*bars), uri))  # noqa: S314 (we wrote it)


def boxes(element: ET.Element, name: str) -> list[tuple[int, int, int]]:
    """Return line, first place and width of the boxes of a sort; what stands at a fraction of a line is a fault."""
    found = []
    for path in element.iter("path"):
        if path.get("class") == f"dossier-strip-{name}":
            drawn = re.findall(r"M([0-9]+) ([0-9]+)h([0-9]+)v([0-9]+)h-([0-9]+)z", path.attrib["d"])
            assert "".join("M{} {}h{}v{}h-{}z".format(*box) for box in drawn) == path.get("d"), "boxes and no more"
            for x, y, width, height, back in drawn:
                line, rest = divmod(int(y), HEIGHT)
                assert (rest, height, back) == (GAP // 2, str(HEIGHT - GAP), width)
                found.append((line, int(x), int(width)))
    return found


def key_of(element: ET.Element) -> list[str]:
    return ["".join(item.itertext()) for item in element.iter("li") if item.find("span") is None]


def test_a_mark_is_a_link_with_a_name_over_its_words() -> None:
    (link,) = drawn(bar(11, 20, mark((12, 15)))).iter("a")
    assert link.get("href") == "#q12-15"
    assert [title.text for title in link.findall("title")] == ["“A < B” proves C & D"]
    assert boxes(link, "quoted") == [(0, 1, 4)]


def test_a_long_range_goes_on_in_the_next_line() -> None:
    (link,) = drawn(bar(1, 3 * LINE, mark((LINE - 1, 2 * LINE + 2)))).iter("a")
    assert boxes(link, "quoted") == [(0, LINE - 2, 2), (1, 0, LINE), (2, 0, 2)]


def test_a_range_in_parts_is_one_link() -> None:
    (link,) = drawn(bar(1, 30, mark((2, 5), (10, 14)))).iter("a")
    assert boxes(link, "quoted") == [(0, 1, 4), (0, 9, 5)]


def test_only_what_is_in_the_bar_is_drawn() -> None:
    assert boxes(drawn(bar(11, 20, mark((8, 12)), mark((19, 25)))), "quoted") == [(0, 0, 2), (0, 8, 2)]


def test_a_short_mark_lies_over_a_longer_one() -> None:
    links = drawn(bar(1, 30, mark((1, 4)), mark((1, 20)), mark((6, 9)))).iter("a")
    assert [link.get("href") for link in links] == ["#q1-20", "#q1-4", "#q6-9"]


def test_sentences_are_told_apart() -> None:
    found = drawn(bar(1, 50, ends=((10, True), (42, False), (50, True))))
    (key,) = (one for one in found.iter("figcaption"))
    found.remove(key)
    assert boxes(found, "cited") == [(0, 0, 10), (1, 2, 8)]
    assert boxes(found, "words") == [(0, 10, 30), (1, 0, 2)]
    ends = [path.get("d") for path in found.iter("path") if path.get("class") == "dossier-strip-end"]
    assert ends == [f"M10 0V{HEIGHT}M2 {HEIGHT}V{2 * HEIGHT}"]


@pytest.mark.parametrize(("marks", "role"), [((), "img"), ((mark((1, 4)),), "group")])
def test_a_bar_is_a_picture_unless_it_has_links(marks: tuple[Mark, ...], role: str) -> None:
    picture = next(drawn(bar(1, 9, *marks)).iter("svg"))
    assert picture.get("role") == role
    assert [title.text for title in picture.findall("title")] == ["Part <1>: words & more"]


def test_furniture_is_low_unless_something_in_it_is_quoted() -> None:
    plain = next(drawn(bar(1, LINE + 1, role="furniture")).iter("svg"))
    assert (plain.get("height"), plain.get("class")) == (str(2 * LOW), "dossier-strip-low")
    quoted = next(drawn(bar(1, LINE + 1, mark((1, 4)), role="furniture")).iter("svg"))
    assert (quoted.get("height"), quoted.get("class")) == (str(2 * HEIGHT), None)


def test_the_key_names_furniture_only_where_there_is_some() -> None:
    assert len(key_of(drawn(bar(1, 9)))) == 3
    assert key_of(drawn(bar(1, 9), bar(10, 12, role="furniture")))[-1] == "page furniture, not counted"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_words_escape(words: str) -> None:
    text = figure(strip(Bar(words, "body", words, 1, 9, (), (Mark(((1, 4),), "q1-4", words),))), uri)
    (item,) = (one for one in ET.fromstring(text).iter("li") if one.find("span") is not None)  # noqa: S314
    assert ["".join(one.itertext()) for one in (*item.iter("span"), *item.iter("title"))] == [words, words, words]


def test_the_table_stands_beneath() -> None:
    text = html.blocks((strip(bar(1, 9)),), uri)
    assert text.startswith('<figure class="dossier-strip" aria-label="&lt;Words&gt; &amp; &quot;quotes&quot;">\n')
    assert (
        text.index("</figure>") < text.index("<details>\n<summary>The same as a table</summary>") < text.index("<td")
    )


def test_other_builders_are_given_the_table_alone() -> None:
    (node,) = docutils_nodes.blocks((strip(bar(1, 9, mark((1, 4)))),), uri, "", "kb/x.yaml")
    assert isinstance(node, nodes.table)
    assert [one["refuri"] for one in node.findall(nodes.reference)] == ["#q1-4"]


def test_every_mark_of_a_real_page_leads_to_a_quote_on_it(tmp_path: Path) -> None:
    """And the whole page has neither styles nor scripts: it stands under a strict content security policy."""
    text = html.body(pages.page("gazette", made(tmp_path / "kb")), uri)
    figures = re.findall(r"<figure class=\"dossier-strip\".*?</figure>", text, re.DOTALL)
    links = [link.attrib["href"] for one in figures for link in ET.fromstring(one).iter("a")]  # noqa: S314
    assert len(links) > 8
    assert {link.removeprefix("#") for link in links} <= set(re.findall(r'<li id="(q[^"]*)"', text))
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", text)
