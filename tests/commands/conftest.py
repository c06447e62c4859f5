"""The invented knowledge base, made anew for each test, with its parent as the current folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.harbor import make


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = make(tmp_path)
    capsys.readouterr()
    return folder
