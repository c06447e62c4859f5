"""Pictures of each kind of page, in both widths and schemes: `python -m scripts.gallery build/site build/gallery`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.page_kinds import chosen
from scripts.serving import served


def main(site: Path, gallery: Path) -> None:
    """Write the pictures of the built site into a folder."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
            for name in chosen(site):
                page.goto(f"{address}/{name}")
                stem = name.removesuffix(".html").replace("/", "-")
                page.emulate_media(color_scheme="light")
                page.screenshot(path=gallery / f"{stem}-{width}-light.png", full_page=True)
                page.emulate_media(color_scheme="dark")
                page.screenshot(path=gallery / f"{stem}-{width}-dark.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
