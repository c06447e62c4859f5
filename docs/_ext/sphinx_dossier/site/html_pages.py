"""The pages of entries under the builders of HTML: drawn here, framed by the theme, and no documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

import markupsafe
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.entries import Entry
from sphinx_dossier.pages import glossary, split_index
from sphinx_dossier.pages.model import Link, Page, Section, digest
from sphinx_dossier.pages.phrases import WITHDRAWN
from sphinx_dossier.site import cite_files, crumbs, moved_pages
from sphinx_dossier.site.address import address, on_the_web
from sphinx_dossier.site.framing import stands_for_all
from sphinx_dossier.site.ledger import Ledger
from sphinx_dossier.site.output import brings
from sphinx_dossier.site.published import Around
from sphinx_dossier.site.search import SearchIndex, text_of
from sphinx_dossier.site.spreading import Spreading
from sphinx_dossier.standing import stands
from sphinx_dossier.writers import html

Due: TypeAlias = tuple[str, dict[str, Any]]
"""The name of a page that has to be written, and what the theme's template is given for it."""


class Pages:
    """The pages of one build that are of no document, described one after the other, and drawn where they are due.

    None of them is kept: what is drawn is written before the next one is described, so a site of any size takes
    no more memory for them than its longest page does.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, ledger: Ledger) -> None:
        self.builder, self.ledger = builder, ledger
        self._drawn: set[str] = set()
        self.index: SearchIndex | None = None
        self._trees: dict[object, str] = {}

    def of_entries(self, spreading: Spreading, data: Callable[[str], Around]) -> Iterator[Due]:
        """Yield the pages that have to be written of entries, of their parts and old addresses, and of long lists.

        `data` gives what the page of an entry has of its data.
        """
        checked = spreading.checked
        for entry in checked.ours:
            yield from self._of_entry(entry, spreading, data)
        if not checked.share.is_first:
            return
        # No search has to find what leads on to where an entry is now, nor the parts of long lists.
        for page, to in moved_pages.pages(checked):
            for name, context in self._due(page, to=to):
                yield name, {**context, **moved_pages.context(self.builder, page, to)}
        for page in (*split_index.pages(checked), *glossary.pages(checked)):
            yield from self._due(page)

    def has(self, pagename: str) -> bool:
        """Return whether a page is one that this build writes, or stands for those of a folder."""
        return pagename in self._drawn or stands_for_all(pagename)

    def other(self, name: str, context: dict[str, Any], file: Path | None = None) -> Iterator[Due]:
        """Yield a page that is of no entry if it has to be written; `file` is where, if not where others are."""
        if self._is_due(name, digest(self.ledger.around, sorted(context.items())), file):
            yield name, context

    def _of_entry(self, entry: Entry, spreading: Spreading, data: Callable[[str], Around]) -> Iterator[Due]:
        """Yield the pages of an entry that have to be written; they are described if one of them may be another."""
        checked, described = spreading.checked, list[tuple[Page, Around]]()
        docname = checked.library.docname(entry.id)

        def describe() -> tuple[tuple[str, str], ...]:
            at, file = on_the_web(self.builder, docname), cite_files.beside(self.builder, docname)
            for page in spreading.pages(entry, at, file):
                described.append((page, data(entry.id) if page.docname == docname else Around()))
            return tuple((page.docname, digest(beside, page)) for page, beside in described)

        known = checked.memo.of("pages", entry.id, describe)
        due = {name for name, now in known if self._is_due(name, digest(self.ledger.around, now))}
        if self.index is not None:
            due |= {name for name, _ in known if name not in self.ledger.old.terms}
            self.ledger.terms |= {name: self.ledger.old.terms[name] for name, _ in known if name not in due}
        if due and not described:
            describe()
        title = "" if stands(entry) else WITHDRAWN
        for page, beside in described:
            if page.docname in due:
                if self.index is not None:
                    self.ledger.terms[page.docname] = self.index.terms(f"{page.title}{title}", text_of(page))
                if not self._is_brought(Path(self.builder.get_output_path(page.docname))):
                    yield page.docname, self._context(page, beside)

    def _due(self, page: Page, to: str = "") -> Iterator[Due]:
        """Yield a page that is of no entry if it has to be written; `to` is the page to which it leads."""
        if self._is_due(page.docname, digest(self.ledger.around, to, page)):
            yield page.docname, self._context(page, Around())

    def _is_due(self, name: str, now: str, file: Path | None = None) -> bool:
        """Note the digest of a page, and return whether it has to be written."""
        ledger, there = self.ledger, Path(file or self.builder.get_output_path(name))
        if self._is_brought(there):
            # It is copied at each build. Nothing is known of it, so that ours is written once it is gone.
            ledger.pages[name] = ""
            return False
        ledger.pages[name] = now
        if ledger.old.pages.get(name) == now and there.is_file():
            return False
        self._drawn.add(name)
        return True

    def _is_brought(self, file: Path) -> bool:
        return brings(self.builder, file.relative_to(self.builder.outdir).as_posix())

    def _context(self, page: Page, beside: Around) -> dict[str, Any]:
        def uri(docname: str, anchor: str) -> str:
            return address(self.builder, page.docname, docname, anchor)

        return {
            # As templates escape it: they show it as it is in one place, and without tags, escaped anew, in another.
            "title": str(markupsafe.escape(" ".join(page.title.split()))),
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
