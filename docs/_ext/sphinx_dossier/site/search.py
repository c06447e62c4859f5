"""Sphinx's own search index, with the pages of entries in it and the same after every build.

Sphinx prunes from its index whatever is no document, keeps words that no page has any more, and forgets the entries
of the general index of all documents that it did not write; here all three are put right.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder
from sphinx.util.index_entries import split_index_msg

from sphinx_dossier.pages.model import Cite, Details, External, Link, Page, Text, Ways
from sphinx_dossier.pages.picture import Network

_SHOWN = frozenset({"text", "title", "label", "caption", "head"})
"""The names of the fields of a page's parts that hold words for the reader."""


class SearchIndex(IndexBuilder):
    """The index that a builder has fed, together with `pages`: title and terms of those that are no documents."""

    def __init__(self, fed: IndexBuilder, env: BuildEnvironment) -> None:
        # A builder gives no way to make another index in its place, so this one takes over what that has.
        self.__dict__.update(vars(fed))
        self.pages: Mapping[str, Sequence[str]] = {}
        self._environment = env
        self._term = functools.cache(self._find_term)

    def terms(self, title: str, text: str) -> Sequence[str]:
        """Return the title, its terms and the other terms of a text, each in a line, in an order of their own."""
        in_title = set(map(self._term, self.lang.split(title)))
        in_text = set(map(self._term, self.lang.split(text))) - in_title
        return [title, "\n".join(sorted(in_title - {""})), "\n".join(sorted(in_text - {""}))]

    def _find_term(self, word: str) -> str:
        """Return the form under which a word is found: its stem, or where that is no word, the word itself."""
        stem = self.lang.stem(word).lower()
        return stem if self.lang.word_filter(stem) else word if self.lang.word_filter(word) else ""

    def prune(self, docnames: Iterable[str]) -> None:
        """Drop what is neither a document nor a page, and take in the pages."""
        super().prune(docnames)
        for name, (title, in_title, in_text) in self.pages.items():
            self._titles[name], self._filenames[name] = title, f"{name}.yaml"
            self._all_titles[name] = [(title, None)]
            for terms, mapping in ((in_title, self._title_mapping), (in_text, self._mapping)):
                for term in terms.splitlines():
                    mapping.setdefault(term, set()).add(name)

    def freeze(self) -> dict[str, Any]:
        """Return the index as it is published."""
        frozen = super().freeze()
        for part in ("terms", "titleterms"):
            frozen[part] = {word: found for word, found in frozen[part].items() if found != []}
        frozen["indexentries"] = _general_index(self._environment, frozen["docnames"])
        return frozen


def _general_index(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, list[tuple[int, str, bool]]]:
    """Return what the `index` directives of all documents say, as Sphinx's index does for those it has just fed."""
    entries: dict[str, list[tuple[int, str, bool]]] = {}
    known = cast("Mapping[str, list[Any]]", env.domaindata.get("index", {}).get("entries", {}))
    for number, docname in enumerate(docnames):
        found = {one for entry in known.get(docname, ()) for one in _split(*entry)}
        for word, target, main in sorted(found):
            entries.setdefault(word.lower(), []).append((number, target, main == "main"))
    return entries


def _split(type_: str, value: str, target: str, main: str, _: str | None) -> Iterator[tuple[str, str, str]]:
    try:
        words = split_index_msg(type_, value)
    except ValueError:
        return
    yield from ((word, target or "", main) for word in (words[:1] if type_ in {"see", "seealso"} else words))
    if type_ in {"see", "seealso"}:
        yield from ((word, target or "", main) for word in words)


def text_of(page: Page) -> str:
    """Return the words for the reader on a page below its title."""
    return "\n".join(_lines(page.blocks))


def _lines(part: object, name: str = "") -> Iterator[str]:
    """Yield the words for the reader in a part of a page, line by line."""
    if isinstance(part, Details | Network | Ways):
        return
    if isinstance(part, str):
        if name in _SHOWN and part:
            yield part
    elif isinstance(part, tuple):
        if part and all(isinstance(one, Text | Link | External | Cite) for one in part):
            yield "".join("" if isinstance(one, Cite) else one.text for one in part)
        else:
            yield from (word for one in part for word in _lines(one, name))
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _lines(getattr(part, field.name), field.name)
