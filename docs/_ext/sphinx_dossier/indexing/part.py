"""What the build of a part of a site leaves beside its pages, in a file, so that the parts can be joined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sphinx_dossier.indexing import index
from sphinx_dossier.indexing.near_names import Ending, id_pieces
from sphinx_dossier.pages import findable
from sphinx_dossier.pages.findable import Findable
from sphinx_dossier.share import Share, share

FILE = "dossier-part.json"
"""The name of that file, in the root of a part."""
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Findables:
    """What a search has to know of some pages and their addresses.

    `has_search` says whether the site has our search, `has_names` whether it has the page for addresses that lead
    nowhere, of which the `endings` are.
    """

    pages: tuple[Findable, ...]
    endings: tuple[Ending, ...]
    addresses: Mapping[str, str]
    has_search: bool
    has_names: bool

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the index, and those of the ends of addresses, by their paths."""
        if self.has_search or self.has_names:
            yield from index.files(self.pages, self.addresses.__getitem__)
        if self.has_names:
            yield from id_pieces(self.endings, self.addresses.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part: what it was made from, as a digest that all parts of one site share; its files; what is found in it.

    `files` are paths in the part that are of it alone. Of the first part all are, and none is named.
    """

    share: Share
    made_from: str
    files: tuple[str, ...]
    found: Findables


def joined(parts: Iterable[Findables]) -> Findables:
    """Return what is found in several parts together."""
    all_ = list(parts)
    return Findables(
        pages=tuple(page for one in all_ for page in one.pages),
        endings=tuple(ending for one in all_ for ending in one.endings),
        addresses={name: address for one in all_ for name, address in one.addresses.items()},
        has_search=any(one.has_search for one in all_),
        has_names=any(one.has_names for one in all_),
    )


def dumps(part: Part) -> bytes:
    """Return a part as the file has it."""
    found = {**asdict(part), "form": _FORM, "share": str(part.share)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def loads(content: bytes) -> Part:
    """Return the part that a file has. Raises ValueError where it is none."""
    try:
        given = json.loads(content)
        if given["form"] != _FORM:
            raise ValueError(f"its form is {given['form']}, not {_FORM}")
        found = given["found"]
        return Part(
            share=share(given["share"]),
            made_from=given["made_from"],
            files=tuple(given["files"]),
            found=Findables(
                pages=tuple(map(_findable, found["pages"])),
                endings=tuple(Ending(*one) for one in found["endings"]),
                addresses=found["addresses"],
                has_search=found["has_search"],
                has_names=found["has_names"],
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("it is no description of a part") from error


def _findable(given: dict[str, Any]) -> Findable:
    parts = (findable.Part(**{**part, "texts": tuple(part["texts"])}) for part in given["parts"])
    facets = {name: tuple(values) for name, values in given["facets"].items()}
    names, also = tuple(given["names"]), tuple(given["also"])
    return Findable(**{**given, "names": names, "also": also, "parts": tuple(parts), "facets": facets})
