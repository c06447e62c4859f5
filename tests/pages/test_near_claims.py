"""Which claim a sentence means: by most of its words, misprints too, and by a claim's address."""

from __future__ import annotations

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.near_claims import near_claims


def addresses(sentence: str, checked: Checked) -> list[str]:
    return [f"{one.entry.id}#{one.claim.id}" for one in near_claims(sentence, checked)]


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The ministers agreed to halve the catch of herring.", "port-talks#herring"),
        ("ministers agreeed to halv the catch of hering", "port-talks#herring"),
        ("the catch of herring is cut by half", "port-talks#herring"),
        ("Ada Finch is foreign minister", "ada-finch#minister"),
        ("Bo Larsen is trade minister of Sudland", "bo-larsen#trade"),
        # It has fewer words of its own, and all of them with its quote.
        ("Foreign Minister Ada Finch met Trade Minister", "port-talks#ada"),
        ("it would save the herring", "port-talks#saved"),
        ("Who paid for the talks", "port-talks#c-"),
        ("port-talks#saved", "port-talks#saved"),
        ("#saved", "port-talks#saved"),
        ("saved", "port-talks#saved"),
    ],
)
def test_the_nearest_claim(sentence: str, first: str, fishing: Checked) -> None:
    assert addresses(sentence, fishing)[0].startswith(first)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "the of and",
        "the cat sat on the mat",
        "submarines were ordered",
        "Sudland ordered many secret submarines",
        "port-talks#gone",
        "gone#saved",
        "#gone",
    ],
)
def test_nothing_is_near(sentence: str, fishing: Checked) -> None:
    assert addresses(sentence, fishing) == []


def test_an_address_that_several_entries_have(fishing: Checked) -> None:
    entries = {
        id_
        for id_ in fishing.library.entries
        if any(c.id == "c-26d92b35" for c in fishing.library.entries[id_].claims)
    }
    assert {one.partition("#")[0] for one in addresses("#c-26d92b35", fishing)} == entries == {"norland", "sudland"}


def test_others_that_are_nearly_as_near_come_after_it(fishing: Checked) -> None:
    found = near_claims("Ada Finch is foreign minister", fishing)
    assert [f"{one.entry.id}#{one.claim.id}" for one in found] == ["ada-finch#minister", "port-talks#ada"]
    assert all(0.6 <= one.near <= 1 for one in found)
