"""Terms of a field: their names in sources, what explains them, and what is said where nothing does."""

from __future__ import annotations

import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Terms
from sphinx_dossier.pages.queries import QueryError, TermsOfField, answer
from sphinx_dossier.pages.terms import NOT_EXPLAINED, Explained

from tests.pages.fishing import lines


def told(fishing: Checked, *chosen: Explained) -> list[str]:
    return lines(answer(TermsOfField(chosen), fishing))


def test_a_term_has_its_claims_with_their_words_and_leads_to_its_entry(fishing: Checked) -> None:
    (quote,) = (one for one in told(fishing, ("herring-quota", ("port-talks#saved",))) if "“" in one)
    assert "“Finch said that the deal would save the herring” — [Gazette, March 2020](sources/gazette" in quote
    found = told(fishing, ("herring-quota", ("port-talks#saved",)))
    assert found[0] == "(note) 1 term, by name."
    assert found[1] == "herring quota: A name that the editors chose."
    said = "3 March 2020: Finch said that the deal would save the herring. [In full](meetings/port-talks#saved)"
    assert found[2] == f"herring quota: {said}"
    assert found[-1] == "herring quota: [The page of this policy](policies/herring-quota)"


def test_a_statement_without_a_date_has_that_of_its_meeting(fishing: Checked) -> None:
    found = told(fishing, ("herring-quota", ("port-talks#herring",)))
    assert any("3 March 2020: The ministers agreed to halve the catch of herring." in line for line in found)


def test_names_are_those_of_sources_without_their_misprints(fishing: Checked) -> None:
    names = told(fishing, ("ada-finch", ("#minister",)))[1]
    assert names == "Ada Finch: In the sources: [Ada Finch](people/ada-finch#spelling)"


def test_terms_stand_by_name_and_have_addresses(fishing: Checked) -> None:
    _, block = answer(TermsOfField((("sudland", ()), ("ada-finch", ()), ("norland", ()))), fishing)
    assert isinstance(block, Terms)
    assert [term.label for term in block.terms] == ["Ada Finch", "Norland", "Sudland"]
    assert [term.items[0].anchors for term in block.terms] == [
        ("term--ada-finch",),
        ("term--norland",),
        ("term--sudland",),
    ]


def test_what_no_claim_explains_says_so_with_what_was_looked_for(fishing: Checked) -> None:
    found = told(fishing, ("port-talks", ()))
    assert found[2] == f"Talks in Port City, 2020: {NOT_EXPLAINED}"
    assert found[3].startswith("Talks in Port City, 2020: Not known: [Who paid for the talks?](meetings/port-talks#")
    assert "which do not say" in found[4]
    assert found[5] == "  (note) Neither says."


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (("herring-quotas", ()), "no entry 'herring-quotas'"),
        (("herring-quota", ("#firts",)), "no claim in 'herring-quota' 'firts'"),
        (("herring-quota", ("port-talk#saved",)), "no entry 'port-talk'"),
    ],
)
def test_what_is_not_there_is_refused(fishing: Checked, chosen: Explained, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        told(fishing, chosen)
