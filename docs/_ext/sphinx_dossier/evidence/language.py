"""Lists of words that a language needs: abbreviations, words that turn a meaning, signs of page furniture.

They are data: another language is another file in `languages/`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import yaml_nodes
from sphinx_dossier.evidence.words import words
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.values import Reader

HERE = Path(__file__).parent / "languages"
TURNS = ("negation", "denial", "hedge", "condition", "attribution")
"""The sorts of words that turn the meaning of a sentence."""

_LISTS = ("abbreviations", *TURNS, "furniture", "ends", "caption", "byline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The lists of one language; phrases are tuples of words in normal form."""

    abbreviations: frozenset[str]
    turns: Mapping[str, frozenset[tuple[str, ...]]]
    furniture: frozenset[tuple[str, ...]]
    ends: frozenset[tuple[str, ...]]
    caption: tuple[str, ...]
    byline: tuple[str, ...]


@functools.cache
def language(tag: str) -> Language:
    """Return the lists for a BCP 47 tag by its primary language; English where there is no file for it."""
    primary = tag.lower().partition("-")[0]
    file = HERE / f"{primary}.yaml"
    # The tag is what somebody wrote into an entry: it may lead to no other folder.
    if not re.fullmatch(r"[a-z]{2,8}", primary) or not file.is_file():
        file = HERE / "en.yaml"
    lists = _read(file)
    return Language(
        abbreviations=frozenset(word.rstrip(".").casefold() for word in lists["abbreviations"]),
        turns={turn: frozenset(tuple(words(phrase)) for phrase in lists[turn]) for turn in TURNS},
        furniture=frozenset(tuple(words(phrase)) for phrase in lists["furniture"]),
        ends=frozenset(tuple(words(phrase)) for phrase in lists["ends"]),
        caption=tuple(lists["caption"]),
        byline=tuple(lists["byline"]),
    )


def _read(file: Path) -> dict[str, list[str]]:
    fields = {name: Field(name=name, type=Type.TEXT, label=name, help="", many=True) for name in _LISTS}
    shape = Field(name="language", type=Type.RECORD, label="", help="", fields=fields)
    node, problems = yaml_nodes.parse(file.read_text("utf-8"), file.name)
    reader = Reader(file.name)
    record = reader.record(node, shape) if node else None
    if record is None or problems or reader.problems:
        raise AssertionError([*problems, *reader.problems])
    return {name: [str(value) for value in record.all(name)] for name in _LISTS}
