"""The tiny project of an invented river commission, ready to be built."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier import stores
from sphinx_dossier.files import CACHE

from tests.site.tiny import Tiny


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    monkeypatch.chdir(tmp_path)  # places are shown as seen from the working folder
    return Tiny(tmp_path).fill()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    monkeypatch.chdir(tmp_path)
    return Tiny(tmp_path)


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the findings of checks kept, as they are of a large knowledge base."""
    monkeypatch.setattr(stores, "FEWEST", 1)
    monkeypatch.setenv(CACHE, str(tmp_path_factory.mktemp("cache")))
