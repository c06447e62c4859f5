"""What the search is told of an entry: each name, each claim with its quotes, and the facets."""

from __future__ import annotations

from pathlib import Path

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.findable import Findable, findable

from tests.pages.fishing import ENTRIES, made


def of(checked: Checked, id_: str) -> Findable:
    return findable(checked.library.entries[id_], checked.library)


def test_every_name_is_found_a_misprint_too(fishing: Checked) -> None:
    person = of(fishing, "ada-finch")
    assert (person.title, person.kind, person.names) == ("Ada Finch", "Person", ("Ada Finsh",))


def test_a_claim_is_found_by_its_sentence_and_by_the_words_of_its_quotes(fishing: Checked) -> None:
    parts = {part.anchor: part for part in of(fishing, "port-talks").parts}
    assert parts["herring"].title == "The ministers agreed to halve the catch of herring."
    assert parts["herring"].texts == ("“agreed to cut the catch of herring by half”",)
    open_question = next(part for part in parts.values() if part.title == "Who paid for the talks?")
    assert open_question.texts == ("Neither says.",)
    assert {claim.id for claim in fishing.library.entries["port-talks"].claims} == set(parts)


def test_facets_say_kind_year_person_place_and_source(fishing: Checked) -> None:
    meeting = of(fishing, "port-talks")
    assert dict(meeting.facets) == {
        "kind": ("meeting",),
        "year": ("2020",),
        "person": ("Ada Finch", "Bo Larsen"),
        "place": ("Port City", "South Haven"),
        "source": ("Gazette, March 2020", "Herald, March 2020"),
    }
    assert (meeting.date, meeting.day) == ("3 March 2020", "2020-03-03")


def test_a_source_is_found_by_its_bibliography_and_not_by_its_checksum(fishing: Checked) -> None:
    source = of(fishing, "gazette")
    assert source.parts[0].texts == ("Norland and Sudland sign fishing deal", "Gazette Press")
    assert source.facets["source"] == ("Gazette, March 2020",)
    assert (source.facets["year"], source.day) == (("2020",), "2020-03-04")


def test_what_is_withdrawn_says_so_and_old_addresses_are_names(tmp_path: Path) -> None:
    more = "withdrawn: {date: 2022, why: Never held.}\nmoved-from: [bo-larson]\n"
    checked = made(tmp_path / "kb", {"people/bo-larsen": more + ENTRIES["people/bo-larsen"]})
    person = of(checked, "bo-larsen")
    assert (person.title, person.names) == ("Bo Larsen (withdrawn)", ("bo larson",))


def test_a_meeting_is_found_by_the_other_names_of_its_series(tmp_path: Path) -> None:
    cite = "cite: {source: herald, quote: first between Norland and Sudland since, infer: So.}"
    series = f"name: The committee\nfacts:\n  - name: 2+2\n    {cite}\n"
    talks = ENTRIES["meetings/old-talks"] + f"  - series: committee\n    {cite}\n"
    checked = made(tmp_path / "kb", {"organizations/committee": series, "meetings/old-talks": talks})
    assert of(checked, "old-talks").also == ("2+2",)


def test_a_span_is_found_by_each_of_its_years_and_a_long_one_by_its_ends(tmp_path: Path) -> None:
    def years(date: str) -> tuple[str, ...]:
        meeting = ENTRIES["meetings/old-talks"].replace("date: 1975", f"date: {date}")
        return of(
            made(tmp_path / date.replace("/", "-") / "kb", {"meetings/old-talks": meeting}), "old-talks"
        ).facets["year"]

    assert years("1975/1977") == ("1975", "1976", "1977")
    assert years("1900/1975") == ("1900", "1975")
    assert years("1975/..") == ("1975",)
