"""Words that relay something else than their whole source does: a briefing, a statement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.loading import load
from sphinx_dossier.origins import chain, independent, told, witnesses
from sphinx_dossier.pages.model import Section
from sphinx_dossier.settings import Settings

from tests.pages.fishing import lines, write

ENTRIES = {
    "sources/briefing": "name: Briefing",
    "sources/wire": "name: Wire",
    "sources/daily": "name: Daily\norigin: wire",
    "sources/herald": "name: Herald",
    "meetings/talks": """\
name: Talks
statements:
  - id: quotas
    text: They agreed on quotas.
    cite:
      - {source: daily, origin: briefing, quote: they have agreed on quotas}
      - {source: herald, origin: briefing, quote: quotas were agreed upon}
  - id: fleet
    text: The fleet sails.
    cite:
      - {source: daily, quote: the fleet sails today}
      - {source: herald, quote: today the fleet sails}
  - id: mixed
    text: The port is open.
    cite:
      - {source: daily, origin: briefing, quote: the port is open}
      - {source: daily, quote: an open port again}
      - {source: herald, origin: briefing, quote: the port has opened}
""",
}


def read(root: Path, entries: Mapping[str, str]) -> Checked:
    for path, text in entries.items():
        write(root / f"{path}.yaml", text)
    library = load(root)
    return Checked(library=library, read=library, prints={}, proofs={}, answered={}, settings=Settings(), problems=())


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    return read(tmp_path / "kb", ENTRIES)


def test_the_origin_of_words_stands_behind_that_of_their_source(checked: Checked) -> None:
    assert chain(checked.library, "daily", "briefing") == ("daily", "wire", "briefing")
    assert chain(checked.library, "briefing", "briefing") == ("briefing",)


@pytest.mark.parametrize(
    ("claim", "origins"),
    [("quotas", ("briefing",)), ("fleet", ("wire", "herald")), ("mixed", ("wire", "briefing"))],
)
def test_words_of_one_briefing_are_one_witness(claim: str, origins: tuple[str, ...], checked: Checked) -> None:
    """Where some words of a source go back to the briefing and others do not, the source speaks for itself too."""
    cite = next(one.cite for one in checked.library.entries["talks"].claims if one.id == claim)
    sources = [citation.source.id for citation in cite]
    assert independent(checked.library, sources, told(cite)) == origins
    assert len(witnesses(checked.library, sources, told(cite))) == len(origins)


def test_the_page_says_what_the_words_relay(checked: Checked) -> None:
    page = lines(pages.page("talks", checked).blocks)
    assert "  (rests) 2 sources, 1 origin: both relay [Briefing](sources/briefing)" in page
    relayed = next(line for line in page if "“quotas were agreed upon” — [Herald]" in line)
    assert ", which relays [Briefing](sources/briefing). Cited above" in relayed
    assert "relays" not in next(line for line in page if "“today the fleet sails” — [Herald]" in line)


def test_the_page_of_the_origin_shows_who_relays_it(checked: Checked) -> None:
    found = {block.title: block for block in pages.page("briefing", checked).blocks if isinstance(block, Section)}
    shown = lines((found["Relayed words"],))
    assert "(note) 4 quotes in which other sources relay it." in shown
    assert "  (claim) [Talks](meetings/talks#quotas): They agreed on quotas." in shown
    assert not any("fleet" in line for line in shown)
    assert "Relayed words" not in {
        block.title for block in pages.page("herald", checked).blocks if isinstance(block, Section)
    }


def test_an_origin_that_is_not_there_is_reported_at_its_place(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    read(
        root, {**ENTRIES, "meetings/talks": ENTRIES["meetings/talks"].replace("origin: briefing", "origin: breifing")}
    )
    first = next(str(one) for one in check(root).problems if one.code.value == "unknown-source")
    assert first == (
        "kb/meetings/talks.yaml:6:33: no source 'breifing'; 'origin' takes the id of a source; "
        "did you mean 'briefing'? [unknown-source]"
    )
