"""Large files come in pieces, which together are the file as it would be in one."""

from __future__ import annotations

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import csv, json, pieces, sqlite
from sphinx_dossier.exports.linked import graph
from sphinx_dossier.publication import Publish

from tests.exports.published import site, whole

FORMS: dict[str, Publish] = {
    "json": json.files,
    "csv": csv.files,
    "graph": graph.files,
    "sqlite": sqlite.files,
}


@pytest.mark.parametrize("name", FORMS)
def test_pieces_make_the_file(name: str, fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    files = list(FORMS[name](fish, site()))
    assert len({path for path, _ in files}) == len(files)
    monkeypatch.setattr(pieces, "PIECE", 700)
    parted = list(FORMS[name](fish, site()))
    assert len(parted) > len(files)
    assert whole(iter(parted)) == files
