"""The names of a library in a text: which are meant, and which are held."""

from __future__ import annotations

import pytest
from sphinx_dossier import loading
from sphinx_dossier.library import Library
from sphinx_dossier.rules.names import held, in_names, mentions, names, spots


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("names") / "kb"
    entries = {
        "people/ena-torvald": "name: Ena Torvald\nsort: Torvald, Ena",
        "people/ivo-torvald": "name: Ivo Torvald\nsort: Torvald, Ivo",
        "people/lea-may": "name: Lea May\nsort: May, Lea",
        "people/old-ek": "name: Old Ek\nwithdrawn: {date: 2031, why: He was two.}",
        "organizations/korvia": "name: Korvia",
        "organizations/south-korvia": "name: South Korvia",
        "organizations/korvia-norland-pact": "name: Korvia-Norland pact",
        "organizations/korvia-guard": "name: Korvia Coast Guard",
        "policies/agenda": "name: Agenda 2030",
    }
    for path, text in entries.items():
        file = root / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n", "utf-8")
    found = loading.load(root)
    assert not found.problems
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ena Torvald's boat", [{"ena-torvald"}]),
        ("Torvald sailed", [{"ena-torvald", "ivo-torvald"}]),
        ("South Korvia and Korvia", [{"south-korvia"}, {"korvia"}]),
        ("the Korvia-Norland pact", [{"korvia-norland-pact"}]),
        ("May may sign Agenda 2030", [{"lea-may"}]),
        ("Korvian boats, and Old Ek", []),
    ],
)
def test_the_longest_name_is_meant(known: Library, text: str, found: list[set[str]]) -> None:
    assert [set(one.entries) for one in mentions(spots(text), names(known).proper)] == found


@pytest.mark.parametrize(
    ("id_", "text", "own", "stands"),
    [
        ("ena-torvald", "TORVALD sailed", "", True),
        ("ena-torvald", "Nils Torvald sailed", "", True),
        ("ena-torvald", "Ivo Torvald sailed", "", False),
        ("ena-torvald", "Ivo Torvald and Torvald", "", True),
        ("lea-may", "they may sail", "", False),
        ("lea-may", "May sailed", "", True),
        ("korvia", "South Korvia sailed", "", False),
        ("korvia", "the Korvia-Norland pact", "", True),
        ("korvia", "the Korvia Coast Guard", "", False),
        ("korvia", "the Korvia Coast Guard", "korvia-guard", True),
        ("south-korvia", "Korvia sailed south", "", False),
    ],
)
def test_a_name_is_held(known: Library, id_: str, text: str, own: str, stands: bool) -> None:  # noqa: FBT001
    assert held(id_, spots(text), names(known), own) is stands


def test_a_number_can_be_a_part_of_a_name(known: Library) -> None:
    assert in_names("By Agenda 2030 in 2031", names(known)) == {1, 2}


def test_the_names_of_a_library_are_gathered_once(known: Library) -> None:
    assert names(known) is names(known)
