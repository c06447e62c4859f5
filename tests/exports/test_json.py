"""The JSON against its own schema, and against what the invented library says."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports.objects import value
from sphinx_dossier.values import Number

from tests.exports.published import BASE, published
from tests.pages.fishing import made

WHOLE, SCHEMA = "data/dossier.json", "data/dossier-1.schema.json"


def read(checked: Checked, path: str, base: str = BASE) -> Any:  # noqa: ANN401 -- as JSON is
    return json.loads(published(checked, "json", base)[path])


def entry(checked: Checked, id_: str) -> Any:  # noqa: ANN401
    return next(one for one in read(checked, WHOLE)["entries"] if one["id"] == id_)


def claim(checked: Checked, id_: str, claim_id: str) -> Any:  # noqa: ANN401
    return next(one for one in entry(checked, id_)["claims"] if one["id"] == claim_id)


def test_every_file_holds_to_the_schema(fish: Checked, changed: Checked) -> None:
    for checked in (fish, changed):
        files = {path: json.loads(content) for path, content in published(checked, "json").items()}
        schema = files.pop(SCHEMA)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        assert len(files) == len(checked.library.entries) + 1
        assert {path: list(validator.iter_errors(one)) for path, one in files.items()} == {path: [] for path in files}


@pytest.mark.parametrize(
    ("part", "key"), [("claims", "sentence"), ("claims", "citations"), ("", "kind"), ("looked_for", "read")]
)
def test_the_schema_misses_what_is_not_there(fish: Checked, part: str, key: str) -> None:
    whole, schema = read(fish, WHOLE), read(fish, SCHEMA)
    one = next(one for one in whole["entries"] if one["id"] == "port-talks")
    del (one[part][0] if part else one)[key]
    assert not jsonschema.Draft202012Validator(schema).is_valid(whole)


def test_the_head_says_which_format_it_is(fish: Checked) -> None:
    whole = read(fish, WHOLE)
    head = {key: value for key, value in whole.items() if key != "entries"}
    assert head == {"format": "dossier-1", "schema": f"{BASE}{SCHEMA}", "title": "Fish & co", "home": BASE}
    assert {one["id"] for one in whole["entries"]} == set(fish.library.entries)


def test_each_entry_stands_beside_its_page(fish: Checked) -> None:
    alone = read(fish, "people/ada-finch.json")
    assert (alone["format"], alone["entry"]) == ("dossier-1", entry(fish, "ada-finch"))
    assert alone["entry"]["json"] == f"{BASE}people/ada-finch.json"
    assert alone["entry"]["address"] == f"{BASE}people/ada-finch.html"


def test_a_claim_carries_its_proof(fish: Checked) -> None:
    found = claim(fish, "port-talks", "both")
    assert found["address"] == f"{BASE}meetings/port-talks.html#both"
    assert found["part"] == "participants"
    assert found["said"] == {"person": [{"entry": "ada-finch"}, {"entry": "bo-larsen"}], "presence": ["confirmed"]}
    assert "Ada Finch and Bo Larsen" in found["sentence"]
    [cited] = found["citations"]
    assert cited["quote"] == "Ada Finch and Bo Larsen shake hands on the pier"
    assert (cited["source"], cited["infer"]) == ("gazette", "The photograph shows both.")
    [(first, last)] = cited["proof"]["words"]
    assert (cited["proof"]["part"], last - first) == ("caption", 9)
    assert cited["proof"]["address"] == f"{BASE}sources/gazette.html#q{first}-{last}"


def test_the_three_times_are_kept_apart(changed: Checked) -> None:
    talks, herald, ada = (entry(changed, id_) for id_ in ("port-talks", "herald", "ada-finch"))
    assert (talks["happened"]["edtf"], talks["reported"], talks["entered"]) == ("2020-03-03", None, None)
    month = {"edtf": "2020-03", "first": "2020-03-01", "last": "2020-03-31", "words": "March 2020"}
    assert (herald["happened"], herald["reported"]) == (None, month)
    assert ada["entered"] == {"first": "2031-01-02", "last": "2031-05-06"}
    said = claim(changed, "port-talks", "saved")
    assert (said["happened"]["edtf"], said["citations"][0]["reported"]["edtf"]) == ("2020-03-03", "2020-03-04")


def test_what_the_editors_decided(fish: Checked) -> None:
    slip, pier = claim(fish, "ada-finch", "slip"), claim(fish, "port-talks", "pier")
    assert (slip["status"], slip["note"]) == ("misprint", "The Gazette has Finch throughout.")
    assert (pier["preferred"], pier["why"]) == (True, "The Gazette was there.")
    [difference] = entry(fish, "port-talks")["disagreements"]
    assert (difference["field"], [side["claims"] for side in difference["sides"]]) == ("place", [["pier"], ["haven"]])
    assert [side["preferred"] for side in difference["sides"]] == [True, False]


def test_what_was_looked_for_is_no_claim(fish: Checked) -> None:
    talks = entry(fish, "port-talks")
    [asked] = talks["looked_for"]
    assert (asked["question"], asked["read"]) == ("Who paid for the talks?", ["gazette", "herald"])
    assert asked["note"] == "Neither says."
    assert "looked-for" not in {one["part"] for one in talks["claims"]}


def test_what_no_longer_stands_says_so(changed: Checked) -> None:
    [standing] = entry(changed, "herald")["standing"]
    assert (standing["status"], standing["why"], standing["by"]) == ("retracted", "So it was.", "gazette")
    assert entry(changed, "old-talks")["withdrawn"]["see"] == ["port-talks"]
    assert claim(changed, "ada-finch", "slip")["unsupported"]
    assert not claim(changed, "ada-finch", "spelling")["unsupported"]


def test_dates_that_no_program_has_are_left_open(tmp_path: Path) -> None:
    def ends(date: str) -> tuple[object, object]:
        year = f"name: Old talks\nfacts: [{{id: year, date: {date!r}, cite: {{source: herald, "
        text = year + "quote: since the war of the nets in 1975, infer: So.}}]\n"
        happened = entry(made(tmp_path / "kb", {"meetings/old-talks": text}), "old-talks")["happened"]
        return happened["first"], happened["last"]

    assert ends("1975/..") == ("1975-01-01", None)
    assert ends("-0044") == (None, None)


def test_a_number_keeps_its_bound() -> None:
    assert value(Number(amount=Decimal(8000), bound="over")) == {"number": 8000, "bound": "over"}
    assert value(Number(amount=Decimal("2.5"))) == {"number": 2.5, "bound": None}


def test_without_an_address_the_addresses_are_seen_from_the_root(fish: Checked) -> None:
    assert read(fish, WHOLE, base="")["home"] is None
    assert read(fish, "people/ada-finch.json", base="")["entry"]["address"] == "people/ada-finch.html"


def test_the_same_library_gives_the_same_bytes(fish: Checked, tmp_path: Path) -> None:
    assert published(made(tmp_path / "kb"), "json") == published(fish, "json")
