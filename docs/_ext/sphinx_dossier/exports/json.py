"""The whole as one JSON file, each entry as one beside its page, and the schema of both."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.json_schema import FORMAT, schema
from sphinx_dossier.exports.json_text import member, text, with_many, with_one
from sphinx_dossier.exports.tables import made
from sphinx_dossier.publication import Site, json_of

WHOLE, SCHEMA = "data/dossier.json", f"data/{FORMAT}.schema.json"


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the whole, each entry, and the schema."""
    head = {"format": FORMAT, "schema": site.file(SCHEMA)}
    found = []
    for entry, one, _ in made(checked, site):
        if checked.share.is_first:
            found.append(member(one))
        if checked.share.has(entry.id):
            yield json_of(checked.library.docname(entry.id)), with_one(head, "entry", one)
    if not checked.share.is_first:
        return
    yield WHOLE, with_many({**head, "title": site.title, "home": site.base or None}, "entries", found)
    yield SCHEMA, f"{text(schema())}\n".encode()
