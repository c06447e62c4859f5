"""The whole as one JSON file, each entry as one beside its page, and the schema of both."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.json_schema import FORMAT, schema
from sphinx_dossier.exports.json_text import Many, member, text, with_one
from sphinx_dossier.exports.tables import Made, made
from sphinx_dossier.publication import Gathering, Site, json_of

WHOLE, SCHEMA = "data/dossier.json", f"data/{FORMAT}.schema.json"


class Json:
    """The whole, each entry, and the schema."""

    def __init__(self, checked: Checked, site: Site) -> None:
        self._checked = checked
        self._head = {"format": FORMAT, "schema": site.file(SCHEMA)}
        of_all = {**self._head, "title": site.title, "home": site.base or None}
        self._whole = Many(of_all, "entries") if checked.share.is_first else None

    def add(self, made: Made, /) -> Iterator[tuple[str, bytes]]:
        """Take an entry, and yield the file of it."""
        entry, one, _ = made
        if self._whole:
            self._whole.add(member(one))
        if self._checked.share.has(entry.id):
            yield json_of(self._checked.library.docname(entry.id)), with_one(self._head, "entry", one)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the whole, and the schema."""
        if self._whole:
            yield from self._whole.pieces(WHOLE)
            yield SCHEMA, f"{text(schema())}\n".encode()


files = Gathering(made, Json)
