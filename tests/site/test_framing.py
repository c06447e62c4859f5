"""Pages whose frame was drawn once for their folder are what Sphinx makes of them with the theme's own template."""

from __future__ import annotations

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from tests.site.test_parts import many
from tests.site.tiny import Tiny

WATCHED = """
def setup(app):
    app.connect("html-page-context", lambda app, pagename, template, context, doctree: None)
"""
COUNTED = """
def setup(app):
    def count(app, pagename, template, context, doctree):
        context["body"] = f"<p>{len(context.get('body', ''))} letters</p>" + context.get("body", "")
    count.__module__ = "furo"
    app.connect("html-page-context", count)
"""
"""What a template can do as well: more with a page than put it in its place."""


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that Sphinx draws, in order."""
    drawn: list[str] = []
    handle = StandaloneHTMLBuilder.handle_page

    def handled(self: StandaloneHTMLBuilder, pagename: str, *given: object, **more: object) -> None:
        drawn.append(pagename)
        handle(self, pagename, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(StandaloneHTMLBuilder, "handle_page", handled)
    return drawn


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("theme", ["furo", "alabaster", "basic"])
def test_a_filled_frame_is_what_the_template_makes_of_the_page(
    tiny: Tiny, theme: str, builder: str, pages: list[str]
) -> None:
    many(tiny, 120)
    tiny.write("kb/people/quoted.yaml", 'name: "O\'Neil & <b> \\"Bo\\" Łódź"\n')
    config = {"html_theme": theme, "html_baseurl": "https://river.example/kb/"}
    filled = tiny.build(builder, config=config, out="filled", doctrees="of-filled").files()
    with_frames = len(pages)
    conf = tiny.root / "docs/conf.py"
    conf.write_text(conf.read_text("utf-8") + WATCHED, encoding="utf-8")
    pages.clear()
    drawn = tiny.build(builder, config=config, out="drawn", doctrees="of-drawn").files()
    # Frames come on top of the pages drawn, and still fewer are drawn.
    assert with_frames < len(pages) - 5
    html = {name for name in drawn if name.endswith(".html")}
    assert filled.keys() == drawn.keys()
    assert {name for name in html if filled[name] != drawn[name]} == set()


def test_a_template_that_does_more_with_a_page_draws_every_one(tiny: Tiny, pages: list[str]) -> None:
    conf = tiny.root / "docs/conf.py"
    conf.write_text(conf.read_text("utf-8") + COUNTED, encoding="utf-8")
    built = tiny.build()
    assert "letters" in built.page("people/ada-lark.html")
    entries = {name for name in pages if name.startswith("people/")}
    assert {"people/ada-lark", "people/index"} < entries
    lengths = {
        built.page(f"{name}.html").partition(" letters")[0].rpartition(">")[2]
        for name in entries
        if (built.out / f"{name}.html").is_file()
    }
    assert len(lengths) > 1
