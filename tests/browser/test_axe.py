"""Axe finds nothing on any kind of page, at a desk and on a phone, in both colour schemes."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scripts.page_kinds import chosen


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is shown."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_kind_of_page_breaks_a_rule(browser: Browser, site: str, built: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=site, reduced_motion="reduce")
    page = context.new_page()
    faults = []
    for name in chosen(built):
        page.goto(f"/{name}")
        page.emulate_media(color_scheme="light")
        faults += [f"{name}, light: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{name}, dark: {one}" for one in violations(page)]
    context.close()
    assert faults == []
