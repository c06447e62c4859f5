"""Who met whom: whom a meeting counts as there, and what it is said to be about."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.met import Met

from tests.pages.fishing import ENTRIES, made

PORT = "meetings/port-talks"
OLD = ENTRIES["meetings/old-talks"]
NETS = "cite: {source: herald, quote: since the war of the nets in 1975}"


def with_old(*, tmp_path: Path, more: str) -> Met:
    return made(tmp_path / "kb", {"meetings/old-talks": OLD + more}).met


def test_who_took_part_met_over_what_was_said_there(fishing: Checked) -> None:
    (talks,) = fishing.met.talks
    assert talks.entry.id == "port-talks"
    assert talks.who == ("ada-finch", "bo-larsen")
    assert talks.sides == ("norland",)
    # Norland is spoken of too, and is no policy.
    assert talks.over == {"herring-quota": 2}


def test_talks_are_found_by_whatever_has_to_do_with_them(fishing: Checked) -> None:
    met = fishing.met
    assert set(met.taking_part) == {"ada-finch", "bo-larsen"}
    assert set(met.sending) == {"norland"}
    assert set(met.dealt_with) == {"herring-quota"}
    assert set(met.held) == {"port-talks"}


@pytest.mark.parametrize(
    ("presence", "there"),
    [
        ("confirmed", True),
        ("reported", True),
        ("announced", False),
        ("denied", False),
        ("substituted", False),
        ("absent", False),
    ],
)
def test_who_was_to_come_or_stayed_away_met_nobody(presence: str, there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    more = (
        f"participants:\n  - person: ada-finch\n    {NETS}\n"
        f"  - person: bo-larsen\n    presence: {presence}\n    {NETS}\n"
    )
    met = with_old(tmp_path=tmp_path, more=more)
    assert ("old-talks" in met.held) == there


def test_what_one_claim_says_without_reserve_counts(tmp_path: Path) -> None:
    text = ENTRIES[PORT].replace("as: Foreign Minister\n", "presence: announced\n")
    (talks,) = made(tmp_path / "kb", {PORT: text}).met.talks
    assert talks.who == ("ada-finch", "bo-larsen")


def test_one_alone_met_nobody(tmp_path: Path) -> None:
    met = with_old(tmp_path=tmp_path, more=f"participants:\n  - person: ada-finch\n    {NETS}\n")
    assert "old-talks" not in met.held


def test_bodies_meet_too_and_a_series_has_its_meetings(tmp_path: Path) -> None:
    more = f"  - series: gazette-press\n    {NETS}\nparticipants:\n  - organization: [norland, sudland]\n    {NETS}\n"
    met = with_old(tmp_path=tmp_path, more=more)
    assert [talks.entry.id for talks in met.taking_part["sudland"]] == ["old-talks"]
    assert [talks.entry.id for talks in met.held["gazette-press"]] == ["old-talks"]
    assert [talks.entry.id for talks in met.talks] == ["old-talks", "port-talks"], "in the order of time"


def test_what_was_withdrawn_is_no_part_of_it(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2020-05-01, why: It was a mistake.}\n"
    for path in (PORT, "people/bo-larsen"):
        assert made(tmp_path / path, {path: ENTRIES[path] + gone}).met.talks == ()
    (talks,) = made(tmp_path / "kb", {"policies/herring-quota": ENTRIES["policies/herring-quota"] + gone}).met.talks
    assert talks.over == {}


def test_claims_whose_sources_were_all_retracted_draw_nothing(tmp_path: Path) -> None:
    standing = "standing: {status: retracted, date: 2020-06-01, why: It was invented.}\n"
    changes = {"sources/gazette": ENTRIES["sources/gazette"] + standing}
    assert made(tmp_path / "kb", changes).met.talks == ()
