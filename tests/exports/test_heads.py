"""The data in the head of a page, as a processor of JSON-LD reads it there."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import linked
from sphinx_dossier.exports.linked import heads
from sphinx_dossier.publication import Listed

from tests.exports.published import BASE, site
from tests.pages.fishing import ENTRIES, made

SCHEMA = "https://schema.org/"
AWKWARD = "Talks </script><!-- <script> & 漁業"


class Data(HTMLParser):
    """Gathers the blocks of data, and what else stands on the page, as a browser parts them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert (tag, attrs) == ("script", [("type", "application/ld+json")])

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.blocks.append(data)


def head(checked: Checked, id_: str, base: str = BASE) -> str:
    return linked.of_entry(checked.library.entries[id_], checked, site(base))


def nodes(text: str, where: str = "") -> dict[str, Any]:
    """Return the nodes in a block by their types, with whole names and addresses."""
    [block] = Data(text).blocks
    found = jsonld.expand(json.loads(block), {"base": where})
    return {one["@type"][0].removeprefix(SCHEMA): one for one in found}


def names(node: dict[str, Any], term: str) -> list[str]:
    return [one.get("@id") or one.get("@value") for one in node[SCHEMA + term]]


def test_the_page_of_a_meeting(fish: Checked) -> None:
    talks = nodes(head(fish, "port-talks"))["Event"]
    assert talks["@id"] == f"{BASE}meetings/port-talks.html"
    assert names(talks, "name") == ["Talks in Port City, 2020"]
    assert names(talks, "startDate") == ["2020-03-03"]
    assert names(talks, "attendee") == [f"{BASE}people/ada-finch.html", f"{BASE}people/bo-larsen.html"]
    assert set(names(talks, "subjectOf")) == {f"{BASE}sources/gazette.html", f"{BASE}sources/herald.html"}
    assert "agreed to halve the catch of herring" in names(talks, "description")[0]


def test_the_page_of_a_source(fish: Checked) -> None:
    gazette = nodes(head(fish, "gazette"))["NewsArticle"]
    assert names(gazette, "headline") == ["Norland and Sudland sign fishing deal"]
    assert names(gazette, "publisher") == [f"{BASE}organizations/gazette-press.html"]
    assert names(gazette, "datePublished") == ["2020-03-04"]


def test_the_way_to_the_page(fish: Checked) -> None:
    crumbs = nodes(head(fish, "ada-finch"))["BreadcrumbList"][SCHEMA + "itemListElement"]
    found = {one[SCHEMA + "position"][0]["@value"]: (names(one, "name")[0], names(one, "item")[0]) for one in crumbs}
    assert found == {
        1: ("Fish & co", f"{BASE}index.html"),
        2: ("People", f"{BASE}people/index.html"),
        3: ("Ada Finch", f"{BASE}people/ada-finch.html"),
    }


def test_without_an_address_the_ids_are_seen_from_the_page(fish: Checked) -> None:
    here = "https://elsewhere.example/a/meetings/port-talks.html"
    talks = nodes(head(fish, "port-talks", base=""), where=here)["Event"]
    assert talks["@id"] == here
    assert names(talks, "attendee")[0] == "https://elsewhere.example/a/people/ada-finch.html"


def test_nothing_in_it_ends_it(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace("name: Talks in Port City, 2020", f"name: {AWKWARD!r}")
    found = head(made(tmp_path / "kb", {"meetings/port-talks": text}), "port-talks")
    assert names(nodes(found)["Event"], "name") == [AWKWARD]
    assert Data(found).tags == ["script"]
    # A browser reads on beyond an end of script that stands in what looks like a comment: not one sign may be there.
    assert (found.count("<"), found.count(">")) == (2, 2)


def test_what_was_withdrawn_is_not_told(changed: Checked) -> None:
    assert head(changed, "old-talks") == ""


@pytest.mark.parametrize("many", [30, 400])
def test_it_is_kept_small(many: int, tmp_path: Path) -> None:
    people = {f"people/person-{number:03}": f"name: Person {number}\n" for number in range(many)}
    ids = ", ".join(path.removeprefix("people/") for path in people)
    text = ENTRIES["meetings/port-talks"].replace("[ada-finch, bo-larsen]", f"[{ids}]")
    checked = made(tmp_path / "kb", {**people, "meetings/port-talks": text})
    found = head(checked, "port-talks")
    assert len(found.encode()) <= heads.LONGEST
    attendees = names(nodes(found)["Event"], "attendee")
    assert len(attendees) == {30: 31, 400: 32}[many]  # with the one whom another claim names
    assert attendees[0] == f"{BASE}people/person-000.html"
    far = len(head(checked, "port-talks", base=f"https://{'long.' * 30}example/").encode())
    assert 0 < far <= heads.LONGEST


def test_a_name_without_end_leaves_no_data(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace("name: Talks in Port City, 2020", f"name: {'Talks ' * 600}")
    assert head(made(tmp_path / "kb", {"meetings/port-talks": text}), "port-talks") == ""


def test_the_home_page() -> None:
    files = [Listed(path="data/claims.csv", type="text/csv", help=""), Listed(path="llms.txt", type="", help="")]
    found = nodes(linked.of_home(site(), files))
    assert names(found["WebSite"], "name") == ["Fish & co"]
    [action] = found["WebSite"][SCHEMA + "potentialAction"]
    assert names(action[SCHEMA + "target"][0], "urlTemplate") == [f"{BASE}search.html?q={{search_term_string}}"]
    [download] = found["Dataset"][SCHEMA + "distribution"]
    assert names(download, "contentUrl") == [f"{BASE}data/claims.csv"]
    assert names(download, "encodingFormat") == ["text/csv"]


def test_the_home_page_of_a_site_without_an_address() -> None:
    found = nodes(linked.of_home(site(""), []), where="https://elsewhere.example/a/")
    assert [*found] == ["WebSite"]
    assert SCHEMA + "potentialAction" not in found["WebSite"]
    assert names(found["WebSite"], "url") == ["https://elsewhere.example/a/index.html"]
