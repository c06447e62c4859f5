"""How many bytes the real site's pages of entries take, as they are served."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.pages.spread import layouts, settled
from sphinx_dossier.writers.weight import weigh

ROOT = Path(__file__).parents[2]
ARTICLE = 29_500
"""The most that the article of a page takes; the frame of this site takes the rest."""
WHOLE = 40_000
"""The most that a whole page takes."""


@pytest.fixture(scope="module")
def served(site: str) -> dict[str, bytes]:
    """The page of every entry, and those of their parts, by name."""
    checked = settled(check(ROOT / "kb"), weigh)
    found = layouts(checked, weigh)
    names = [checked.library.docname(id_) for id_ in checked.library.entries]
    parts = [name for id_, layout in found.items() for name in layout.docnames(checked.library.docname(id_))]
    pages = {}
    for name in (*names, *parts):
        with urlopen(f"{site}/{name}.html") as answer:  # noqa: S310 (loopback)
            pages[name] = answer.read()
    return pages


def test_no_article_of_an_entry_is_too_long(served: dict[str, bytes]) -> None:
    article = re.compile(rb"<article.*?</article>", re.DOTALL)
    sizes = {name: len(b"".join(article.findall(page))) for name, page in served.items()}
    assert min(sizes.values()) > 1_000, "there is an article"
    assert {name: size for name, size in sizes.items() if size > ARTICLE} == {}


def test_no_page_of_an_entry_is_too_long(served: dict[str, bytes]) -> None:
    assert {name: len(page) for name, page in served.items() if len(page) > WHOLE} == {}
