"""The invented library as a site publishes it, and its files by their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from sphinx_dossier import dates, exports
from sphinx_dossier.checked import Checked
from sphinx_dossier.history import Entered
from sphinx_dossier.publication import Site

BASE = "https://dossier.example/fish/"


def site(base: str = BASE) -> Site:
    def uri(page: str, anchor: str) -> str:
        return f"{base}{page}.html" + (f"#{anchor}" if anchor else "")

    return Site(title="Fish & co", base=base, uri=uri, documents=("index", "people/index"))


def published(checked: Checked, name: str, base: str = BASE) -> dict[str, bytes]:
    return dict(exports.FORMATS[name].files(checked, site(base)))


def whole(found: Iterator[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return files of which the pieces come one after the other."""
    return [(path, b"".join(one for _, one in some)) for path, some in groupby(found, key=itemgetter(0))]


def entered(checked: Checked, **days: str) -> Checked:
    """Return the library with a history, in which `ada_finch` stands for the entry ada-finch."""
    history = {
        id_.replace("_", "-"): Entered(first=dates.parse("2031-01-02"), last=dates.parse(day))
        for id_, day in days.items()
    }
    return replace(checked, history=history)
