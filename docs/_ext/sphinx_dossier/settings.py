"""The settings of a knowledge base, from `settings.yaml` in its folder: each declared once, here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import yaml_nodes
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.problems import Code, Place, Problem
from sphinx_dossier.values import Number, Reader
from sphinx_dossier.yaml_nodes import Node

FILE = "settings.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a knowledge base may set, with what holds where it does not."""

    quote_shortest: int = 4
    quote_longest: int = 25
    quote_share: int = 25
    source_share: int = 50
    parts_apart: int = 1
    index_rows: int = 300


FIELDS = {
    "quote-shortest": Field(
        name="quote-shortest",
        type=Type.NUMBER,
        label="Shortest quote",
        help="The fewest words that a quote, or a part of it between dots, may have; four or more.",
    ),
    "quote-longest": Field(
        name="quote-longest",
        type=Type.NUMBER,
        label="Longest quote",
        help="The most words that a quote may have, its parts together.",
    ),
    "quote-share": Field(
        name="quote-share",
        type=Type.NUMBER,
        label="Share of one quote",
        help="The largest share of an article's own words (furniture left out) that one quote may have, in percent.",
    ),
    "source-share": Field(
        name="source-share",
        type=Type.NUMBER,
        label="Share of all quotes",
        help="The largest share of an article's own words, in percent, that all its quotes together may have.",
    ),
    "parts-apart": Field(
        name="parts-apart",
        type=Type.NUMBER,
        label="Parts apart",
        help="The most ends of sentences that may lie between two neighbouring parts of a quote.",
    ),
    "index-rows": Field(
        name="index-rows",
        type=Type.NUMBER,
        label="Rows of an index",
        help="The most entries that the index page of a kind lists by itself; of more it is split by letter or year.",
    ),
}
"""The settings as fields, by the names used in the file; the reference page is printed from them."""

_SHAPE = Field(name="settings", type=Type.RECORD, label="Settings", help="", fields=FIELDS)


def load(root: Path, label: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of the knowledge base in `root`, whose places start with `label`."""
    file, path = root / FILE, f"{label}/{FILE}"
    if not file.exists():
        return Settings(), ()
    node, problems = yaml_nodes.load(file, path)
    if node is None:
        return Settings(), problems
    reader = Reader(path)
    record = reader.record(node, _SHAPE)
    numbers = {
        name.replace("-", "_"): int(value.amount)
        for name in FIELDS
        for value in record.all(name)
        if isinstance(value, Number)
    }
    settings = Settings(**numbers)
    if not 4 <= settings.quote_shortest <= settings.quote_longest:
        wrong = f"quotes of {settings.quote_shortest} to {settings.quote_longest} words"
        problems = (
            *problems,
            _bad(path, node, wrong, "the shortest has four words or more, and the longest no fewer"),
        )
        settings = Settings()
    if not (0 < settings.quote_share <= 100 and 0 < settings.source_share <= 100):
        wrong = f"shares of {settings.quote_share} and {settings.source_share} percent"
        problems = (*problems, _bad(path, node, wrong, "a share is from 1 to 100 percent"))
        settings = Settings()
    if settings.index_rows < 1:
        problems = (*problems, _bad(path, node, f"{settings.index_rows} rows", "an index has one row or more"))
        settings = Settings()
    return settings, (*problems, *reader.problems)


def _bad(path: str, node: Node, wrong: str, allowed: str) -> Problem:
    place = Place(path=path, line=node.line, col=node.col)
    return Problem(place=place, code=Code.BAD_NUMBER, wrong=wrong, allowed=allowed)
