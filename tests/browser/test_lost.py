"""An address that leads nowhere, on a host that shows the page 404.html for it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect


class _Host(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host(built: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "path",
    [
        "/people/yoshimasa-hayshi.html",
        "/persons/Yoshimasa_Hayashi",
        "/a/b/c/yoshimasa%20hayashi/",
    ],
)
def test_near_names_are_offered_and_lead_there(browser: Browser, host: str, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{host}{path}")
    expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
    first = page.locator(".dossier-lost-near li a").first
    expect(first).to_have_text("Yoshimasa Hayashi")
    first.click()
    expect(page).to_have_url(f"{host}/people/yoshimasa-hayashi.html")
    page.close()


def test_without_scripts_lists_and_search_are_offered(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}/no/such/page.html")
    expect(page.locator(".dossier-lost-near")).to_be_hidden()
    page.locator(".dossier-lost nav").get_by_role("link", name="A to Z").click()
    expect(page).to_have_url(f"{host}/glossary.html")
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_breaks_no_rule_of_access(browser: Browser, host: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{host}/people/yoshimasa-hayshi.html")
    expect(page.locator(".dossier-lost-near li").first).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()
