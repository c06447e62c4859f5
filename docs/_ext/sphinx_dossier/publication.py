"""What a site publishes beside its pages: the files, and what those who make them know of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.pages.model import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site as its exports see it.

    `uri` gives the address of an anchor of a page by docname and anchor: the whole address where `base`, the
    address of the site on the web, is known, else one that is seen from the site's root. `documents` are the
    docnames of the pages that are no entries, and `home` is the first of them.
    """

    title: str
    base: str
    uri: Callable[[str, str], str]
    documents: tuple[str, ...] = ()
    home: str = "index"

    def file(self, path: str) -> str:
        """Return the address of a file by its path from the site's root."""
        return f"{self.base.rstrip('/')}/{path}" if self.base else path

    def depth(self, docname: str) -> int:
        """Return how many folders a page is below the root; of no matter where addresses are whole."""
        return 0 if self.base else self.uri(docname, "").removeprefix("./").count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its path, and its title beside that of the site."""

    path: str
    title: str


STANDING = Feed(path="standing.atom", title="sources and entries that no longer stand as they did")
"""The feed of what was corrected, retracted, superseded or withdrawn."""
CHANGES = Feed(path="entries.atom", title="entries that are new or changed")
"""The feed of the entries of every kind."""

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Each file to be published: its path from the site's root, and its bytes, large ones in pieces in a row."""
Publish: TypeAlias = Callable[[Checked, Site], Files]
"""Yields the files of a form."""


class Gathered(Protocol):
    """The files of a form that are made from what is made of each entry, one after the other."""

    def add(self, made: Any, /) -> Iterable[tuple[str, bytes]]:  # noqa: ANN401
        """Take what is made of an entry, and return the files that are of it alone."""

    def files(self) -> Files:
        """Yield the others, when nothing is added any more."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """How such files are made: `walk` yields what is made of each entry, and `begin` begins to gather it.

    It returns None where this Python cannot make the files.
    """

    walk: Callable[[Checked, Site], Iterator[Any]]
    begin: Callable[[Checked, Site], Gathered | None]

    def __call__(self, checked: Checked, site: Site) -> Files:
        """Yield the files of the form by itself."""
        return _gathered(self.walk, [self], checked, site)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A published file as a page lists it: its path, its media type, and what it holds.

    Where there is one such file for each of many things, `pattern` is the form of their paths and `path` one of them.
    """

    path: str
    type: str
    help: str
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form in which the knowledge base is published: what it is in a few words, and what makes its files.

    `lists` yields the files for a page that lists them. `head` gives what the head of an entry's page holds of the
    form, and `home` the head of the home page, from all files that are listed. `lacks` says what is missing for the
    whole of it on this computer, nothing where all is there. `reference`
    says what the words in it mean. `each` is whether entries have files of their own in it.
    """

    help: str
    files: Publish
    lists: Callable[[Checked, Site], Iterator[Listed]]
    head: Callable[[Entry, Checked, Site], str] | None = None
    home: Callable[[Site, Iterable[Listed]], str] | None = None
    lacks: Callable[[], str] = str
    reference: Callable[[Checked], tuple[Block, ...]] | None = None
    each: bool = False


Formats: TypeAlias = Mapping[str, Format]
"""The forms by the names that the command gives them."""


def files(forms: Iterable[Format], checked: Checked, site: Site) -> Files:
    """Yield the files of several forms; what is made of each entry is gone through once for those that gather it."""
    walks: dict[object, list[Gathering]] = {}
    for form in forms:
        if isinstance(form.files, Gathering):
            walks.setdefault(form.files.walk, []).append(form.files)
        else:
            yield from form.files(checked, site)
    for some in walks.values():
        yield from _gathered(some[0].walk, some, checked, site)


def _gathered(
    walk: Callable[[Checked, Site], Iterator[Any]], some: Iterable[Gathering], checked: Checked, site: Site
) -> Files:
    begun = [found for one in some if (found := one.begin(checked, site))]
    for made in walk(checked, site) if begun else ():
        for one in begun:
            yield from one.add(made)
    for one in begun:
        yield from one.files()


ATOM_TYPE, CSV_TYPE, JSON_TYPE = "application/atom+xml", "text/csv", "application/json"
"""What browsers and programs are told that files are."""
ATOM = "atom"
"""The name of the form that is feeds, which a site can leave out by itself."""


def json_of(docname: str) -> str:
    """Return the path of an entry as JSON: beside its page, whatever the site's builder makes of that."""
    return f"{docname}.json"


def feed_of(docname: str) -> str:
    """Return the path of an entry's own feed, beside its page."""
    return f"{docname}.atom"


def feed_of_kind(folder: str) -> str:
    """Return the path of the feed of a kind."""
    return f"entries-{folder}.atom"


def table_of_kind(folder: str) -> str:
    """Return the path of the table of a kind."""
    return f"data/kinds/{folder}.csv"
