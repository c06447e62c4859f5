"""The site on paper: dark words on white, nothing folded away, no controls, pages that end between statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "index",
    "meetings/two-plus-two-2023",
    "organizations/united-states",
    "people/yasukazu-hamada",
    "sources/nikkei-2023-01-12",
)
LEAST = 4.5
"""How much words stand out from white paper, as the guidelines for accessibility reckon it."""
PALE = """least => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    const share = byte => byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
        canvas.fillStyle = "#fff";
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = getComputedStyle(node.parentElement).color;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        const light = 0.2126 * share(red) + 0.7152 * share(green) + 0.0722 * share(blue);
        if (1.05 / (light + 0.05) < least) found.add(node.data.trim().slice(0, 60));
    }
    return [...found];
}"""
"""Give the words of the article that stand out too little from white."""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on paper, for a reader who has chosen the dark scheme."""
    context = browser.new_context(viewport={"width": 700, "height": 1000}, base_url=site, color_scheme="dark")
    context.add_init_script("localStorage.setItem('theme', 'dark')")
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


def within(page: Page, rule: str, *selectors: str) -> dict[str, set[str]]:
    """Return which values a rule has on all that each selector finds, which must be something."""
    found = {}
    for selector in selectors:
        values = page.locator(selector).evaluate_all(
            "(all, rule) => all.map(one => getComputedStyle(one)[rule])", rule
        )
        assert values, selector
        found[selector] = set(values)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_words_are_dark_on_white_whatever_scheme_was_chosen(page: Page, name: str) -> None:
    page.goto(f"/{name}.html")
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(PALE, LEAST) == []


def test_what_is_folded_away_on_a_screen_is_printed(page: Page) -> None:
    page.goto("/meetings/two-plus-two-2023.html")
    page.locator("article section").first.evaluate(
        "one => one.insertAdjacentHTML('beforeend', '<details><summary>More</summary><p>Held within</p></details>')"
    )
    inner = page.get_by_text("Held within")
    assert inner.evaluate("one => one.checkVisibility() && one.getBoundingClientRect().height > 0")
    page.emulate_media(media="screen")
    assert not inner.evaluate("one => one.checkVisibility()")


def test_nothing_that_is_pressed_is_printed(page: Page) -> None:
    page.goto("/meetings/two-plus-two-2022.html")
    for control in ("nav.dossier-ways", ".dossier-crumbs", ".headerlink", "button"):
        found = page.locator(control)
        assert found.count() > 0, control
        assert not found.evaluate_all("all => all.some(one => one.checkVisibility())"), control


def test_pages_end_between_statements_and_not_before_whole_lists(page: Page) -> None:
    page.goto("/meetings/two-plus-two-2023.html")
    whole = (".dossier-statements > li", ".dossier-sources > li", ".dossier-terms > dd")
    assert set().union(*within(page, "breakInside", *whole).values()) == {"avoid"}
    parts = (".dossier-statements", ".dossier-sources", ".dossier-terms", "article section")
    assert set().union(*within(page, "breakInside", *parts).values()) == {"auto"}
    assert within(page, "breakAfter", "article h2")["article h2"] == {"avoid"}


def test_a_short_page_takes_one_sheet(page: Page) -> None:
    page.goto("/organizations/ap.html")
    height = page.evaluate("document.documentElement.getBoundingClientRect().height")
    assert height < page.evaluate("window.innerHeight"), "the frame is as tall as a screen"
    counts = [int(count) for count in re.findall(rb"/Count (\d+)", page.pdf(format="A4"))]
    assert max(counts) == 1
