"""What cannot both hold, and what only seems to differ."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import dates, disagreements
from sphinx_dossier.disagreements import Disagreement, Names, agree
from sphinx_dossier.library import Library
from sphinx_dossier.loading import load
from sphinx_dossier.values import Number, Ref, Value

CITE = "cite: {source: daily, quote: some words of the article}"
DATES = [
    "2022",
    "2022-01",
    "2022-01-06",
    "2022-01-07",
    "2022-01-06/2022-01-07",
    "2022-02",
    "2021?",
    "202X",
    "2022-01/..",
]


def library(root: Path, **files: str) -> Library:
    """Read a knowledge base; `people_ada_example` is people/ada-example.yaml. Quotes are not looked up."""
    for name, text in {"sources_daily": "name: Daily\n", **files}.items():
        folder, _, stem = name.partition("_")
        file = root / folder / f"{stem.replace('_', '-')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("CITE", CITE), "utf-8")
    found = load(root)
    assert [str(problem) for problem in found.problems] == []
    return found


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    coast = (
        "name: Norland\nfacts:\n  - name: Kingdom of Norland\n    CITE\n  - {name: Norlund, status: misprint, CITE}\n"
    )
    return Names(library(tmp_path_factory.mktemp("kb"), organizations_norland=coast))


def number(text: str) -> Number:
    bound, _, amount = text.rpartition(" ")
    return Number(amount=Decimal(amount), bound=bound)


def said(found: Disagreement) -> list[list[str]]:
    return [[str(one.value) for one in side.said] for side in found.sides]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022-01", "2022-01-06", True),
        ("2022-01-06", "2022-01-06/2022-01-07", True),
        ("2022-01-06", "2022-01-07", False),
        ("2022-01", "2022-02-06", False),
        ("2022-01-06/2022-01-08", "2022-01-07/2022-01-09", False),
        ("2022/..", "2023-05", True),
    ],
)
def test_dates(one: str, other: str, names: Names, *, expected: bool) -> None:
    assert agree(dates.parse(one), dates.parse(other), names) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("400", "400", True),
        ("400", "401", False),
        ("over 400", "400", False),
        ("over 400", "401", True),
        ("at least 400", "400", True),
        ("at least 400", "under 400", False),
        ("at most 400", "over 400", False),
        ("at most 400", "at least 400", True),
        ("under 400", "at most 300", True),
        ("about 400", "440", True),
        ("about 400", "441", False),
        ("about 400", "over 400", True),
        ("about 400", "over 440", False),
        ("about -400", "-440", True),
    ],
)
def test_numbers(one: str, other: str, names: Names, *, expected: bool) -> None:
    assert agree(number(one), number(other), names) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Port City", "port  city", True),
        ("The pier's end", "The pier’s end", True),
        ("Oldport", "Oldport, Norland", True),
        ("Oldport", "Oldport in Norland", False),
        ("Port", "Port City", False),
        ("Norland", "Kingdom of Norland", True),
        ("Norland", "Norlund", True),
        ("Norland", "Sudland", False),
        ("in-person", "online", False),
    ],
)
def test_texts(one: str, other: str, names: Names, *, expected: bool) -> None:
    assert agree(one, other, names) is expected


def test_a_reference_agrees_with_a_name_of_its_entry(names: Names) -> None:
    norland = Ref(id="norland")
    assert agree(norland, Ref(id="norland", line=7), names)
    assert agree(norland, "Kingdom of Norland", names)
    assert not agree(norland, "Sudland", names)
    assert not agree(norland, Ref(id="sudland"), names)


VALUES = st.one_of(
    st.sampled_from(DATES).map(dates.parse),
    st.builds(
        Number,
        amount=st.decimals(-99, 99, places=1),
        bound=st.sampled_from(["", "over", "about", "under", "at least", "at most"]),
    ),
    st.sampled_from(["Oldport", "Oldport, Norland", "oldport", "Norland", "Kingdom of Norland", "Port", ", ", ""]),
    st.sampled_from(["norland", "sudland"]).map(lambda id_: Ref(id=id_)),
)


@given(VALUES, VALUES)
def test_comparing_is_the_same_both_ways(names: Names, one: Value, other: Value) -> None:
    assert agree(one, other, names) is agree(other, one, names)


@given(VALUES)
def test_every_value_agrees_with_itself(names: Names, one: Value) -> None:
    assert agree(one, one, names)


def meeting(*values: str) -> str:
    return "name: Talks\nfacts:\n" + "".join(f"  - {{id: c{i}, date: {v}, {CITE}}}\n" for i, v in enumerate(values))


@given(st.lists(st.sampled_from(DATES), min_size=2, max_size=4, unique=True))
def test_dates_that_agree_never_disagree(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    found = disagreements.find(library(tmp_path_factory.mktemp("kb"), meetings_talks=meeting(*texts)))
    parsed = [dates.parse(text) for text in texts]
    assert bool(found) is any(not one.agrees(other) for one, other in combinations(parsed, 2))
    for one in (disagreement for some in found.values() for disagreement in some):
        assert len(one.sides) > 1
        assert sorted(
            [*(text for side in said(one) for text in side), *(str(x.value) for x in one.fitting)]
        ) == sorted(texts)
        for side in said(one):
            assert all(a.agrees(b) for a, b in combinations(map(dates.parse, side), 2))


def test_a_less_exact_date_goes_with_the_side_that_it_fits(tmp_path: Path) -> None:
    for number_, order in enumerate(permutations(["2022-01", "2022-01-06", "2022-02-03"])):
        (found,) = disagreements.find(library(tmp_path / str(number_), meetings_talks=meeting(*order)))["talks"]
        assert sorted(sorted(side) for side in said(found)) == [["2022-01", "2022-01-06"], ["2022-02-03"]]
        assert found.fitting == ()


def test_a_less_exact_date_that_fits_every_side_takes_none(tmp_path: Path) -> None:
    (found,) = disagreements.find(
        library(tmp_path, meetings_talks=meeting("2022-01-06", "2022-01", "2022-01-07", "2022-01-06"))
    )["talks"]
    assert said(found) == [["2022-01-06", "2022-01-06"], ["2022-01-07"]]
    assert [str(one.value) for one in found.fitting] == ["2022-01"]


def test_the_preferred_side_comes_first(tmp_path: Path) -> None:
    text = "name: Talks\nfacts:\n  - {place: A, CITE}\n  - {place: B, preferred: true, why: So., CITE}\n"
    (found,) = disagreements.find(library(tmp_path, meetings_talks=text))["talks"]
    assert said(found) == [["B"], ["A"]]
    assert [side.preferred for side in found.sides] == [True, False]
    first, second = (side.said[0].claim for side in found.sides)
    assert found.against(first) == found.sides[1:]
    assert found.against(second) == found.sides[:1]


@pytest.mark.parametrize("status", ["misprint", "variant"])
def test_what_an_editor_explains_is_no_disagreement(status: str, tmp_path: Path) -> None:
    text = f"name: Talks\nfacts:\n  - {{place: A, CITE}}\n  - {{place: B, status: {status}, CITE}}\n"
    found = library(tmp_path, meetings_talks=text)
    assert disagreements.find(found) == {}
    assert [claim.said.text("place") for _, claim in disagreements.misprints(found)] == ["B"] * (status == "misprint")


def test_a_date_that_fits_several_sides_and_not_all_stands_by_itself(tmp_path: Path) -> None:
    text = meeting("2022-01-06", "2022-01-07", "2022-02", "2022-01")
    (found,) = disagreements.find(library(tmp_path, meetings_talks=text))["talks"]
    assert said(found) == [["2022-01-06"], ["2022-01-07"], ["2022-02"], ["2022-01"]]


def test_a_field_of_many_values_never_disagrees(tmp_path: Path) -> None:
    text = "name: Talks\nfacts:\n  - {country: Norland, CITE}\n  - {country: Sudland, CITE}\n"
    assert disagreements.find(library(tmp_path, meetings_talks=text)) == {}


def test_names_never_disagree(tmp_path: Path) -> None:
    text = "name: Ada Example\nfacts:\n  - {name: Ada Example, CITE}\n  - {name: Zoe Other, CITE}\n"
    assert disagreements.find(library(tmp_path, people_ada_example=text)) == {}


def test_what_was_withdrawn_differs_from_nothing(tmp_path: Path) -> None:
    text = "name: Talks\nfacts:\n  - {place: A, CITE}\n  - {place: B, CITE}\n  - {place: C, status: misprint, CITE}\n"
    found = library(tmp_path, meetings_talks=text + "withdrawn: {date: 2031, why: A hoax.}\n")
    assert disagreements.find(found) == {}
    assert disagreements.misprints(found) == ()


PEOPLE = {"people_ada": "name: Ada\n", "people_ben": "name: Ben\n", "organizations_norland": "name: Norland\n"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("person: ada, presence: confirmed", "person: ada, presence: absent", [["confirmed"], ["absent"]]),
        ("person: [ben, ada], presence: denied", "person: ada, presence: reported", [["denied"], ["reported"]]),
        ("person: ada, presence: confirmed", "person: ben, presence: absent", None),
        ("person: ada, presence: confirmed", "person: ada, presence: reported", None),
        ("person: ada, presence: announced", "person: ada, presence: absent", None),
        ("person: ada, presence: denied", "person: ada, presence: absent", None),
        ("person: ada, presence: confirmed", "person: ada, as: Minister", None),
        # Norland is no end of the relation: two who took part for it are no contradiction.
        (
            "person: ada, for: norland, presence: confirmed",
            "person: ben, for: norland, presence: absent",
            None,
        ),
    ],
)
def test_relations_differ_in_what_is_contrary(
    first: str, second: str, expected: list[list[str]] | None, tmp_path: Path
) -> None:
    text = f"name: Talks\nparticipants:\n  - {{{first}, CITE}}\n  - {{{second}, CITE}}\n"
    found = disagreements.find(library(tmp_path, meetings_talks=text, **PEOPLE)).get("talks", ())
    assert [said(one) for one in found] == ([expected] if expected else [])
    assert [(one.part, one.about) for one in found] == ([("participants", "ada")] if expected else [])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", True),
        (", date: 2031-05", ", date: 2031-05-03", True),
        (", date: 2030", ", date: 2031", False),
        ("", ", date: 2031", False),
    ],
)
def test_who_changes_sides_does_not_contradict_herself(
    first: str, second: str, tmp_path: Path, *, expected: bool
) -> None:
    text = f"name: Ferry\nparties:\n  - {{party: ada, role: supports{first}, CITE}}\n"
    text += f"  - {{party: ada, role: opposes{second}, CITE}}\n"
    assert bool(disagreements.find(library(tmp_path, policies_ferry=text, **PEOPLE))) is expected


def test_two_holders_of_one_office_are_no_disagreement(tmp_path: Path) -> None:
    office = "offices:\n  - {office: Envoy, for: norland, date: 2031-05-03, CITE}\n"
    files = {**PEOPLE, "people_ada": f"name: Ada\n{office}", "people_ben": f"name: Ben\n{office}"}
    assert disagreements.find(library(tmp_path, **files)) == {}
