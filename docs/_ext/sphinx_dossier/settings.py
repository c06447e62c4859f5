"""The settings of a knowledge base, from `settings.yaml` in its folder: each declared once, here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import yaml_nodes
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.problems import Code, Place, Problem
from sphinx_dossier.values import Number, Reader

FILE = "settings.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a knowledge base may set, with what holds where it does not."""

    quote_shortest: int = 4
    quote_longest: int = 25


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
        allowed = "the shortest has four words or more, and the longest no fewer"
        place = Place(path=path, line=node.line, col=node.col)
        problems = (*problems, Problem(place=place, code=Code.BAD_NUMBER, wrong=wrong, allowed=allowed))
        settings = Settings()
    return settings, (*problems, *reader.problems)
