"""The files behind the previews of links, and how the pages tell of them."""

from __future__ import annotations

import json
import re

import pytest

from tests.site.tiny import Tiny

FOLDERS = "_static/dossier-previews.json"


def told(text: str) -> str:
    """Return where a page tells its script to look."""
    (found,) = re.findall(r'<meta content="([^"]*)" name="dossier-previews" />', text)
    return str(found)


@pytest.mark.parametrize(
    ("builder", "page"),
    [("html", "people/ada-lark.html"), ("dirhtml", "people/ada-lark/index.html")],
)
def test_each_entry_has_a_file_and_each_page_tells_where_the_files_are(tiny: Tiny, builder: str, page: str) -> None:
    built = tiny.build(builder)
    assert ((built.out / page).parent / told(built.page(page))).resolve() == (built.out / FOLDERS).resolve()
    assert told(built.page("index.html")) == FOLDERS
    files = set(built.files())
    for folder in ("people", "meetings", "policies", "treaties", "organizations", "sources"):
        ids = {file.stem for file in (tiny.root / "kb" / folder).glob("*.yaml")}
        assert {f"{folder}/{id_}.preview.json" for id_ in ids} <= files
    found = json.loads(built.page("people/ada-lark.preview.json"))
    assert (found["kind"], found["name"]) == ("Person", "Ada Lark")


def test_the_folders_say_which_of_their_pages_are_no_entries(tiny: Tiny) -> None:
    tiny.write("docs/people/notes.rst", "Notes\n=====\n\n:orphan:\n")
    tiny.write("docs/people/sorts/some.rst", "Some\n====\n\n:orphan:\n")
    tiny.write("docs/people/ada-lark/more.rst", "More\n====\n\n:orphan:\n")
    tiny.replace("docs/index.rst", "   pages/*", "   pages/*\n   people/*\n   people/*/*")
    tiny.replace("kb/people/ada-lark.yaml", "sort:", "moved-from: [ada]\nsort:")
    built = tiny.build()
    folders = json.loads(built.page(FOLDERS))
    assert folders["people"] == ["ada", "index", "notes", "sorts"]
    assert folders["treaties"] == ["index"]
    assert "pages" not in folders


def test_words_are_data_and_no_markup(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark\n", "name: Ada <b>Lark</b> & Ōe\n")
    found = json.loads(tiny.build().page("people/ada-lark.preview.json"))
    assert found["name"] == "Ada <b>Lark</b> & Ōe"


def test_previews_can_be_left_out(tiny: Tiny) -> None:
    tiny.build()
    built = tiny.build(config={"dossier_previews": False})
    assert not [path for path in built.files() if "preview" in path]
    assert "dossier-previews" not in built.page("people/ada-lark.html")


def test_previews_follow_an_edit_and_what_is_gone_goes(tiny: Tiny) -> None:
    tiny.build()
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark\n", "name: Ada Larke\n")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build()
    files = built.files()
    assert b"Ada Larke" in files["people/ada-lark.preview.json"]
    assert "treaties/flood-treaty.preview.json" not in files
    assert files == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_other_builders_have_none(tiny: Tiny) -> None:
    assert not [path for path in tiny.build("text").files() if "preview" in path]
