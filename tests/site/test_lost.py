"""The page for addresses that lead nowhere: where it is, that its links hold at any depth, and what it knows."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import urlsplit

import pytest
from sphinx_dossier.indexing.near_names import PIECE, Ending, id_pieces
from sphinx_dossier.site.lost import absolute

from tests.site.tiny import Built, Tiny

WEB = "https://river.example/commission/en"


def addresses(page: str) -> list[str]:
    """Return the addresses of all links, style sheets, scripts and forms that are not within the page."""
    found = re.findall(r'<[a-z][^<>]*?\s(?:href|src|action|data-content_root)="([^"]*)"', page)
    return [one for one in found if not one.startswith("#")]


def known(built: Built) -> dict[str, list[str]]:
    """Return title, address and kind by id."""
    return {id_: rest for id_, *rest in json.loads(built.page("names/ids-0.json"))}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("theme", ["furo", "basic"])
@pytest.mark.parametrize(
    ("web", "root"),
    [("", "/"), ("https://river.example", "/"), (WEB, "/commission/en/"), (f"{WEB}/", "/commission/en/")],
)
def test_every_address_holds_at_any_depth(tiny: Tiny, builder: str, theme: str, web: str, root: str) -> None:
    built = tiny.build(builder, config={"html_theme": theme, "html_baseurl": web})
    assert built.warnings == []
    found = addresses(built.page("404.html"))
    assert len(found) > 10
    own = [one for one in found if not urlsplit(one).scheme]
    assert [one for one in own if not one.startswith(root)] == []
    paths = [urlsplit(one).path.removeprefix(root) for one in own]
    assert [path for path in paths if not (built.out / path).exists()] == []
    assert {f"{root}_static/dossier-lost.js", f"{root}_static/dossier-lost.css"} <= set(found)
    assert f'data-root="{root}"' in built.page("404.html")
    assert not (built.out / "404").exists()


def test_it_leads_to_the_search_the_lists_and_home(tiny: Tiny) -> None:
    page = tiny.build().page("404.html")
    assert re.search(r'<form class="dossier-lost-search"[^>]* action="/search.html" method="get">', page)
    ways = page.partition('<nav aria-label="Lists of everything">')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]*)">([^<]*)<', ways)
    assert found[0] == ("/index.html", "Home")
    assert {("/people/index.html", "People"), ("/treaties/index.html", "Treaties")} <= set(found)


def test_no_search_engine_no_index_and_no_sitemap_has_it(tiny: Tiny) -> None:
    built = tiny.build(config={"html_baseurl": WEB, "html_theme": "furo"})
    page = built.page("404.html")
    assert '<meta name="robots" content="noindex" />' in page
    assert 'rel="canonical"' not in page
    assert "people/ada-lark" in built.page("sitemap.xml")
    assert "404" not in built.page("sitemap.xml")
    assert '"404"' not in built.page("searchindex.js")


def test_nothing_stands_inline(tiny: Tiny) -> None:
    page = tiny.build().page("404.html")
    body = page.partition('<div class="dossier-lost"')[2].partition("</nav>")[0]
    assert body
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", body)


def test_ids_lead_to_pages_old_ones_and_hand_written_pages_too(tiny: Tiny) -> None:
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "moved-from: [bo-wren]\nsort:")
    tiny.write("docs/pages/not.rst", ":nosearch:\n\nNot\n===\n")
    found = known(tiny.build())
    assert found["ada-lark"] == ["Ada Lark", "people/ada-lark.html", "Person"]
    assert found["bo-wren"] == found["bo-finch"] == ["Bo Finch", "people/bo-finch.html", "Person"]
    assert found["about"] == ["About", "pages/about.html", "Page"]
    assert found["people"] == ["People", "people/index.html", "List"]
    assert found.keys().isdisjoint({"not", "index", "404"})


def test_pieces_are_of_one_size_and_in_order() -> None:
    ids = [f"id_{number:04}" for number in range(2 * PIECE + 1)]
    endings = [Ending(id_, id_.upper(), f"people/{id_}", "Person") for id_ in reversed(ids)]
    files = {path: json.loads(content) for path, content in id_pieces(endings, lambda name: f"{name}.html")}
    assert files.pop("names/ids.json") == ["id-0000", f"id-{PIECE:04}", f"id-{2 * PIECE:04}"]
    assert list(files) == ["names/ids-0.json", "names/ids-1.json", "names/ids-2.json"]
    assert [len(piece) for piece in files.values()] == [PIECE, PIECE, 1]
    assert files["names/ids-2.json"] == [["id-1000", "ID_1000", "people/id_1000.html", "Person"]]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_build_after_an_edit_is_a_clean_one(tiny: Tiny, builder: str) -> None:
    tiny.build(builder)
    tiny.replace("kb/people/bo-finch.yaml", "name: Bo Finch", "name: Bo Finchley")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build(builder)
    assert known(built)["bo-finch"][0] == "Bo Finchley"
    assert "flood-treaty" not in known(built)
    assert built.files() == tiny.build(builder, out="clean", doctrees="clean-doctrees").files()


def test_no_change_writes_nothing_and_a_lost_page_is_written_again(tiny: Tiny) -> None:
    built = tiny.build()
    ours = [built.out / "404.html", *(built.out / "names").iterdir()]
    before, page = [file.stat().st_mtime_ns for file in ours], built.page("404.html")
    time.sleep(0.02)
    tiny.build()
    assert [file.stat().st_mtime_ns for file in ours] == before
    (built.out / "404.html").unlink()
    assert tiny.build().page("404.html") == page


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_it_goes_where_the_setting_is_off(tiny: Tiny, builder: str) -> None:
    built = tiny.build(builder)
    assert (built.out / "names" / "ids.json").is_file()
    off = tiny.build(builder, config={"dossier_lost": False})
    assert not (off.out / "404.html").exists()
    assert not (off.out / "names").exists()
    clean = tiny.build(builder, config={"dossier_lost": False}, out="clean", doctrees="clean-doctrees").files()
    assert off.files().keys() - {".buildinfo.bak"} == clean.keys()


def test_a_page_of_the_project_goes_before(tiny: Tiny) -> None:
    tiny.build()
    tiny.write("docs/more/404.html", "Ours")
    config = {"html_extra_path": ["more"]}
    assert tiny.build(config=config).page("404.html") == "Ours"
    tiny.remove("docs/more/404.html")
    tiny.write("docs/404.rst", ":orphan:\n\nGone\n====\n\nAway.\n")
    assert "Away." in tiny.build().page("404.html")
    assert "dossier-lost" not in tiny.build().page("404.html")


def test_roles_alone_make_no_page(tiny: Tiny) -> None:
    tiny.write("docs/conf.py", 'project = "Other"\nextensions = ["sphinx_dossier"]\n')
    tiny.write("docs/index.rst", "Home\n====\n")
    tiny.remove("docs/pages/about.rst")
    assert not (tiny.build().out / "404.html").exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<a href="../x.html#y">', '<a href="/a/x.html#y">'),
        ("<img src='p.png'>", "<img src='/a/404/p.png'>"),
        ('<a title="a > b" href="../x?q=1&amp;r=2">', '<a title="a > b" href="/a/x?q=1&amp;r=2">'),
        ('<meta content="../_static/x.json">', '<meta content="/a/_static/x.json">'),
        ('<meta content="noindex">', '<meta content="noindex">'),
        ('<a href="">', '<a href="#">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="https://river.example/">', '<a href="https://river.example/">'),
        ('<a href="mailto:ada@river.example">', '<a href="mailto:ada@river.example">'),
        ('<html data-content_root="../">', '<html data-content_root="/a/">'),
        ('href="x"', 'href="x"'),
    ],
)
def test_addresses_in_tags_become_absolute(given: str, expected: str) -> None:
    assert absolute(given, "/a/404/") == expected
