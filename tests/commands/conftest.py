"""The invented knowledge base, made anew for each test, with its parent as the current folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sphinx_dossier

from tests.commands.running import Ran, Run
from tests.core.casefiles import Case, lay_out, read_sections

SECTIONS = "=== with daily\n=== with herald\n=== with ada\n"


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder, which everybody may read; in it the knowledge base `kb`, and its two articles."""
    with tempfile.TemporaryDirectory(prefix="dossier-command-") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        sections = read_sections(SECTIONS)
        lay_out(Case(name="", sections=sections, problems=(), kept=None), folder)
        for section in sections:
            if section.header.startswith("article "):
                file = folder / f"{section.header.removeprefix('article ')}.txt"
                file.write_text(section.body, "utf-8", newline="\n")
        monkeypatch.chdir(folder)
        yield folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command with these arguments, in this process."""

    def ran(*arguments: str) -> Ran:
        try:
            status = sphinx_dossier.main(arguments)
        except SystemExit as end:
            # How argparse ends on misuse, and after it has printed its help.
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Ran(status=status, out=printed.out, err=printed.err)

    return ran
