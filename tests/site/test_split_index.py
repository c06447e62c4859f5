"""Index pages split into parts, as a build makes them: pages beside those of entries, and no documents."""

from __future__ import annotations

import zlib

import pytest

from tests.site.test_output import times, touched
from tests.site.test_parts import dangling
from tests.site.tiny import Tiny

ROWS = "index-rows: 2\n"


def people(tiny: Tiny, *names: str) -> None:
    for name in names:
        tiny.write(f"kb/people/{name.lower()}.yaml", f"name: {name}\n")


@pytest.mark.parametrize(("builder", "page"), [("html", "h.html"), ("dirhtml", "h/index.html")])
def test_a_long_index_leads_to_its_parts(tiny: Tiny, builder: str, page: str) -> None:
    tiny.write("kb/settings.yaml", ROWS)
    people(tiny, "Hana", "Hope", "Ivo")
    built = tiny.build(builder)
    assert built.warnings == []
    part = built.page(f"people/index/{page}")
    assert part.count("<tr>") == 1 + 2  # with the head
    assert '<meta content="People, H: 2 people, Hana to Hope." name="description" />' in part
    assert "Hope" in part
    assert "Ivo" not in part
    assert dangling(built.out) == []


def test_parts_are_in_no_search_and_in_no_inventory(tiny: Tiny) -> None:
    tiny.write("kb/settings.yaml", ROWS)
    people(tiny, "Hana")
    built = tiny.build()
    assert (built.out / "people/index/h.html").is_file()
    assert '"people/index/h"' not in built.page("searchindex.js")
    found = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1])
    assert b"people/index.html" in found
    assert b"people/index/" not in found


def test_many_names_lead_to_pages_of_their_own(tiny: Tiny) -> None:
    tiny.write("docs/pages/names.rst", "All names\n=========\n\n.. dossier-glossary::\n")
    tiny.write("kb/settings.yaml", "index-rows: 4\n")
    people(tiny, "Hana", "Hope", "Ivo")
    built = tiny.build()
    assert built.warnings == []
    assert 'href="../names/h.html"' in built.page("pages/names.html")
    assert "Hope" in built.page("names/h.html")
    assert "Hope" not in built.page("pages/names.html")
    assert dangling(built.out) == []
    tiny.remove("kb/settings.yaml")
    whole = tiny.build()
    assert "Hope" in whole.page("pages/names.html")
    assert not (whole.out / "names/h.html").exists()
    assert whole.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_other_builders_have_one_table(tiny: Tiny) -> None:
    tiny.write("kb/settings.yaml", ROWS)
    people(tiny, "Hana")
    built = tiny.build("text")
    assert "Hana" in built.page("people/index.txt")
    assert not (built.out / "people/index").exists()


def test_an_index_that_grows_and_shrinks_is_as_in_a_clean_build(tiny: Tiny) -> None:
    tiny.write("kb/settings.yaml", ROWS)
    whole = tiny.build()
    assert not (whole.out / "people/index").exists()
    for step, names in enumerate((("Hana",), ("Hope", "Ivo"), ("Hugo",))):
        people(tiny, *names)
        tiny.build()
        same(tiny, f"clean-{step}")
    assert {path.name for path in whole.out.glob("people/index/*")} >= {"ha.html", "ho.html", "hu.html", "i.html"}
    tiny.remove("kb/people/hugo.yaml")
    tiny.build()
    same(tiny, "clean-back")
    assert not (whole.out / "people/index/hu.html").exists()
    for name in ("hana", "hope", "ivo"):
        tiny.remove(f"kb/people/{name}.yaml")
    tiny.build()
    same(tiny, "clean-whole")
    assert not (whole.out / "people/index").exists()


def same(tiny: Tiny, out: str) -> None:
    """Hold that the output is that of a clean build, and that a build without a change writes nothing."""
    last = tiny.build()
    before = times(last)
    again = tiny.build()
    assert touched(again, before) == []
    files = again.files()
    files.pop(".buildinfo.bak", None)
    assert files == tiny.build(out=out, doctrees=f"{out}-doctrees").files()


def test_a_setting_that_changes_is_followed(tiny: Tiny) -> None:
    people(tiny, "Hana")
    built = tiny.build()
    assert not (built.out / "people/index").exists()
    tiny.write("kb/settings.yaml", ROWS)
    tiny.build()
    assert (built.out / "people/index/h.html").is_file()
    same(tiny, "clean")


def test_one_entry_more_writes_no_other_part_again(tiny: Tiny) -> None:
    tiny.write("kb/settings.yaml", ROWS)
    people(tiny, "Hana", "Ivo", "Kim")
    out = tiny.build().out
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("people/index/*.html")}
    people(tiny, "Ina")
    tiny.build()
    changed = {name for name, time in before.items() if (out / "people/index" / name).stat().st_mtime_ns != time}
    assert changed == {"i.html"}
