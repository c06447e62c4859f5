"""A host's strict content security policy refuses nothing on any kind of page, nor what comes when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.page_kinds import chosen

_TELL = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.effectiveDirective}: ${event.blockedURI}`);
})"""


@pytest.fixture
def faults() -> list[str]:
    """What the browser's console said was wrong, each with its page."""
    return []


@pytest.fixture
def page(browser: Browser, strict_site: str, faults: list[str]) -> Iterator[Page]:
    """A page of the site behind the policy."""
    context = browser.new_context(base_url=strict_site)
    context.add_init_script(_TELL)
    page = context.new_page()
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    yield page
    context.close()


def test_no_kind_of_page_needs_more_than_the_site_itself(page: Page, built: Path, faults: list[str]) -> None:
    names = chosen(built)
    for name in names:
        page.goto(f"/{name}", wait_until="load")
        page.keyboard.press("Tab")
    assert len(names) > 15
    assert faults == []


def test_search_a_preview_and_a_narrowed_table_come_too(page: Page, faults: list[str]) -> None:
    page.goto("/search.html?q=hamada")
    expect(page.get_by_role("status")).to_have_text("7 results for “hamada”")
    page.goto("/policies/index.html?sort=-name")
    expect(page.locator("th[data-column='name']")).to_have_attribute("aria-sort", "descending")
    page.locator("tbody a[href]").first.hover()
    expect(page.locator(".dossier-preview")).to_be_visible()
    assert faults == []
