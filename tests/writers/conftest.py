"""The invented library, read once for all tests of writers."""

from __future__ import annotations

import pytest
from sphinx_dossier.checked import Checked

from tests.pages.fishing import made


@pytest.fixture(scope="session")
def fishing(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    checked = made(tmp_path_factory.mktemp("fishing") / "kb")
    assert not checked.problems
    return checked
