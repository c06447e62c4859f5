"""What a reader is offered who came by an address that leads nowhere, as a static host answers it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).parents[2]
HAYASHI = "Yoshimasa Hayashi"


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host as most are: the site below a path, 404.html for what is missing, a strict policy."""

    base = "/"

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.base) if path.startswith(self.base) else "nowhere"
        return super().translate_path(f"/{below}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module", params=[("html", "/"), ("dirhtml", "/dossier/en/")], ids=["html", "dirhtml"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on a host of its own, or below a path of another."""
    builder, base = request.param
    folder = tmp_path_factory.mktemp("lost")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", builder, "-d", folder / "doctrees"]
    web = f"html_baseurl=https://dossier.example{base}"
    subprocess.run([*command, "-D", web, ROOT / "docs", folder / "out"], check=True)
    handler = type("Host", (_Host,), {"base": base})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder / "out"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{base}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    context = browser.new_context(base_url=host)
    yield context.new_page()
    context.close()


def offers(page: Page) -> Locator:
    return page.locator(".dossier-lost-near li")


@pytest.mark.parametrize(
    "path",
    [
        "people/yoshimasa-hayshi.html",
        "people/Yoshimasa-Hayashi.html",
        "people/yoshimasa_hayashi",
        "meetings/yoshimasa-hayashi.html",
        "yoshimasa-hayashi/",
        "a/b/c/d/yoshimasa-hayashi.php?page=1#x",
        "people/yoshimasa-hayashi/photo.png",
        "people/hayashi-yoshimasa.html",
        "people/yoshimasa%20hayashi",
        "people/%79oshimasa-hayash.html",
        "people/yoshimasa-h",
        "people%2Fyoshimasa-hayashi%E0%A4%A",
    ],
)
def test_the_entry_is_offered_first(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    first = offers(page).first
    expect(first).to_have_text(f"{HAYASHI} Person")
    assert offers(page).count() <= 8
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(HAYASHI)


def test_the_id_of_one_entry_is_said_to_be_it_and_another_is_not(page: Page) -> None:
    near = page.locator(".dossier-lost-near").get_by_role("status")
    page.goto("policies/yoshimasa-hayashi.html")
    expect(near).to_contain_text("Most likely")
    page.goto("policies/yoshimasa-hayshi.html")
    expect(near).to_contain_text("Did you look for")


def test_a_hand_written_page_and_a_list_are_offered_too(page: Page) -> None:
    page.goto("manul/serach.html")
    expect(offers(page).first).to_contain_text("Page")
    expect(offers(page).first.get_by_role("link")).to_have_attribute("href", re.compile("/manual/search"))
    page.goto("people/zzzzzz.html")
    expect(offers(page)).to_have_text(["People List"])


def test_a_folder_that_was_right_brings_nothing_else(page: Page) -> None:
    page.goto("meetings/security-consultative-committee.html")
    expect(offers(page).first).to_contain_text("Organization")
    expect(offers(page).filter(has_text="Settings")).to_have_count(0)


def test_what_is_near_nothing_offers_the_other_ways(page: Page) -> None:
    page.goto("zzzzzz.html")
    expect(page.locator(".dossier-lost-wanted code")).to_contain_text("zzzzzz.html")
    expect(page.get_by_label("Search for a name")).to_have_value("zzzzzz")
    expect(offers(page)).to_have_count(0)
    expect(page.locator(".dossier-lost h2")).to_have_count(0)
    page.get_by_role("navigation", name="Lists of everything").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People")


def test_markup_in_the_address_stays_text(page: Page) -> None:
    page.goto("people/%3Cimg%20src=x%20onerror=alert(1)%3E.html")
    expect(page.locator(".dossier-lost-wanted code")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".dossier-lost img").count() == 0


def test_it_sends_what_was_wanted_to_the_search(page: Page) -> None:
    page.goto("people/deep/down/counterstrike-capability.html")
    expect(page.get_by_label("Search for a name")).to_have_value("counterstrike capability")
    page.locator(".dossier-lost-search").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search(\.html|/)\?q=counterstrike\+capability$"))
    expect(page.get_by_role("heading", name="Search", level=1)).to_be_visible()


def test_it_stands_without_scripts(browser: Browser, host: str) -> None:
    context = browser.new_context(base_url=host, java_script_enabled=False)
    page = context.new_page()
    page.goto("some/where/deep/yoshimasa-hayshi.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is here")
    expect(offers(page)).to_have_count(0)
    expect(page.get_by_label("Search for a name")).to_be_visible()
    # The style sheet came, from so deep: the list stands in a row.
    ways = page.get_by_role("navigation", name="Lists of everything")
    assert ways.locator("ul").evaluate("list => getComputedStyle(list).display") == "flex"
    ways.get_by_role("link", name="Home").click()
    expect(page).to_have_url(re.compile(f"^{re.escape(host)}(index.html)?$"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, host: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        base_url=host,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe is put into the page
    )
    page = context.new_page()
    page.goto("people/yoshimasa-hayshi.html")
    expect(offers(page).first).to_contain_text(HAYASHI)
    found = Axe().run(page, context="[role=main]").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
