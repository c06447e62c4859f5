"""The plain texts beside the pages of entries that say how their claims are cited, under the builders of HTML."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.pages import cite_file
from sphinx_dossier.site.address import on_the_web


def beside(builder: Builder, docname: str) -> str:
    """Return the way from the page of an entry to its text."""
    return relative_uri(builder.get_target_uri(docname), cite_file.path(docname))


def files(builder: Builder, checked: Checked) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of the text of every entry that has something to cite."""
    for entry in checked.ours:
        if made := checked.memo.of("cite", entry.id, functools.partial(_text, entry, checked, builder)):
            yield cite_file.path(checked.library.docname(entry.id)), made


def _text(entry: Entry, checked: Checked, builder: Builder) -> bytes:
    if not cite_file.has_file(entry, checked):
        return b""
    return cite_file.text(entry, checked, on_the_web(builder, checked.library.docname(entry.id))).encode()
