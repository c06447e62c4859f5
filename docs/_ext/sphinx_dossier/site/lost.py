"""The page for addresses that lead nowhere, which a static host shows at any depth: every link in it is absolute."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_dossier.indexing.near_names import NAMES
from sphinx_dossier.indexing.pieces import FOLDER
from sphinx_dossier.site import configuration, search_page
from sphinx_dossier.site.domain import DossierDomain
from sphinx_dossier.site.output import brings, put

NAME, FILE = "404", "404.html"
"""The page, and the file that hosts look for, whatever the builder would call it."""
SCRIPT, SHEET = "dossier-lost.js", "dossier-lost.css"
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(
    r"""(?<=\s)((?:xlink:)?href|src|action|data-content_root|content(?==.(?:\.\./)*_static/))=("|')(.*?)\2"""
)


def is_wanted(builder: Builder) -> bool:
    """Return whether this build makes the page: where it makes pages of entries, and the project has none itself."""
    config = builder.config
    return (
        bool(config[configuration.LOST.name])
        and configuration.has_pages(builder)
        and NAME not in builder.env.found_docs
        and NAME not in config.html_additional_pages
        and not brings(builder, FILE)
    )


def root(builder: Builder) -> str:
    """Return the path of the site on its host, from / to /."""
    path = urlsplit(str(builder.config.html_baseurl)).path.strip("/")
    return f"/{path}/" if path else "/"


def place(builder: StandaloneHTMLBuilder) -> Path:
    """Return the file of the page, which hosts look for."""
    return Path(builder.outdir, FILE)


def write(builder: StandaloneHTMLBuilder, given: dict[str, Any], template: str) -> None:
    """Write the page as the theme frames it, and then with every address in it absolute."""
    file, encoding = place(builder), str(builder.config.html_output_encoding)
    builder.handle_page(NAME, given, template, outfilename=file)
    there = urljoin(root(builder), builder.get_target_uri(NAME))
    put(file, absolute(file.read_text(encoding), there).encode(encoding, "xmlcharrefreplace"))


def absolute(page: str, there: str) -> str:
    """Return HTML with each address in its tags as it is from the root of the host, seen from the path `there`."""

    def whole(match: re.Match[str]) -> str:
        name, sign, address = match.groups()
        plain = unescape(address)
        if plain.startswith("#"):
            return match[0]
        found = urljoin(there, plain)
        return f"{name}={sign}{escape('#' if found == there else found)}{sign}"  # it is at no address of its own

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), page)


def context(builder: StandaloneHTMLBuilder, domain: DossierDomain) -> dict[str, Any]:
    """Return what the theme's template for pages is given."""
    own = builder.get_target_uri(NAME)

    def to(path: str) -> str:
        return escape(relative_uri(own, path) or "./")

    home = (str(builder.config.root_doc), "Home")
    listed = "".join(
        f'<li><a href="{to(builder.get_target_uri(name))}">{escape(title)}</a></li>'
        for name, title in (home, *search_page.ways(domain))
    )
    tags = (
        '<meta name="robots" content="noindex" />',
        f'<link rel="stylesheet" href="{to(f"_static/{SHEET}")}" />',
        f'<script type="module" src="{to(f"_static/{SCRIPT}")}"></script>',
    )
    has_search = builder.search or configuration.has_own_search(builder)
    search = _SEARCH.format(search=to(builder.get_target_uri(search_page.NAME))) if has_search else ""
    return {
        "title": "Nothing is here",
        "body": _BODY.format(root=escape(root(builder)), names=NAMES, index=FOLDER, search=search, ways=listed),
        "toc": "",
        "display_toc": False,
        "metatags": "".join(f"{tag}\n" for tag in tags),
        "meta": {},
        "pageurl": None,  # what stands at many addresses has none of its own
    }


_SEARCH = """\
<form class="dossier-lost-search" role="search" aria-label="The whole site" action="{search}" method="get">
<label for="dossier-lost-q">Search for a name or for words</label>
<div><input id="dossier-lost-q" name="q" type="search" autocomplete="off" />\
<button type="submit">Search</button></div>
</form>
"""
_BODY = """\
<div class="dossier-lost" data-root="{root}" data-names="{names}" data-index="{index}">
<h1>Nothing is here</h1>
<p>Nothing is at the address <span class="dossier-lost-wanted">that you came by</span>. It may be misspelt, or \
the link that you followed may be wrong.</p>
<div class="dossier-lost-near"><div role="status"></div></div>
{search}<nav aria-label="Lists of everything"><p>Or start from here:</p><ul>{ways}</ul></nav>
</div>
"""
