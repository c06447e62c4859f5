"""The site as a reader has it: each sort of page fits its screen, and a claim leads to its words and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "index",
    "evidence",
    "coverage",
    "glossary",
    "people/index",
    "people/yasukazu-hamada",
    "meetings/index",
    "meetings/two-plus-two-2023",
    "policies/counterstrike-capabilities",
    "organizations/japan",
    "exercises/resolute-dragon",
    "sources/index",
    "sources/iria-2022-01",
    "manual/codes",
    "manual/kinds",
)


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_and_asks_nothing_of_other_hosts(page: Page, site: str, name: str, scheme: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(site) else faults.append(request.url))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/{name}.html")
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width == 0, "the page is wider than the screen"
    assert faults == []
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), one => one.id)")
    assert sorted(ids) == sorted(set(ids)), "an id stands twice"


def test_a_citation_leads_to_the_words_and_back(page: Page) -> None:
    page.goto("/meetings/two-plus-two-2023.html")
    claim = page.locator("#counterstrike")
    expect(claim).to_be_visible()
    claim.locator("a[href^='#source-']").first.click()
    foot = page.locator(":target")
    expect(foot).to_contain_text("affirmed cooperation on counterstrike capabilities")
    foot.locator("a[href*='sources/']").first.click()
    quote = page.locator(":target")
    expect(quote).to_contain_text("affirmed cooperation on counterstrike capabilities")
    quote.locator("a[href*='two-plus-two-2023.html#counterstrike']").first.click()
    expect(page.locator(":target")).to_have_id("counterstrike")


def test_a_mark_on_the_strip_of_a_source_leads_to_its_quote_by_key(page: Page) -> None:
    page.goto("/sources/nikkei-2023-01-12.html")
    marks = page.locator(".dossier-strip a")
    narrowest = min(box["width"] for mark in marks.all() if (box := mark.bounding_box()))
    assert narrowest > 20, "a finger hits it"
    address = marks.first.get_attribute("href") or ""
    marks.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_have_id(address.rpartition("#")[2])
