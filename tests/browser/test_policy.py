"""A host's strict content security policy refuses nothing on any kind of page, nor what comes when it is used."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Route

from scripts.page_kinds import chosen

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"

_TELL = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.effectiveDirective}: ${event.blockedURI}`);
})"""


def guard(route: Route) -> None:
    """Answer as a host does that sends the policy."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})


def test_no_kind_of_page_needs_more_than_the_site_itself(browser: Browser, site: str, built: Path) -> None:
    context = browser.new_context(base_url=site)
    context.add_init_script(_TELL)
    page = context.new_page()
    page.route("**/*", guard)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    names = chosen(built)
    for name in names:
        page.goto(f"/{name}", wait_until="load")
        page.keyboard.press("Tab")
    context.close()
    assert len(names) > 15
    assert faults == []
