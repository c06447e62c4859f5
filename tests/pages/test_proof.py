"""A claim with its whole proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.choice import claim_of
from sphinx_dossier.pages.proof import proof

from tests.pages.fishing import ENTRIES, lines, made


def shown(address: str, checked: Checked) -> list[str]:
    entry_id, _, claim = address.partition("#")
    entry = checked.library.entries[entry_id]
    return lines(proof(entry, claim_of(entry, claim), checked))


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Mapping[str, str]], Checked]:
    return lambda changes: made(tmp_path / "kb", changes)


def test_a_statement(fishing: Checked) -> None:
    assert shown("port-talks#herring", fishing) == [
        "(lead) The ministers agreed to halve the catch of herring.",
        "Meeting: [Talks in Port City, 2020](meetings/port-talks) (port-talks#herring, "
        "kb/meetings/port-talks.yaml:27)",
        "- “agreed to cut the catch of herring by half” — [Gazette, March 2020](sources/gazette#q30-38), "
        "Gazette Press, published 4 March 2020.",
        "  () Found word for word: words 30 to 38 of 72, paragraph 3, in the body.",
        "Rests on: 1 source.",
    ]


def test_what_the_editors_conclude_and_what_the_check_had_found(fishing: Checked) -> None:
    found = shown("port-talks#both", fishing)
    assert "  () Found word for word: words 60 to 69 of 72, paragraph 5, in a caption." in found
    assert any(line.startswith("  (infer) The editors’ reading: The photograph shows both.") for line in found)
    assert "Rests on: 1 source; all outside the body; 1 finding of the check answered by the editors." in found


def test_who_says_otherwise_and_what_the_words_go_back_to(fishing: Checked) -> None:
    assert shown("port-talks#haven", fishing)[2:] == [
        "- “met her colleague in South Haven in March 2020” — [Herald, March 2020](sources/herald#q12-20).",
        "  () Found word for word: words 12 to 20 of 40, paragraph 2, in the body.",
        "  () Origin: it relays [Gazette, March 2020](sources/gazette).",
        "Rests on: 1 source.",
        "(otherwise) Sources differ. Place: [Port City](meetings/port-talks#pier) in Gazette, March 2020, which the "
        "editors follow.",
    ]


def test_several_sources_and_why_they_are_one_witness(changed: Callable[[Mapping[str, str]], Checked]) -> None:
    text = ENTRIES["meetings/port-talks"].replace(
        "    cite: {source: gazette, quote: agreed to cut the catch of herring by half}\n",
        "    cite:\n      - {source: gazette, quote: agreed to cut the catch of herring by half}\n"
        "      - {source: herald, quote: The deal is the first between, infer: The deal is this one.}\n",
    )
    checked = changed({"meetings/port-talks": text})
    found = shown("port-talks#herring", checked)
    assert found[-1].startswith(
        "Rests on: 2 sources, 1 origin: [Herald, March 2020](sources/herald) relays [Gazette, March 2020]"
    )
    assert sum("Found word for word" in line for line in found) == 2


def test_what_is_not_known_has_no_proof(fishing: Checked) -> None:
    entry = fishing.library.entries["port-talks"]
    claim = entry.of("looked-for")[0]
    found = lines(proof(entry, claim, fishing))
    assert found[0] == "(lead) Who paid for the talks?"
    assert found[2].startswith("(note) Not known. Looked for in [Gazette, March 2020]")
    assert len(found) == 3


def test_a_source_that_was_retracted(changed: Callable[[Mapping[str, str]], Checked]) -> None:
    text = ENTRIES["sources/gazette"] + "standing:\n  - {status: retracted, date: 2020-03-09, why: It was made up.}\n"
    checked = changed({"sources/gazette": text})
    found = shown("port-talks#herring", checked)
    assert any("This source was retracted" in line for line in found)
    assert any(line.startswith("(alert) Rests on [Gazette, March 2020]") for line in found)
