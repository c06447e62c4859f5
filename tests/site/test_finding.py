"""The index of pagefind: what is in it, when it is written, and what the site has where pagefind is not."""

from __future__ import annotations

import gzip
import json
import sys
import time
from typing import Any

import pytest

from tests.site.tiny import Built, Tiny

FOUND = {"dossier_search": "pagefind"}


def fragments(built: Built) -> dict[str, dict[str, Any]]:
    """Return what the index holds of each page, by its address."""
    found = {}
    for file in (built.out / "pagefind" / "fragment").iterdir():
        _, _, text = gzip.decompress(file.read_bytes()).decode().partition("{")
        fragment = json.loads("{" + text)
        found[fragment["url"]] = fragment
    return found


def beside(built: Built) -> dict[str, bytes]:
    """Return every file but those of pagefind, which are not the same bytes twice."""
    return {path: content for path, content in built.files().items() if not path.startswith("pagefind/")}


def test_the_index_knows_names_claims_quotes_and_facets(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "  - name: Ms Lark", "  - name: Ms Lark\n    status: misprint")
    found = fragments(tiny.build(config=FOUND))
    person, meeting = found["/people/ada-lark.html"], found["/meetings/first-round.html"]
    assert "Ms Lark" in person["content"]
    assert person["meta"]["title"] == "Ada Lark"
    assert "agreed that the old dam would be opened every spring" in meeting["content"]
    assert "dam" in {anchor["id"] for anchor in meeting["anchors"]}
    assert (meeting["meta"]["kind"], meeting["meta"]["date"]) == ("Meeting", "6 January 2022")
    assert meeting["filters"] == {
        "kind": ["meeting"],
        "year": ["2022"],
        "person": ["Ada Lark", "Bo Finch"],
        "place": ["Millbridge"],
        "source": ["The gazette"],
    }


def test_hand_written_pages_are_found_section_by_section(tiny: Tiny) -> None:
    tiny.write("docs/pages/long.rst", "Long\n====\n\nBefore.\n\nPart two\n--------\n\nA word about otters.\n")
    tiny.write("docs/pages/not.rst", ":nosearch:\n\nNot\n===\n\nA word about otters.\n")
    found = fragments(tiny.build(config=FOUND))
    page = found["/pages/long.html"]
    assert (page["meta"]["title"], page["meta"]["kind"]) == ("Long", "Page")
    assert "A word about otters." in page["content"]
    assert [anchor["id"] for anchor in page["anchors"]] == ["part-two"]
    assert "/pages/not.html" not in found


def test_under_dirhtml_addresses_are_those_of_folders(tiny: Tiny) -> None:
    built = tiny.build("dirhtml", config=FOUND)
    assert "/people/ada-lark/" in fragments(built)
    assert 'data-pagefind="../pagefind/pagefind.js"' in built.page("search/index.html")


def test_a_build_without_a_change_writes_nothing(tiny: Tiny) -> None:
    ours = ("pagefind/", "names/", "search.html")
    first = tiny.build(config=FOUND)
    before = {path: (first.out / path).stat().st_mtime_ns for path in first.files() if path.startswith(ours)}
    time.sleep(0.02)
    second = tiny.build(config=FOUND)
    now = {path: (second.out / path).stat().st_mtime_ns for path in second.files() if path.startswith(ours)}
    assert len(now) > 20
    assert now == before


def test_an_edit_is_found_and_what_is_gone_is_not(tiny: Tiny) -> None:
    tiny.build(config=FOUND)
    tiny.replace("kb/people/bo-finch.yaml", "name: Bo Finch", "name: Bo Finchley")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build(config=FOUND)
    found = fragments(built)
    assert found["/people/bo-finch.html"]["meta"]["title"] == "Bo Finchley"
    assert "/treaties/flood-treaty.html" not in found
    assert "flood" not in built.page("names/f.json")
    assert beside(built) == beside(tiny.build(config=FOUND, out="clean", doctrees="clean-doctrees"))


def test_what_was_withdrawn_says_so(tiny: Tiny) -> None:
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "withdrawn: {date: 2022, why: So.}\nsort:")
    assert fragments(tiny.build(config=FOUND))["/people/bo-finch.html"]["meta"]["title"] == "Bo Finch (withdrawn)"


def test_an_old_page_is_not_found_but_its_name_is(tiny: Tiny) -> None:
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "moved-from: [bo-wren]\nsort:")
    found = fragments(tiny.build(config=FOUND))
    assert "bo wren" in found["/people/bo-finch.html"]["content"]
    assert "/people/bo-wren.html" not in found


def test_names_lead_to_entries_letter_by_letter(tiny: Tiny) -> None:
    built = tiny.build(config=FOUND)
    assert json.loads(built.page("names/l.json"))["lark"] == [["Ada Lark", "people/ada-lark.html", "Person"]]
    assert json.loads(built.page("names/a.json"))["ada"] == [["Ada Lark", "people/ada-lark.html", "Person"]]


def test_without_a_script_the_page_leads_to_the_lists(tiny: Tiny) -> None:
    tiny.write("docs/pages/names.rst", "All names\n=========\n\n.. dossier-glossary::\n")
    page = tiny.build(config=FOUND).page("search.html")
    ways = page.partition('class="dossier-search-ways"')[2].partition("</nav>")[0]
    assert '<a href="pages/names.html">A to Z</a>' in ways
    assert '<a href="people/index.html">People</a>' in ways
    assert "<noscript>" in page
    assert " style=" not in page.partition('class="dossier-search"')[2].partition("</form>")[0]


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_the_page_stands_in_any_theme(tiny: Tiny, theme: str) -> None:
    built = tiny.build(config={**FOUND, "html_theme": theme})
    assert built.warnings == []
    page = built.page("search.html")
    assert page.count('id="dossier-q"') == 1
    assert '<script type="module" src="_static/dossier-search.js"></script>' in page
    assert "searchindex.js" not in page
    assert not (built.out / "searchindex.js").exists()


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where pagefind is not installed."""
    monkeypatch.setitem(sys.modules, "pagefind", None)
    monkeypatch.setitem(sys.modules, "pagefind.service", None)


def test_where_pagefind_is_missing_the_search_is_that_of_sphinx(tiny: Tiny, missing: None) -> None:
    built = tiny.build(config={"dossier_search": "auto"})
    assert (built.warnings, built.status.count("pagefind is not installed")) == ([], 1)
    assert "people/ada-lark" in built.page("searchindex.js")
    assert not (built.out / "pagefind").exists()


def test_where_it_is_demanded_its_lack_is_a_warning(tiny: Tiny, missing: None) -> None:
    assert any("pagefind is not installed" in line for line in tiny.build(config=FOUND).warnings)


def test_from_one_search_to_the_other_and_back(tiny: Tiny) -> None:
    tiny.build(config={"dossier_search": "auto"})
    built = tiny.build(config={"dossier_search": "sphinx", "dossier_lost": False})
    assert (built.warnings, (built.out / "pagefind").exists(), (built.out / "names").exists()) == ([], False, False)
    assert "people/ada-lark" in built.page("searchindex.js")
    back = tiny.build(config={"dossier_search": "auto"})
    assert (back.warnings, (back.out / "searchindex.js").exists()) == ([], False)
    assert "/people/ada-lark.html" in fragments(back)


def test_other_builders_have_no_index(tiny: Tiny) -> None:
    built = tiny.build("text", config=FOUND)
    assert not (built.out / "pagefind").exists()
