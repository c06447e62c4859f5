"""What a build writes, what it leaves alone, and what it takes away."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Container
from pathlib import Path

import pytest
from sphinx_dossier.site import output

from tests.site.tiny import ABOUT, SPOKE, Built, Tiny


def times(built: Built) -> dict[str, int]:
    return {path: (built.out / path).stat().st_mtime_ns for path in built.files()}


def touched(
    built: Built, before: dict[str, int], always: Container[str] = ("genindex.html", "search.html")
) -> list[str]:
    """Return the pages that were written since, apart from those that Sphinx writes whatever has changed."""
    now = times(built)
    return sorted(p for p in now if p.endswith(".html") and p not in always and now[p] != before.get(p))


def index(built: Built) -> dict[str, object]:
    text = built.page("searchindex.js")
    found: dict[str, object] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def test_no_change_writes_nothing(tiny: Tiny) -> None:
    first = tiny.build()
    before, files = times(first), first.files()
    time.sleep(0.02)
    second = tiny.build()
    assert "0 added, 0 changed, 0 removed" in second.status
    assert "reading sources... [" not in second.status
    assert second.files() == files
    # That of its own search, which this site has, Sphinx writes every time.
    assert touched(second, before, always=()) == ["search.html"]


def test_an_edit_writes_what_it_changes_and_no_more(tiny: Tiny) -> None:
    before = times(tiny.build())
    tiny.replace("kb/treaties/flood-treaty.yaml", "A treaty on floods", "The flood treaty")
    built = tiny.build()
    assert touched(built, before) == [
        "index.html",  # the root document is written so that the build goes on
        "sources/herald.html",
        "treaties/flood-treaty.html",
        "treaties/index.html",
    ]


def test_a_new_kind_of_answer_redraws_only_those_who_asked(tiny: Tiny) -> None:
    tiny.write("docs/pages/other.rst", "Other\n=====\n\n:treaty:`flood-treaty`\n")
    before = times(tiny.build())
    tiny.replace("kb/treaties/flood-treaty.yaml", "A treaty on floods", "The flood treaty")
    assert "pages/other.html" in touched(tiny.build(), before)


def test_a_title_redraws_the_pages_that_show_it(tiny: Tiny) -> None:
    tiny.write("docs/pages/other.rst", "Other\n=====\n")
    before = times(tiny.build())
    tiny.replace("docs/pages/other.rst", "Other", "Again")
    changed = touched(tiny.build(), before)
    assert {"people/ada-lark.html", "pages/about.html", "people/index.html"} <= set(changed)


def test_a_new_meeting_redraws_its_neighbours_as_a_clean_build_does(tiny: Tiny) -> None:
    before = times(tiny.build())
    between = "name: Between the rounds\nfacts:\n  - date: 2022-05\n"
    cited = f"    {SPOKE}".replace("}]", ", infer: So it seems.}]")
    tiny.write("kb/meetings/between.yaml", f"{between}{cited}\n")
    built = tiny.build()
    assert {"meetings/first-round.html", "meetings/second-round.html"} <= set(touched(built, before))
    assert "Between the rounds" in built.page("meetings/first-round.html")
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_a_page_that_was_lost_is_written_again(tiny: Tiny) -> None:
    first = tiny.build()
    files = first.files()
    (first.out / "people/ada-lark.html").unlink()
    (first.out / "_static/dossier.css").unlink(missing_ok=True)
    assert tiny.build().files() == files


def test_an_index_that_was_lost_is_written_again(tiny: Tiny) -> None:
    first = tiny.build()
    files = first.files()
    (first.out / "genindex.html").unlink()
    assert tiny.build().files() == files


def test_an_entry_that_became_one_of_another_kind_stands_there_alone(tiny: Tiny) -> None:
    tiny.write("kb/organizations/westland.yaml", "name: Westland\n")
    tiny.write("docs/pages/other.rst", "Other\n=====\n\n:any:`westland`\n")
    tiny.build()
    shutil.move(tiny.root / "kb/organizations/westland.yaml", tiny.root / "kb/treaties/westland.yaml")
    built = tiny.build()
    assert "treaties/westland.html" in built.page("pages/other.html")
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_what_another_builder_has_read_is_written(tiny: Tiny) -> None:
    tiny.build()
    tiny.write("docs/pages/about.rst", f"{ABOUT}\n.. index:: single: salmon\n\nOf salmon.\n")
    # It reads the page for both: they have their doctrees in common.
    tiny.build("dirhtml")
    built = tiny.build()
    assert "salmon" in built.page("genindex.html")
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_what_is_gone_is_removed(tiny: Tiny) -> None:
    tiny.write("docs/pages/other.rst", "Other\n=====\n")
    out = tiny.build().out
    assert (out / "_sources/pages/other.rst.txt").is_file()
    tiny.remove("docs/pages/other.rst")
    tiny.remove("kb/treaties/flood-treaty.yaml")
    built = tiny.build()
    assert built.warnings == []
    left = [path for path in built.files() if "treaties" in path or "other" in path]
    left.remove("data/kinds/treaties.csv")  # the kind is still declared: its table has no rows
    assert (left, (out / "treaties").exists(), (out / "_sources/treaties").exists()) == ([], False, False)


def test_a_build_of_one_file_forgets_nothing(tiny: Tiny) -> None:
    tiny.build()
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: Ada Larke")
    tiny.build(files=("docs/index.rst",))
    built = tiny.build()
    assert "Ada Larke" in built.page("pages/about.html")
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_the_same_bytes_in_two_folders_and_with_two_processes(tiny: Tiny) -> None:
    for number in range(12):
        tiny.write(f"docs/pages/p{number}.rst", f"P{number}\n===\n\n:person:`ada-lark`\n\n.. dossier-counts::\n")
    one = tiny.build(out="one", doctrees="one-doctrees")
    two = tiny.build(out="two", doctrees="two-doctrees", jobs=2)
    assert (one.warnings, two.warnings) == ([], [])
    assert one.files() == two.files()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_increment_with_two_processes(tiny: Tiny, jobs: int) -> None:
    for number in range(12):
        tiny.write(f"docs/pages/p{number}.rst", f"P{number}\n===\n\n:person:`ada-lark` :person:`ada-lrk`\n")
    tiny.build(jobs=jobs)
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: Ada Larke")
    built = tiny.build(jobs=jobs)
    assert len(built.warnings) == 12
    assert built.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()


@pytest.mark.parametrize(
    "change",
    [
        {"html_title": "Another title"},
        {"project": "Another name"},
        {"html_theme_options": {"nosidebar": True}},
        {"html_theme": "alabaster"},
        {"dossier_schema": False},
        {"dossier_search": "other"},
        {"dossier_feed": False},
        {"html_baseurl": "https://river.example/"},
    ],
)
def test_a_changed_setting_reaches_every_page(tiny: Tiny, change: dict[str, object]) -> None:
    tiny.build()
    again = tiny.build(config=change).files()
    clean = tiny.build(out="clean", doctrees="clean-doctrees", config=change).files()
    again.pop(".buildinfo.bak", None)
    leftover = {path for path in again.keys() - clean.keys() if path.startswith("_static/")}  # of the theme before
    assert {path: again[path] for path in again if path not in leftover} == clean


def test_the_search_finds_entries(tiny: Tiny) -> None:
    found = index(tiny.build())
    names = found["docnames"]
    assert isinstance(names, list)
    assert {"people/ada-lark", "meetings/first-round", "pages/about", "people/index"} <= set(names)
    terms, titles = found["terms"], found["titles"]
    assert isinstance(terms, dict)
    assert isinstance(titles, list)
    assert "meetings/first-round" in [names[n] for n in terms["fish"]]
    assert titles[names.index("people/ada-lark")] == "Ada Lark"
    assert not [term for term, places in terms.items() if places == []]


def test_the_search_can_leave_entries_to_another(tiny: Tiny) -> None:
    names = index(tiny.build(config={"dossier_search": "other"}))["docnames"]
    assert isinstance(names, list)
    assert "people/ada-lark" not in names


def test_each_kind_has_a_schema(tiny: Tiny) -> None:
    built = tiny.build()
    names = ["meeting", "organization", "person", "policy", "source", "treaty"]
    assert sorted(path for path in built.files() if path.startswith("schema/")) == [
        f"schema/{name}.json" for name in names
    ]
    assert json.loads(built.page("schema/treaty.json"))["title"] == "Treaty"
    assert not (tiny.build("text").out / "schema").exists()


def test_a_page_tells_the_theme_what_it_is(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", 'name: Ada <Lark> & "Co"')
    built = tiny.build()
    page = built.page("people/ada-lark.html")
    assert "<title>Ada &lt;Lark&gt; &amp; &#34;Co&#34; &#8212; River" in page or (
        "<title>Ada &lt;Lark&gt; &amp; &quot;Co&quot; &#8212; River" in page
    )
    assert page.count('name="description"') == 1
    assert "<Lark>" not in page
    assert "Ada &lt;Lark&gt;" in built.page("people/index.html")


@pytest.mark.parametrize(
    ("builder", "file", "home", "people"),
    [
        ("html", "people/ada-lark.html", "../index.html", "index.html"),
        ("dirhtml", "people/ada-lark/index.html", "../../", "../"),
    ],
)
def test_a_page_shows_the_way_down_to_it(tiny: Tiny, builder: str, file: str, home: str, people: str) -> None:
    page = tiny.build(builder).page(file)
    crumbs = page.partition('class="dossier-crumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', crumbs) == [(home, "Home"), (people, "People")]


def test_furo_shows_contents_beside_an_entry(tiny: Tiny) -> None:
    built = tiny.build(config={"html_theme": "furo"})
    assert built.warnings == []
    page = built.page("meetings/first-round.html")
    assert re.search(r'<div class="toc-tree">.*?href="#[^"]+".*?</div>', page, re.DOTALL)
    assert 'href="../people/index.html"' in page


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_leads_somewhere(tiny: Tiny, builder: str) -> None:
    asked = [".. dossier-reference:: kinds", ".. dossier-reference:: codes", ".. dossier-standing::"]
    for number, question in enumerate(asked):
        tiny.write(f"docs/pages/asked{number}.rst", f"Asked {number}\n=======\n\n{question}\n")
    tiny.replace("kb/people/ada-lark.yaml", "sort:", "moved-from: [ada, policies/lark]\nsort:")
    tiny.replace("kb/people/bo-finch.yaml", "sort:", "withdrawn: {date: 2022, why: So., see: [ada-lark]}\nsort:")
    standing = "standing: [{status: gone, why: So.}, {status: retracted, why: So., by: herald}]"
    tiny.replace("kb/sources/gazette.yaml", "sha256:", f"{standing}\nsha256:")
    built = tiny.build(builder)
    pages = {path for path in built.files() if path.endswith(".html")}
    ids = {path: set(re.findall(r'\bid="([^"]+)"', built.page(path))) for path in pages}
    broken = []
    for path in pages:
        body = built.page(path).partition('<div class="body"')[2]
        for href in re.findall(r'href="([^":]*)"', body):
            file, _, anchor = href.partition("#")
            above = built.out if file.startswith("/") else (built.out / path).parent
            target = above / file.lstrip("/") if file else built.out / path
            target = Path(f"{target}/index.html") if target.is_dir() else target
            name = target.resolve().relative_to(built.out.resolve()).as_posix() if target.exists() else ""
            if not name or (anchor and anchor not in ids.get(name, set())):
                broken.append((path, href))
    assert [pair for pair in broken if "_sources" not in pair[1]] == []


def test_a_page_that_says_other_words_is_found_by_them(tiny: Tiny) -> None:
    tiny.write("docs/pages/other.rst", ":orphan:\n\nOther\n=====\n\nOysters.\n")
    tiny.build()
    tiny.replace("docs/pages/other.rst", "Oysters.", "Limpets.")
    files = tiny.build().files()
    assert files == tiny.build(out="clean", doctrees="clean-doctrees").files()


@pytest.mark.parametrize(
    "before", [None, b"", b"one", b"onetwo", b"onetwothree", b"onetwothreefour", b"ontwothree", b"x"]
)
def test_a_file_in_pieces_is_written_from_where_it_differs(tmp_path: Path, before: bytes | None) -> None:
    file = tmp_path / "data" / "large.json"
    if before is not None:
        file.parent.mkdir()
        file.write_bytes(before)
    output.put_pieces(file, iter([b"one", b"two", b"three"]))
    assert file.read_bytes() == b"onetwothree"
    was = file.stat().st_mtime_ns
    output.put_pieces(file, iter([b"onetwo", b"three"]))
    assert file.stat().st_mtime_ns == was
