"""Names from A to Z: what leads where, in which order, and with which proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.pages import glossary
from sphinx_dossier.pages.model import Item, Items, Link, Page
from sphinx_dossier.pages.queries import Glossary, QueryError, answer

from tests.pages.fishing import ENTRIES, lines, made

HERALD = "[Herald, March 2020](sources/herald"
GAZETTE = "[Gazette, March 2020](sources/gazette"


def names(checked: Checked, *kinds: str) -> list[str]:
    return lines(answer(Glossary(kinds), checked))


def test_names_lead_to_entries_and_to_the_words_that_prove_them(fishing: Checked) -> None:
    assert names(fishing, "person") == [
        "(note) 3 names of 2 entries.",
        "(letters) [A](#names-a) [F](#names-f) [L](#names-l)",
        "== A #names-a",
        f"- Ada Finsh: misprint in the source, see [Ada Finch](people/ada-finch#slip) · {HERALD}#q6-11)",
        "== F #names-f",
        f"- [Finch, Ada](people/ada-finch) (person) · {GAZETTE}#q7-12)",
        "== L #names-l",
        "- [Larsen, Bo](people/bo-larsen) (person)",
    ]


def test_without_a_kind_every_entry_but_sources_has_its_title(fishing: Checked) -> None:
    found = "\n".join(names(fishing))
    own = [entry for entry in fishing.library.entries.values() if entry.kind != "source"]
    assert [entry.id for entry in own if f"- [{entry.sort}](" not in found] == []
    assert "- [Gazette, March" not in found


def test_articles_digits_and_other_scripts_have_their_places(tmp_path: Path) -> None:
    cite = "cite: {source: herald, quote: deal is the first between Norland, infer: So.}"
    titles = {"a": "The Dogger bank", "b": "2+2", "c": "Öland", "d": "漁業", "e": "an Eel"}
    facts = f"facts:\n  - type: committee\n    {cite}\n"
    files = {f"organizations/{id_}": f"name: {title}\n{facts}" for id_, title in titles.items()}
    found = names(made(tmp_path / "kb", files), "organization")
    heads = [line.partition(" #")[0].removeprefix("== ") for line in found if line.startswith("== ")]
    assert heads == ["0–9", "D", "E", "G", "N", "O", "S", "Other"]
    assert found[found.index("== O #names-o") + 1].startswith("- [Öland](organizations/c) (organization)")


def test_what_is_withdrawn_says_so(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2022, why: Never held.}\n" + ENTRIES["people/bo-larsen"]
    found = names(made(tmp_path / "kb", {"people/bo-larsen": gone}), "person")
    assert any(line.startswith("- [Larsen, Bo](people/bo-larsen) (person, withdrawn)") for line in found)


def test_an_unknown_kind_is_refused(fishing: Checked) -> None:
    with pytest.raises(QueryError, match=r"^no kind 'persn'"):
        answer(Glossary(("person", "persn")), fishing)


def test_where_there_are_no_names_it_says_so(tmp_path: Path) -> None:
    assert names(check(tmp_path)) == ["(empty) There are no names here."]


def listed_on(page: Page) -> tuple[Item, ...]:
    _, listed, _ = page.blocks
    assert isinstance(listed, Items)
    return listed.items


def test_very_many_names_stand_on_pages_of_their_own_by_letter(tmp_path: Path) -> None:
    checked = replace(made(tmp_path / "kb", {**ENTRIES, "settings": "index-rows: 4\n"}), parted=True)
    note, listed = answer(Glossary(()), checked)
    pages = {page.docname: page for page in glossary.pages(checked)}
    assert isinstance(listed, Items)
    linked = {one.page for item in listed.items for one in item.content if isinstance(one, Link)}
    assert linked == set(pages)
    total = sum(len(listed_on(page)) for page in pages.values())
    assert f"{total} names, by letter." in lines((note,))[0]
    whole = lines(answer(Glossary(()), replace(checked, parted=False)))
    rows = [line for page in pages.values() for line in lines(page.blocks) if line.startswith("- ")]
    assert rows == [line for line in whole if line.startswith("- ")]
    assert max(len(listed_on(page)) for page in pages.values()) <= 4


def test_names_of_some_kinds_are_never_parted(tmp_path: Path) -> None:
    checked = made(tmp_path / "kb", {**ENTRIES, "settings": "index-rows: 1\n"})
    assert answer(Glossary(("person",)), replace(checked, parted=True)) == answer(Glossary(("person",)), checked)
