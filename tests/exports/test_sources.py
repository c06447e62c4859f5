"""The bibliography as other programs read it."""

from __future__ import annotations

import json

from pybtex.database import parse_string
from sphinx_dossier.bibliography import csl_json, item
from sphinx_dossier.checked import Checked

from tests.exports.published import published


def test_bibtex_holds_every_source(changed: Checked) -> None:
    [(path, content)] = published(changed, "bibtex").items()
    found = parse_string(content.decode(), "bibtex").entries
    assert (path, sorted(found)) == ("data/sources.bib", ["gazette", "herald"])
    assert found["gazette"].fields["title"] == "{Norland and Sudland sign fishing deal}"
    assert found["herald"].fields["note"] == "Retracted"


def test_csl_json_holds_every_source_in_the_order_of_its_kind(changed: Checked) -> None:
    [(path, content)] = published(changed, "csl-json").items()
    assert path == "data/sources.csl.json"
    sources = changed.library.of_kind("source")
    assert json.loads(content) == json.loads(csl_json(item(source, changed.library) for source in sources))
    assert [one["id"] for one in json.loads(content)] == [source.id for source in sources]
