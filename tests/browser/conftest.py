"""The real site, built once and served on loopback, and a Chromium that opens it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.serving import served

ROOT = Path(__file__).parents[2]
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of this repository."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", "html"]
    subprocess.run([*command, "-d", folder / "doctrees", ROOT / "docs", folder / "html"], check=True)
    return folder / "html"


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the site of this repository."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="session")
def strict_site(built: Path) -> Iterator[str]:
    """The same, from a host whose policy lets a page load what is the site's own and nothing else."""
    with served(built, POLICY) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or Chrome. Where there is none, the test is skipped; under CI that is a failure."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a browser: apt-get install -y chromium")
        pytest.skip("no chromium here; on Debian: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
