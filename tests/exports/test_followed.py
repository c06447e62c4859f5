"""The feeds of single entries, and the rules of RFC 4287 for every feed."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import followed
from sphinx_dossier.exports.atom_xml import FeedItem
from sphinx_dossier.exports.atom_xml import write as write_feed
from sphinx_dossier.history import Entered
from sphinx_dossier.publication import Feed

from tests.exports.published import BASE, entered, published, site
from tests.pages.fishing import ENTRIES, made

ATOM = "{http://www.w3.org/2005/Atom}"
ADA = "people/ada-finch.atom"


def read(checked: Checked, path: str = ADA, base: str = BASE, where: str = BASE) -> Any:  # noqa: ANN401
    headers = {"content-location": f"{where}{path}", "content-type": "application/atom+xml"}
    found = feedparser.parse(published(checked, "atom", base)[path], response_headers=headers)
    assert not found.bozo, found.bozo_exception
    return found


def test_people_and_policies_that_stand_have_feeds(fish: Checked, tmp_path: Path) -> None:
    text = ENTRIES["people/bo-larsen"] + "withdrawn: {date: 2021, why: So.}\n"
    gone = made(tmp_path / "kb", {"people/bo-larsen": text})
    all_ = {"people/ada-finch.atom", "people/bo-larsen.atom", "policies/herring-quota.atom"}
    assert {path for path in published(fish, "atom") if "/" in path} == all_
    assert {path for path in published(gone, "atom") if "/" in path} == all_ - {"people/bo-larsen.atom"}


def test_a_feed_holds_each_claim_that_names_the_entry_once(fish: Checked) -> None:
    found = read(fish)
    assert (found.feed.id, found.feed.title) == (f"{BASE}{ADA}", "Fish & co: Ada Finch")
    claims = [
        "people/ada-finch.html#minister", "people/ada-finch.html#slip", "people/ada-finch.html#spelling",
        "meetings/port-talks.html#ada", "meetings/port-talks.html#both", "meetings/port-talks.html#saved",
        "policies/herring-quota.html#first",
    ]  # fmt: skip
    assert sorted(one.link for one in found.entries) == sorted(BASE + claim for claim in claims)
    assert [one.id for one in found.entries] == [one.link for one in found.entries]


def test_an_item_says_the_claim_and_the_words_that_prove_it(fish: Checked) -> None:
    saved = next(one for one in read(fish).entries if one.link.endswith("#saved"))
    assert saved.title == "Talks in Port City, 2020: Finch said that the deal would save the herring."
    assert "Finch said that the deal would save the herring" in saved.content[0].value
    assert f'href="{BASE}sources/gazette.html' in saved.content[0].value
    assert saved.tags[0].term == "meeting"


def test_no_more_items_are_held_than_a_feed_has(fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    real, counts = write_feed, list[tuple[int, int]]()

    def alive() -> int:
        return sum(isinstance(one, FeedItem) for one in gc.get_objects())

    def write(feed: Feed, found: list[FeedItem], *others: Any) -> bytes:  # noqa: ANN401
        counts.append((alive() - before, len(found)))
        return real(feed, found, *others)

    monkeypatch.setattr(followed, "write", write)
    gc.collect()
    before = alive()
    assert len(dict(followed.feeds(fish, site(BASE)))) > 1
    assert all(held == own for held, own in counts)


def test_a_claim_has_the_day_on_which_it_can_first_have_stood_here(fish: Checked) -> None:
    def days(checked: Checked) -> dict[str, str]:
        return {one.link.partition("#")[2]: one.updated[:10] for one in read(checked).entries}

    assert days(fish)["saved"] == "2020-03-04"  # when its source was published
    assert days(fish)["slip"] == "2020-03-01"  # some day in March 2020
    told = entered(fish, port_talks="2031-05-06")
    assert days(told)["saved"] == "2031-01-02"  # when it was entered, and not when the entry was changed
    assert days(told)["slip"] == "2020-03-01"
    later = Entered(first=dates.parse("2031-03-04"), last=dates.parse("2031-07-08"))
    both = replace(told, history={**told.history, "gazette": later})
    assert days(both)["saved"] == "2031-03-04"  # no claim stands here before its sources do


def test_a_feed_holds_the_newest_claims_and_no_more(fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed, "LONGEST", 4)
    found = read(fish).entries
    assert {one.updated[:10] for one in found} == {"2020-03-04"}
    assert len(found) == 4


def test_what_a_withdrawn_entry_says_is_not_in_it(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"] + "withdrawn: {date: 2021, why: So.}\n"
    found = read(made(tmp_path / "kb", {"meetings/port-talks": text})).entries
    assert found
    assert not [one.link for one in found if "port-talks" in one.link]


def test_without_an_address_the_links_lead_on_from_the_folder_of_the_feed(fish: Checked) -> None:
    found = read(fish, base="", where="https://elsewhere.example/a/")
    assert found.feed.links[0].href == f"https://elsewhere.example/a/{ADA}"
    links = {one.link for one in found.entries}
    assert "https://elsewhere.example/a/meetings/port-talks.html#saved" in links
    assert 'href="https://elsewhere.example/a/sources/gazette.html' in found.entries[0].content[0].value


@pytest.mark.parametrize("base", [BASE, ""])
def test_every_feed_holds_to_the_rules(changed: Checked, base: str) -> None:
    """What RFC 4287 asks for: 4.1.1 of a feed, 4.1.2 of an entry, 3.3 of a time, 4.2.7 of links, 4.2.6 of ids."""
    feeds = published(changed, "atom", base)
    assert len(feeds) > 8
    for path, content in feeds.items():
        root = ET.fromstring(content)  # noqa: S314 -- our own
        assert root.tag == f"{ATOM}feed"
        items = root.findall(f"{ATOM}entry")
        for one in (root, *items):
            for name in ("id", "title", "updated"):
                [found] = one.findall(f"{ATOM}{name}")
                assert (found.text or "").strip(), (path, name)
            assert re.fullmatch(r"[a-z]+:[^ ]+", one.findtext(f"{ATOM}id", ""))
            assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z", one.findtext(f"{ATOM}updated", ""))
            links = [(link.get("rel"), link.get("type")) for link in one.findall(f"{ATOM}link")]
            assert links == [("self", "application/atom+xml")] if one is root else [("alternate", "text/html")]
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        assert {one.find(f"{ATOM}content").get("type") for one in items} <= {"html"}  # type: ignore[union-attr]
        ids = [one.findtext(f"{ATOM}id", "") for one in (root, *items)]
        assert len(set(ids)) == len(ids)
        times = [one.findtext(f"{ATOM}updated", "") for one in items]
        assert times == sorted(times, reverse=True)
        assert root.findtext(f"{ATOM}updated", "") >= max(times, default="")
