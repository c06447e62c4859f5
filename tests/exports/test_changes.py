"""The feeds of entries, as feedparser reads them."""

from __future__ import annotations

import feedparser
import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import atom

from tests.exports.published import BASE, entered, published


def titles(checked: Checked, path: str) -> list[tuple[str, str]]:
    headers = {"content-location": f"{BASE}{path}", "content-type": "application/atom+xml"}
    found = feedparser.parse(published(checked, "atom")[path], response_headers=headers)
    assert not found.bozo
    assert found.feed.id == f"{BASE}{path}"
    return [(one.title, one.updated[:10]) for one in found.entries]


def test_there_is_a_feed_of_all_and_of_each_kind_that_has_entries(fish: Checked) -> None:
    kinds = ["meetings", "organizations", "people", "policies", "sources"]
    found = [path for path in published(fish, "atom") if "/" not in path]
    assert found == ["standing.atom", "entries.atom", *(f"entries-{k}.atom" for k in kinds)]


def test_the_newest_entries_come_first(changed: Checked) -> None:
    found = titles(changed, "entries.atom")
    assert found[0] == ("Ada Finch", "2031-05-06")  # by the history of git
    assert ("Gazette Press", "2020-03-01") in found  # by the newest source that it cites
    assert ("Gazette, March 2020", "2020-03-04") in found  # by its own date
    assert [day for _, day in found] == sorted((day for _, day in found), reverse=True)
    assert "Talks of the war of the nets" not in dict(found)  # withdrawn
    assert len(found) == len(changed.library.entries) - 1


def test_a_feed_of_a_kind_holds_that_kind(fish: Checked) -> None:
    assert {title for title, _ in titles(fish, "entries-people.atom")} == {"Ada Finch", "Bo Larsen"}


def test_a_feed_holds_the_newest_and_no_more(fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atom, "LONGEST", 1)
    told = entered(fish, ada_finch="2031-05-06", norland="2031-05-07")
    assert titles(told, "entries.atom") == [("Norland", "2031-05-07")]
    assert titles(told, "entries-people.atom") == [("Ada Finch", "2031-05-06")]


def test_an_item_says_what_the_entry_is_about(fish: Checked) -> None:
    found = feedparser.parse(published(fish, "atom")["entries-meetings.atom"]).entries
    talks = next(one for one in found if one.link == f"{BASE}meetings/port-talks.html")
    assert "The ministers agreed to halve the catch of herring." in talks.content[0].value
    assert talks.tags[0].term == "meeting"
