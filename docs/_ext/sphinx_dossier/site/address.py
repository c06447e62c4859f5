"""Addresses of pages as a builder writes them, whether or not the page is a document."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from sphinx.builders import Builder

DIRECT = frozenset({"html", "dirhtml"})
"""The builders under which entries are no documents, and answers are written as HTML at once."""

JOINING = frozenset({"singlehtml"})
"""The builders that write all documents into one file without keeping their ids apart."""


def is_direct(builder: Builder) -> bool:
    """Return whether a builder takes the pages of entries as finished HTML."""
    return builder.name in DIRECT


def prefix(builder: Builder, docname: str) -> str:
    """Return what every id of a document has to start with under a builder."""
    return docname.replace("/", "-") + "-" if builder.name in JOINING else ""


def address(builder: Builder, fromdocname: str, docname: str, anchor: str) -> str:
    """Return the address of an anchor as seen from a document; an empty `docname` is that document."""
    own = docname in {"", fromdocname}
    docname = docname or fromdocname
    if (own and is_direct(builder)) or (anchor and builder.name in JOINING):
        return f"#{prefix(builder, docname)}{anchor}"
    # LaTeX needs the document's name even for an anchor of its own.
    uri = builder.get_relative_uri(fromdocname, docname)
    return f"{uri}#{anchor}" if anchor else uri or "#"


def on_the_web(builder: Builder, docname: str) -> str:
    """Return the whole address of a page, where conf.py says what the site's is; nothing where it does not.

    Builders of other things than HTML pages are taken to have a site beside them that is built by `html`.
    """
    base = str(builder.config.html_baseurl)
    if not base:
        return ""
    return posixpath.join(base, builder.get_target_uri(docname) if is_direct(builder) else f"{quote(docname)}.html")
