"""Networks as HTML: sound, without styles, scripts and ids; and as tables for the other builders."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import checked, pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import network as whole_network
from sphinx_dossier.pages.model import Link, Row, Table
from sphinx_dossier.pages.picture import Head, Line, Network, Node
from sphinx_dossier.writers import docutils_nodes, html
from sphinx_dossier.writers.network import figure

KB = Path(__file__).parents[2] / "kb"
TABLE = Table("Who & whom", ("Who",), (Row(((Link("Ada <Finch>", "people/ada"),),)),))
ADA = Node(Link("Ada <Finch>", "people/ada", title="at 1 meeting"), "triangle", 150, 60, "left", ("Ada", "<Finch>"))
TALKS = Node(Link("Talks", "meetings/talks", title="1975"), "circle", 355, 90, "within", ("Talks",), "1975")
NETS = Node(Link("Nets", "policies/nets", title="at 1 meeting"), "hexagon", 545, 120, "right", ("Nets",))
HEADS = (
    Head("Who took part", "triangle", 150, "left"),
    Head("Where they met", "circle", 355, "within"),
    Head("What it was about", "hexagon", 545, "right"),
)
WHOLE = Network(
    "Who & whom",
    "Lines <lead>.",
    720,
    160,
    HEADS,
    (ADA, TALKS, NETS),
    (Line(0, 1, 1, "Ada & the talks"), Line(1, 2, 3, "3 statements")),
    TABLE,
)
OWN = Node(Link("Talks", ""), "circle", 195, 90, "middle", ())
BRIEF = Network(
    "Talks: who",
    "",
    390,
    160,
    (HEADS[0], HEADS[2]),
    (OWN, replace(ADA, x=142), replace(NETS, x=248, note="2 statements")),
    (Line(0, 1, 1, ""), Line(0, 2, 2, "")),
    TABLE,
    brief=True,
)


def uri(page: str, anchor: str) -> str:
    return f"{page}.html#{anchor}" if anchor else f"{page}.html"


def drawn(network: Network) -> ET.Element:
    """Return the figure; what is no well-formed XML is none."""
    return ET.fromstring(figure(network, uri))  # noqa: S314 (we wrote it)


def named(element: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in element.iter() if name in one.get("class", "").split()]


def said(element: ET.Element) -> str:
    return "".join(element.itertext())


def test_each_name_is_a_link_that_is_read_in_one_go() -> None:
    links = list(drawn(WHOLE).iter("a"))
    assert [link.get("href") for link in links] == ["people/ada.html", "meetings/talks.html", "policies/nets.html"]
    assert [link.findtext("title") for link in links] == [
        "Ada <Finch>, at 1 meeting",
        "Talks, 1975",
        "Nets, at 1 meeting",
    ]
    assert [said(link.find("text")) for link in links] == ["Ada <Finch>", "Talks 1975", "Nets"]  # type: ignore[arg-type]


def test_the_whole_is_named_told_and_scrolls_by_key() -> None:
    found = drawn(WHOLE)
    (region,) = found.findall("div")
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Who & whom")
    (picture,) = region.findall("svg")
    assert (picture.get("role"), picture.get("aria-label")) == ("group", "Who & whom")
    assert picture.findtext("desc") == found.findtext("figcaption") == "Lines <lead>."


def test_lines_run_from_the_edge_of_a_box_and_have_their_weight_and_words() -> None:
    (group,) = named(drawn(WHOLE), "dossier-net-lines")
    assert group.get("aria-hidden") == "true"
    assert [(one.get("d"), one.get("class"), one.findtext("title")) for one in group] == [
        ("M150 60c51 0 51 30 103 30", None, "Ada & the talks"),
        ("M457 90c44 0 44 30 88 30", "dossier-net-3", "3 statements"),
    ]


def test_what_has_the_focus_has_all_its_lines_beside_it() -> None:
    echoes = named(drawn(WHOLE), "dossier-net-echo")
    assert [len(echo) for echo in echoes] == [1, 2, 1]
    assert {echo.get("aria-hidden") for echo in echoes} == {"true"}


def test_in_a_brief_picture_the_line_is_part_of_the_link() -> None:
    found = drawn(BRIEF)
    assert [[one.tag for one in link] for link in found.iter("a")] == [["path", "path", "text"]] * 2
    assert [link[0].get("d") for link in found.iter("a")] == ["M142 60c26 0 26 30 53 30", "M195 90c26 0 26 30 53 30"]
    assert [said(link) for link in found.iter("a")] == ["Ada <Finch>", "Nets 2 statements"]
    (own,) = named(found, "dossier-net-own")
    assert [one.get("class") for one in own] == ["dossier-net-circle"]


def test_marks_differ_by_form_and_what_is_odd_in_its_column_says_so() -> None:
    odd = replace(ADA, shape="square")
    links = list(drawn(replace(WHOLE, nodes=(odd, TALKS, NETS))).iter("a"))
    assert [(one.tag, one.get("class")) for one in (links[0][1], links[1][2], links[2][1])] == [
        ("path", "dossier-net-square"),
        ("circle", None),
        ("path", None),
    ]
    forms = {replace(ADA, shape=name): name for name in ("circle", "square", "diamond", "triangle", "hexagon")}
    drawings = {ET.tostring(next(drawn(replace(WHOLE, nodes=(one, TALKS, NETS))).iter("a"))[1]) for one in forms}
    assert len(drawings) == len(forms)


def test_the_whole_has_its_table_beneath_and_a_brief_one_is_its_own() -> None:
    assert "<table" in html.blocks((WHOLE,), uri)
    assert "<table" not in html.blocks((BRIEF,), uri)


@pytest.mark.parametrize("network", [WHOLE, BRIEF])
def test_other_builders_are_given_the_table(network: Network) -> None:
    (node,) = docutils_nodes.blocks((network,), uri, "", "kb/x.yaml")
    assert isinstance(node, nodes.table)
    assert [one["refuri"] for one in node.findall(nodes.reference)] == ["people/ada.html"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_words_escape(text: str) -> None:
    node = replace(ADA, link=Link(text, "p", title=text), words=(text,), note=text)
    one = replace(WHOLE, label=text, about=text, heads=(Head(text, "circle", 1, "left"),), nodes=(node, TALKS, NETS))
    found = drawn(one)
    assert said(next(found.iter("a")).find("text")) == f"{text} {text}"  # type: ignore[arg-type]
    assert next(found.iter("svg")).get("aria-label") == text


def test_real_pages_stand_under_a_strict_policy_and_stay_small() -> None:
    real: Checked = checked.check(KB)
    sizes = {}
    for id_ in real.library.entries:
        text = html.body(pages.page(id_, real), lambda page, anchor: f"../{page}.html#{anchor}")
        for found in re.findall(r'<section id="who-met-whom">.*?</section>', text, re.DOTALL):
            assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", found)
            assert len(re.findall(r"\sid=", found)) == 1
            sizes[id_] = len(found.encode())
    assert len(sizes) > 40
    assert {id_: size for id_, size in sizes.items() if size > 3_000} == {}
    text = html.blocks(whole_network.whole(real), uri)
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", text)
