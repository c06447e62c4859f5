"""Every link, anchor, picture and address of the built site leads to something that is there."""

from __future__ import annotations

import html.parser
import re
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sphinx.util.inventory import InventoryFile

from scripts.page_kinds import pages

LINKS = ("href", "src", "srcset", "poster", "data", "action", "cite", "xlink:href")
OUTSIDE = ("http", "https", "mailto", "data", "webcal")
SPHINX_ONLY = {"modindex", "py-modindex"}
"""Names of an index that Sphinx puts into every inventory, with modules or without."""


class _Reader(html.parser.HTMLParser):
    """Gathers the ids and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        given = {name: value or "" for name, value in attrs}
        self.ids.update([given["id"]] if "id" in given else [])
        for name in LINKS:
            value = given.get(name, "")
            several = name == "srcset"
            self.links += (
                [one.split()[0] for one in value.split(",") if one.strip()] if several else [value] * bool(value)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    folder: Path
    read: dict[str, _Reader] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def fault(self, page: str, link: str) -> str:
        """Say what is wrong with a link of a page, or nothing."""
        parts = urllib.parse.urlsplit(link)
        if parts.scheme in OUTSIDE or parts.netloc:
            return ""
        path = urllib.parse.unquote(parts.path)
        base = self.folder if path.startswith("/") else (self.folder / page).parent
        file = (base / path.lstrip("/")).resolve() if path else self.folder / page
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return f"{page}: {link}: no such file"
        target = self.read.get(file.relative_to(self.folder).as_posix())
        anchor = urllib.parse.unquote(parts.fragment.partition(":~:")[0])
        known = target is None or not anchor or anchor in target.ids
        return "" if known else f"{page}: {link}: no such anchor"


@pytest.fixture(scope="module")
def read(built: Path) -> _Site:
    site = _Site(folder=built.resolve())
    for name in pages(built):
        text = (built / name).read_text(encoding="utf-8")
        reader = _Reader()
        reader.feed(text)
        site.read[name] = reader
        title = re.search(r"<title>(.*?)</title>", text)
        site.titles[name] = title[1] if title else ""
    return site


def test_every_link_leads_somewhere(read: _Site) -> None:
    links = [(name, link) for name, page in read.read.items() for link in page.links]
    assert len(links) > 5000
    assert [fault for name, link in links if (fault := read.fault(name, link))] == []


def test_no_id_stands_twice_on_a_page(read: _Site) -> None:
    twice = {name: [one for one, count in page.ids.items() if count > 1] for name, page in read.read.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_entry_of_the_inventory_is_there(read: _Site) -> None:
    inventory = InventoryFile.loads((read.folder / "objects.inv").read_bytes(), uri="")
    named = [(name, item.uri) for items in inventory.data.values() for name, item in items.items()]
    addresses = [uri for name, uri in named if name not in SPHINX_ONLY]
    assert addresses
    assert [fault for one in addresses if (fault := read.fault("index.html", one))] == []


def test_every_feed_leads_somewhere(read: _Site) -> None:
    feeds = sorted(read.folder.rglob("*.atom"))
    assert feeds
    faults = []
    for feed in feeds:
        root = ElementTree.parse(feed).getroot()  # noqa: S314 -- we wrote it
        base = root.get("{http://www.w3.org/XML/1998/namespace}base", "")
        links = [base + one.get("href", "") for one in root.iter("{http://www.w3.org/2005/Atom}link")]
        page = feed.relative_to(read.folder).as_posix()
        faults += [fault for link in links if (fault := read.fault(page, link))]
    assert faults == []


def test_every_page_has_a_title_of_its_own(read: _Site) -> None:
    assert [title for title, count in Counter(read.titles.values()).items() if count > 1 or not title] == []
