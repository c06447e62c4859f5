"""An entry in a few lines, as the invented library of two fishing countries has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.entry_page import about
from sphinx_dossier.pages.preview import LINE, SENTENCE, Preview, preview

from tests.pages.fishing import ENTRIES, made


def of(checked: Checked, id_: str) -> Preview:
    return preview(checked.library.entries[id_], checked)


def changed(tmp_path: Path, path: str, old: str, new: str) -> Checked:
    assert old in ENTRIES[path]
    return made(tmp_path / "kb", {path: ENTRIES[path].replace(old, new)})


def test_a_meeting_says_when_and_where_it_was_and_what_was_said_there(fishing: Checked) -> None:
    assert of(fishing, "port-talks") == Preview(
        kind="Meeting",
        name="Talks in Port City, 2020",
        line="3 March 2020, Port City",
        says="The ministers agreed to halve the catch of herring.",
        counts="7 claims from 2 sources",
        marks=("Sources differ on: Place.",),
        claims=(
            ("pier", "Date: 3 March 2020; Place: Port City."),
            ("haven", "Date: March 2020; Place: South Haven."),
            ("both", "Ada Finch and Bo Larsen took part (confirmed)."),
            ("ada", "Ada Finch, Foreign Minister, took part for Norland."),
            ("herring", "The ministers agreed to halve the catch of herring."),
            ("saved", "Finch said that the deal would save the herring."),
            (fishing.library.entries["port-talks"].claims[-1].id, "Who paid for the talks?"),
        ),
    )


def test_a_person_says_the_latest_office_and_what_others_say_of_them(fishing: Checked, tmp_path: Path) -> None:
    ada = of(fishing, "ada-finch")
    assert (ada.kind, ada.line) == ("Person", "Foreign Minister of Norland")
    assert ada.says == "The deal was the first since the war of the nets."
    assert ada.counts == "3 claims from 2 sources, named by 2 other entries"
    assert of(fishing, "bo-larsen").line == "Trade Minister of Sudland, 3 March 2020"
    assert of(fishing, "bo-larsen").says == ""
    later = (
        "offices:\n  - office: Prime Minister\n    date: 2021\n    cite: {source: gazette, quote: Trade Minister Bo"
    )
    later += " Larsen of Sudland, infer: So it seems.}\n"
    assert of(changed(tmp_path, "people/bo-larsen", "offices:\n", later), "bo-larsen").line == "Prime Minister, 2021"


def test_a_source_says_its_title_and_what_rests_on_it(fishing: Checked) -> None:
    gazette = of(fishing, "gazette")
    assert (gazette.line, gazette.says) == ("4 March 2020, Gazette Press", "“Norland and Sudland sign fishing deal”")
    assert gazette.counts == "12 citations in 6 entries"
    assert of(fishing, "herald").line == "", "its name has the date already"


def test_what_no_longer_stands_says_so_first(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2022-05-03, why: It never took place}\nfacts:"
    checked = changed(tmp_path, "meetings/old-talks", "facts:", gone)
    assert of(checked, "old-talks").marks == ("Withdrawn on 3 May 2022: It never took place.",)


def test_the_fate_of_a_source_and_its_uses(tmp_path: Path) -> None:
    fate = "standing:\n  - {status: retracted, date: 2020-04-01, why: The talks were invented}\npublisher:"
    checked = changed(tmp_path, "sources/gazette", "publisher:", fate)
    assert of(checked, "gazette").marks == ("Retracted on 1 April 2020: The talks were invented.",)


def test_a_source_that_contradicts_itself_is_not_two(tmp_path: Path) -> None:
    one = "cite: {source: gazette, quote: Ada Finch and Bo Larsen shake hands, infer: So it seems.}"
    old = "cite: {source: herald, quote: met her colleague in South Haven in March 2020}"
    checked = changed(tmp_path, "meetings/port-talks", old, one)
    assert of(checked, "port-talks").marks == ("One source contradicts itself on: Place.",)


def test_what_was_withdrawn_says_and_names_nothing(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2022-05-03, why: Never held}\nfacts:"
    norland = of(changed(tmp_path, "meetings/port-talks", "facts:", gone), "norland")
    assert norland.says == ""
    assert norland.counts == "1 claim from 1 source, named by 2 other entries"


def test_an_entry_that_names_itself_is_no_other(fishing: Checked, tmp_path: Path) -> None:
    more = changed(tmp_path, "policies/herring-quota", "about: ada-finch", "about: [ada-finch, herring-quota]")
    assert of(more, "herring-quota").counts == of(fishing, "herring-quota").counts
    assert of(fishing, "herring-quota").counts == "3 claims from 2 sources, named by 1 other entry"


def test_nothing_is_longer_than_a_sheet_has_room_for(tmp_path: Path) -> None:
    long = "Finch said that the deal would save the herring" + " and the herring" * 30
    checked = changed(tmp_path, "meetings/port-talks", "The ministers agreed to halve the catch of herring.", long)
    found = of(checked, "port-talks")
    assert SENTENCE - 20 < len(found.says) <= SENTENCE + 2
    assert found.says.endswith(" …")
    place = "place: Port City" + ", the city of ports" * 20
    assert len(of(changed(tmp_path, "meetings/port-talks", "place: Port City", place), "port-talks").line) <= LINE + 2


@pytest.mark.parametrize("path", sorted(path for path in ENTRIES if "/" in path))
def test_every_entry_has_a_preview_with_the_sentences_of_its_claims(fishing: Checked, path: str) -> None:
    entry = fishing.library.entries[path.partition("/")[2]]
    found = of(fishing, entry.id)
    assert (found.name, bool(found.kind), bool(found.counts)) == (entry.name, True, True)
    assert [id_ for id_, _ in found.claims] == [claim.id for claim in entry.claims]
    assert all(sentence for _, sentence in found.claims)


def test_the_line_for_search_engines_says_what_others_say_where_an_entry_says_nothing(fishing: Checked) -> None:
    norland = fishing.library.entries["norland"]
    assert about(norland, fishing.library) == "Norland: The ministers agreed to halve the catch of herring."
