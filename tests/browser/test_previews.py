"""Previews of links in a browser: by pointer and by key, kept while wanted, gone when not, and never in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, Request, expect

MEETING = "/meetings/two-plus-two-2023.html"
QUOTE = "affirmed cooperation on counterstrike capabilities"
READING = "The page is dated 2023-01-12, a Thursday"
SLOW = 1500
"""Milliseconds after which a preview would be there or gone, several times over."""


@pytest.fixture(params=["light", "dark"])
def context(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[BrowserContext]:
    size = {"width": 1280 if request.param == "light" else 760, "height": 700}
    context = browser.new_context(viewport=size, base_url=site, color_scheme=request.param)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def tip(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def box(found: Locator) -> FloatRect:
    at = found.bounding_box()
    assert at is not None
    return at


def person(page: Page) -> Locator:
    """Return the link to a person on the page of a meeting."""
    page.goto(MEETING)
    return page.locator("article a[href$='people/yasukazu-hamada.html']").first


def mark(page: Page) -> Locator:
    page.goto(MEETING)
    return page.locator("#counterstrike .dossier-cite a").first


def reach(page: Page, link: Locator) -> None:
    """Move the focus to a link as the Tab key does."""
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()


def beside(found: Locator, link: Locator, page: Page) -> bool:
    """Return whether a preview leaves its link free and stays within the window."""
    sheet, at, size = box(found), box(link), page.viewport_size
    assert size is not None
    free = sheet["y"] >= at["y"] + at["height"] or sheet["y"] + sheet["height"] <= at["y"]
    across = sheet["x"] >= 0 and sheet["x"] + sheet["width"] <= size["width"]
    return free and across and sheet["y"] >= 0 and sheet["y"] + sheet["height"] <= size["height"]


def test_the_pointer_on_a_link_to_an_entry_shows_what_it_is(page: Page) -> None:
    link = person(page)
    link.hover()
    expect(tip(page)).to_contain_text("Person")
    expect(tip(page)).to_contain_text("Yasukazu Hamada")
    expect(tip(page)).to_contain_text("Minister of Defense of Japan")
    expect(link).to_have_attribute("aria-describedby", "dossier-preview")
    expect(link).to_have_accessible_description(tip(page).inner_text().replace("\n", " ").replace("PERSON", "Person"))
    assert beside(tip(page), link, page)
    page.mouse.move(2, 2)
    expect(tip(page)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None


def test_the_number_of_a_citation_shows_the_quote_its_source_and_the_reading(page: Page) -> None:
    link = mark(page)
    link.hover()
    expect(tip(page)).to_contain_text(QUOTE)
    expect(tip(page)).to_contain_text("Nikkei Asia, 12 January 2023")
    expect(tip(page)).not_to_contain_text("Cited above")
    assert beside(tip(page), link, page)
    page.locator(".dossier-cite a", has_text="[2]").first.hover()
    expect(tip(page)).to_contain_text(READING)
    page.locator(".dossier-cite a", has_text="[3]").first.hover()
    expect(tip(page)).to_contain_text("(in a caption)")
    expect(tip(page)).to_have_count(1)


def test_the_focus_shows_it_and_escape_hides_it_and_the_focus_stays(page: Page) -> None:
    link = person(page)
    reach(page, link)
    expect(tip(page)).to_contain_text("Yasukazu Hamada")
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip(page)).to_contain_text("Yasukazu Hamada")


def test_escape_hides_what_the_pointer_brought_until_it_has_left(page: Page) -> None:
    link = person(page)
    link.hover()
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    at = box(link)
    page.mouse.move(at["x"] + at["width"] - 2, at["y"] + 5)
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    page.mouse.move(2, 2)
    link.hover()
    expect(tip(page)).to_be_visible()


def test_the_pointer_may_move_onto_it_and_it_stays(page: Page) -> None:
    person(page).hover()
    expect(tip(page)).to_be_visible()
    sheet = box(tip(page))
    page.mouse.move(sheet["x"] + 30, sheet["y"] + sheet["height"] / 2, steps=8)
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_contain_text("Yasukazu Hamada")
    page.mouse.move(2, 2)
    expect(tip(page)).to_have_count(0)


def test_it_goes_along_when_the_page_scrolls_and_moves_nothing(page: Page) -> None:
    link = person(page)
    reach(page, link)
    before = page.evaluate("document.documentElement.scrollHeight")
    expect(tip(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == before
    page.evaluate("scrollBy({top: 60, behavior: 'instant'})")
    page.wait_for_timeout(100)
    assert beside(tip(page), link, page)
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    expect(tip(page)).to_have_count(0)


def test_following_a_link_takes_the_preview_away(page: Page) -> None:
    link = mark(page)
    link.hover()
    expect(tip(page)).to_be_visible()
    link.click()
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    expect(page.locator(":target")).to_contain_text(QUOTE)


def test_a_link_to_a_claim_shows_its_sentence(page: Page) -> None:
    page.goto("/policies/counterstrike-capabilities.html")
    page.locator("article a[href$='two-plus-two-2023.html#counterstrike']").first.hover()
    expect(tip(page)).to_contain_text("affirmed their cooperation on counterstrike capabilities")


@pytest.mark.parametrize("name", ["index", "people/index", "glossary", "differ"])
def test_links_to_entries_on_other_pages_have_one_too(page: Page, name: str) -> None:
    page.goto(f"/{name}.html")
    entries = "a:is([href*='people/'], [href*='meetings/']):not([href*='index.html']):visible"
    table = "td a[href$='.html']:visible" if name == "people/index" else entries
    page.locator("article").locator(table).first.hover()
    expect(tip(page)).to_be_visible()


def test_links_that_lead_to_no_entry_have_none_and_ask_for_nothing(page: Page) -> None:
    asked: list[str] = []
    page.goto(MEETING)
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    for link in (".dossier-crumbs a >> nth=0", ".dossier-crumbs a >> nth=1", "h2 a.headerlink >> nth=0"):
        page.locator(link).hover(force=True)
        page.wait_for_timeout(SLOW // 2)
        expect(tip(page)).to_have_count(0)
    assert [url for url in asked if not url.endswith("/_static/dossier-previews.json")] == []


def test_each_file_is_asked_for_once_and_of_this_site_alone(page: Page, site: str) -> None:
    asked: list[Request] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 -- Playwright marks what it is given
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    link = person(page)
    for _ in range(3):
        link.hover()
        expect(tip(page)).to_be_visible()
        page.mouse.move(2, 2)
        expect(tip(page)).to_have_count(0)
    files = [request.url for request in asked if request.resource_type == "fetch"]
    assert [url.removeprefix(site) for url in files] == [
        "/_static/dossier-previews.json",
        "/people/yasukazu-hamada.preview.json",
    ]
    assert [request.url for request in asked if not request.url.startswith(site)] == []
    assert faults == []


def test_words_of_an_entry_are_never_taken_for_markup(page: Page) -> None:
    evil = {"kind": "Person", "name": "<img src=x onerror=alert(1)>", "counts": "<b>1</b>", "marks": ["<i>no</i>"]}
    page.route("**/*.preview.json", lambda route: route.fulfill(body=json.dumps(evil)))
    person(page).hover()
    expect(tip(page)).to_contain_text("<img src=x onerror=alert(1)>")
    assert tip(page).locator("img, b, i").count() == 0


def test_where_a_file_cannot_be_had_the_link_stays_a_link(page: Page) -> None:
    page.route("**/*.preview.json", lambda route: route.fulfill(status=404, body=""))
    link = person(page)
    link.hover()
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    link.click()
    expect(page.locator("h1")).to_contain_text("Yasukazu Hamada")


@pytest.mark.parametrize("link", [person, mark])
def test_axe_finds_nothing_wrong_with_one(page: Page, link: object) -> None:
    link(page).hover()  # type: ignore[operator]
    expect(tip(page)).to_be_visible()
    tip(page).evaluate("one => Promise.all(one.getAnimations().map((each) => each.finished))")
    found = Axe().run(page, context=".dossier-preview")
    assert (found.violations_count, found.generate_report()) == (0, found.generate_report())
    assert found.response["passes"], "axe looked at it"
    inside = page.evaluate("!!document.querySelector('.dossier-preview').closest('main, [role=main]')")
    assert inside, "all of the page stands within landmarks"


def test_it_fades_in_only_where_motion_is_welcome(page: Page) -> None:
    for wanted, name in (("reduce", "none"), ("no-preference", "dossier-preview-in")):
        page.emulate_media(reduced_motion=wanted)  # type: ignore[arg-type]
        person(page).hover()
        expect(tip(page)).to_have_css("animation-name", name)


def test_it_is_not_printed(page: Page) -> None:
    person(page).hover()
    expect(tip(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".dossier-preview")).to_be_hidden()


def test_a_finger_gets_none(browser: Browser, site: str) -> None:
    size = {"width": 390, "height": 800}
    context = browser.new_context(viewport=size, is_mobile=True, has_touch=True, base_url=site)  # type: ignore[arg-type]
    page = context.new_page()
    link = mark(page)
    reach(page, link)
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    at = box(link)
    spot = {"x": at["x"] + 5, "y": at["y"] + 5}
    context.new_cdp_session(page).send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [spot]})
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    link = mark(page)
    link.tap()
    page.wait_for_timeout(SLOW)
    expect(tip(page)).to_have_count(0)
    expect(page.locator(":target")).to_contain_text(QUOTE)
    person(page).tap()
    expect(page.locator("h1")).to_contain_text("Yasukazu Hamada")
    context.close()


def test_without_scripts_nothing_is_lost(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    link = mark(page)
    link.hover()
    link.click()
    expect(page.locator(":target")).to_contain_text(QUOTE)
    expect(page.locator(":target")).to_contain_text("Nikkei Asia, 12 January 2023")
    context.close()
