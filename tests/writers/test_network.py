"""A network as SVG: names that lead somewhere, in a box that scrolls."""

from __future__ import annotations

from xml.etree import ElementTree

from sphinx_dossier.pages.model import Network, Node
from sphinx_dossier.writers.html import blocks

NETWORK = Network(
    "Who met & why",
    (
        Node(label="Ada Finch", title="Ada Finch", page="people/ada", shape="triangle", column=0, row=1),
        Node(label="3 March 2020", title="Talks <at> port", page="meetings/port", shape="circle", column=1, row=1),
    ),
    ((1, 0),),
)


def test_it_is_well_formed_and_each_name_is_a_link() -> None:
    text = blocks((NETWORK,), lambda page, anchor: f"../{page}.html{anchor}")
    root = ElementTree.fromstring(text)  # noqa: S314 -- we wrote it
    assert root.get("aria-label") == "Who met & why"
    assert root.get("tabindex") == "0"
    links = root.findall(".//a")
    assert [link.get("href") for link in links] == ["../people/ada.html", "../meetings/port.html"]
    assert [link.findtext("title") for link in links] == [None, "Talks <at> port"]
    assert [link.findtext("text") for link in links] == ["Ada Finch", "3 March 2020"]
    lines = [one.get("d") for one in root.iter("path") if one.get("class") == "dossier-net-lines"]
    assert lines == ["M288 57L160 57"]
    assert "style=" not in text
    assert " id=" not in text


def test_names_that_are_too_long_are_cut_and_told_in_full() -> None:
    long = "A policy with a name of very many words that no column could hold"
    node = Node(label=long, title=long, page="p", shape="square", column=2, row=1)
    text = blocks((Network("x", (node,), ()),), lambda page, _: page)
    root = ElementTree.fromstring(text)  # noqa: S314 -- we wrote it
    assert root.findtext(".//a/title") == long
    shown = root.findtext(".//a/text") or ""
    assert shown.endswith(" …")
    assert len(shown) <= 40
