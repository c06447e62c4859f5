"""Large files come in pieces, which together are the file as it would be in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import csv, json, pieces, sqlite
from sphinx_dossier.exports.linked import graph
from sphinx_dossier.publication import Publish

from tests.exports.published import site

FORMS: dict[str, Publish] = {
    "json": json.files,
    "csv": csv.files,
    "graph": graph.files,
    "sqlite": sqlite.files,
}


def together(found: Iterator[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return [(path, b"".join(one for _, one in some)) for path, some in groupby(found, key=itemgetter(0))]


@pytest.mark.parametrize("name", FORMS)
def test_pieces_make_the_file(name: str, fish: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(FORMS[name](fish, site()))
    assert len({path for path, _ in whole}) == len(whole)
    monkeypatch.setattr(pieces, "PIECE", 700)
    parted = list(FORMS[name](fish, site()))
    assert len(parted) > len(whole)
    assert together(iter(parted)) == whole
