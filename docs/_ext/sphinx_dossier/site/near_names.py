"""What a reader may have meant: the words of all names, and the ids that addresses end in, each in small files.

Where the search finds nothing, and where an address leads nowhere, a browser looks for near ones in these. Words
stand in a file for each first letter; ids in order, in pieces of one size, so that near ones are in two or three.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sphinx_dossier.library import folded
from sphinx_dossier.pages.findable import Findable

NAMES = "names"
"""The folder of all these in the output."""
_MOST = 4
"""How many entries a word leads to."""
_SHORTEST = 3
_WORD = re.compile(r"\w+")
OTHERS = "other"
"""The file of the words that do not begin with one of the letters a to z."""
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


def pieces(entries: Iterable[Findable], uri: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files: each word with a few of the entries that have it in a name, as title, address and kind."""
    found: defaultdict[str, defaultdict[str, dict[str, tuple[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    for one in entries:
        for word in _words(one):
            found[letter(word)][word].setdefault(one.title, (uri(one.docname), one.kind))
    for name, words in sorted(found.items()):
        short = {
            word: [(title, *rest) for title, rest in list(titles.items())[:_MOST]]
            for word, titles in sorted(words.items())
        }
        yield f"{NAMES}/{name}.json", _json(short)


def id_pieces(endings: Iterable[Ending], uri: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces, each id with title, address and kind of its page, and the file of their first ids."""
    rows = sorted({(ending(one.id), one.title, uri(one.docname), one.kind) for one in endings})
    found = [rows[start : start + PIECE] for start in range(0, len(rows), PIECE)]
    for number, piece in enumerate(found):
        yield f"{NAMES}/{IDS}-{number}.json", _json(piece)
    yield f"{NAMES}/{IDS}.json", _json([piece[0][0] for piece in found])


def ending(id_: str) -> str:
    """Return an id as it is compared: without case and accents, and with one sign between its words."""
    return _NO_WORD.sub("-", folded(id_)).strip("-")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def letter(word: str) -> str:
    """Return the name of the file that a word stands in."""
    return word[0] if "a" <= word[0] <= "z" else OTHERS


def _words(one: Findable) -> set[str]:
    words = {word for name in (one.title, *one.names) for word in _WORD.findall(folded(name))}
    return {word for word in words if len(word) >= _SHORTEST}
