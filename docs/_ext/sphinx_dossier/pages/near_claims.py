"""Which claims somebody may mean by a sentence: those that have most of its words, the rare ones before all."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.evidence.words import words
from sphinx_dossier.folding import folded
from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases

NEAR = 0.6
"""What share of a sentence, by weight of its words, a claim must have to be near it."""
_ALIKE = 0.8
"""How alike a word must be to one that is known, to be taken for it."""
_SHORTEST = 5
"""Of a shorter word too many others are one letter away."""
_TELLS = 4
"""A sentence of shorter words alone, as of the grammar, means no claim."""
_ADDRESS = re.compile(r"[a-z0-9-]*#\S*")
_LONG = 6
"""The letters from which on a word has its whole weight."""
_BESIDE = 0.8
"""Claims that come so near to the best one are named beside it."""
_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NearClaim:
    """A claim and how near it is to what was asked for, from 0 to 1."""

    entry: Entry
    claim: Claim
    near: float


def near_claims(sentence: str, checked: Checked) -> tuple[NearClaim, ...]:
    """Return the claims that a sentence may mean, the nearest first; none where nothing is near.

    It may be the address of a claim too, as in `entry#claim`, `#claim` or `claim`.
    """
    library = checked.library
    if exact := _addressed(sentence, library):
        return tuple(NearClaim(entry=entry, claim=claim, near=1.0) for entry, claim in exact)
    if _ADDRESS.fullmatch(sentence.strip()) or not any(len(word) >= _TELLS for word in words(sentence)):
        return ()
    texts = _texts(library)
    weights = _weights(said | quoted for said, quoted in texts.values())
    wanted = _known(dict.fromkeys(words(folded(sentence))), weights, len(texts))
    whole = sum(wanted.values())
    found = []
    for (entry, number), (said, quoted) in texts.items():
        have = sum(weight for word, weight in wanted.items() if word in said or word in quoted)
        if whole and have / whole >= NEAR:
            own = sum(weight for word, weight in wanted.items() if word in said)
            # Of two that have the same words, the one that says them itself, and the one that says less besides.
            found.append((-(have + own), len(said), entry, number, have / whole))
    found.sort()
    best = found[0][0] if found else 0.0
    return tuple(
        NearClaim(entry=library.entries[entry], claim=library.entries[entry].claims[number], near=near)
        for rank, _, entry, number, near in found[:_MOST]
        if rank <= best * _BESIDE
    )


def _addressed(address: str, library: Library) -> list[tuple[Entry, Claim]]:
    name, hash_, id_ = address.strip().rpartition("#")
    entry = library.entries.get(name) or library.moved_from(name) if name else None
    if name and not entry:
        return []
    entries = [entry] if entry else library.entries.values()
    found = [(one, claim) for one in entries for claim in one.claims if claim.id == id_]
    # A word that happens to be the address of a claim is one, unless more is said.
    return found if hash_ or len(address.split()) == 1 else []


def _texts(library: Library) -> Mapping[tuple[str, int], tuple[frozenset[str], frozenset[str]]]:
    """Return the words of each claim by its entry and number: what it says of whom, and what it quotes."""
    phrases = Phrases(library)
    return {
        (entry.id, number): (
            frozenset(words(folded(f"{entry.name} {plain(phrases.claim(entry, claim))}"))),
            frozenset(words(folded(" ".join(citation.quote.text for citation in claim.cite)))),
        )
        for entry in library.entries.values()
        for number, claim in enumerate(entry.claims)
    }


def _weights(texts: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each word tells: the fewer claims have it, the more."""
    all_ = [*texts]
    numbers = Counter(word for text in all_ for word in text)
    return {word: _weight(word, number, len(all_)) for word, number in numbers.items()}


def _weight(word: str, number: int, all_: int) -> float:
    # Short words are mostly those of the grammar, in any language that parts its words by spaces.
    return log((all_ + 1) / number) * min(1.0, len(word) / _LONG)


def _known(wanted: Iterable[str], weights: Mapping[str, float], all_: int) -> Mapping[str, float]:
    """Return the words of a sentence with their weights, each unknown one as that which looks most like it."""
    found = dict[str, float]()
    for word in wanted:
        near = [word] if word in weights or len(word) < _SHORTEST else _alike(word, weights)
        known = near[0] if near else word
        # A word that no claim has may be another for one that it has.
        found[known] = weights.get(known, _weight(word, 1, all_) / 2)
    return found


def _alike(word: str, known: Iterable[str]) -> list[str]:
    """Return the known word that looks most like one; its length says which can."""
    return difflib.get_close_matches(
        word, [one for one in known if abs(len(one) - len(word)) < 3], n=1, cutoff=_ALIKE
    )
