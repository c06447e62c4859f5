"""The graph as two processors read it that know nothing of who wrote it: pyld as JSON-LD, rdflib as statements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from rdflib.namespace import RDF, RDFS, SDO
from sphinx_dossier.checked import Checked
from sphinx_dossier.exports import linked
from sphinx_dossier.exports.linked.vocabulary import EDTF, OWN, SCHEMA, TERMS
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import all_fields, common, load_kinds

from tests.exports.published import BASE, published, site
from tests.pages.fishing import ENTRIES, made

PATH = "data/dossier.jsonld"
TALKS = f"{BASE}meetings/port-talks.html"
WHO = """
    PREFIX s: <https://schema.org/>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX d: <{own}>
    SELECT ?name ?quote ?source WHERE {{
      ?claim d:states [ rdf:subject <{meeting}> ; rdf:predicate s:attendee ; rdf:object/s:name ?name ] ;
             s:citation [ s:text ?quote ; s:isPartOf/s:name ?source ] .
    }}"""


def read(checked: Checked, base: str = BASE) -> Any:  # noqa: ANN401 -- as JSON is
    return json.loads(published(checked, "json-ld", base)[PATH])


def no_network(url: str, options: object) -> None:
    raise AssertionError(f"the processor was made to fetch {url}")


def expanded(content: object, where: str = "") -> Any:  # noqa: ANN401
    return jsonld.expand(content, {"documentLoader": no_network, "base": where})


def graph(checked: Checked, base: str = BASE) -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=published(checked, "json-ld", base)[PATH], format="json-ld", publicID=BASE + PATH
    )


def node(checked: Checked, id_: str) -> Any:  # noqa: ANN401
    [found] = [one for one in read(checked)["@graph"] if one["@id"] == f"{BASE}{id_}"]
    return found


def nodes(content: object) -> Iterator[dict[str, Any]]:
    """Yield every object in a content, the values of dates left out."""
    for one in content if isinstance(content, list) else [content]:
        if isinstance(one, dict) and "@value" not in one:
            yield one
            yield from (inner for value in one.values() for inner in nodes(value))


def test_no_term_is_dropped_and_nothing_is_fetched(changed: Checked) -> None:
    content = read(changed)
    before = list(nodes(content["@graph"]))
    after = list(nodes(expanded(content)))

    def number(found: list[dict[str, Any]]) -> int:
        return sum(1 for one in found for key in one if not key.startswith("@"))

    assert (len(after), number(after)) == (len(before), number(before))
    terms = {key for one in after for key in one if not key.startswith("@")}
    assert {term for term in terms if not term.startswith((SCHEMA, OWN, str(RDF), str(RDFS)))} == set()


def test_what_is_expanded_can_be_compacted_and_normalised(changed: Checked) -> None:
    content = read(changed)
    found = expanded(content)
    again = jsonld.compact(found, content["@context"], {"documentLoader": no_network})
    options = {"format": "application/n-quads", "documentLoader": no_network}
    quads = jsonld.normalize(found, options)
    assert jsonld.normalize(again, options) == quads
    assert len(quads.splitlines()) == len(graph(changed))


def test_who_took_part_and_which_words_prove_it(fish: Checked) -> None:
    found = {tuple(map(str, row)) for row in graph(fish).query(WHO.format(own=OWN, meeting=TALKS))}  # type: ignore[arg-type]
    pier = "Ada Finch and Bo Larsen shake hands on the pier"
    assert found == {
        ("Ada Finch", pier, "Gazette, March 2020"),
        ("Bo Larsen", pier, "Gazette, March 2020"),
        ("Ada Finch", "Foreign Minister Ada Finch of Norland met Trade Minister", "Gazette, March 2020"),
    }


def test_every_term_of_schema_org_is_there(changed: Checked) -> None:
    """Hold our words against the list of schema.org's that rdflib carries."""
    found = {str(part) for triple in graph(changed) for part in triple if isinstance(part, rdflib.URIRef)}
    names = {part.removeprefix(SCHEMA) for part in found if part.startswith(SCHEMA)}
    assert {"Event", "attendee", "Claim", "Quotation", "citation"} <= names
    assert {name for name in names if name not in SDO} == set()


def test_every_kind_is_declared_in_terms_of_schema_org() -> None:
    def terms(fields: Iterator[Field]) -> Iterator[str]:
        for one in fields:
            yield from (one.schema, *one.terms.values())

    kinds, _ = load_kinds(Path(__file__).parents[2] / "kb", "kb")
    found = {term for kind in kinds.values() for term in (kind.schema, *terms(iter(all_fields(kind.shape))))} - {""}
    assert {kind.schema for kind in kinds.values()} <= found
    assert {term for term in found if term not in SDO} == set()


def test_every_term_of_our_own_says_what_it_means(changed: Checked) -> None:
    found = graph(changed)
    used = {part for triple in found for part in triple if isinstance(part, rdflib.URIRef) and part.startswith(OWN)}
    told = {one for one in used if found.value(one, RDFS.comment) and found.value(one, RDFS.label)}
    assert used == told
    assert {rdflib.URIRef(OWN + name) for name in TERMS} <= told
    assert rdflib.URIRef(f"{OWN}meeting-participants-presence") in told


