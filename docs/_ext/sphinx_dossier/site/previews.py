"""The small files behind the previews of links: one for each entry, beside its page, and one that tells of them.

The script of every page reads them when a reader points at a link; a page says only that they are there.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.garbage import old_uncollected
from sphinx_dossier.library import Library
from sphinx_dossier.pages.preview import Preview, preview
from sphinx_dossier.site import configuration, output
from sphinx_dossier.site.domain import domain_of

FOLDERS = "_static/dossier-previews.json"
"""The file that tells which folders hold entries, and which of their pages are none."""


def is_on(app: Sphinx) -> bool:
    """Return whether this build makes previews."""
    return bool(app.config.dossier_previews) and configuration.has_pages(app.builder)


def announce(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the script of a page where to find the previews (html-page-context)."""
    if is_on(app):
        href = escape(relative_uri(app.builder.get_target_uri(pagename), FOLDERS))
        meta = f'<meta content="{href}" name="dossier-previews" />\n'
        context["metatags"] = context.get("metatags", "") + meta


@old_uncollected()
def publish(app: Sphinx, exception: Exception | None) -> None:
    """Put the previews into the output (build-finished, before what is gone is removed)."""
    domain = domain_of(app.env)
    if exception is None and is_on(app) and not domain.is_unchanged:
        pages = {*app.env.found_docs, *domain.ledger.pages}
        output.publish(domain.ledger, files(domain.checked, pages))


def files(checked: Checked, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the preview of each entry; `pages` are the docnames of all pages, those of entries too or not."""
    for entry in checked.ours:
        made = functools.partial(_preview, entry, checked)
        yield f"{checked.library.docname(entry.id)}.preview.json", checked.memo.of("preview", entry.id, made)
    if checked.share.is_first:
        yield FOLDERS, _bytes(_folders(checked.library, pages))


def _folders(library: Library, pages: Iterable[str]) -> dict[str, list[str]]:
    """Return the folders of entries, each with its pages that are no entries."""
    entries = set(map(library.docname, library.entries))
    found: dict[str, set[str]] = {name.partition("/")[0]: set() for name in entries}
    for folder, name in ((parts[0], parts[1]) for page in pages if len(parts := page.split("/")) > 1):
        # What is below the page of an entry is a part of it.
        if folder in found and f"{folder}/{name}" not in entries:
            found[folder].add(name)
    return {folder: sorted(names) for folder, names in sorted(found.items())}


def _preview(entry: Entry, checked: Checked) -> bytes:
    return _bytes(_filled(preview(entry, checked)))


def _filled(made: Preview) -> dict[str, object]:
    """Return what there is to say; `claims` goes from addresses to sentences."""
    said = {name: getattr(made, name) for name in ("kind", "name", "line", "says", "counts", "marks")}
    return {name: value for name, value in {**said, "claims": dict(made.claims)}.items() if value}


def _bytes(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
