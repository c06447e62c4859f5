"""The pages of entries under the builders of HTML: drawn here, framed by the theme, and no documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.pages.model import Page, Section
from sphinx_dossier.site.address import address
from sphinx_dossier.writers import html


class Pages:
    """The pages of one build: `all` by docname, `outdated` those to be written."""

    def __init__(self, builder: StandaloneHTMLBuilder, pages: Mapping[str, Page]) -> None:
        self.builder = builder
        self.all = pages
        self.outdated: list[str] = []
        self._trees: dict[object, str] = {}

    def there(self) -> list[str]:
        """Return the pages that the output folder has."""
        return [name for name in self.all if self.builder.get_output_path(name).is_file()]

    def context(self, page: Page) -> dict[str, Any]:
        """Return what the theme's template needs to know of a page."""

        def uri(docname: str, anchor: str) -> str:
            return address(self.builder, page.docname, docname, anchor)

        return {
            "title": escape(page.title),
            "body": html.body(page, uri),
            "toc": html.toc(page),
            "display_toc": any(isinstance(block, Section) for block in page.blocks),
            "metatags": f'<meta content="{escape(page.about)}" name="description" />\n',
            "meta": {},
        }

    def tree(self, pagename: str, draw: Callable[..., str]) -> Callable[..., str]:
        """Return what draws a page's part of the site's toctree, which is the same for a whole folder."""
        folder = pagename.rpartition("/")[0]

        def drawn(**options: object) -> str:
            key = (folder, tuple(sorted((name, repr(value)) for name, value in options.items())))
            if key not in self._trees:
                self._trees[key] = draw(**options)
            return self._trees[key]

        return drawn
