"""Addresses on the web, the script that copies them, and links to passages, as a build makes them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.site.tiny import Tiny

BASE = {"html_baseurl": "https://river.example/kb"}


@pytest.mark.parametrize(
    ("builder", "file", "at"),
    [
        ("html", "meetings/first-round.cite.txt", "https://river.example/kb/meetings/first-round.html"),
        ("dirhtml", "meetings/first-round.cite.txt", "https://river.example/kb/meetings/first-round/"),
        ("text", "meetings/first-round.txt", "https://river.example/kb/meetings/first-round.html"),
        ("singlehtml", "index.html", "https://river.example/kb/meetings/first-round.html"),
    ],
)
def test_the_whole_address_comes_from_the_configuration(tiny: Tiny, builder: str, file: str, at: str) -> None:
    built = tiny.build(builder, config=BASE)
    assert f"{at}#dam" in built.page(file)


def test_without_one_the_address_is_that_within_the_page(tiny: Tiny) -> None:
    assert ". #dam\nSources: gazette\n" in tiny.build().page("meetings/first-round.cite.txt")


@pytest.mark.parametrize(
    ("builder", "page", "way"),
    [
        ("html", "meetings/first-round.html", "first-round.cite.txt"),
        ("dirhtml", "meetings/first-round/index.html", "../first-round.cite.txt"),
    ],
)
def test_the_page_leads_to_the_text(tiny: Tiny, builder: str, page: str, way: str) -> None:
    built = tiny.build(builder)
    assert f'href="{way}"' in built.page(page)
    assert (built.out / page).parent.joinpath(way).resolve().is_file()


def test_the_text_of_an_entry_that_is_gone_is_gone(tiny: Tiny) -> None:
    assert (tiny.build().out / "policies/open-dam.cite.txt").is_file()
    tiny.remove("kb/policies/open-dam.yaml")
    assert not (tiny.build().out / "policies/open-dam.cite.txt").exists()


def test_a_changed_address_of_the_site_reaches_every_page(tiny: Tiny) -> None:
    tiny.build()
    again = tiny.build(config=BASE).files()
    again.pop(".buildinfo.bak", None)
    assert again == tiny.build(out="clean", doctrees="clean-doctrees", config=BASE).files()


def test_the_script_stands_in_the_output_and_is_named_by_every_page(tiny: Tiny) -> None:
    built = tiny.build()
    assert (built.out / "_static/dossier.js").is_file()
    for path in ("people/ada-lark.html", "index.html"):
        assert re.search(r'<script defer="defer" src="[./]*_static/dossier\.js\?v=\w+"></script>', built.page(path))


def test_the_part_how_to_cite_adds_nothing_to_the_search(tiny: Tiny) -> None:
    assert '"bibtex' not in tiny.build().page("searchindex.js")


class _Article(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>They agreed that the old dam would be opened every spring.</p>")

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def article() -> Iterator[str]:
    """The address of an article on the web, on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Article)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/article"
    server.shutdown()
    server.server_close()


def test_linkcheck_takes_no_passage_for_the_id_of_an_element(tiny: Tiny, article: str) -> None:
    tiny.replace("kb/sources/gazette.yaml", "name: The gazette", f"name: The gazette\nurl: {article}")
    built = tiny.build("linkcheck")
    found = [json.loads(line) for line in built.page("output.json").splitlines()]
    checked = {one["uri"].partition("#")[2][:8]: one["status"] for one in found if one["uri"].startswith(article)}
    assert checked == {"": "working", ":~:text=": "working"}
