"""The feed of what no longer stands, as feedparser reads it, which knows nothing of who wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from sphinx_dossier import exports
from sphinx_dossier.checked import Checked

from tests.exports.published import BASE, site
from tests.pages.fishing import ENTRIES, made

AWKWARD = 'Its <b>author</b> & editor wrote "so" ]]> 漁業.'
STANDING = {
    "sources/gazette": """\
standing:
  - {status: corrected, date: 2020-03-09, why: The pier was another one}
  - {status: gone, date: 2021-02, why: The address leads to the front page.}
moved-from: [old-gazette, gazette-2020]
""",
    "sources/herald": f"standing: {{status: retracted, why: {AWKWARD!r}, by: note}}\n",
    "meetings/old-talks": "withdrawn: {date: 2020-05, why: It was no meeting., see: [port-talks]}\n",
}
NOTE = {"sources/note": "name: The Herald to its readers\ndate: 2020-04-01\n"}


def feed(checked: Checked, base: str = BASE, path: str = "standing.atom") -> bytes:
    return dict(exports.FORMATS["atom"].files(checked, site(base)))[path]


def read(content: bytes, where: str = f"{BASE}standing.atom") -> Any:  # noqa: ANN401 -- feedparser has no types
    headers = {"content-location": where, "content-type": "application/atom+xml"}
    found = feedparser.parse(content, response_headers=headers)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    changes = {path: ENTRIES[path] + text for path, text in STANDING.items()}
    return made(tmp_path_factory.mktemp("fallen") / "kb", {**changes, **NOTE})


def test_what_the_feed_says_of_itself(fallen: Checked) -> None:
    found = read(feed(fallen)).feed
    assert (found.id, found.author, found.language) == (f"{BASE}standing.atom", "Fish & co", "en")
    assert found.title == "Fish & co: sources and entries that no longer stand as they did"
    assert [(link.rel, link.href) for link in found.links] == [("self", f"{BASE}standing.atom")]
    assert found.updated == "2021-02-01T00:00:00Z"


def test_each_item_the_newest_first(fallen: Checked) -> None:
    found = read(feed(fallen)).entries
    assert [(one.title, one.updated[:10], one.tags[0].term, one.link) for one in found] == [
        (
            "Gazette, March 2020 is no longer at its address, as seen in February 2021",
            "2021-02-01",
            "gone",
            f"{BASE}sources/gazette.html#standing--gone-2021-02",
        ),
        (
            "Talks of the war of the nets was withdrawn",
            "2020-05-01",
            "withdrawn",
            f"{BASE}meetings/old-talks.html#withdrawn--notice",
        ),
        (
            "Herald, March 2020 was retracted",
            "2020-04-01",  # when the note appeared that took it back
            "retracted",
            f"{BASE}sources/herald.html#standing--retracted",
        ),
        (
            "Gazette, March 2020 was corrected on 9 March 2020",
            "2020-03-09",
            "corrected",
            f"{BASE}sources/gazette.html#standing--corrected-2020-03-09",
        ),
    ]


def test_an_item_holds_why_and_what_rests_on_it(fallen: Checked) -> None:
    herald = next(one for one in read(feed(fallen)).entries if "Herald" in one.title)
    content = herald.content[0]
    assert content.type == "text/html"
    assert "Its &lt;b&gt;author&lt;/b&gt; &amp; editor" in content.value
    assert "漁業" in content.value
    assert f'{BASE}people/ada-finch.html#slip"' in content.value
    assert "No source that stands supports this." in content.value


def test_ids_are_addresses_that_last(fallen: Checked, tmp_path: Path) -> None:
    found = [one.id for one in read(feed(fallen)).entries]
    assert found[-1] == f"{BASE}sources/old-gazette.html#standing--corrected-2020-03-09"  # its first address
    assert len(set(found)) == len(found)


def test_without_an_address_the_links_are_seen_from_the_feed(fallen: Checked) -> None:
    there = read(feed(fallen, base=""), where="https://elsewhere.example/a/standing.atom")
    assert there.entries[0].link == "https://elsewhere.example/a/sources/gazette.html#standing--gone-2021-02"
    ids = [there.feed.id, *(one.id for one in there.entries)]
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    assert len(set(ids)) == len(ids)
    plain = ET.fromstring(feed(fallen, base=""))  # noqa: S314 -- our own
    links = [link.get("href", "") for link in plain.iter("{http://www.w3.org/2005/Atom}link")]
    assert links[:2] == ["standing.atom", "sources/gazette.html#standing--gone-2021-02"]


def test_the_same_library_gives_the_same_bytes(fallen: Checked, tmp_path: Path) -> None:
    changes = {path: ENTRIES[path] + text for path, text in STANDING.items()}
    assert feed(made(tmp_path / "again", {**changes, **NOTE})) == feed(fallen)


def test_a_feed_without_items_is_as_new_as_the_newest_date(tmp_path: Path) -> None:
    found = read(feed(made(tmp_path / "kb")))
    assert (found.entries, found.feed.updated) == ([], "2020-03-04T00:00:00Z")


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2031-12-24/2032-01-02", "2031-12-24"),
        ("../2031", "2020-03-04"),
        ("-0044-03-15", "2020-03-04"),
        ("Y17000", "2020-03-04"),
        ("0800", "0800-01-01"),
        ("2031-24", "2031-12-01"),
    ],
)
def test_dates_that_no_clock_shows(date: str, updated: str, tmp_path: Path) -> None:
    text = f"standing: {{status: corrected, date: {date!r}, why: So.}}\n"
    changes = {"sources/gazette": ENTRIES["sources/gazette"] + text}
    found = ET.fromstring(feed(made(tmp_path / "kb", changes)))  # noqa: S314
    times = [one.text for one in found.iter("{http://www.w3.org/2005/Atom}updated")]
    assert times == [f"{updated}T00:00:00Z"] * 2
