"""The whole as one JSON file, each entry as one beside its page, and the schema of both."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.json_schema import FORMAT, schema
from sphinx_dossier.exports.json_text import Many, member, text, with_one
from sphinx_dossier.exports.tables import made
from sphinx_dossier.publication import Site, json_of

WHOLE, SCHEMA = "data/dossier.json", f"data/{FORMAT}.schema.json"


def files(checked: Checked, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the whole, each entry, and the schema."""
    head = {"format": FORMAT, "schema": site.file(SCHEMA)}
    of_all = {**head, "title": site.title, "home": site.base or None}
    whole = Many(of_all, "entries") if checked.share.is_first else None
    for entry, one, _ in made(checked, site):
        if whole:
            whole.add(member(one))
        if checked.share.has(entry.id):
            yield json_of(checked.library.docname(entry.id)), with_one(head, "entry", one)
    if whole:
        yield from whole.pieces(WHOLE)
        yield SCHEMA, f"{text(schema())}\n".encode()
