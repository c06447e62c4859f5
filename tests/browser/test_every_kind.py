"""Each kind of page, at a desk and on a phone, and without scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.page_kinds import chosen

SHOWN = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent.closest("script, style, noscript, title, button, form, label, output"))
            continue;
        if (parent.closest("[role=menu], [role=status], [role=dialog]"))
            continue;
        if (parent.checkVisibility({visibilityProperty: true, opacityProperty: true}))
            found.push(...node.data.split(/\\s+/).filter(Boolean));
    }
    return found;
}"""
"""Give the words that are seen, but those of controls."""
NEEDS_SCRIPTS = {"search.html"}
"""What is there for scripts alone: an A to Z takes its place."""


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


def test_no_kind_of_page_has_a_fault(page: Page, site: str, built: Path) -> None:
    faults: list[str] = []
    name = ""
    page.on("console", lambda said: faults.append(f"{name}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
    page.on("request", lambda sent: None if sent.url.startswith(site) else faults.append(f"{name}: {sent.url}"))
    for name in chosen(built):
        page.goto(f"/{name}")
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{name}: {width} pixels wider than the screen"] if width else []
        ids = Counter(page.evaluate("Array.from(document.querySelectorAll('[id]'), one => one.id)"))
        faults += [f"{name}: the id {id_} stands {count} times" for id_, count in ids.items() if count > 1]
    assert faults == []


def test_without_scripts_nothing_is_missing(browser: Browser, site: str, built: Path) -> None:
    plain = browser.new_context(java_script_enabled=False, base_url=site)
    scripted = browser.new_context(base_url=site)
    without, with_ = plain.new_page(), scripted.new_page()
    missing = {}
    for name in chosen(built):
        without.goto(f"/{name}")
        with_.goto(f"/{name}")
        read = Counter(without.evaluate(SHOWN))
        assert read, name
        lost = Counter(with_.evaluate(SHOWN)) - read
        if lost and name not in NEEDS_SCRIPTS:
            missing[name] = list(lost)
    plain.close()
    scripted.close()
    assert missing == {}
