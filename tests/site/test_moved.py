"""Entries that moved or were withdrawn keep their address, and every name they had keeps leading to them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.site.test_inventory import EXPECTED, lines
from tests.site.test_output import index, times, touched
from tests.site.tiny import Built, Tiny

ADA, ROUND = "kb/people/ada-lark.yaml", "kb/meetings/first-round.yaml"


def add(tiny: Tiny, path: str, key: str) -> None:
    """Add a key to an entry."""
    tiny.write(path, f"{key}\n{(tiny.root / path).read_text('utf-8')}")


def move(tiny: Tiny, path: str, *old: str) -> None:
    add(tiny, path, f"moved-from: [{', '.join(old)}]")


def warnings(built: Built) -> list[str]:
    """Return the warnings that are not about the words of a quote, of which the tests elsewhere speak."""
    return [line for line in built.warnings if not line.endswith(("-quoted]", "-reused]", "-share]", "-changed]"))]


def head(built: Built, path: str) -> list[str]:
    tags = r'<link rel="canonical"[^>]*>|<meta http-equiv[^>]*>|<script[^>]*dossier-moved[^>]*>'
    return re.findall(tags, built.page(path).partition("<body")[0])


@pytest.mark.parametrize(
    ("builder", "old", "there", "static"),
    [
        ("html", "people/lark.html", "ada-lark.html", "../_static"),
        ("html", "policies/lark.html", "../people/ada-lark.html", "../_static"),
        ("dirhtml", "people/lark/index.html", "../ada-lark/", "../../_static"),
    ],
)
def test_the_old_page_leads_on(tiny: Tiny, builder: str, old: str, there: str, static: str) -> None:
    move(tiny, ADA, "lark", "policies/lark")
    built = tiny.build(builder)
    assert warnings(built) == []
    assert head(built, old) == [
        f'<link rel="canonical" href="{there}" />',
        f'<meta http-equiv="refresh" content="0; url={there}" />',
        f'<script src="{static}/dossier-moved.js" data-to="{there}">',
    ]
    page = built.page(old)
    assert f'This page has moved to <a href="{there}">Ada Lark</a>' in page
    assert f'href="{there}#c-' in page
    assert "<script>" not in page.partition("<body")[2].partition('class="related"')[0]
    assert (built.out / "_static/dossier-moved.js").is_file()
    assert "dossier-moved" not in built.page("index.html")


def test_the_canonical_address_is_whole_where_the_site_has_one(tiny: Tiny) -> None:
    move(tiny, ADA, "lark")
    built = tiny.build(config={"html_baseurl": "https://river.example/"})
    assert head(built, "people/lark.html")[0].startswith('<meta http-equiv="refresh"')
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)"', built.page("people/lark.html"))
    assert canonical == ["https://river.example/people/ada-lark.html"]


def test_the_old_page_has_the_addresses_of_the_claims(tiny: Tiny) -> None:
    move(tiny, ROUND, "old-round")
    page = tiny.build().page("meetings/old-round.html")
    assert re.search(r'<li id="dam"><a href="first-round.html#dam">They agreed', page)


def test_no_search_finds_the_old_page(tiny: Tiny) -> None:
    move(tiny, ADA, "lark")
    names = index(tiny.build())["docnames"]
    assert isinstance(names, list)
    assert ("people/ada-lark" in names, "people/lark" in names) == (True, False)


def test_the_inventory_has_the_old_names(tiny: Tiny) -> None:
    move(tiny, ROUND, "old-round", "treaties/round", "policies/first-round", "gone/round-0")
    title = "First round of the river talks"
    here = "meetings/first-round.html"
    assert sorted(set(lines(tiny.build())) - set(EXPECTED)) == [
        f"first-round dossier:policy -1 {here} {title}",
        f"old-round dossier:meeting -1 {here} {title}",
        f"old-round#dam dossier:claim -1 {here}#dam {title}",
        f"round dossier:treaty -1 {here} {title}",
        f"round#dam dossier:claim -1 {here}#dam {title}",
        f"round-0 dossier:meeting -1 {here} {title}",
        f"round-0#dam dossier:claim -1 {here}#dam {title}",
    ]


def test_roles_find_an_entry_by_its_old_names(tiny: Tiny) -> None:
    move(tiny, ROUND, "old-round", "treaties/round")
    roles = ":meeting:`old-round` :treaty:`round` :meeting:`round` :any:`old-round` :claim:`old-round#dam`"
    tiny.write("docs/pages/roles.rst", f"Roles\n=====\n\n{roles}\n")
    built = tiny.build()
    assert warnings(built) == []
    body = built.page("pages/roles.html").partition('<div class="body"')[2]
    found = re.findall(r'href="(\.\./meetings/[^"]*)"[^>]*><span[^>]*>([^<]*)<', body)
    entry = ("../meetings/first-round.html", "First round of the river talks")
    assert found == [entry] * 4 + [("../meetings/first-round.html#dam", "They agreed to open the dam in spring.")]


def test_a_role_of_another_kind_finds_nothing(tiny: Tiny) -> None:
    move(tiny, ROUND, "old-round")
    tiny.write("docs/pages/roles.rst", "Roles\n=====\n\n:person:`old-round`\n")
    assert [line.rpartition(" ")[2] for line in warnings(tiny.build())] == ["[dossier.dangling-reference]"]


def test_a_page_by_hand_does_not_stand_where_an_entry_was(tiny: Tiny) -> None:
    move(tiny, ADA, "lark")
    tiny.write("docs/people/lark.rst", "By hand\n=======\n")
    built = tiny.build()
    assert [line.rpartition(" ")[2] for line in warnings(built)] == ["[dossier.page-twice]"]
    assert "By hand" not in built.page("people/lark.html")


@pytest.mark.parametrize("builder", ["text", "epub", "singlehtml", "latex"])
def test_other_builders_have_no_old_pages(tiny: Tiny, builder: str) -> None:
    move(tiny, ADA, "lark")
    add(tiny, ROUND, "withdrawn: {date: 2022-01, why: It was none., see: [second-round]}")
    add(tiny, "kb/sources/gazette.yaml", "standing: {status: corrected, why: So.}")
    built = tiny.build(builder)
    assert warnings(built) == []
    assert not [path for path in built.files() if "people/lark" in path]
    if builder == "text":
        assert "*Withdrawn* in January 2022: It was none." in " ".join(
            built.page("meetings/first-round.txt").replace("**", "*").split()
        )


def test_the_old_page_comes_and_goes(tiny: Tiny) -> None:
    before = tiny.build().files()
    move(tiny, ADA, "lark")
    moved = tiny.build()
    assert (moved.out / "people/lark.html").is_file()
    assert moved.files() == tiny.build(out="clean", doctrees="clean-doctrees").files()
    stamps = times(moved)
    assert touched(tiny.build(), stamps) == []
    tiny.replace(ADA, "moved-from: [lark]\n", "")
    assert tiny.build().files() == before


def test_with_two_processes_it_is_the_same(tiny: Tiny) -> None:
    move(tiny, ADA, "lark", "policies/lark")
    for number in range(12):
        tiny.write(f"docs/pages/p{number}.rst", f"P{number}\n===\n\n:person:`lark`\n\n.. dossier-standing::\n")
    one = tiny.build(out="one", doctrees="one-doctrees")
    two = tiny.build(out="two", doctrees="two-doctrees", jobs=2)
    assert warnings(one) == warnings(two) == []
    assert one.files() == two.files()


def test_the_search_marks_what_was_withdrawn(tiny: Tiny) -> None:
    add(tiny, ADA, "withdrawn: {date: 2022, why: So.}")
    found = index(tiny.build())
    names, titles = found["docnames"], found["titles"]
    assert isinstance(names, list)
    assert isinstance(titles, list)
    assert titles[names.index("people/ada-lark")] == "Ada Lark (withdrawn)"


def test_every_page_names_the_feed(tiny: Tiny) -> None:
    built = tiny.build()
    for path in ("index.html", "people/ada-lark.html", "pages/about.html", "search.html"):
        to = "../" if "/" in path else ""
        title = "Sources and entries that no longer stand as they did"
        link = f'<link rel="alternate" type="application/atom+xml" href="{to}standing.atom" title="{title}" />'
        assert link in built.page(path), path
    assert "<title>River: sources and entries" in built.page("standing.atom")


@pytest.mark.parametrize(("builder", "where"), [("html", "pages/list.html"), ("dirhtml", "pages/list/index.html")])
def test_the_list_leads_to_the_feed(tiny: Tiny, builder: str, where: str) -> None:
    tiny.write("docs/pages/list.rst", "List\n====\n\n.. dossier-standing::\n")
    built = tiny.build(builder)
    href = re.findall(r'href="([^"]*)">Follow this page', built.page(where))[0]
    assert (built.out / where).parent.joinpath(href).resolve() == (built.out / "standing.atom").resolve()


def test_the_feed_can_be_switched_off(tiny: Tiny) -> None:
    tiny.write("docs/pages/list.rst", "List\n====\n\n.. dossier-standing::\n")
    tiny.build()
    built = tiny.build(config={"dossier_feed": False})
    assert not (built.out / "standing.atom").exists()
    assert not [path for path in built.files() if path.endswith(".html") and "standing.atom" in built.page(path)]


def test_the_feed_follows_the_address_of_the_site(tiny: Tiny) -> None:
    add(tiny, "kb/sources/gazette.yaml", "standing: {status: corrected, why: So.}")
    built = tiny.build("dirhtml", config={"html_baseurl": "https://river.example/a"})
    assert 'href="https://river.example/a/sources/gazette/#standing--corrected"' in built.page("standing.atom")
    assert "<id>https://river.example/a/standing.atom</id>" in built.page("standing.atom")


def git(root: Path, *arguments: str, day: str = "2031-05-01") -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@y.invalid"]
    subprocess.run(["git", *identity, *arguments], cwd=root, env={"GIT_AUTHOR_DATE": f"{day}T12:00:00"}, check=True)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_pages_say_when_they_were_entered(tiny: Tiny, builder: str) -> None:
    git(tiny.root, "init", "-q")
    git(tiny.root, "add", "kb")
    path = f"people/ada-lark.{'html' if builder == 'html' else 'txt'}"
    assert "Entered here" not in tiny.build(builder).page(path)
    git(tiny.root, "commit", "-q", "-m", "x", day="2031-05-01")
    # Nothing but the history changed, and the next build shows it.
    assert "Entered here on 1 May 2031." in tiny.build(builder).page(path)
    tiny.replace(ADA, "name: Ada Lark", "name: Ada Larke")
    git(tiny.root, "commit", "-q", "-a", "-m", "y", day="2031-05-09")
    built = tiny.build(builder)
    assert "Entered here on 1 May 2031; last changed on 9 May 2031." in built.page(path)
    assert built.files() == tiny.build(builder, out="clean", doctrees="clean-doctrees").files()
    assert "Entered here" not in tiny.build(builder, config={"dossier_history": False}).page(path)
