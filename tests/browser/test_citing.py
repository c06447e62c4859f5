"""Citing a claim in a browser: by key and by finger, where the clipboard is refused, and without any script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect
from sphinx_dossier.bibliography import bibtex, item, passage
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.pages.how_to_cite import footnoted

ROOT = Path(__file__).parents[2]
NAME = "meetings/two-plus-two-2022"
ENTRY = "two-plus-two-2022"
FORMS = ["Link", "Sentence with footnote", "BibTeX", "CSL-JSON"]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(ROOT / "kb")


@pytest.fixture(scope="module")
def entry(checked: Checked) -> Entry:
    return checked.library.entries[ENTRY]


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"/{NAME}.html")
    return page


def given(entry: Entry) -> Claim:
    """Return a claim of the entry with an id of its own."""
    return next(claim for claim in entry.claims if not claim.id.startswith("c-") and claim.cite)


def button(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#{claim.id} .dossier-cite-button")


def copied(page: Page, claim: Claim, form: str) -> str:
    """Return what one item of the menu of a claim copies, chosen by key."""
    page.evaluate("navigator.clipboard.writeText('nothing')")
    button(page, claim).focus()
    page.keyboard.press("Enter")
    for _ in range(FORMS.index(form)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Copied: {form}")
    expect(button(page, claim)).to_be_focused()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_each_claim_of_the_page_has_one_control_with_a_name(page: Page, entry: Entry) -> None:
    controls = page.locator(".dossier-cite-button")
    assert controls.count() == len(entry.claims)
    names = [control.get_attribute("aria-label") or "" for control in controls.all()]
    assert all(name.startswith(f"Cite: {entry.name}: ") for name in names)
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), one => one.id)")
    assert sorted(ids) == sorted(set(ids)), "an id stands twice"


def test_what_is_copied_is_what_the_library_says(page: Page, checked: Checked, entry: Entry) -> None:
    at = page.url
    for claim in (given(entry), entry.claims[0], entry.claims[-1]):
        assert copied(page, claim, "Link") == f"{at}#{claim.id}"
        assert copied(page, claim, "Sentence with footnote") == footnoted(entry, claim, checked, at)
        ids = dict.fromkeys(ref.id for ref in (*(one.source for one in claim.cite), *claim.said.refs("read")))
        items = [item(checked.library.entries[id_], checked.library) for id_ in ids]
        assert copied(page, claim, "BibTeX") == "\n\n".join(map(bibtex, items))
        assert json.loads(copied(page, claim, "CSL-JSON")) == items


def test_the_menu_obeys_the_keyboard(page: Page, entry: Entry) -> None:
    control, menu = button(page, given(entry)), page.get_by_role("menu")
    items = page.get_by_role("menuitem")
    control.focus()
    expect(control).to_have_css("opacity", "1")
    page.keyboard.press("ArrowUp")
    expect(control).to_have_attribute("aria-expanded", "true")
    expect(items).to_have_text(FORMS)
    for key, at in (("ArrowDown", 0), ("End", 3), ("ArrowUp", 2), ("Home", 0), ("ArrowUp", 3), ("b", 2)):
        page.keyboard.press(key)
        expect(items.nth(at)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(control).to_be_focused()
    expect(control).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(items.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    expect(control).not_to_be_focused()
    assert page.evaluate("document.activeElement !== document.body")


def test_the_control_is_seen_where_the_pointer_is(page: Page, entry: Entry) -> None:
    control = button(page, given(entry))
    page.mouse.move(0, 0)
    expect(control).to_have_css("opacity", "0")
    page.locator(f"#{given(entry).id}").hover()
    expect(control).to_have_css("opacity", "1")
    control.click()
    expect(page.get_by_role("menu")).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("menu")).to_be_hidden()


def test_where_the_clipboard_is_refused_the_text_is_selected(
    context: BrowserContext, checked: Checked, entry: Entry
) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(f"/{NAME}.html")
    claim = given(entry)
    button(page, claim).click()
    page.get_by_role("menuitem", name="Sentence with footnote").click()
    text = footnoted(entry, claim, checked, page.url.partition("#")[0])
    box = page.get_by_role("textbox", name="Sentence with footnote")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    expect(page.locator("details.dossier-details")).to_have_attribute("open", "")
    assert box.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)") == text
    expect(page.get_by_role("status")).to_contain_text("The text is selected")


def test_the_control_works_under_a_strict_content_security_policy(
    browser: Browser, strict_site: str, entry: Entry
) -> None:
    context = browser.new_context(base_url=strict_site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"/{NAME}.html")
    assert copied(page, given(entry), "Link").endswith(f"#{given(entry).id}")
    assert copied(page, given(entry), "BibTeX").startswith("@")
    context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_control_is_there_for_a_finger(browser: Browser, site: str, entry: Entry, scheme: str) -> None:
    size: ViewportSize = {"width": 390, "height": 800}
    context = browser.new_context(viewport=size, is_mobile=True, has_touch=True, base_url=site)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/{NAME}.html")
    for claim in (given(entry), entry.claims[0]):
        control = button(page, claim)
        control.scroll_into_view_if_needed()
        expect(control).to_have_css("opacity", "1")
        area = control.evaluate("one => getComputedStyle(one, '::before').height")
        assert float(area.removesuffix("px")) >= 24
        control.tap()
        for one in page.get_by_role("menuitem").all():
            box = one.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size["width"]
            assert box["height"] >= 24
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow == 0, "the page is wider than the screen"
        page.keyboard.press("Escape")
    context.close()


def test_without_scripts_all_of_it_can_be_read(browser: Browser, site: str, checked: Checked, entry: Entry) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(f"/{NAME}.html")
    expect(page.locator(".dossier-cite-button")).to_have_count(0)
    part = page.locator("details.dossier-details")
    link = part.get_by_role("link", name=f"How to cite {entry.name}")
    expect(part.locator("p").first).to_be_hidden()
    part.locator("summary").click()
    link.click()
    shown = page.locator("body").inner_text()
    for claim in entry.claims:
        words, _, note = footnoted(entry, claim, checked).partition("[1]\n\n[1] ")
        assert f"{words}[1]\n\n[1] {note.rpartition(' ')[0]} #{claim.id}\n" in shown, "in the letters of the page"
    for source in {citation.source.id for claim in entry.claims for citation in claim.cite}:
        assert bibtex(item(checked.library.entries[source], checked.library)) in shown
    context.close()


def test_where_the_text_cannot_be_fetched_the_reader_is_led_to_it(context: BrowserContext, entry: Entry) -> None:
    page = context.new_page()
    page.route("**/*.cite.txt", lambda route: route.abort())
    page.goto(f"/{NAME}.html")
    button(page, given(entry)).click()
    page.get_by_role("menuitem", name="BibTeX").click()
    expect(page.get_by_role("status")).to_contain_text("could not be fetched")
    expect(page.get_by_role("link", name=f"How to cite {entry.name}")).to_be_focused()
    page.unroute("**/*.cite.txt")
    assert copied(page, given(entry), "BibTeX").startswith("@")


def test_a_passage_is_found_by_the_browser(context: BrowserContext, site: str) -> None:
    words = "<p>The two-year deal, “at last”, was signed; both sides were content & the herring too.</p>"
    text = f"<!doctype html><title>x</title>{'<p>Something else.</p>' * 400}{words}{'<p>More.</p>' * 400}"
    page = context.new_page()
    page.route("**/article", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(passage(f"{site}/article", "the two-year deal, “at last” ... content & the herring"))
    page.wait_for_function("window.scrollY > 1000")
    expect(page.locator("p", has_text="two-year")).to_be_in_viewport()
