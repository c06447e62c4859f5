"""Every builder finishes without a warning and holds every claim."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from sphinx_dossier import checked

from tests.site.tiny import Built, Tiny

ENDINGS = {
    "html": ".html",
    "dirhtml": ".html",
    "singlehtml": ".html",
    "epub": ".xhtml",
    "text": ".txt",
    "latex": ".tex",
    "man": ".1",
    "gettext": ".pot",
    "xml": ".xml",
    "pseudoxml": ".pseudoxml",
    "json": ".fjson",
}
MARKED_UP = {"html", "dirhtml", "singlehtml", "epub", "xml", "json"}
ONE_EACH = {"html": "{}.html", "dirhtml": "{}/index.html", "epub": "{}.xhtml", "text": "{}.txt", "xml": "{}.xml"}


def squeezed(text: str, *, marked_up: bool = False) -> str:
    """Return the letters and digits alone, which no builder wraps, quotes or escapes."""
    if marked_up:
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return re.sub(r"[\W_]+", "", text).lower()


def claims(tiny: Tiny) -> list[tuple[str, str, list[str]]]:
    """Return docname, id and words of each claim: its sentence where it has one, and its quotes."""
    library = checked.check(tiny.root / "kb").library
    return [
        (
            library.docname(entry.id),
            claim.id,
            [word for word in (claim.said.text("text"), *(one.quote.text for one in claim.cite)) if word],
        )
        for entry in library.entries.values()
        for claim in entry.claims
    ]


def text_of(built: Built, builder: str) -> str:
    files = sorted(Path(built.out).rglob(f"*{ENDINGS[builder]}"))
    return squeezed("\n".join(file.read_text("utf-8") for file in files), marked_up=builder in MARKED_UP)


@pytest.mark.parametrize("builder", ENDINGS)
def test_a_builder_holds_every_claim(tiny: Tiny, builder: str) -> None:
    tiny.write(
        "docs/pages/table.rst", "Table\n=====\n\n.. dossier-entries:: meeting\n\n.. dossier-reference:: codes\n"
    )
    built = tiny.build(builder)
    assert (built.warnings, built.code) == ([], 0)
    text, found = text_of(built, builder), claims(tiny)
    held = [id_ for _, id_, words in found if all(squeezed(word) in text for word in words)]
    assert (len(held), len(found)) == (13, 13)


@pytest.mark.parametrize("builder", ONE_EACH)
def test_each_claim_is_in_the_file_of_its_entry(tiny: Tiny, builder: str) -> None:
    built = tiny.build(builder)
    for docname, _, words in claims(tiny):
        text = squeezed(built.page(ONE_EACH[builder].format(docname)), marked_up=builder in MARKED_UP)
        assert [word for word in words if squeezed(word) not in text] == []


def test_links_are_collected(tiny: Tiny) -> None:
    tiny.replace("kb/sources/gazette.yaml", "sha256:", "url: https://river.example/gazette/1\nsha256:")
    built = tiny.build("linkcheck", config={"linkcheck_ignore": ["https://.*"]})
    assert (built.warnings, built.code) == ([], 0)
    links = [json.loads(line) for line in built.page("output.json").splitlines()]
    external = [link for link in links if link["uri"].startswith("http")]
    assert {link["uri"].partition("#:~:text=")[0] for link in external} == {"https://river.example/gazette/1"}
    # The plain address, and the passage of each of the six quotes; of an address that stands twice the first is kept.
    passages = {link["uri"].partition("#:~:text=")[2] for link in external}
    assert len(passages) == 7
    assert {"", "met%20in%20Millbridge%20on%206%20January%202022"} < passages
    assert {link["lineno"] for link in external} == {1}
    assert "meetings/first-round.yaml" in {link["filename"] for link in external}


def test_one_file_has_no_id_twice(tiny: Tiny) -> None:
    built = tiny.build("singlehtml")
    page = built.page("index.html")
    ids = re.findall(r'id="([^"]*)"', page)
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []
    inside = set(re.findall(r'href="#([^"]+)"', page))
    assert inside - set(ids) == set()


def test_builders_share_their_doctrees(tiny: Tiny) -> None:
    before = tiny.build("html").files()
    text = tiny.build("text")
    assert (text.warnings, (text.out / "people/ada-lark.txt").is_file()) == ([], True)
    after = tiny.build("html")
    assert (after.warnings, after.files() == before) == ([], True)
