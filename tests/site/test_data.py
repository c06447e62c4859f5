"""What a site publishes for programs, and how its pages lead there."""

from __future__ import annotations

import json
import sqlite3
from xml.etree import ElementTree as ET

import pytest

from tests.site.tiny import Tiny

BASE = {"html_baseurl": "https://river.example/"}
DATA = {
    "data/citations.csv", "data/claims.csv", "data/dossier-1.schema.json", "data/dossier.json", "data/dossier.sqlite",
    "data/meetings.ics", "data/sources.bib", "data/sources.csl.json", "llms.txt",
}  # fmt: skip


def test_a_site_publishes_the_data(tiny: Tiny) -> None:
    built = tiny.build()
    files = set(built.files())
    assert files >= DATA
    assert files >= {"data/kinds/treaties.csv", "people/ada-lark.json", "treaties/flood-treaty.json", "entries.atom"}
    assert "sitemap.xml" not in files
    database = sqlite3.connect(":memory:")
    database.deserialize(built.files()["data/dossier.sqlite"])
    assert database.execute("SELECT name FROM entries WHERE id = 'ada-lark'").fetchall() == [("Ada Lark",)]
    database.close()


def test_a_site_can_leave_the_data_out(tiny: Tiny) -> None:
    tiny.build()
    built = tiny.build(config={"dossier_data": False})
    files = set(built.files())
    assert not [path for path in files if path in DATA or path == "people/ada-lark.json"]
    assert {"standing.atom", "entries.atom"} <= files
    assert "as JSON" not in built.page("people/ada-lark.html")


def test_the_feeds_go_by_themselves(tiny: Tiny) -> None:
    files = set(tiny.build(config={"dossier_feed": False}).files())
    assert files >= DATA
    assert not [path for path in files if path.endswith(".atom")]


@pytest.mark.parametrize(
    ("builder", "page", "href"),
    [
        ("html", "people/ada-lark.html", "ada-lark.json"),
        ("dirhtml", "people/ada-lark/index.html", "../ada-lark.json"),
    ],
)
def test_the_page_of_an_entry_leads_to_its_json(tiny: Tiny, builder: str, page: str, href: str) -> None:
    built = tiny.build(builder)
    text = built.page(page)
    head, _, body = text.partition("</head>")
    assert f'<link rel="alternate" type="application/json" href="{href}" title="This entry as JSON" />' in head
    assert f'<a href="{href}" type="application/json">This entry as JSON</a>' in body
    file = (built.out / page).parent / href
    entry = json.loads(file.read_text("utf-8"))["entry"]
    assert entry["name"] == "Ada Lark"
    assert (built.out / entry["address"]).exists()
    home = built.page("index.html")
    assert 'type="application/json"' not in home
    assert 'href="entries.atom"' in home


def test_a_page_that_leads_on_has_no_json(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "sort:", "moved-from: [ada]\nsort:")
    assert "application/json" not in tiny.build().page("people/ada.html")


def test_the_sitemap_names_every_page(tiny: Tiny) -> None:
    built = tiny.build(config=BASE)
    found = ET.fromstring(built.page("sitemap.xml"))  # noqa: S314 -- our own
    places = [place.text or "" for place in found.iter() if place.tag.endswith("}loc")]
    paths = {place.removeprefix("https://river.example/") for place in places}
    assert paths == {path for path in built.files() if path.endswith(".html")} - {"genindex.html", "search.html"}


def test_the_data_follows_an_edit_and_what_is_gone_goes(tiny: Tiny) -> None:
    tiny.build()
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: Ada Larke")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build()
    files = built.files()
    assert b"Ada Larke" in files["people/ada-lark.json"]
    assert "treaties/flood-treaty.json" not in files
    assert files == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_other_builders_publish_none(tiny: Tiny) -> None:
    files = set(tiny.build("text").files())
    assert not [path for path in files if path in DATA or path.endswith((".json", ".atom"))]
