"""Social cards: what other sites show with a link to a page, as metadata in its head and as a picture."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_dossier.garbage import old_uncollected
from sphinx_dossier.pages import card
from sphinx_dossier.pages.card import Card
from sphinx_dossier.pages.model import digest
from sphinx_dossier.pages.phrases import cut
from sphinx_dossier.pages.preview import SENTENCE
from sphinx_dossier.site import card_image, card_text, configuration, framing, output
from sphinx_dossier.site.address import on_the_web
from sphinx_dossier.site.card_text import Letters
from sphinx_dossier.site.domain import domain_of

logger = logging.getLogger(__name__)

_DESCRIPTION = re.compile(r'<meta\s(?=[^>]*name="description")[^>]*?content="([^"]*)"')


def is_on(app: Sphinx) -> bool:
    """Return whether the pages of this build have cards."""
    return bool(app.config.dossier_cards) and configuration.has_pages(app.builder)


def libraries(app: Sphinx) -> str:
    """Return what pictures are made with, nothing where they cannot be made."""
    return card_text.version(_font(app))


def _font(app: Sphinx) -> str:
    extra = str(app.config.dossier_cards_font)
    return str(Path(app.confdir, extra)) if extra else ""


def path(docname: str) -> str:
    """Return where the picture of a page is, seen from the root of the site."""
    return f"_cards/{docname}.png"


def describe(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the card into the head of a page (html-page-context)."""
    tags = context.get("metatags", "")
    context["metatags"] = tags + (
        framing.CARD if framing.stands_for_all(pagename) else head(app, pagename, tags, doctree)
    )


def head(app: Sphinx, pagename: str, tags: str, doctree: nodes.document | None = None) -> str:
    """Return what the head of a page, which has some tags, says of its card; pages that are no reading have none."""
    if not is_on(app) or (one := _card(app, pagename)) is None:
        return ""
    found = _DESCRIPTION.search(tags)
    about = unescape(found[1]) if found else _first_words(doctree)
    own = f'<meta content="{escape(about)}" name="description" />\n' if about and not found else ""
    said = [*_said(app, pagename, one, about), *_pictured(app, pagename, one)]
    # Open Graph has its names in `property`, Twitter in `name`.
    return own + "".join(
        f'<meta content="{escape(content)}" {"name" if name.startswith("twitter:") else "property"}="{name}" />\n'
        for name, content in said
        if content
    )


def _said(app: Sphinx, pagename: str, one: Card, about: str) -> Iterator[tuple[str, str]]:
    id_, library = _id(app, pagename), domain_of(app.env).checked.library
    person = bool(id_) and library.kinds[library.kind_of(id_)].schema == "Person"
    home = pagename == app.config.root_doc
    yield "og:type", "website" if home else "profile" if person else "article"
    yield "og:title", one.title
    yield "og:description", about
    yield "og:site_name", str(app.config.project)
    yield "og:url", on_the_web(app.builder, pagename)


def _pictured(app: Sphinx, pagename: str, one: Card) -> Iterator[tuple[str, str]]:
    """Yield where the picture is: the page's own, or the site's where letters are missing for that."""
    own = _can_draw(app, one)
    shown = one if own else _card(app, app.config.root_doc)
    if shown is None or not (own or _can_draw(app, shown)):
        yield "twitter:card", "summary"
        return
    to = path(pagename if own else str(app.config.root_doc))
    base = str(app.config.html_baseurl)
    yield "og:image", posixpath.join(base, to) if base else relative_uri(app.builder.get_target_uri(pagename), to)
    yield "og:image:width", str(card_image.WIDE)
    yield "og:image:height", str(card_image.TALL)
    yield "og:image:alt", ": ".join(filter(None, (shown.site, shown.kind, shown.title)))
    yield "twitter:card", "summary_large_image"


def _first_words(doctree: nodes.document | None) -> str:
    """Return how a document starts, in a line for search engines; empty where it does not start with words."""
    found = doctree.findall(nodes.paragraph) if doctree is not None else ()
    first = next((one for one in found if isinstance(one.parent, nodes.section | nodes.document)), None)
    return cut(" ".join(first.astext().split()), SENTENCE) if first is not None else ""


def _id(app: Sphinx, pagename: str) -> str:
    """Return the id of the entry of a page, nothing for another page. No entry is read for it."""
    library, id_ = domain_of(app.env).checked.library, pagename.rpartition("/")[2]
    return id_ if library.head(id_) and library.docname(id_) == pagename else ""


def _card(app: Sphinx, pagename: str) -> Card | None:
    """Return the card of a page, None for one that is neither an entry nor a document."""
    checked, site = domain_of(app.env).checked, str(app.config.project)
    if id_ := _id(app, pagename):
        return checked.memo.of("card", id_, lambda: card.of_entry(checked.library.entries[id_], checked, site))
    if pagename == app.config.root_doc:
        return card.of_site(checked, site)
    if pagename in app.env.titles:
        return card.of_document(pagename, app.env.titles[pagename].astext(), checked, site)
    return None


def _can_draw(app: Sphinx, one: Card) -> bool:
    letters = _letters(libraries(app), _font(app))
    return letters is not None and letters.has(one.words)


@functools.lru_cache(maxsize=4)
def _letters(version: str, extra: str) -> Letters | None:
    return Letters(extra) if version else None


@old_uncollected()
def publish(app: Sphinx, exception: Exception | None) -> None:
    """Draw the pictures whose words have changed (build-finished, before what is gone is removed)."""
    if exception is not None or not is_on(app) or domain_of(app.env).is_unchanged:
        return
    made_with = libraries(app)
    letters = _letters(made_with, _font(app))
    if letters is None:
        logger.info("dossier: pages have social cards without pictures; sphinx-dossier[cards] draws these")
        return
    domain = domain_of(app.env)
    checked, painter = domain.checked, card_image.Painter(letters)
    start = digest(made_with, *(file.read_bytes() for file in sorted(Path(__file__).parent.glob("card_*.py"))))
    documents = app.env.found_docs if checked.share.is_first else ()
    for pagename in sorted({*map(checked.library.docname, checked.our_ids), *documents}):
        one = _card(app, pagename)
        if one is not None and letters.has(one.words):
            _draw(app, pagename, one, digest(start, one), painter)


def _draw(app: Sphinx, pagename: str, one: Card, now: str, painter: card_image.Painter) -> None:
    ledger, to = domain_of(app.env).ledger, path(pagename)
    file = Path(app.builder.outdir, to)
    if ledger.old.cards.get(to) != now or not file.is_file():
        output.put(file, painter.png(one))
    ledger.cards[to] = now
    ledger.files[to] = ""
