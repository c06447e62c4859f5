"""The pictures of who met whom as a browser draws them: no label overlaps another or is cut, and keys reach all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

PAGES = ("network", "people/lloyd-austin", "policies/counterstrike-capabilities", "organizations/japan")
BOXES = """() => [...document.querySelectorAll('.dossier-net text')].map((text) => {
  const box = text.getBoundingClientRect();
  const svg = text.ownerSVGElement.getBoundingClientRect();
  return {words: text.textContent, left: box.left - svg.left, top: box.top - svg.top,
          right: box.right - svg.left, bottom: box.bottom - svg.top, wide: svg.width, tall: svg.height};
})"""


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_labels_neither_overlap_nor_are_cut(page: Page, name: str) -> None:
    page.goto(f"/{name}.html")
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 4
    for box in boxes:
        assert box["left"] >= -1, box
        assert box["top"] >= -1, box
        assert box["right"] <= box["wide"] + 1, box
        assert box["bottom"] <= box["tall"] + 1, box
    for one, other in combinations(boxes, 2):
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        assert min(across, down) <= 1, (one, other)


def test_words_of_a_meeting_stay_in_their_box(page: Page) -> None:
    page.goto("/network.html")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.dossier-net a:has(.dossier-net-box)')].map((link) => {
          const box = link.querySelector('.dossier-net-box').getBoundingClientRect();
          const text = link.querySelector('text').getBoundingClientRect();
          return text.left < box.left || text.right > box.right || text.top < box.top || text.bottom > box.bottom;
        })"""
    )
    assert outside
    assert not any(outside)


def test_a_key_reaches_the_picture_and_shows_the_lines_of_what_has_the_focus(page: Page) -> None:
    page.goto("/network.html")
    page.locator(".dossier-net > div").focus()
    page.keyboard.press("Tab")
    link = page.locator(".dossier-net a:focus")
    assert link.count() == 1
    lines = link.locator("xpath=..").locator(".dossier-net-echo path")
    assert lines.count() > 0
    assert lines.first.evaluate("(line) => getComputedStyle(line).visibility") == "visible"
    others = page.locator(".dossier-net g:not(:has(> a:focus)) > .dossier-net-echo path")
    assert others.first.evaluate("(line) => getComputedStyle(line).visibility") == "hidden"


def test_links_are_wide_apart_enough_for_a_finger(page: Page) -> None:
    for name in PAGES:
        page.goto(f"/{name}.html")
        middles = page.evaluate(
            """() => [...document.querySelectorAll('.dossier-net a > text')].map((text) => {
              const box = text.getBoundingClientRect();
              return [text.closest('g[class]').className.baseVal, (box.top + box.bottom) / 2];
            })"""
        )
        for (column, one), (other_column, other) in combinations(middles, 2):
            assert column != other_column or abs(one - other) >= 23.5
