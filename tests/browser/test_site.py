"""The site as a reader has it: a claim leads to its words and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


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
