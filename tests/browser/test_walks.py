"""Three readers with one question each: the answer and its proof are three actions from home at most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def home(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=site)
    page = context.new_page()
    page.goto("/index.html")
    yield page
    context.close()


def test_who_attended_the_meeting_of_january_2023_and_which_words_prove_it(home: Page) -> None:
    home.locator("#latest-meetings").get_by_role("link", name="Washington 2023").click()
    there = home.locator("#participants li")
    for name in ("Yoshimasa Hayashi", "Yasukazu Hamada", "Antony Blinken", "Lloyd Austin"):
        expect(there.filter(has_text=name)).to_be_visible()
    there.first.locator(".dossier-cite a").first.click()
    proof = home.locator(".dossier-sources li:target")
    expect(proof).to_be_in_viewport()
    expect(proof).to_contain_text("met with U.S. Secretary of State")
    expect(proof).to_contain_text("Nikkei Asia, 12 January 2023")


def test_what_changed_between_2021_and_2023_on_counterstrike(home: Page) -> None:
    search = home.get_by_role("searchbox", name="Search for a name, a policy")
    search.fill("counterstrike")
    search.press("Enter")
    results = home.locator(".dossier-search-results > li")
    # What was an option in 2021 is found with the word of 2023, for the editors asked whether they are one.
    expect(results.filter(has_text="Capability to strike enemy bases")).to_be_visible()
    results.get_by_role("link", name="Counterstrike capabilities", exact=True).first.click()
    expect(home.get_by_role("heading", name="Counterstrike capabilities", level=1)).to_be_visible()
    statements = home.locator("#statements")
    expect(statements).to_contain_text("11 January 2023")
    expect(statements).to_contain_text("affirmed their cooperation on counterstrike capabilities")
    expect(home.locator("#in-time")).to_contain_text("2023")


def test_where_the_papers_differ_about_the_japanese_minister(home: Page) -> None:
    expect(home.get_by_role("link", name="Where do sources differ?")).to_have_attribute("href", "differ.html")
    home.locator(".sd-card").filter(has_text="Where do sources differ?").click()
    slip = home.locator("li, dd, tr").filter(has_text="Katsuhiro Hamada").last
    expect(slip).to_be_visible()
    expect(slip).to_contain_text("EFE")


def test_the_terms_tell_what_changed_on_counterstrike(home: Page) -> None:
    home.locator(".sd-card").filter(has_text="What does that word mean?").click()
    home.wait_for_url("**/terms.html*")
    start = home.locator("#term--counterstrike-capabilities")
    told = start.evaluate("""start => {
        const found = [];
        for (let one = start; one && one.tagName === "DD"; one = one.nextElementSibling) found.push(one.innerText);
        return found.join("\\n");
    }""")
    parts = (
        "6 December 2021: Kishida said",
        "No source puts the words of 2021 beside those of 2023.",
        "11 January 2023: Japan and the United States affirmed",
        "1 June 2023: What the two countries agreed on included stronger Japanese counterattack capabilities",
    )
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
