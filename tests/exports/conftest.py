"""The invented library, checked once for all that only read it."""

from __future__ import annotations

import pytest
from sphinx_dossier.checked import Checked

from tests.exports.published import entered
from tests.pages.fishing import ENTRIES, made

CHANGES = {
    "sources/herald": ENTRIES["sources/herald"] + "standing: {status: retracted, why: So it was., by: gazette}\n",
    "meetings/old-talks": ENTRIES["meetings/old-talks"]
    + "withdrawn: {date: 2020-05, why: It was no meeting., see: [port-talks]}\n",
}


@pytest.fixture(scope="session")
def fish(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return made(tmp_path_factory.mktemp("fish") / "kb")


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The library in which a source was retracted, an entry withdrawn, and git tells of one entry."""
    return entered(made(tmp_path_factory.mktemp("changed") / "kb", CHANGES), ada_finch="2031-05-06")
