"""Entries that are spread over several pages, as a build makes them: found, linked, pruned, and no documents."""

from __future__ import annotations

import os
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.site import tiny as project
from tests.site.tiny import Tiny

STATEMENT = (
    "  - id: said-{n}\n    text: The minister of Norland counted the trout of the river and said {word}.\n"
    "    date: {date}\n    about: [norland]\n    {cite}\n"
)


def many(tiny: Tiny, number: int) -> None:
    """Let another meeting say very much of Norland."""
    said = (
        STATEMENT.format(n=n, word="la" * (n % 7 + 1), date=f"{2010 + n // 20}-{n % 12 + 1:02}-01", cite=project.READ)
        for n in range(number)
    )
    tiny.write("kb/policies/trout.yaml", "name: Trout\nstatements:\n" + "".join(said))


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids.add(known.get("id") or "")
        if tag == "a" and (href := known.get("href")):
            self.links.add(href)


def dangling(root: Path) -> list[tuple[str, str]]:
    """Return the links within a site that lead to no file, or to no address of one."""
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        for link in sorted(page.links):
            if re.match("[a-z]+:", link):
                continue
            where, _, anchor = link.partition("#")
            above = root if where.startswith("/") else path.parent
            there = Path(os.path.normpath(above / unquote(where).lstrip("/"))) if where else path
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file() or (there in pages and anchor and unquote(anchor) not in pages[there].ids):
                found.append((str(path.relative_to(root)), link))
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_and_address_leads_somewhere(tiny: Tiny, builder: str) -> None:
    many(tiny, 200)
    built = tiny.build(builder)
    assert built.warnings == []
    assert sorted(built.out.glob("organizations/norland/201*"))
    assert dangling(built.out) == []


def test_a_document_in_the_place_of_a_part_is_left_out(tiny: Tiny) -> None:
    many(tiny, 200)
    for name in ("2011", "history"):
        tiny.write(f"docs/organizations/norland/{name}.rst", ":orphan:\n\nBy hand\n=======\n")
    built = tiny.build()
    assert [re.sub(r".*(the page .*);.*", r"\1", line) for line in built.warnings] == [
        "the page 'organizations/norland/2011' is made from the knowledge base, so this file is left out"
    ]
    assert "Norland: 2011" in built.page("organizations/norland/2011.html")
    assert "By hand" in built.page("organizations/norland/history.html")


def test_parts_are_searched_and_are_in_no_inventory(tiny: Tiny) -> None:
    many(tiny, 200)
    built = tiny.build()
    assert '"organizations/norland/2012"' in built.page("searchindex.js")
    assert '"organizations/norland/2012"' not in tiny.build(config={"dossier_search": "other"}).page("searchindex.js")
    found = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1])
    assert b"organizations/norland.html" in found
    assert b"organizations/norland/" not in found


def test_parts_that_are_no_more_are_removed(tiny: Tiny) -> None:
    many(tiny, 200)
    part = tiny.build().out / "organizations/norland/2012.html"
    assert part.is_file()
    many(tiny, 3)
    assert not tiny.build().out.joinpath("organizations/norland").exists()


@pytest.mark.parametrize(("first", "then"), [(200, 201), (3, 200), (200, 90)])
def test_an_incremental_build_is_a_clean_one(tiny: Tiny, first: int, then: int) -> None:
    many(tiny, first)
    tiny.build()
    many(tiny, then)
    again = tiny.build().files()
    again.pop(".buildinfo.bak", None)
    assert again == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_a_new_statement_draws_few_parts_again(tiny: Tiny) -> None:
    many(tiny, 200)
    out = tiny.build().out
    before = {path: path.stat().st_mtime_ns for path in out.glob("organizations/norland/*.html")}
    many(tiny, 201)
    tiny.build()
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert "2010.html" in {path.name for path in before} - changed


def test_other_builders_have_the_whole_on_one_page(tiny: Tiny) -> None:
    many(tiny, 200)
    built = tiny.build("text")
    assert not (built.out / "organizations/norland").exists()
    assert built.page("organizations/norland.txt").count("counted the trout") == 200


def test_a_page_of_prose_with_the_name_of_a_part_is_left_out(tiny: Tiny) -> None:
    many(tiny, 200)
    tiny.write("docs/organizations/norland/2012.rst", "Mine\n====\n")
    built = tiny.build()
    assert [one for one in built.warnings if "'organizations/norland/2012' is made from the knowledge base" in one]
    assert "Mine" not in built.page("organizations/norland/2012.html")
