"""Long work gives a sign of life on a terminal, which is gone at the end, and nowhere else."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from sphinx_dossier.commands import progress
from sphinx_dossier.commands.progress import checking, working

from tests.commands.running import Run


class Terminal(io.StringIO):
    """A terminal that says when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()


def test_long_work_is_told_of_and_the_line_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    terminal = Terminal()
    with working(lambda: "rowing", terminal):
        assert terminal.written.wait(60)
    lines = terminal.getvalue().split("\r\x1b[K")
    assert lines[1] == "dossier: rowing ... 1 s"
    assert not lines[-1]


def test_short_work_is_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 3600)
    terminal = Terminal()
    with working(lambda: "rowing", terminal):
        pass
    assert not terminal.getvalue()


def test_nothing_is_told_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    stream = io.StringIO()
    with working(lambda: "rowing", stream):
        threading.Event().wait(0.01)
    assert not stream.getvalue()


def test_the_line_is_gone_where_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    terminal = Terminal()

    def sink() -> None:
        with working(lambda: "rowing", terminal):
            assert terminal.written.wait(60)
            raise ValueError("leak")

    with pytest.raises(ValueError, match="leak"):
        sink()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_check_counts_the_files(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(checking(home / "kb").library.entries) == len(progress.ids(home / "kb")) == 3
