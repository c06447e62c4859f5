"""The page of the search: a form that works with the script beside it, and the way to the lists for those without."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.indexing.pieces import FOLDER
from sphinx_dossier.pages.findable import FACETS
from sphinx_dossier.pages.queries import Glossary, KindIndex
from sphinx_dossier.site.domain import DossierDomain

NAME = "search"
"""The name of the page, which is that of Sphinx's own: themes send their forms to it."""
SCRIPT, SHEETS = "dossier-search.js", ("dossier-search.css", "dossier-search-results.css")
STEMMER = "_static/dossier-stemmer.js"
"""The script that finds the stem of a word in the language of the site, which Sphinx brings."""
SMALL = 5000
"""Up to how many entries all facets are counted at once; beyond, each is when the reader opens it."""
_LABELS = dict(zip(FACETS, ("Kind", "Year", "Person", "Place", "Source"), strict=True))


def context(builder: StandaloneHTMLBuilder, domain: DossierDomain) -> dict[str, Any]:
    """Return what the theme's template for pages is given."""
    own = builder.get_target_uri(NAME)

    def to(path: str) -> str:
        return escape(relative_uri(own, path))

    listed = "".join(
        f'<li><a href="{to(builder.get_target_uri(name))}">{escape(title)}</a></li>' for name, title in ways(domain)
    )
    tags = (
        *(f'<link rel="stylesheet" href="{to(f"_static/{sheet}")}" />' for sheet in SHEETS),
        f'<script defer src="{to(STEMMER)}"></script>',
        f'<script type="module" src="{to(f"_static/{SCRIPT}")}"></script>',
        '<meta name="robots" content="noindex" />',
    )
    root = to(f"{FOLDER}/").removesuffix(f"{FOLDER}/") or "./"
    small = " data-small" if len(domain.checked.library.entries) <= SMALL else ""
    body = _BODY.format(small=small, root=root, index=to(f"{FOLDER}/"), ways=listed, facets=_facets())
    return {
        "title": "Search",
        "body": body,
        "toc": "",
        "display_toc": False,
        "metatags": "".join(f"{tag}\n" for tag in tags),
        "meta": {},
    }


def ways(domain: DossierDomain) -> Iterator[tuple[str, str]]:
    """Yield the pages that list what there is: the names from A to Z first, then the index of each kind."""
    for name, asked in sorted(domain.asked.items()):
        if any(isinstance(question, Glossary) and not question.kinds for question in asked.questions):
            yield name, "A to Z"
    for name, made in domain.documents.items():
        if isinstance(made.query, KindIndex):
            yield name, made.title


def _facets() -> str:
    return "".join(
        f'<details class="dossier-facet" data-facet="{name}" hidden><summary>{label}</summary>'
        f'<fieldset><legend class="dossier-unseen">{label}</legend><ul></ul></fieldset></details>'
        for name, label in _LABELS.items()
    )


_BODY = """\
<div class="dossier-search" data-root="{root}" data-index="{index}"{small}>
<h1>Search</h1>
<form class="dossier-search-form" role="search" aria-label="The whole site" method="get">
<label for="dossier-q">Names, words of claims and of quotes</label>
<div class="dossier-search-field">
<input id="dossier-q" name="q" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" \
enterkeyhint="search" aria-describedby="dossier-search-keys" />
<button type="submit">Search</button>
</div>
<p id="dossier-search-keys" class="dossier-search-keys"><kbd>/</kbd> to type, <kbd>↓</kbd> <kbd>↑</kbd> to move, \
<kbd>Enter</kbd> to open, <kbd>Esc</kbd> to clear</p>
</form>
<noscript><p class="dossier-search-lacking">\
Searching needs JavaScript. These lists do not, and hold everything:</p></noscript>
<nav class="dossier-search-ways" aria-label="Lists of everything"><ul>{ways}</ul></nav>
<div class="dossier-search-found" hidden>
<details class="dossier-facets"><summary>Narrow</summary>
<div role="group" aria-label="Narrow the results">{facets}</div></details>
<div class="dossier-search-main">
<div class="dossier-search-bar">
<p class="dossier-search-count" role="status"></p>
<label>Sort <select name="sort"><option value="">by relevance</option><option value="newest">newest first</option>\
<option value="oldest">oldest first</option></select></label>
</div>
<ul class="dossier-search-chosen" aria-label="Narrowed by"></ul>
<ol class="dossier-search-results"></ol>
<button type="button" class="dossier-search-more" hidden>More results</button>
</div>
</div>
</div>
"""
