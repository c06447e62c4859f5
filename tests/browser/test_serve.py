"""`dossier serve` in a browser: what is saved is seen, and what is wrong with it stands above the page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.core.casefiles import Case, lay_out, read_sections

CODE = "import sys, sphinx_dossier; sys.exit(sphinx_dossier.main())"
ADA = "kb/people/ada-example.yaml"
PATIENCE = 60_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a knowledge base and the site of it."""
    lay_out(Case(name="", sections=read_sections("=== with daily\n=== with ada\n"), problems=(), kept=None), tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text('project = "Harbour"\nextensions = ["sphinx_dossier"]\ndossier_kb = "../kb"\n')
    (docs / "index.rst").write_text("Harbour\n=======\n\n.. toctree::\n\n   people/index\n   sources/index\n")
    return tmp_path


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """The address at which the site is served."""
    command = [sys.executable, "-c", CODE, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        match = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert match
        yield match[0]
        process.terminate()


def test_a_mistake_stands_above_the_page_until_it_is_mended(browser: Browser, home: Path, address: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    title = page.locator(".body h1")
    expect(title).to_contain_text("Harbour", timeout=PATIENCE)
    page.goto(f"{address}people/ada-example.html")
    expect(title).to_contain_text("Ada Example")
    banner = page.get_by_role("alert", name="Problems")
    expect(banner).to_have_count(0)
    complaints.clear()
    sound = (home / ADA).read_text("utf-8")
    (home / ADA).write_text(sound.replace("Sample met", "Sample <b>danced</b>"), "utf-8")
    expect(banner).to_contain_text("kb/people/ada-example.yaml:6:16", timeout=PATIENCE)
    expect(banner).to_contain_text("these words are not in 'daily'; nearest at word 9, where 5 of 8 words match")
    expect(banner).to_contain_text("[dossier.quote-not-found]")
    (home / ADA).write_text(sound.replace("name: Ada Example\nfacts", "name: Ada the Example\nfacts"), "utf-8")
    expect(title).to_contain_text("Ada the Example", timeout=PATIENCE)
    expect(banner).to_have_count(0)
    # The page of an entry with an error is not there, and that is all that a browser has to complain of.
    assert [text for text in complaints if "404" not in text] == []
    # The files of the site hold nothing of this.
    assert "_serve" not in (home / "build/serve/html/people/ada-example.html").read_text("utf-8")
    page.close()
