"""What a site publishes for programs, and how its pages lead there."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

import pytest
from sphinx_dossier.site.published import Published

from tests.site.tiny import Tiny

BASE = {"html_baseurl": "https://river.example/"}
DATA = {
    "data/citations.csv", "data/claims.csv", "data/dossier-1.schema.json", "data/dossier.json", "data/dossier.jsonld",
    "data/dossier.sqlite", "data/meetings.ics", "data/sources.bib", "data/sources.csl.json", "llms.txt",
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
    assert paths == {path for path in built.files() if path.endswith(".html")} - {
        "404.html",
        "genindex.html",
        "search.html",
    }


def test_the_data_follows_an_edit_and_what_is_gone_goes(tiny: Tiny) -> None:
    tiny.build()
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: Ada Larke")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build()
    files = built.files()
    assert b"Ada Larke" in files["people/ada-lark.json"]
    assert "treaties/flood-treaty.json" not in files
    assert files == tiny.build(out="clean", doctrees="clean-doctrees").files()


LISTED = "Files\n=====\n\n.. dossier-data::\n"


def linked_data(page: str) -> list[dict[str, object]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.partition("</head>")[0])
    return [node for block in blocks for node in json.loads(block)["@graph"]]


@pytest.mark.parametrize(("builder", "where"), [("html", "pages/list.html"), ("dirhtml", "pages/list/index.html")])
@pytest.mark.parametrize("config", [{}, BASE])
def test_every_file_in_the_list_is_there(tiny: Tiny, builder: str, where: str, config: dict[str, object]) -> None:
    tiny.write("docs/pages/list.rst", LISTED)
    built = tiny.build(builder, config=config)
    table = built.page(where).partition("<table")[2].partition("</table>")[0]
    hrefs = re.findall(r'href="([^"]*)"', table)
    found = {(built.out / where).parent.joinpath(href).resolve().relative_to(built.out) for href in hrefs}
    assert {path for path in found if not (built.out / path).is_file()} == set()
    paths = {path.as_posix() for path in found}
    assert paths >= {*DATA, "data/kinds/treaties.csv", "standing.atom", "entries.atom"}
    assert ("sitemap.xml" in paths) == bool(config)
    assert not built.warnings


def test_the_list_names_what_is_published_alone(tiny: Tiny) -> None:
    tiny.write("docs/pages/list.rst", LISTED)
    tiny.build()
    page = tiny.build(config={"dossier_data": False}).page("pages/list.html")
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "standing.atom" in table
    assert "dossier.json" not in table
    none = tiny.build(config={"dossier_data": False, "dossier_feed": False}).page("pages/list.html")
    assert "This site publishes no data." in none


def test_other_builders_link_the_files_on_the_web(tiny: Tiny) -> None:
    tiny.write("docs/pages/list.rst", LISTED)
    assert "data/claims.csv" in tiny.build("text").page("pages/list.txt")
    assert "https://river.example/data/claims.csv" in tiny.build("xml", config=BASE).page("pages/list.xml")


def test_the_list_follows_the_knowledge_base(tiny: Tiny) -> None:
    tiny.write("docs/pages/list.rst", LISTED)
    before = re.findall(r"([0-9]+) treat", tiny.build().page("pages/list.html"))
    tiny.remove("kb/treaties/flood-treaty.yaml")
    after = tiny.build()
    assert (before, re.findall(r"([0-9]+) treat", after.page("pages/list.html"))) == (["1"], ["0"])
    assert after.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_the_reference_says_what_keys_and_terms_mean(tiny: Tiny) -> None:
    tiny.write("docs/pages/words.rst", "Words\n=====\n\n.. dossier-reference:: data\n")
    page = tiny.build().page("pages/words.html")
    schema = json.loads(tiny.build().page("data/dossier-1.schema.json"))
    keys = {key for one in schema["$defs"].values() for key in one.get("properties", ())}
    assert {key for key in keys if f">{key}</code>" not in page} == set()
    assert ">dossier:states</code>" in page
    assert ">dossier:treaty</code>" in page


def test_the_head_of_an_entry_says_what_it_is_and_follows_it(tiny: Tiny) -> None:
    def ada(out: dict[str, bytes]) -> dict[str, object]:
        return linked_data(out["people/ada-lark.html"].decode())[0]

    assert ada(tiny.build().files())["affiliation"] == {
        "@type": "Role", "roleName": "Envoy", "affiliation": {"@id": "organizations/norland.html"},
    }  # fmt: skip
    # What the page does not show, its head may.
    person = "schema: Patient\n"
    tiny.write("kb/kinds/person.yaml", person)
    built = tiny.build()
    assert ada(built.files())["@type"] == "Patient"
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_the_home_page_names_the_data_and_follows_the_kinds(tiny: Tiny) -> None:
    def paths(page: str) -> list[str]:
        [data] = [one for one in linked_data(page) if one["@type"] == "Dataset"]
        return [one["contentUrl"]["@id"] for one in data["distribution"]]  # type: ignore[attr-defined]

    first = tiny.build(config=BASE)
    assert "https://river.example/data/kinds/treaties.csv" in paths(first.page("index.html"))
    assert '<link rel="canonical" href="https://river.example/people/ada-lark.html"' in first.page(
        "people/ada-lark.html"
    )
    assert [one["@type"] for one in linked_data(first.page("pages/about.html"))] == []
    tiny.write("kb/kinds/dam.yaml", "label: Dam\nplural: Dams\nfolder: dams\nhelp: A dam.\n")
    built = tiny.build(config=BASE)
    assert "https://river.example/data/kinds/dams.csv" in paths(built.page("index.html"))
    tiny.replace("kb/kinds/dam.yaml", "folder: dams", "folder: weirs")
    built = tiny.build(config=BASE)
    assert "https://river.example/data/kinds/weirs.csv" in paths(built.page("index.html"))
    assert built.files() == tiny.build(config=BASE, out="clean", doctrees="clean-doctrees").files()


def test_an_entry_that_is_followed_has_a_feed_and_a_list_a_table(tiny: Tiny) -> None:
    built = tiny.build()
    link = '<link rel="alternate" type="{}" href="{}" title="{}" />'
    page = built.page("people/ada-lark.html")
    assert link.format("application/atom+xml", "ada-lark.atom", "Follow this entry as a feed") in page
    assert "ada-lark.atom" in built.page("people/ada-lark.html").partition("<body")[2]
    assert (built.out / "people/ada-lark.atom").is_file()
    index = built.page("people/index.html")
    assert link.format("text/csv", "../data/kinds/people.csv", "This list as CSV") in index
    for href in ("../data/kinds/people.csv", "../entries-people.atom"):
        assert f'<a href="{href}"' in index
        assert (built.out / "people" / href).is_file()
    assert ".atom" not in built.page("organizations/norland.html").partition("<body")[2]


def test_what_the_site_brings_itself_goes_before(tiny: Tiny) -> None:
    own = "User-agent: *\nDisallow: /\n"
    tiny.write("docs/extra/robots.txt", own)
    config = {**BASE, "html_extra_path": ["extra"], "exclude_patterns": ["extra"]}
    assert tiny.build(config=config).page("robots.txt") == own
    assert "Sitemap: https://river.example/sitemap.xml" in tiny.build(config=BASE, out="other").page("robots.txt")


def test_other_builders_publish_none(tiny: Tiny) -> None:
    files = set(tiny.build("text").files())
    assert not [path for path in files if path in DATA or path.endswith((".json", ".atom"))]


def test_the_data_is_made_again_when_it_may_differ_and_only_then(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    files = Published.files

    def noted(self: Published, documents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        made.append("made")
        return files(self, documents)

    monkeypatch.setattr(Published, "files", noted)

    def times(**more: object) -> int:
        made.clear()
        tiny.build(**more)  # type: ignore[arg-type]
        return len(made)

    assert (times(), times()) == (1, 0)
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: Ada Lerk")
    assert (times(), times()) == (1, 0)
    (tiny.root / "out-html/data/claims.csv").unlink()
    assert (times(), times()) == (1, 0)
    assert (times(config=BASE), times(config=BASE)) == (1, 0)
    tiny.write("docs/pages/more.rst", "More\n====\n")
    assert (times(config=BASE), times(config=BASE)) == (1, 0)
    assert "more.html" in (tiny.root / "out-html/sitemap.xml").read_text("utf-8")
