"""Tables in the browser: narrowed, sorted, with the state in the address, by key, on a phone and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

POLICIES = "/policies/index.html"


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def rows(page: Page) -> Locator:
    return page.locator(".dossier-table tbody tr:visible")


def column(page: Page, label: str) -> list[str]:
    return [text.strip() for text in rows(page).locator(f"td[data-label='{label}']").all_inner_texts()]


def test_words_narrow_whatever_their_case_and_marks(page: Page) -> None:
    page.goto(POLICIES)
    whole = rows(page).count()
    page.get_by_label("Narrow by words").fill("CÖUNTERstrike")
    expect(page.get_by_role("status")).to_have_text(f"{rows(page).count()} of {whole} shown.")
    assert 0 < rows(page).count() < whole
    assert all("counterstrike" in name.lower() for name in column(page, "Name"))
    page.wait_for_url("**/index.html?q=*")
    page.get_by_label("Narrow by words").fill("no such thing")
    expect(page.get_by_role("status")).to_contain_text("Nothing here fits")
    page.get_by_role("button", name="Clear").click()
    expect(rows(page)).to_have_count(whole)
    expect(page.get_by_label("Narrow by words")).to_be_focused()


def test_a_choice_says_how_many_rows_it_leaves(page: Page) -> None:
    page.goto(POLICIES)
    select = page.get_by_label("Type", exact=True)
    label = next(text for text in select.locator("option").all_text_contents() if text.startswith("capability"))
    select.select_option(label=label)
    assert label == f"capability ({rows(page).count()})"
    assert {"capability"} == {value for cell in column(page, "Type") for value in cell.split("; ")[:1]}
    assert page.url.endswith("?type=capability")


def test_the_address_brings_the_table_back_and_the_back_button_steps_through_it(page: Page, site: str) -> None:
    page.goto(POLICIES)
    whole = column(page, "Name")
    page.get_by_label("Type", exact=True).select_option("capability")
    chosen = column(page, "Name")
    page.get_by_role("button", name="Name", exact=True).click()
    page.get_by_role("button", name="Name", exact=True).click()
    backwards = column(page, "Name")
    assert backwards == sorted(chosen, key=str.lower, reverse=True)
    assert page.url == f"{site}{POLICIES}?type=capability&sort=-name"
    page.reload()
    assert column(page, "Name") == backwards
    expect(page.locator("th[data-column='name']")).to_have_attribute("aria-sort", "descending")
    page.go_back()
    expect(page.locator("th[data-column='name']")).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    expect(page.locator("th[data-column='name']")).not_to_have_attribute("aria-sort", "ascending")
    assert column(page, "Name") == chosen
    page.go_back()
    expect(rows(page)).to_have_count(len(whole))
    page.go_forward()
    expect(rows(page)).to_have_count(len(chosen))


def test_what_an_address_asks_for_and_the_table_has_not_is_left_alone(page: Page) -> None:
    page.goto(f"{POLICIES}?type=nonsense&sort=nonsense&other=1#main")
    whole = rows(page).count()
    expect(page.get_by_role("status")).to_have_text(f"All {whole} shown.")
    page.get_by_label("Type", exact=True).select_option("capability")
    assert page.url.endswith("?type=capability&other=1#main")


def test_dates_sort_by_their_days(page: Page) -> None:
    page.goto("/meetings/index.html")
    listed = column(page, "Date")
    page.get_by_role("button", name="Date", exact=True).click()
    assert column(page, "Date") == listed, "the newest come first, as they do without a script"
    page.get_by_role("button", name="Date", exact=True).click()
    assert column(page, "Date") == listed[::-1]


def test_names_sort_as_the_index_does(page: Page) -> None:
    page.goto("/people/index.html")
    listed = column(page, "Name")
    page.get_by_role("button", name="Name", exact=True).click()
    assert column(page, "Name") == listed, "by family name"


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto(POLICIES)
    page.get_by_label("Narrow by words").focus()
    page.keyboard.type("counter")
    found = rows(page).count()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Type", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    head = page.get_by_role("button", name="Name", exact=True)
    expect(head).to_be_focused()
    assert head.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("th[data-column='name']")).to_have_attribute("aria-sort", "ascending")
    assert rows(page).count() == found
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("All ")


def test_on_a_phone_the_lines_of_a_cell_are_as_far_apart_whatever_its_label_takes(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/network.html")
    cells = page.locator(".dossier-table td[data-label='Over which policies']")
    gaps: list[list[float]] = cells.evaluate_all("""cells => cells.map(cell => {
        const words = document.createRange();
        words.selectNodeContents(cell);
        const ends = new Set([...words.getClientRects()].map(box => Math.round(box.bottom)));
        const inOrder = [...ends].sort((a, b) => a - b);
        return inOrder.slice(1).map((end, at) => end - inOrder[at]);
    })""")
    assert len([some for some in gaps if len(some) > 1]) > 3
    assert all(max(some) - min(some) <= 1 for some in gaps if some)


def test_a_phone_sorts_by_a_select_and_targets_are_large(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(POLICIES)
    expect(page.locator(".dossier-table thead")).to_be_hidden()
    page.get_by_label("Sort by").select_option(label="Name, Z to A")
    names = column(page, "Name")
    assert names == sorted(names, key=str.lower, reverse=True)
    page.get_by_label("Type", exact=True).select_option("capability")
    assert 0 < rows(page).count() < len(names), "a narrowed row is out of sight here too"
    for control in page.locator(".dossier-narrow :is(input, select, button):visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_short_table_is_sorted_and_not_narrowed(page: Page) -> None:
    page.goto("/meetings/index.html")
    assert rows(page).count() < 8
    expect(page.get_by_label("Narrow by words")).to_have_count(0)
    expect(page.get_by_role("button", name="Place", exact=True)).to_be_visible()


def test_without_scripts_the_table_is_whole(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(f"{POLICIES}?type=capability")
    said = page.locator(".dossier-note").first.inner_text()
    assert said == f"{rows(page).count()} policies, by name."
    expect(page.locator(".dossier-narrow, th button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_a_narrowed_table(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{POLICIES}?type=capability&sort=name")
    for part in (".dossier-narrow", ".dossier-table"):
        found = Axe().run(page, context=part)
        assert found.violations_count == 0, found.generate_report()
