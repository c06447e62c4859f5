"""The page of an entry is light."""

from __future__ import annotations

from pathlib import Path

from scripts.page_kinds import entry_pages

HEAVIEST = 40_000
"""Bytes of HTML in the page of an entry, with its frame."""


def test_no_page_of_an_entry_is_heavy(built: Path) -> None:
    weights = {name: (built / name).stat().st_size for name in entry_pages(built)}
    assert weights
    assert {name: weight for name, weight in weights.items() if weight > HEAVIEST} == {}
