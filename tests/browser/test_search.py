"""The search as a reader uses it: typing, narrowing, opening by key, and coming back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

COUNTERSTRIKE = "counterstrike capabilities"


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


@pytest.fixture
def wide(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    yield context.new_page()
    context.close()


def search(page: Page, words: str) -> None:
    page.goto("/search.html")
    page.get_by_label("Names, words of claims").fill(words)
    expect(page.get_by_role("status")).to_contain_text(f"“{words}”")


def results(page: Page) -> Locator:
    return page.locator(".dossier-search-results > li")


def result(page: Page, title: str) -> Locator:
    return results(page).filter(has=page.locator(".dossier-hit-title").get_by_role("link", name=title))


def facet(page: Page, name: str, value: str) -> Locator:
    """Return the label of a value of a facet, in sight."""
    for summary in (page.locator(".dossier-facets"), page.locator(f".dossier-facet[data-facet={name}]")):
        if summary.get_attribute("open") is None:
            summary.locator("> summary").click()
    return page.locator(f".dossier-facet[data-facet={name}] label").filter(has_text=value)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_result_says_kind_and_date_and_marks_the_words(page: Page) -> None:
    search(page, COUNTERSTRIKE)
    meeting = result(page, "Committee, Washington 2023")
    expect(meeting).to_contain_text("Meeting")
    expect(meeting).to_contain_text("11 January 2023")
    expect(meeting.locator("mark").first).to_have_text("counterstrike")
    claim = meeting.get_by_role("link", name="affirmed their cooperation")
    claim.click()
    expect(page.locator(":target")).to_contain_text("affirmed their cooperation on counterstrike capabilities")


def test_words_of_a_quote_are_found_and_shown_as_such(page: Page) -> None:
    search(page, "tokyo accelerates efforts to bolster")
    meeting = result(page, "Committee, Washington 2023")
    expect(meeting.locator(".dossier-hit-quote").first).to_contain_text("In a quote: “Tokyo accelerates efforts")


def test_a_facet_narrows_to_as_many_results_as_it_says(page: Page) -> None:
    search(page, "hamada")
    label = facet(page, "kind", "Meeting")
    number = int(label.locator(".dossier-facet-count").inner_text())
    label.click()
    expect(page.get_by_role("status")).to_have_text(f"{number} results for “hamada”")
    expect(results(page)).to_have_count(number)
    expect(results(page).locator(".dossier-hit-kind")).to_have_text(["Meeting"] * number)
    assert asked(page) == {"q": ["hamada"], "kind": ["meeting"]}
    other = int(facet(page, "kind", "Person").locator(".dossier-facet-count").inner_text())
    facet(page, "kind", "Person").click()
    expect(results(page)).to_have_count(number + other)


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("year", "2023", "Committee, Washington 2023"),
        ("person", "Antony Blinken", "Committee, Washington 2023"),
        ("place", "Washington", "Committee, Washington 2023"),
        ("source", "Nikkei Asia, 12 January 2023", "Committee, Washington 2023"),
    ],
)
def test_each_facet_can_be_asked_for_by_the_address(wide: Page, name: str, value: str, title: str) -> None:
    wide.goto(f"/search.html?kind=meeting&{name}={value}")
    expect(result(wide, title)).to_be_visible()
    expect(result(wide, "Liverpool bilateral")).to_have_count(0)
    expect(facet(wide, name, value).get_by_role("checkbox")).to_be_checked()
    wide.get_by_role("button", name=f"Not only {value}").click()
    expect(wide.get_by_role("status")).to_have_text("6 pages")


def test_the_back_button_brings_back_what_was_asked(page: Page) -> None:
    search(page, "hamada")
    facet(page, "kind", "Meeting").click()
    expect(results(page)).to_have_count(2)
    results(page).first.get_by_role("link").first.click()
    page.wait_for_url("**/meetings/*.html")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 results for “hamada”")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("7 results for “hamada”")
    expect(page.get_by_label("Names, words of claims")).to_have_value("hamada")


def test_everything_goes_by_key(wide: Page) -> None:
    wide.goto("/people/index.html")
    wide.keyboard.press("/")
    expect(wide.locator("input[name=q]")).to_be_focused()
    wide.keyboard.type(COUNTERSTRIKE)
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/search.html?q=*")
    expect(results(wide).first).to_be_visible()
    wide.keyboard.press("/")
    field = wide.get_by_label("Names, words of claims")
    expect(field).to_be_focused()
    wide.keyboard.press("ArrowDown")
    expect(results(wide).nth(0).locator(".dossier-hit")).to_be_focused()
    wide.keyboard.press("ArrowDown")
    expect(results(wide).nth(1).locator(".dossier-hit")).to_be_focused()
    wide.keyboard.press("ArrowUp")
    wide.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    wide.keyboard.press("Enter")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/policies/counterstrike-capabilities.html")
    wide.go_back()
    expect(results(wide).first).to_be_visible()
    field.focus()
    wide.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(wide).to_have_url(re.compile(r"/search\.html$"))


def test_in_a_narrow_window_the_key_leads_to_the_page(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, base_url=site)
    page.goto("/people/index.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html*")
    expect(page.get_by_label("Names, words of claims")).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Katsuhiro Hamada", "Yasukazu Hamada"),
        ("2+2", "Committee, Washington 2023"),
        ("2 + 2", "Committee, online 2022"),
        ("two-plus-two", "Committee, Washington 2023"),
        ("U.S.-Japan", "Japan-U.S. alliance"),
        ("US", "U.S. Marine Corps"),
        ("G7", "Group of Seven"),
        ("Hämada", "Yasukazu Hamada"),
        ("“affirmed cooperation”", "Committee, Washington 2023"),
    ],
)
def test_names_are_found_however_they_are_written(wide: Page, words: str, title: str) -> None:
    search(wide, words)
    expect(result(wide, title)).to_be_visible()


@pytest.mark.parametrize("slip", ["Hayshi", "Hayahsi", "Hyashi"])
def test_a_slip_of_the_reader_leads_to_near_names(wide: Page, slip: str) -> None:
    search(wide, slip)
    expect(wide.get_by_role("status")).to_have_text(f"Nothing found for “{slip}”")
    near = wide.locator(".dossier-search-near")
    expect(near.get_by_role("link", name="Yoshimasa Hayashi")).to_be_visible()
    expect(wide.get_by_role("navigation", name="Lists of everything")).to_contain_text("A to Z")
    wide.get_by_label("Names, words of claims").focus()
    wide.keyboard.press("ArrowDown")
    expect(near.locator("a").first).to_be_focused()


def test_hand_written_pages_are_found_by_section(wide: Page) -> None:
    search(wide, "Sphinx extension")
    expect(results(wide).locator(".dossier-hit-kind").filter(has_text="Page").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?q=hamada&kind=meeting&kind=person", "?q=Hayshi"])
def test_axe_finds_nothing_wrong(page: Page, scheme: str, query: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/search.html{query}")
    expect(page.get_by_role("status")).to_contain_text("found" if "Hayshi" in query else "s")
    if not page.locator(".dossier-facets").get_attribute("open"):
        page.locator(".dossier-facets > summary").evaluate("one => one.parentElement.open = true")
    found = Axe().run(page, context=".dossier-search")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_nothing_is_asked_of_other_hosts_and_the_page_fits(page: Page, site: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: None if request.url.startswith(site) else faults.append(request.url))
    search(page, "hamada")
    facet(page, "source", "EFE").click()
    expect(page.get_by_role("button", name="Not only EFE")).to_be_visible()
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_javascript_there_is_the_way_to_the_names(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/search.html?q=hamada")
    expect(page.locator("noscript .dossier-search-lacking")).to_be_visible()
    page.get_by_role("navigation", name="Lists of everything").get_by_role("link", name="A to Z").click()
    expect(page.get_by_role("heading", name="A to Z")).to_be_visible()
    context.close()


def test_a_site_below_a_folder_of_its_host_works_too(browser: Browser, site: str) -> None:
    page = browser.new_page()

    def lift(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace("/below/", "/")))

    page.route("**/below/**", lift)
    page.goto(f"{site}/below/search.html?q=hamada")
    results(page).first.get_by_role("link").first.click()
    page.wait_for_url(f"{site}/below/people/yasukazu-hamada.html")
    page.close()
