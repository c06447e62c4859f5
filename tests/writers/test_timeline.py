"""The timeline as HTML: sound, without styles, scripts and ids; and as a list for the other builders."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Inline, Lane, Link, Moment, Stretch, Text, Timeline
from sphinx_dossier.writers import docutils_nodes, html
from sphinx_dossier.writers.timeline import LANE, LEFT, MIDDLE, figure

LANES = (
    Lane("Meetings", "circle"),
    Lane("Talks & <more>", "diamond"),
    Lane("Drills", "square"),
    Lane("Claims", "claims"),
)
TALKS = Link("Talks <1> & 2", "meetings/talks", "x")


def uri(page: str, anchor: str) -> str:
    return f"{page}#{anchor}"


def words(content: tuple[Inline, ...]) -> str:
    return html.inline(content, uri)


def moment(
    *stretches: Stretch,
    marks: tuple[tuple[int, int], ...] = ((0, 1),),
    year: str = "",
    gap: str = "",
    soft: bool = False,
) -> Moment:
    return Moment(year, gap, "3 <March>", "3 March 2020", soft, marks, stretches, ((TALKS,), (Text("and more"),)))


def drawn(*moments: Moment, lanes: tuple[Lane, ...] = LANES) -> ET.Element:
    """Return the figure; what is no well-formed XML is none."""
    return ET.fromstring(figure(Timeline('<Words> & "more"', lanes, moments), words))  # noqa: S314 (we wrote it)


def rows(element: ET.Element) -> list[ET.Element]:
    (found,) = element.findall("ol")
    return found.findall("li")


def test_a_row_has_its_date_its_picture_and_its_links() -> None:
    found = drawn(moment())
    assert found.get("aria-label") == '<Words> & "more"'
    (row,) = rows(found)
    assert [one.tag for one in row] == ["span", "svg", "div"]
    assert row[0].text == "3 <March>"
    assert ["".join(line.itertext()) for line in row[2]] == ["Talks <1> & 2", "and more"]
    assert [link.get("href") for link in row.iter("a")] == ["meetings/talks#x"]


def test_the_picture_is_hidden_from_those_who_are_read_the_list() -> None:
    found = drawn(moment(year="2020", gap="3 months with nothing here"))
    assert {picture.get("aria-hidden") for picture in found.iter("svg")} == {"true"}
    assert not [one for picture in found.iter("svg") for one in picture.iter("a")]


@pytest.mark.parametrize(
    ("lane", "expected"),
    [
        (0, ("circle", {"cx": str(LEFT), "cy": str(MIDDLE), "r": "6"})),
        (1, ("path", {"class": "dossier-time-mark", "d": f"M{LEFT + LANE} {MIDDLE - 8}l8 8-8 8-8-8z"})),
        (2, ("rect", {"x": str(LEFT + 2 * LANE - 6), "y": str(MIDDLE - 6), "width": "12", "height": "12"})),
    ],
)
def test_each_lane_has_its_shape_and_place(lane: int, expected: tuple[str, dict[str, str]]) -> None:
    (row,) = rows(drawn(moment(marks=((lane, 1),))))
    assert [(one.tag, one.attrib) for one in row[1]] == [expected]


def test_the_mark_of_claims_grows_with_their_number_up_to_a_bound() -> None:
    found = [rows(drawn(moment(marks=((3, number),))))[0][1][0].get("r") for number in (1, 4, 9, 100, 1000)]
    assert found == ["4", "5", "6", "8", "8"]


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        (Stretch(1, above=False, below=False), [("2", "100%"), ("7", "84%")]),
        (Stretch(1, above=True, below=False), [("0", "100%"), ("0", "84%")]),
        (Stretch(1, above=False, below=True), [("2", "100%"), ("7", "100%")]),
        (Stretch(1, above=True, below=True), [("0", "100%"), ("0", "100%")]),
    ],
)
def test_a_span_ends_softly_only_where_it_ends(stretch: Stretch, expected: list[tuple[str, str]]) -> None:
    (row,) = rows(drawn(moment(stretch)))
    (span,) = row[1].findall("svg")
    assert span.get("x") == str(LEFT + LANE)
    assert [(line.get("y1"), line.get("y2")) for line in span] == expected


def test_a_row_whose_day_is_not_known_is_marked() -> None:
    assert [row.get("class") for row in rows(drawn(moment(soft=True), moment()))] == ["dossier-time-soft", None]


def test_the_time_left_out_and_the_year_stand_before_the_moment() -> None:
    found = rows(drawn(moment(year="2020", gap="3 <months>")))
    assert [row.get("class") for row in found] == ["dossier-time-gap", "dossier-time-year", None]
    assert ["".join(row.itertext()) for row in found[:2]] == ["3 <months>", "2020"]


def test_the_key_names_what_is_there() -> None:
    def key(found: ET.Element) -> list[str]:
        return ["".join(item.itertext()) for caption in found.iter("figcaption") for item in caption.iter("li")]

    assert key(drawn(moment(), lanes=LANES[:1])) == []
    assert key(drawn(moment())) == [lane.label for lane in LANES]
    soft = moment(Stretch(0, above=False, below=False))
    assert key(drawn(soft, lanes=LANES[:1])) == ["Meetings", "over this time, or some day within it"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_words_escape(text: str) -> None:
    one = replace(moment(), year=text, gap=text, short=text, lines=((Text(text),),))
    found = ET.fromstring(figure(Timeline(text, (Lane(text, "circle"), LANES[3]), (one,)), words))  # noqa: S314
    assert ["".join(row.itertext()) for row in rows(found)] == [text, text, text + text]
    assert found.get("aria-label") == text


def test_other_builders_are_given_a_list_with_whole_dates() -> None:
    (node,) = docutils_nodes.blocks((Timeline("In time", LANES, (moment(), moment())),), uri, "", "kb/x.yaml")
    assert isinstance(node, nodes.bullet_list)
    assert [item.astext() for item in node] == ["3 March 2020: Talks <1> & 2; and more"] * 2
    assert [one["refuri"] for one in node.findall(nodes.reference)] == ["meetings/talks#x"] * 2


def test_a_real_page_stands_under_a_strict_policy_and_stays_small(fishing: Checked) -> None:
    text = html.body(pages.page("ada-finch", fishing), uri)
    (found,) = re.findall(r'<section id="in-time">.*?</section>', text, re.DOTALL)
    assert "<figure" in found
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", found)
    assert len(re.findall(r"\sid=", found)) == 1
    assert len(found) < 4000
