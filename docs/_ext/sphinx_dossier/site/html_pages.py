"""The pages of entries under the builders of HTML: drawn here, framed by the theme, and no documents."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import glossary, split_index
from sphinx_dossier.pages.model import Link, Page, Section, digest
from sphinx_dossier.pages.phrases import WITHDRAWN
from sphinx_dossier.site import cite_files, crumbs, moved_pages
from sphinx_dossier.site.address import address, on_the_web
from sphinx_dossier.site.ledger import Ledger
from sphinx_dossier.site.published import Around
from sphinx_dossier.site.search import text_of
from sphinx_dossier.site.spreading import Spreading
from sphinx_dossier.standing import stands
from sphinx_dossier.writers import html


class Pages:
    """The pages of one build: `contexts` holds those to be written, as the theme's template needs them.

    `texts` holds title and words of those whose search terms are not known yet. All of it is plain strings: the
    descriptions of thousands of pages would keep Python's garbage collector busy for longer than their drawing.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self.contexts: dict[str, dict[str, Any]] = {}
        self.texts: dict[str, tuple[str, str]] = {}
        self._trees: dict[object, str] = {}

    def plan(self, spreading: Spreading, around: str, ledger: Ledger, data: Callable[[str], Around]) -> None:
        """Describe every page, and draw those that the ledger does not know to be in the output as they should.

        `around` is the digest of what a theme shows on each, `data` gives what the page of an entry has of its data.
        """
        checked = spreading.checked
        for id_, entry in checked.library.entries.items():
            docname, mark = checked.library.docname(id_), "" if stands(entry) else WITHDRAWN
            at, file = on_the_web(self.builder, docname), cite_files.beside(self.builder, docname)
            for page in spreading.pages(entry, at, file):
                beside = data(id_) if page.docname == docname else Around()
                self._plan(page, f"{page.title}{mark}", (around, beside), ledger)
        self._plan_moved(checked, around, ledger)
        self._plan_indices(checked, around, ledger)

    def _plan(self, page: Page, title: str, around: tuple[str, Around], ledger: Ledger) -> None:
        old, name, now = ledger.old, page.docname, digest(*around, page)
        if self._is_due(name, now, ledger):
            self.contexts[name] = self._context(page, around[1])
        if not self.builder.search:
            return  # no index of Sphinx's own is made
        if old.pages.get(name) != now or name not in old.terms:
            self.texts[name] = (title, text_of(page))
        else:
            ledger.terms[name] = old.terms[name]

    def _plan_moved(self, checked: Checked, around: str, ledger: Ledger) -> None:
        """Do the same for the pages that lead on to where an entry is now; no search has to find these."""
        for page, to in moved_pages.pages(checked):
            if self._is_due(page.docname, digest(around, page, to), ledger):
                self.contexts[page.docname] = {**self._context(page), **moved_pages.context(self.builder, page, to)}

    def _plan_indices(self, checked: Checked, around: str, ledger: Ledger) -> None:
        """Do the same for the parts of long lists, of entries and of names; a search finds the entries instead."""
        for page in (*split_index.pages(checked), *glossary.pages(checked)):
            if self._is_due(page.docname, digest(around, page), ledger):
                self.contexts[page.docname] = self._context(page)

    def plan_other(
        self, name: str, context: dict[str, Any], around: str, ledger: Ledger, file: Path | None = None
    ) -> None:
        """Do the same for a page that is of no entry; `file` is where it is written, if not where others are."""
        if self._is_due(name, digest(around, sorted(context.items())), ledger, file):
            self.contexts[name] = context

    def _is_due(self, name: str, now: str, ledger: Ledger, file: Path | None = None) -> bool:
        """Note the digest of a page, and return whether it has to be drawn."""
        ledger.pages[name] = now
        return ledger.old.pages.get(name) != now or not Path(file or self.builder.get_output_path(name)).is_file()

    def _context(self, page: Page, beside: Around = Around()) -> dict[str, Any]:  # noqa: B008 -- it is frozen
        def uri(docname: str, anchor: str) -> str:
            return address(self.builder, page.docname, docname, anchor)

        return {
            "title": escape(page.title),
            "body": self._crumbs(page, uri) + html.body(page, uri) + beside.foot,
            "toc": html.toc(page),
            "display_toc": any(isinstance(block, Section) for block in page.blocks),
            "metatags": f'<meta content="{escape(page.about)}" name="description" />\n{beside.head}',
            "meta": {},
        }

    def _crumbs(self, page: Page, uri: Callable[[str, str], str]) -> str:
        """Return the way down to a page from the home page."""
        steps = (Link(crumbs.HOME, str(self.builder.config.root_doc)), *page.crumbs)
        return crumbs.trail(html.inline((step,), uri) for step in steps)

    def tree(self, pagename: str, draw: Callable[..., str]) -> Callable[..., str]:
        """Return what draws a page's part of the site's toctree, which is the same for a whole folder."""
        folder = pagename.rpartition("/")[0]

        def drawn(**options: object) -> str:
            key = (folder, tuple(sorted((name, repr(value)) for name, value in options.items())))
            if key not in self._trees:
                self._trees[key] = draw(**options)
            return self._trees[key]

        return drawn