def test_a_claim_has_its_sentence_its_quotes_and_their_places(fish: Checked) -> None:
    both = node(fish, "meetings/port-talks.html#both")
    assert both["@type"] == "Claim"
    assert "Ada Finch and Bo Larsen" in both["text"]
    [states] = both["dossier:states"]
    assert states["rdf:predicate"] == {"@id": "https://schema.org/attendee"}
    assert states["dossier:meeting-participants-presence"] == "confirmed"
    [quotation] = both["citation"]
    assert quotation["@id"] == f"{TALKS}#both--1"
    assert (quotation["@type"], quotation["dossier:part"]) == ("Quotation", "caption")
    assert quotation["dossier:infer"] == "The photograph shows both."
    assert quotation["isPartOf"] == {"@id": f"{BASE}sources/gazette.html"}
    assert quotation["url"]["@id"].startswith(f"{BASE}sources/gazette.html#q")


def test_a_statement_has_who_said_it_and_what_it_is_about(fish: Checked) -> None:
    saved = node(fish, "meetings/port-talks.html#saved")
    assert saved["author"] == {"@id": f"{BASE}people/ada-finch.html"}
    assert saved["about"] == [{"@id": TALKS}, {"@id": f"{BASE}policies/herring-quota.html"}]
    assert saved["dateCreated"] == "2020-03-03"


def test_sides_name_each_other_and_the_editors_choice_holds(fish: Checked) -> None:
    pier, haven = node(fish, "meetings/port-talks.html#pier"), node(fish, "meetings/port-talks.html#haven")
    assert pier["dossier:disagreesWith"] == [{"@id": haven["@id"]}]
    assert haven["dossier:disagreesWith"] == [{"@id": pier["@id"]}]
    assert (pier["dossier:preferred"], "dossier:preferred" in haven) == (True, False)
    talks = node(fish, "meetings/port-talks.html")
    assert (talks["location"], talks["startDate"]) == ("Port City", "2020-03-03")


def test_what_may_not_be_told_without_its_claim_is_not(changed: Checked) -> None:
    ada = node(changed, "people/ada-finch.html")
    assert "alternateName" not in ada  # a misprint, in a source that was retracted
    assert ada["affiliation"]["roleName"] == "Foreign Minister"
    old = node(changed, "meetings/old-talks.html")
    assert (old["dossier:withdrawn"], "startDate" in old) == ("2020-05", False)
    assert node(changed, "meetings/old-talks.html#year")["creativeWorkStatus"] == "withdrawn"
    assert node(changed, "people/ada-finch.html#slip")["dossier:unsupported"]


@pytest.mark.parametrize(("presence", "there"), [("confirmed", 2), ("announced", 0), ("denied", 0), ("absent", 0)])
def test_who_was_not_there_did_not_take_part(presence: str, there: int, tmp_path: Path) -> None:
    text = ENTRIES["meetings/port-talks"].replace("presence: confirmed", f"presence: {presence}")
    start, _, rest = text.partition("  - id: ada\n")
    checked = made(tmp_path / "kb", {"meetings/port-talks": start + "statements:" + rest.partition("statements:")[2]})
    found = node(checked, "meetings/port-talks.html").get("attendee", [])
    assert len(found) == there
    [states] = node(checked, "meetings/port-talks.html#both")["dossier:states"]
    assert len(states["rdf:object"]) == 2


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1975", "1975", None),
        ("1975-05", "1975-05", None),
        ("1975-05-30/1975-06-02", "1975-05-30", "1975-06-02"),
        ("1975?", {"@type": EDTF, "@value": "1975?"}, None),
        ("1975-22", {"@type": EDTF, "@value": "1975-22"}, None),
        ("1975/..", {"@type": EDTF, "@value": "1975/.."}, None),
        ("-0044", {"@type": EDTF, "@value": "-0044"}, None),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(date: str, start: object, end: object, tmp_path: Path) -> None:
    text = (
        ENTRIES["meetings/old-talks"].replace("1975\n", f"{date!r}\n", 1).replace("in 1975}", "in 1975, infer: So.}")
    )
    checked = made(tmp_path / "kb", {"meetings/old-talks": text})
    found = node(checked, "meetings/old-talks.html")
    assert (found["startDate"], found.get("endDate")) == (start, end)


def test_what_was_left_out_for_a_problem_is_not_named(tmp_path: Path) -> None:
    broken = {"people/bo-larsen": "name: Bo\nnose: long\n", "sources/herald": "name: Herald\nnose: long\n"}
    checked = made(tmp_path / "kb", broken)
    assert node(checked, "meetings/port-talks.html")["attendee"] == {"@id": f"{BASE}people/ada-finch.html"}
    known = {one["@id"] for one in read(checked)["@graph"]}
    assert "bo-larsen" not in json.dumps(read(checked))
    assert "sources/herald" not in json.dumps(read(checked))
    assert f"{BASE}people/ada-finch.html#slip" in known
    assert "herald" not in linked.of_entry(checked.library.entries["ada-finch"], checked, site())


def test_an_entry_that_moved_is_the_same_as_before(tmp_path: Path) -> None:
    moved = {"people/ada-finch": ENTRIES["people/ada-finch"] + "moved-from: [a-finch]\n"}
    assert node(made(tmp_path / "kb", moved), "people/ada-finch.html")["sameAs"] == {
        "@id": f"{BASE}people/a-finch.html"
    }


def test_without_an_address_the_ids_are_seen_from_the_file(fish: Checked) -> None:
    found = graph(fish, base="")
    assert {str(one) for one in found.subjects() if isinstance(one, rdflib.URIRef)} == {
        str(one) for one in graph(fish).subjects() if isinstance(one, rdflib.URIRef)
    }


def test_the_same_library_gives_the_same_bytes(fish: Checked, tmp_path: Path) -> None:
    assert published(made(tmp_path / "kb"), "json-ld") == published(fish, "json-ld")


def test_the_claims_of_all_kinds_have_fields_with_terms() -> None:
    assert {name for name, one in common()["statement"].items() if not one.schema} == set()
