"""The search of a site: what is in its index, when it is written, and what the site has with another search."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.indexing.reading import facet, pieces, words
from tests.site.tiny import Built, Tiny

FOUND = {"dossier_search": "dossier"}


def records(built: Built) -> dict[str, dict[str, Any]]:
    """Return what the index holds of each page, by its address."""
    keys = ("title", "kind", "date", "names", "facets", "parts")
    return {url: dict(zip(keys, rest, strict=True)) for url, *rest in pieces(built.files(), "pages")}


def test_the_index_knows_names_claims_quotes_and_facets(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "  - name: Ms Lark", "  - name: Ms Lark\n    status: misprint")
    built = tiny.build(config=FOUND)
    person, meeting = records(built)["people/ada-lark.html"], records(built)["meetings/first-round.html"]
    assert (person["title"], person["names"]) == ("Ada Lark", ["Ms Lark"])
    said = {anchor: title for anchor, title, *_ in meeting["parts"]}
    quoted = [text for _, _, *texts in meeting["parts"] for text in texts]
    assert any("agreed that the old dam would be opened every spring" in text for text in quoted)
    assert said["dam"] == "They agreed to open the dam in spring."
    assert (meeting["kind"], meeting["date"]) == ("Meeting", "6 January 2022")
    assert meeting["facets"] == [["meeting"], ["2022"], ["Ada Lark", "Bo Finch"], ["Millbridge"], ["The gazette"]]
    assert meeting["title"] in words(built.files())["spring"]
    assert meeting["title"] in facet(built.files(), "place")["Millbridge"]


def test_hand_written_pages_are_found_section_by_section(tiny: Tiny) -> None:
    tiny.write("docs/pages/long.rst", "Long\n====\n\nBefore.\n\nPart two\n--------\n\nA word about otters.\n")
    tiny.write("docs/pages/not.rst", ":nosearch:\n\nNot\n===\n\nA word about otters.\n")
    built = tiny.build(config=FOUND)
    page = records(built)["pages/long.html"]
    assert (page["title"], page["kind"]) == ("Long", "Page")
    assert page["parts"] == [["", "", "Before."], ["part-two", "Part two", "A word about otters."]]
    assert list(words(built.files())["otters"]) == ["Long"]


def test_under_dirhtml_addresses_are_those_of_folders(tiny: Tiny) -> None:
    built = tiny.build("dirhtml", config=FOUND)
    assert "people/ada-lark/" in records(built)
    assert 'data-root="../" data-index="../finding/"' in built.page("search/index.html")


def test_a_build_without_a_change_writes_nothing(tiny: Tiny) -> None:
    ours = ("finding/", "search.html", "_static/dossier-stemmer.js")
    first = tiny.build(config=FOUND)
    before = {path: (first.out / path).stat().st_mtime_ns for path in first.files() if path.startswith(ours)}
    time.sleep(0.02)
    second = tiny.build(config=FOUND)
    now = {path: (second.out / path).stat().st_mtime_ns for path in second.files() if path.startswith(ours)}
    assert len(now) > 10
    assert now == before


def test_an_edit_is_found_and_what_is_gone_is_not(tiny: Tiny) -> None:
    tiny.build(config=FOUND)
    tiny.replace("kb/people/bo-finch.yaml", "name: Bo Finch", "name: Bo Finchley")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build(config=FOUND)
    assert records(built)["people/bo-finch.html"]["title"] == "Bo Finchley"
    assert "treaties/flood-treaty.html" not in records(built)
    assert "flood" not in words(built.files())
    assert built.files() == tiny.build(config=FOUND, out="clean", doctrees="clean-doctrees").files()


def test_what_was_withdrawn_says_so(tiny: Tiny) -> None:
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "withdrawn: {date: 2022, why: So.}\nsort:")
    assert records(tiny.build(config=FOUND))["people/bo-finch.html"]["title"] == "Bo Finch (withdrawn)"


def test_an_old_page_is_not_found_but_its_name_is(tiny: Tiny) -> None:
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "moved-from: [bo-wren]\nsort:")
    found = records(tiny.build(config=FOUND))
    assert "bo wren" in found["people/bo-finch.html"]["names"]
    assert "people/bo-wren.html" not in found


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
    assert '<script defer src="_static/dossier-stemmer.js"></script>' in page
    assert '<script type="module" src="_static/dossier-search.js"></script>' in page
    assert "window.Stemmer = EnglishStemmer;" in built.page("_static/dossier-stemmer.js")
    assert "searchindex.js" not in page
    assert not (built.out / "searchindex.js").exists()


@pytest.mark.parametrize("language", ["de", "ja"])
def test_stems_are_those_of_the_language(tiny: Tiny, language: str) -> None:
    script = tiny.build(config={**FOUND, "language": language}).page("_static/dossier-stemmer.js")
    assert ("window.Stemmer = GermanStemmer;" in script) == (language == "de")
    assert "Stemmer" in script


def test_from_one_search_to_the_other_and_back(tiny: Tiny) -> None:
    tiny.build(config=FOUND)
    built = tiny.build(config={"dossier_search": "sphinx", "dossier_lost": False})
    assert (built.warnings, (built.out / "finding").exists()) == ([], False)
    assert "people/ada-lark" in built.page("searchindex.js")
    back = tiny.build(config=FOUND)
    assert (back.warnings, (back.out / "searchindex.js").exists()) == ([], False)
    assert "people/ada-lark.html" in records(back)


def test_other_builders_have_no_index(tiny: Tiny) -> None:
    built = tiny.build("text", config=FOUND)
    assert not (built.out / "finding").exists()
