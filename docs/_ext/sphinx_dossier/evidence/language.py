"""Lists of words that a language needs: abbreviations, words that turn a meaning, numbers, dates, page furniture.

They are data: another language is another file in `languages/`.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sphinx_dossier import yaml_nodes
from sphinx_dossier.evidence.turning import TURNS, Phrase, Turning, by_first_word, canonical, phrase, turning
from sphinx_dossier.evidence.words import words

HERE = Path(__file__).parent / "languages"
Phrases: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Phrases with what each means, by their first word and the longest first."""

_KIN = {**{turn: f"like-{turn}" for turn in ("negation", "hedge", "condition")}, "future": "future"}
_TURNING = ("abbreviations", *TURNS, "harmless")
"""The lists on which a fingerprint depends."""
_LISTS = (*_TURNING, *_KIN.values(), "furniture", "ends", "caption", "byline", "doubtful", "ordinal-endings")
_DATES = ("ordinals", "months", "weekdays", "days", "steps")
_PHRASES = ("numbers", "ordinals", "months", "weekdays", "days", "steps", "links", "bounds", "bounds-after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The lists of one language; phrases are tuples of words in normal form.

    `turning` finds the words that turn a meaning; `kin` has words that agree with a sort of them without
    being such. `digest` tells the lists that go into a fingerprint from those of another day.
    What the lists of numbers and dates mean is told beside them in the language's file; a text that
    has neither a digit nor a word of `telling` has neither, and one in words starts with one of the other two.
    """

    abbreviations: frozenset[str]
    turning: Turning
    kin: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    digest: str
    furniture: frozenset[tuple[str, ...]]
    ends: frozenset[tuple[str, ...]]
    caption: tuple[str, ...]
    byline: tuple[str, ...]
    numbers: Phrases
    ordinals: Phrases
    months: Phrases
    weekdays: Phrases
    days: Phrases
    steps: Phrases
    links: Phrases
    bounds: Phrases
    bounds_after: Phrases
    doubtful: frozenset[str]
    telling: frozenset[str]
    number_starts: frozenset[str]
    date_starts: frozenset[str]
    ordinal_endings: tuple[str, ...]


@functools.cache
def language(tag: str) -> Language:
    """Return the lists for a BCP 47 tag by its primary language; English where there is no file for it."""
    primary = tag.lower().partition("-")[0]
    file = HERE / f"{primary}.yaml"
    # The tag is what somebody wrote into an entry: it may lead to no other folder.
    if not re.fullmatch(r"[a-z]{2,8}", primary) or not file.is_file():
        file = HERE / "en.yaml"
    lists, phrases = _read(file)
    return Language(
        abbreviations=frozenset(word.rstrip(".").casefold() for word in lists["abbreviations"]),
        turning=turning({turn: map(phrase, lists[turn]) for turn in TURNS}, map(phrase, lists["harmless"])),
        kin={turn: by_first_word(map(phrase, lists[name])) for turn, name in _KIN.items()},
        digest=_digest(lists),
        furniture=frozenset(tuple(words(phrase)) for phrase in lists["furniture"]),
        ends=frozenset(tuple(words(phrase)) for phrase in lists["ends"]),
        caption=tuple(lists["caption"]),
        byline=tuple(lists["byline"]),
        doubtful=frozenset(lists["doubtful"]),
        telling=frozenset().union(*(phrases[name] for name in ("numbers", "months", "weekdays", "days"))),
        number_starts=frozenset(phrases["numbers"]).union(phrases["ordinals"], phrases["links"]),
        date_starts=frozenset().union(*(phrases[name] for name in _DATES)),
        ordinal_endings=tuple(lists["ordinal-endings"]),
        **{name.replace("-", "_"): phrases[name] for name in _PHRASES},
    )


def _digest(lists: Mapping[str, list[str]]) -> str:
    """Return what tells the lists that go into a fingerprint from others: the first 16 digits of their SHA-256."""
    told = {name: map(phrase, lists[name]) for name in _TURNING}
    return hashlib.sha256("\n".join(canonical(told)).encode()).hexdigest()[:16]


def _read(file: Path) -> tuple[dict[str, list[str]], dict[str, Phrases]]:
    """Return the lists of a file, and its phrases with what each means."""
    node, problems = yaml_nodes.parse(file.read_text("utf-8"), file.name)
    if not isinstance(node, yaml_nodes.Mapping) or problems:
        raise AssertionError(problems)
    lists = {name: list[str]() for name in _LISTS}
    phrases = {name: dict[str, str]() for name in _PHRASES}
    for key, value in node.pairs:
        # A phrase may have any letter, so the phrases are no map of ids as the readers of entries know them.
        if isinstance(value, yaml_nodes.Mapping) and key.text in phrases:
            pairs = ((one, meaning) for one, meaning in value.pairs if isinstance(meaning, yaml_nodes.Scalar))
            phrases[key.text] = {one.text: meaning.text for one, meaning in pairs}
        elif isinstance(value, yaml_nodes.Sequence) and key.text in lists:
            lists[key.text] = [item.text for item in value.items if isinstance(item, yaml_nodes.Scalar)]
        else:
            raise AssertionError(f"{file.name}:{key.line}: '{key.text}' is no list of a language")
    return lists, {name: _phrases(pairs) for name, pairs in phrases.items()}


def _phrases(pairs: Mapping[str, str]) -> Phrases:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for text, meaning in pairs.items():
        if key := tuple(words(text)):
            found[key[0]].append((key, meaning))
    return {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in found.items()}
