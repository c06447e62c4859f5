"""The words of all names, in a file for each first letter: where the search finds nothing, it looks for near ones."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from sphinx_dossier.library import folded
from sphinx_dossier.pages.findable import Findable

_MOST = 4
"""How many entries a word leads to."""
_SHORTEST = 3
_WORD = re.compile(r"\w+")
OTHERS = "other"
"""The file of the words that do not begin with one of the letters a to z."""


def pieces(entries: Iterable[Findable], uri: Callable[[str], str], folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files: each word with a few of the entries that have it in a name, as title and address."""
    found: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for one in entries:
        for word in _words(one):
            found[letter(word)][word].setdefault(one.title, uri(one.docname))
    for name, words in sorted(found.items()):
        short = {word: list(titles.items())[:_MOST] for word, titles in sorted(words.items())}
        yield f"{folder}/{name}.json", json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode()


def letter(word: str) -> str:
    """Return the name of the file that a word stands in."""
    return word[0] if "a" <= word[0] <= "z" else OTHERS


def _words(one: Findable) -> set[str]:
    words = {word for name in (one.title, *one.names) for word in _WORD.findall(folded(name))}
    return {word for word in words if len(word) >= _SHORTEST}
