"""What a sentence shows beside its words and their normal form does not: where it starts, stops, and has capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from sphinx_dossier.evidence.words import Word, pieces

Marks: TypeAlias = frozenset[str]
"""What shows at a word, of the five below."""
MARKS = ("start", "end", "comma", "name", "joined")
"""start: the first of a sentence, or with a capital where one may start; end: before a stop; comma: after one;
name: with a capital elsewhere, in a sentence that is no title; joined: hanging on to the next word by a hyphen."""

_AROUND = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
_STOPS = re.compile(r"[,.;:!?\u2026\"\u201d\u00bb)\]\u2013\u2014]| --? ")
_STARTS = re.compile(r"[:;\u2013\u2014]| --? |[\"'\u201c\u2018\u201e\u00ab]$")
_HYPHEN = re.compile("[-\u2010\u2011\u2043\ufe63\uff0d]")
_LONG = 4
"""Letters of a word that has a capital in a title only: shorter ones, as the and of, are small in titles too."""


def marks(sentence: str) -> list[Marks]:
    """Return the marks of each word of a sentence."""
    found: list[set[str]] = []
    title, gap = True, ""
    for words, lead, core, trail in _around(sentence):
        gap += lead
        if found and _STOPS.search(gap):
            found[-1].add("end")
        capital = core[:1].isupper()
        starts = not found or (capital and _STARTS.search(gap) is not None)
        shown = {"start": starts, "name": capital and not starts, "comma": "," in gap}
        # The last word of a piece is joined to nothing, whatever sign follows it.
        joins = [*(word.joined and _HYPHEN.search(core) is not None for word in words[:-1]), False]
        found += [{"joined"} if joined else set() for joined in joins]
        found[-len(words)].update(mark for mark, shows in shown.items() if shows)
        title = title and not (core[:1].islower() and len(core) >= _LONG)
        gap = trail
    if found:
        found[-1].add("end")
    return [frozenset(one - {"name"} if title else one) for one in found]


def _around(sentence: str) -> Iterator[tuple[list[Word], str, str, str]]:
    """Yield each piece that holds words: these, the signs before them, what they are written as, the signs after."""
    lead = ""
    for piece, words in pieces(sentence):
        match = _AROUND.fullmatch(piece)
        before, core, after = match.groups() if match else ("", piece, "")
        lead += f" {before}"
        if words:
            yield words, lead, core, after
            lead = ""
