"""Takes the README's picture of the site: `python scripts/screenshot.py build/site`, with playwright and Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = "meetings/two-plus-two-2023.html"
PICTURE = Path(__file__).parents[1] / "docs/_static/screenshot.png"


def main(site: Path) -> None:
    """Write the picture of one page of the built site in the folder `site`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme="light")
        page.goto((site / PAGE).resolve().as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
