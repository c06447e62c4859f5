"""Reading by key alone, in the colours that one likes, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from sphinx_dossier.checked import check

ROOT = Path(__file__).parents[2]
ENTRY = "two-plus-two-2023"
QUOTE = "affirmed cooperation on counterstrike capabilities"
MOST_KEYS = 150
"""How often Tab may be pressed on a page before one gives up."""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site, color_scheme="light")
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is asked for has the focus; every stop on the way has to be seen."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== "none" && style.outlineWidth !== "0px" || style.boxShadow !== "none";
        }""")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert seen, f"the focus is not seen on {where}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached by {MOST_KEYS} keys")


def follow(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def test_by_key_alone_from_home_to_a_quote_and_back(page: Page) -> None:
    page.goto("/index.html")
    follow(page, "article a[href='meetings/index.html']")
    page.wait_for_url("**/meetings/index.html")
    follow(page, f"article a[href^='{ENTRY}.html']")
    page.wait_for_url(f"**/{ENTRY}.html*")
    follow(page, "#counterstrike a[href^='#source-']")
    expect(page.locator(":target")).to_contain_text(QUOTE)
    follow(page, ":target a[href*='sources/']")
    page.wait_for_url("**/sources/**")
    expect(page.locator(":target")).to_contain_text(QUOTE)
    follow(page, f":target a[href*='{ENTRY}.html#counterstrike']")
    expect(page.locator(":target")).to_have_id("counterstrike")


def test_colours_are_chosen_and_remembered(page: Page) -> None:
    page.goto("/index.html")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    chosen = {}
    for _ in range(3):
        page.get_by_role("button", name="Colours").first.click()
        chosen[page.evaluate("document.body.dataset.theme")] = page.evaluate(background)
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-theme", list(chosen)[-1])
    assert set(chosen) == {"light", "dark", "auto"}
    assert chosen["light"] == chosen["auto"] == light != chosen["dark"]


def test_on_paper_each_quote_and_source_stands_and_no_control(page: Page) -> None:
    library = check(ROOT / "kb").library
    page.goto(f"/meetings/{ENTRY}.html")
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages)
    # A font may set fi and ff as one sign.
    letters = "".join(normalize("NFKC", text).split())
    cites = [cite for claim in library.entries[ENTRY].claims for cite in claim.cite]
    assert cites
    quotes = {cite.quote.text for cite in cites}
    names = {library.entries[cite.source.id].name for cite in cites}
    parts = [part for whole in quotes | names for part in whole.split("...")]
    assert [part for part in parts if "".join(normalize("NFKC", part).split()) not in letters] == []
    for control in ("Toggle", "Back to top", "Cite:", "Table of Contents"):
        assert control not in text


def test_nothing_moves_under_the_header_when_one_begins_to_scroll(page: Page) -> None:
    page.set_viewport_size({"width": 760, "height": 700})
    page.goto(f"/meetings/{ENTRY}.html")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("scrollBy({top: 60, behavior: 'instant'})")
    expect(page.locator(".mobile-header.scrolled")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == before
