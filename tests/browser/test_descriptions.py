"""Each page says in its head what it is about, for search engines and for whoever shares it."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.page_kinds import pages

NO_READING = {"404.html", "genindex.html", "search.html"}
"""Pages that no search engine is to show."""


def test_every_page_has_one_description(built: Path) -> None:
    texts = {name: (built / name).read_text(encoding="utf-8") for name in pages(built) if name not in NO_READING}
    tag = re.compile(r'<meta (?=[^>]*name="description")[^>]*content="[^"]+"')
    found = {name: tag.findall(text) for name, text in texts.items()}
    assert [name for name, each in found.items() if len(each) != 1] == []
