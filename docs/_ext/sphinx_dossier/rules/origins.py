"""Origins lead to where the words came from, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier import origins
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Code, Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each circle of origins, at the first of its sources."""
    for circle in origins.circles(library):
        first = library.entries[circle[0]]
        wrong = f"'{first.id}' names itself as its origin"
        if len(circle) > 1:
            way = " to ".join(f"'{id_}'" for id_ in (*circle, circle[0]))
            wrong = f"the origins run in a circle: from {way}"
        place = first.place(origins.named(library, first.id))
        yield Problem(
            place=place, code=Code.ORIGIN_LOOP, wrong=wrong, allowed="the source that came first names no origin"
        )
