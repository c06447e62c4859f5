"""What a site publishes beside its pages: the files, and what those who make them know of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_dossier.checked import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as its exports see it.

    `uri` gives the address of an anchor of a page by docname and anchor: the whole address where `base`, the
    address of the site on the web, is known, else one that is seen from the site's root.
    """

    title: str
    base: str
    uri: Callable[[str, str], str]

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

Publish: TypeAlias = Callable[[Checked, Site], Iterator[tuple[str, bytes]]]
"""Yields each file to be published: its path from the site's root, and its bytes."""
