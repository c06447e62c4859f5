"""The addresses of claims: they last whatever is edited around them, and nothing else on a page has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import entries, yaml_nodes
from sphinx_dossier.addresses import needed, sections, slug
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import builtin_kinds

Content = Mapping[str, object]
CITE = {"cite": {"source": "daily", "quote": "one two three four"}}
MEETING = builtin_kinds()["meeting"]

names = st.sampled_from(["Ada", "Zoë", "Ben’s boat", "東京", "a b", "2031", "no"])
facts = st.fixed_dictionaries({}, optional={"place": names, "date": st.sampled_from(["2031", "2031-05?"])}).filter(
    bool
)
shares = st.fixed_dictionaries({"person": st.lists(st.sampled_from(["ada", "ben"]), min_size=1, unique=True)})
sayings = st.fixed_dictionaries(
    {"text": names}, optional={"about": st.lists(st.sampled_from(["x", "y"]), min_size=1)}
)
PARTS = {"facts": facts, "participants": shares, "statements": sayings}
claims = st.sampled_from(sorted(PARTS)).flatmap(lambda part: st.tuples(st.just(part), PARTS[part]))
many_claims = st.lists(claims, min_size=1, max_size=8, unique_by=repr)


def read(said: Sequence[tuple[str, Content]], **beside: object) -> Entry:
    content: dict[str, object] = {"name": "Talks", **beside}
    for part, claim in said:
        content.setdefault(part, []).append({**claim, **CITE})  # type: ignore[attr-defined]
    return of(yaml.safe_dump(content, allow_unicode=True))


def of(text: str) -> Entry:
    node, _ = yaml_nodes.parse(text, "kb/meetings/talks.yaml")
    assert node is not None
    entry, _ = entries.read(node, id="talks", kind=MEETING, path="kb/meetings/talks.yaml")
    return entry


def addresses(entry: Entry) -> dict[str, str]:
    """Return the address of each claim by what it says."""
    return {f"{claim.part}: {claim.said}": claim.id for claim in entry.claims}


@settings(max_examples=200, deadline=None)
@given(st.data(), many_claims, many_claims)
def test_an_address_survives_every_edit_elsewhere(
    data: st.DataObject, said: list[tuple[str, Content]], more: list[tuple[str, Content]]
) -> None:
    before = addresses(read(said))
    kept = data.draw(st.lists(st.sampled_from(said), unique_by=repr))
    added = [one for one in more if one not in kept]
    after = addresses(read(data.draw(st.permutations([*kept, *added])), name="Other talks", sort="Talks, other"))
    assert {what: after[what] for what in after if what in before} == {w: before[w] for w in before if w in after}
    assert len(set(after.values())) == len(after)


ORIGINAL = """\
name: Talks
facts:
  - place: Zoë’s   harbour
    date: 2031-05
    cite: {source: daily, quote: one two three four}
"""


@pytest.mark.parametrize(
    "text",
    [
        ORIGINAL.replace("place: Zoë’s   harbour\n    date: 2031-05", 'date: "2031-05"\n    place: "Zoë’s harbour"'),
        ORIGINAL.replace("Zoë’s   harbour", "|\n      Zoë’s\n      harbour"),
        unicodedata.normalize("NFD", ORIGINAL),
        ORIGINAL + "    note: As printed.\n    preferred: true\n    why: It was there.\n",
        ORIGINAL.replace("one two three four", "five six seven eight"),
    ],
    ids=["order and quotation marks", "lines", "composed letters", "remarks", "another quote"],
)
def test_what_a_reader_does_not_see_moves_no_address(text: str) -> None:
    assert text != ORIGINAL
    assert [claim.id for claim in of(text).claims] == [claim.id for claim in of(ORIGINAL).claims]


def test_what_a_claim_says_makes_its_address() -> None:
    seen = {of(text).claims[0].id for text in (ORIGINAL, ORIGINAL.replace("05", "06"), ORIGINAL.replace("Zo", "Lo"))}
    assert len(seen) == 3


def test_addresses_are_the_same_on_every_machine() -> None:
    """Whoever changes these breaks every link to a claim that gives no id."""
    assert [claim.id for claim in of(ORIGINAL).claims] == ["c-bb0afd7b"]


def test_a_given_id_is_the_address() -> None:
    (claim,) = of(ORIGINAL.replace("- place", "- id: harbour\n    place")).claims
    assert claim.id == "harbour"


@pytest.mark.parametrize(
    ("id_", "kind", "what"),
    [
        ("sources", "person", "the section 'sources'"),
        ("how-to-cite", "person", "the section 'how-to-cite'"),
        ("participants", "meeting", "the section 'participants'"),
        ("participants", "person", ""),
        ("meetings", "person", "the section 'Meetings'"),
        ("published", "organization", "the section 'Published'"),
        ("published", "person", ""),
        ("also-named-by", "policy", "the section 'Also named by'"),
        ("quotes", "source", "the section 'quotes'"),
        ("quotes", "person", ""),
        ("source-3", "person", "a number of the page"),
        ("cite-3-1", "person", "a number of the page"),
        ("q12-20", "source", "a number of the page"),
        ("q-0123abcd", "source", "a number of the page"),
        ("source-of-all-evil", "person", ""),
        ("counterstrike", "meeting", ""),
        ("part", "meeting", ""),
    ],
)
def test_what_a_page_needs_itself(id_: str, kind: str, what: str) -> None:
    kinds = builtin_kinds()
    assert needed(id_, sections(kinds[kind], kinds.values())) == what


def test_a_label_becomes_an_address() -> None:
    assert [slug(one) for one in ("Also named by", "Öl & Gas", "…")] == ["also-named-by", "öl-gas", "part"]
