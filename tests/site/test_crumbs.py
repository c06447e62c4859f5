"""The way down to a page that is written by hand."""

from __future__ import annotations

import re

from tests.site.tiny import Built, Tiny

GUIDE = "Guide & help\n============\n\n.. toctree::\n\n   below/steps\n"
STEPS = "Steps\n=====\n\nOne, two.\n"


def guided(tiny: Tiny) -> Tiny:
    """Give the project a page with another below it."""
    tiny.write("docs/pages/guide.rst", GUIDE)
    tiny.write("docs/pages/below/steps.rst", STEPS)
    return tiny


def way(built: Built, page: str) -> list[tuple[str, str]]:
    """Return the links of the way down to a page, each a step of an ordered list."""
    found = re.search(r'<nav class="dossier-crumbs" aria-label="Breadcrumbs"><ol>(.*?)</ol></nav>', built.page(page))
    return re.findall(r'<li><a [^>]*href="([^"]*)">(.*?)</a></li>', found[1]) if found else []


def test_a_page_written_by_hand_shows_the_way_down_by_the_toctrees(tiny: Tiny) -> None:
    built = guided(tiny).build()
    assert way(built, "pages/below/steps.html") == [
        ("../../index.html", "Home"),
        ("../guide.html", "Guide &amp; help"),
    ]
    assert way(built, "pages/guide.html") == [("../index.html", "Home")]
    assert way(built, "people/index.html") == [("../index.html", "Home")]
    assert [built.page(name).count("dossier-crumbs") for name in ("index.html", "pages/guide.html")] == [0, 1]


def test_the_way_follows_the_title_of_a_page_above(tiny: Tiny) -> None:
    guided(tiny).build()
    tiny.replace("docs/pages/guide.rst", "Guide & help\n============", "Manual\n======")
    assert way(tiny.build(), "pages/below/steps.html")[1] == ("../guide.html", "Manual")


def test_the_setting_leaves_it_to_the_theme(tiny: Tiny) -> None:
    built = guided(tiny).build(config={"dossier_crumbs": False})
    assert way(built, "pages/below/steps.html") == []
    assert len(way(built, "people/ada-lark.html")) == 2
