"""The page for addresses that lead nowhere, `404.html`: it offers what has a name near the one that was wanted.

A host shows it at any depth, so each of its addresses starts at the root of the host.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.site.domain import DossierDomain
from sphinx_dossier.site.finding import NAMES, is_used
from sphinx_dossier.site.output import put
from sphinx_dossier.site.search_page import ways

NAME = "404"
"""The name of the page, which most hosts of static sites look for."""
SCRIPT = "dossier-lost.js"
_RELATIVE = re.compile(r"""(?<=[ \n])((?:href|src|action|content)=")(?!/|#|[a-z]+:|")(?:\.{1,2}/)*([^"]*)""")
"""An address that is seen from the page. Of what `content` holds, `addresses` takes those of files alone."""


def root(builder: StandaloneHTMLBuilder) -> str:
    """Return where the site starts on its host, from `html_baseurl`; without that, at the root."""
    path = urlsplit(str(builder.config.html_baseurl or "")).path
    return f"{path.rstrip('/')}/"


def context(builder: StandaloneHTMLBuilder, domain: DossierDomain) -> dict[str, Any]:
    """Return what the theme's template for pages is given."""
    start = escape(root(builder))
    listed = "".join(
        f'<li><a href="{start}{escape(builder.get_target_uri(name))}">{escape(title)}</a></li>'
        for name, title in ((str(builder.config.root_doc), "Home"), *ways(domain))
    )
    near = _NEAR if is_used(builder.env) else ""
    script = f'<script type="module" src="{start}_static/{SCRIPT}"></script>\n' if near else ""
    search = f"{start}{escape(builder.get_target_uri('search'))}"
    body = _BODY.format(root=start, names=f"{start}{NAMES}/x.json", search=search, ways=listed, near=near)
    return {
        "title": "Nothing is here",
        "body": body,
        "toc": "",
        "display_toc": False,
        "metatags": f'<meta name="robots" content="noindex" />\n{script}',
        "meta": {},
    }


def settle(builder: StandaloneHTMLBuilder) -> str:
    """Put the page, with each address from the root of the host, where hosts look for it, and return its path."""
    written, name = Path(builder.get_output_path(NAME)), f"{NAME}.html"
    if written.is_file():
        put(Path(builder.outdir, name), addresses(written.read_text("utf-8"), root(builder)).encode())
    return name


def addresses(text: str, start: str) -> str:
    """Return HTML with the addresses that are seen from the root of the site seen from that of the host."""

    def whole(match: re.Match[str]) -> str:
        attribute, path = match.groups()
        if attribute == 'content="' and not path.startswith(("_static/", "_cards/")):
            return match[0]
        return f"{attribute}{start}{path}"

    return _RELATIVE.sub(whole, text)


_NEAR = """\
<section class="dossier-lost-near" aria-live="polite" hidden>
<h2>Did you look for one of these?</h2>
<ul></ul>
</section>
"""
_BODY = """\
<div class="dossier-lost" data-root="{root}" data-names="{names}">
<h1>Nothing is here</h1>
<p>No page has this address: it may be misspelt, or come from somebody who had it wrong. Pages of this site are never
removed; one that moved leads on to where it is now.</p>
{near}<form method="get" action="{search}" role="search" aria-label="The whole site">
<label for="dossier-lost-q">Search for it</label>
<input id="dossier-lost-q" name="q" type="search" />
<button type="submit">Search</button>
</form>
<nav aria-label="Lists of everything"><ul>{ways}</ul></nav>
</div>
"""
