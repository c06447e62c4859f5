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
    # Names with signs that templates escape, on pages with as many parts as those before them.
    lark = (tiny.root / "kb/people/ada-lark.yaml").read_text("utf-8")
    name = next(line for line in lark.splitlines() if line.startswith("name: "))
    for number in range(3):
        told = lark.replace(name, f"name: 'O''Neil & <b> \"Bo\" Łódź {number}'")
        tiny.write(f"kb/people/lark-{number}.yaml", told)
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
    made = {f"people/{file.stem}" for file in (built.out / "people").glob("*.html")}
    assert len(made) > 2
    assert made <= set(pages)


@pytest.mark.parametrize(
    "config", [{"html_sidebars": {"people/bo-finch": []}}, {"html_sidebars": {"**": []}}, {"templates_path": ["own"]}]
)
def test_what_may_be_another_thing_on_each_page_has_sphinx_draw_every_one(
    tiny: Tiny, config: dict[str, object], pages: list[str]
) -> None:
    tiny.write("docs/own/readme.txt", "No template yet.\n")
    built = tiny.build(config={"html_theme": "alabaster", **config})
    made = {f"people/{file.stem}" for file in (built.out / "people").glob("*.html")}
    assert (made <= set(pages)) is (config != {"html_sidebars": {"**": []}})
