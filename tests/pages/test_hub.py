"""The neighbours of an entry: which there are, in which order, and how many are told by number alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.hub import MOST
from sphinx_dossier.pages.model import Section
from sphinx_dossier.pages.picture import Network

from tests.pages.fishing import ENTRIES, lines, made

NETS = "cite: {source: herald, quote: since the war of the nets in 1975}"
HEAD = "As | Name | How much"
LARGE = {
    **{f"people/guest-{n}": f"name: Guest {n}\n" for n in range(1, 7)},
    "policies/nets": "name: Nets\n",
    "meetings/old-talks": ENTRIES["meetings/old-talks"]
    + f"participants:\n  - person: [ada-finch, {', '.join(f'guest-{n}' for n in range(1, 7))}]\n    {NETS}\n"
    f"statements:\n  - text: They spoke of nets.\n    about: [nets, herring-quota]\n    {NETS}\n",
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    checked = made(tmp_path_factory.mktemp("large") / "kb", LARGE)
    assert not [problem for problem in checked.problems if problem.code.level == "error"]
    return checked


def on_page(checked: Checked, id_: str) -> list[str]:
    found = [
        one for one in pages.page(id_, checked).blocks if isinstance(one, Section) and one.anchor == "who-met-whom"
    ]
    return lines(found[0].blocks) if found else []


def picture(checked: Checked, id_: str) -> Network:
    (section,) = [
        one for one in pages.page(id_, checked).blocks if isinstance(one, Section) and one.anchor == "who-met-whom"
    ]
    found = section.blocks[0]
    assert isinstance(found, Network)
    return found


def test_a_person_met_people_over_policies_the_nearest_first(large: Checked) -> None:
    assert on_page(large, "ada-finch") == [
        "Ada Finch: who met whom",
        HEAD,
        "Met | [Guest 1](people/guest-1) | ",
        "Met | [Guest 2](people/guest-2) | ",
        "Met | [Guest 3](people/guest-3) | ",
        "Met | [Guest 4](people/guest-4) | ",
        "Over | [herring quota](policies/herring-quota) | 2 meetings",
        "Over | [Nets](policies/nets) | 1 meeting",
        "(note) And 3 more people. ",
    ]


def test_a_policy_came_up_at_meetings_the_latest_first(large: Checked) -> None:
    assert on_page(large, "herring-quota")[2:8] == [
        "Who was there | [Ada Finch](people/ada-finch) | 2 meetings",
        "Who was there | [Guest 1](people/guest-1) | 1 meeting",
        "Who was there | [Guest 2](people/guest-2) | 1 meeting",
        "Who was there | [Guest 3](people/guest-3) | 1 meeting",
        "Came up at | [Talks in Port City, 2020](meetings/port-talks) | 3 March 2020",
        "Came up at | [Talks of the war of the nets](meetings/old-talks) | 1975",
    ]


def test_a_meeting_has_its_people_and_what_it_was_about(fishing: Checked) -> None:
    assert on_page(fishing, "port-talks")[2:] == [
        "Who took part | [Ada Finch](people/ada-finch) | ",
        "Who took part | [Bo Larsen](people/bo-larsen) | ",
        "About | [herring quota](policies/herring-quota) | 2 statements",
    ]


def test_fewer_than_three_are_no_picture(fishing: Checked) -> None:
    assert on_page(fishing, "ada-finch") == []
    assert on_page(fishing, "gazette") == []


def test_the_rest_leads_to_the_whole_where_a_page_shows_it(large: Checked) -> None:
    there = replace(large, network="pages/all")
    assert on_page(there, "ada-finch")[-1] == "(note) And 3 more people. [The whole network](pages/all)"
    assert on_page(there, "port-talks")[-1] == "(note) [The whole network](pages/all)"


def test_a_body_met_those_for_which_others_took_part(tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace(
        "statements:\n",
        "  - person: bo-larsen\n    for: sudland\n"
        "    cite: {source: gazette, quote: Trade Minister Bo Larsen of Sudland in Port City}\nstatements:\n"
        "  - text: They spoke of nets.\n    about: nets\n"
        "    cite: {source: gazette, quote: agreed to cut the catch of herring by half}\n",
        1,
    )
    checked = made(tmp_path / "kb", {"meetings/port-talks": text, "policies/nets": "name: Nets\n"})
    assert on_page(checked, "norland")[2:] == [
        "Met | [Sudland](organizations/sudland) | ",
        "Over | [herring quota](policies/herring-quota) | ",
        "Over | [Nets](policies/nets) | ",
    ]


def test_what_is_drawn_is_what_the_table_says(large: Checked) -> None:
    found = picture(large, "ada-finch")
    own, *others = found.nodes
    assert own.words == ()
    assert [node.link.text for node in others] == [row.cells[1][0].text for row in found.table.rows]  # type: ignore[union-attr]
    assert [line.end for line in found.lines] == list(range(1, len(found.nodes)))
    assert [line.weight for line in found.lines] == [1, 1, 1, 1, 2, 1]
    assert max(sum(node.side == side for node in others) for side in ("left", "right")) == MOST


def test_labels_stand_below_one_another_within_the_picture(large: Checked) -> None:
    for id_ in ("ada-finch", "herring-quota", "old-talks"):
        found = picture(large, id_)
        for side in ("left", "right"):
            spans = [
                (
                    node.y - 15 * (len(node.words) + bool(node.note)) / 2,
                    node.y + 15 * (len(node.words) + bool(node.note)) / 2,
                )
                for node in found.nodes
                if node.side == side
            ]
            assert spans[0][0] > 16, "below the head"
            assert spans[-1][1] <= found.tall
            assert all(above[1] < below[0] for above, below in pairwise(spans))
