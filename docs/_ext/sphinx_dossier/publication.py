"""What a site publishes beside its pages: the files, and what those who make them know of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.checked import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as its exports see it.

    `uri` gives the address of an anchor of a page by docname and anchor: the whole address where `base`, the
    address of the site on the web, is known, else one that is seen from the site's root. `documents` are the
    docnames of the pages that are no entries.
    """

    title: str
    base: str
    uri: Callable[[str, str], str]
    documents: tuple[str, ...] = ()

    def file(self, path: str) -> str:
        """Return the address of a file by its path from the site's root."""
        return f"{self.base.rstrip('/')}/{path}" if self.base else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that the head of every page names."""

    path: str
    title: str


STANDING = Feed(path="standing.atom", title="Sources and entries that no longer stand as they did")
"""The feed of what was corrected, retracted, superseded or withdrawn."""
CHANGES = Feed(path="entries.atom", title="Entries that are new or changed")
"""The feed of the entries of every kind."""

Publish: TypeAlias = Callable[[Checked, Site], Iterator[tuple[str, bytes]]]
"""Yields each file to be published: its path from the site's root, and its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form in which the knowledge base is published: what it is in a few words, and what makes its files."""

    help: str
    files: Publish


Formats: TypeAlias = Mapping[str, Format]
"""The forms by the names that the command gives them."""
ATOM = "atom"
"""The name of the form that is feeds, which a site can leave out by itself."""


def json_of(docname: str) -> str:
    """Return the path of an entry as JSON: beside its page, whatever the site's builder makes of that."""
    return f"{docname}.json"
