"""The page for addresses that lead nowhere: it stands at the root, and works from any depth."""

from __future__ import annotations

import re

import pytest
from sphinx_dossier.site.lost import addresses

from tests.site.tiny import Tiny

ADDRESS = re.compile(r' (?:href|src|action)="([^"]*)"')


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    ("base", "start"), [("", "/"), ("https://tiny.example/", "/"), ("https://tiny.example/a/b", "/a/b/")]
)
def test_each_address_starts_at_the_root_of_the_host(tiny: Tiny, builder: str, base: str, start: str) -> None:
    page = tiny.build(builder, config={"html_baseurl": base}).page("404.html")
    found = [one for one in ADDRESS.findall(page) if one and not one.startswith(("#", "https:"))]
    assert f"{start}people/index.html" in found or f"{start}people/" in found
    assert [one for one in found if not one.startswith(start)] == []
    assert '<meta name="robots" content="noindex" />' in page


def test_it_is_in_no_sitemap_and_can_be_left_out(tiny: Tiny) -> None:
    built = tiny.build(config={"html_baseurl": "https://tiny.example/"})
    assert "404" not in built.page("sitemap.xml")
    again = tiny.build(config={"html_baseurl": "https://tiny.example/", "dossier_lost": False})
    assert not (again.out / "404.html").exists(), "what no build makes any more goes"


def test_what_is_no_address_stays() -> None:
    before = '<a href="../x.html#y" title="b/c"><a href="#"><a href="//h/x"><p content="a"> <img src="_static/i">'
    after = '<a href="/r/x.html#y" title="b/c"><a href="#"><a href="//h/x"><p content="a"> <img src="/r/_static/i">'
    assert addresses(before, "/r/") == after
