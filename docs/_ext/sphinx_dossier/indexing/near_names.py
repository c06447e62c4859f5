"""What the addresses of pages end in, in small files: for the page of addresses that lead nowhere.

They stand in order, in pieces of one size, so that those near one are in two or three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sphinx_dossier.folding import folded
from sphinx_dossier.indexing.pieces import text

NAMES = "names"
"""The folder of all these in the output."""
IDS, LIST = "ids", "List"
"""The files of ids, and what they call the page that lists a kind."""
PIECE = 500
"""How many ids a piece holds."""
_NO_WORD = re.compile(r"[\W_]+")


class Ending(NamedTuple):
    """What an address ends in, or did before, and the page that it leads to."""

    id: str
    title: str
    docname: str
    kind: str


def id_pieces(endings: Iterable[Ending], uri: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces, each id with title, address and kind of its page, and the file of their first ids."""
    rows = sorted({(ending(one.id), one.title, uri(one.docname), one.kind) for one in endings})
    found = [rows[start : start + PIECE] for start in range(0, len(rows), PIECE)]
    for number, piece in enumerate(found):
        yield f"{NAMES}/{IDS}-{number}.json", text(piece).encode()
    yield f"{NAMES}/{IDS}.json", text([piece[0][0] for piece in found]).encode()


def ending(id_: str) -> str:
    """Return an id as it is compared: without case and accents, and with one sign between its words."""
    return _NO_WORD.sub("-", folded(id_)).strip("-")
