"""What leads programs to pages and data: every address in it is one that the site has."""

from __future__ import annotations

import re
import urllib.robotparser
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from sphinx_dossier import exports
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import guides

from tests.exports.published import BASE, entered, published, site

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def sitemap(checked: Checked, path: str = "sitemap.xml") -> ET.Element:
    return ET.fromstring(published(checked, "sitemap")[path])  # noqa: S314 -- our own


def places(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iterfind(".//s:loc", SPACE)]


def test_the_guide_for_language_models(fish: Checked) -> None:
    text = published(fish, "llms")["llms.txt"].decode()
    head = text.splitlines()
    held = f"{len(fish.library.entries)} entries with {len(fish.library.claims)} claims"
    assert (head[0], head[2]) == ("# Fish & co", f"> A knowledge base of {held}.")
    assert re.findall("^## (.*)", text, re.MULTILINE) == ["Data", "Entries", "Optional"]
    links = re.findall(r"\]\(([^)]*)\)", text)
    files = {f"{BASE}{path}" for form in exports.FORMATS.values() for path, _ in form.files(fish, site())}
    kinds = {f"{BASE}{kind.folder}/index.html" for kind in fish.library.kinds.values()}
    assert set(links) <= files | kinds
    assert {*kinds, *(f"{BASE}data/kinds/{kind.folder}.csv" for kind in fish.library.kinds.values())} <= set(links)
    assert f"`{BASE}FOLDER/ID.json`" in text


def test_the_sitemap_has_every_page_that_stands(changed: Checked) -> None:
    root = sitemap(changed)
    assert root.tag == f"{{{SPACE['s']}}}urlset"
    names = {changed.library.docname(id_) for id_ in changed.library.entries} - {"meetings/old-talks"}
    assert places(root) == [f"{BASE}{name}.html" for name in sorted(names | {"index", "people/index"})]


def test_the_sitemap_says_what_git_tells(fish: Checked) -> None:
    root = sitemap(entered(fish, ada_finch="2031-05-06"))
    told = [(one.find("s:loc", SPACE), one.find("s:lastmod", SPACE)) for one in root]
    days = {place.text: day.text for place, day in told if place is not None and day is not None}
    assert days == {f"{BASE}people/ada-finch.html": "2031-05-06"}


def test_a_long_sitemap_is_parted(fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = places(sitemap(fish))
    monkeypatch.setattr(guides, "MOST", 5)
    parts = places(sitemap(fish))
    assert parts == [f"{BASE}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    assert [place for part in parts for place in places(sitemap(fish, part.removeprefix(BASE)))] == whole


def test_pages_that_are_none_are_left_out(fish: Checked) -> None:
    with_404 = replace(site(), documents=("404", "genindex", "index", "search"))
    content = dict(exports.FORMATS["sitemap"].files(fish, with_404))["sitemap.xml"]
    found = places(ET.fromstring(content))  # noqa: S314 -- our own
    assert f"{BASE}index.html" in found
    assert not {f"{BASE}{name}.html" for name in ("404", "genindex", "search")}.intersection(found)


def test_robots_are_led_to_the_sitemap_at_the_root_of_a_host_alone(fish: Checked) -> None:
    assert [*published(fish, "sitemap")] == ["sitemap.xml"]  # below a folder nothing looks for robots.txt
    files = published(fish, "sitemap", base="https://dossier.example/")
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(files["robots.txt"].decode().splitlines())
    assert robots.site_maps() == ["https://dossier.example/sitemap.xml"]
    assert robots.can_fetch("any", "https://dossier.example/people/ada-finch.html")


def test_without_an_address_there_is_no_sitemap(fish: Checked) -> None:
    assert published(fish, "sitemap", base="") == {}
