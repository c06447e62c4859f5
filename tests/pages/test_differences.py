"""Where sources differ and how well claims stand: on the page of an entry, beside a claim, and over the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.codes import Code
from sphinx_dossier.loading import load
from sphinx_dossier.pages.lean import SHOWN, shortened
from sphinx_dossier.pages.queries import Differences, OneClaim, Query, SingleOrigin, answer
from sphinx_dossier.settings import Settings

from tests.pages.fishing import lines, write

SOURCES = {
    "sources/post": "name: Post\nauthors: [Cora Writer]\n",
    "sources/mail": "name: Mail\n",
    "sources/wire": "name: Wire\n",
    "sources/daily": "name: Daily\norigin: wire\n",
    "sources/echo": "name: Echo\norigin: wire\n",
    "sources/weekly": "name: Weekly\nauthors: [CORA WRITER]\n",
    "people/ada": "name: Ada\n",
}


def cite(*sources: str) -> str:
    return "cite: [" + ", ".join(f"{{source: {id_}, quote: so says {id_}}}" for id_ in sources) + "]"


def read(
    root: Path, entries: Mapping[str, str], answered: Mapping[tuple[str, str, str], tuple[Code, ...]]
) -> Checked:
    """Read a knowledge base without looking its quotes up."""
    for path, text in {**SOURCES, **entries}.items():
        write(root / f"{path}.yaml", text)
    library = load(root)
    assert [str(problem) for problem in library.problems] == []
    return Checked(
        library=library, read=library, prints={}, proofs={}, answered=answered, settings=Settings(), problems=()
    )


def talks(root: Path, text: str) -> Checked:
    return read(root, {"meetings/talks": f"name: Talks\n{text}"}, {})


def terms(checked: Checked) -> list[str]:
    return lines(pages.page("talks", checked).blocks[:1])


def ask(query: Query, checked: Checked) -> list[str]:
    return lines(answer(query, checked))


PLACES = f"""\
facts:
  - {{id: one, place: Northport, {cite("post")}}}
  - {{id: two, place: Southport, preferred: true, why: It was there., note: By the quay., {cite("mail")}}}
  - {{id: slip, place: Sudport, status: misprint, {cite("mail")}}}
"""


def without_anchors(found: list[str]) -> list[str]:
    """Return lines without the addresses of quotes, which are hashes here."""
    return [line.partition("#q-")[0] + ")." if "#q-" in line else line for line in found]


def test_both_sides_stand_on_the_page_with_their_words(tmp_path: Path) -> None:
    assert without_anchors(terms(talks(tmp_path, PLACES))) == [
        "Place: ",
        "  (conflict) Sources differ.",
        "Place: Southport[^1]",
        "  (side) “so says mail” — [Mail](sources/mail).",
        "  (note) The editors follow this: It was there.",
        "  (note) By the quay.",
        "Place: Northport[^2]",
        "  (side) “so says post” — [Post](sources/post).",
        "Place: Sudport (misprint in the source)[^1]",
    ]


@pytest.mark.parametrize(
    ("first", "second", "head"),
    [
        (("post",), ("mail",), "Sources differ."),
        (("post",), ("post",), "One source contradicts itself: [Post](sources/post)."),
        (("post", "mail"), ("mail",), "Sources differ. [Mail](sources/mail) contradicts itself."),
        (
            ("daily",),
            ("echo",),
            "Sources differ. They are one witness: both relay [Wire](sources/wire).",
        ),
        (
            ("wire",),
            ("daily", "wire"),
            "Sources differ. [Wire](sources/wire) contradicts itself. "
            "They are one witness: [Daily](sources/daily) relays [Wire](sources/wire).",
        ),
    ],
)
def test_the_line_above_says_who_differs_with_whom(
    first: tuple[str, ...], second: tuple[str, ...], head: str, tmp_path: Path
) -> None:
    facts = f"facts:\n  - {{place: A, {cite(*first)}}}\n  - {{place: B, {cite(*second)}}}\n"
    assert terms(talks(tmp_path, facts))[1] == f"  (conflict) {head}"


def test_dates_stand_with_the_side_that_they_fit(tmp_path: Path) -> None:
    values = ["2022-01-06", "2022-01", "2022-02-03", "2022"]
    facts = "facts:\n" + "".join(f"  - {{date: {value}, {cite('post')}}}\n" for value in values)
    shown = [line for line in terms(talks(tmp_path, facts)) if "so says" not in line]
    assert shown == [
        "Date: ",
        "  (conflict) One source contradicts itself: [Post](sources/post).",
        "Date: 6 January 2022[^1]",
        "Date: January 2022[^1]",
        "  (side) Agrees with the value above.",
        "Date: 3 February 2022[^1]",
        "Date: 2022[^1]",
        "  (side) Less exact: it agrees with each of them.",
    ]


def test_who_says_otherwise_stands_beside_the_claim(tmp_path: Path) -> None:
    checked = talks(tmp_path, PLACES)
    assert ask(OneClaim(entry="talks", claim="one"), checked)[-1] == (
        "(otherwise) Sources differ. Place: [Southport](meetings/talks#two) in Mail, which the editors follow."
    )
    assert ask(OneClaim(entry="talks", claim="two"), checked)[-3:] == [
        "(otherwise) Sources differ. Place: [Northport](meetings/talks#one) in Post.",
        "(note) The editors follow this: It was there.",
        "(note) By the quay.",
    ]
    assert not [line for line in ask(OneClaim(entry="talks", claim="slip"), checked) if "otherwise" in line]
    of_post = lines(pages.page("post", checked).blocks)
    assert (
        "  (otherwise) Sources differ. Place: [Southport](meetings/talks#two) in Mail, which the editors follow."
        in of_post
    )


def test_a_relation_that_is_denied_says_so_at_both_ends(tmp_path: Path) -> None:
    text = f"participants:\n  - {{id: there, person: ada, presence: confirmed, {cite('post')}}}\n"
    text += f"  - {{id: ill, person: ada, presence: absent, {cite('mail')}}}\n"
    checked = talks(tmp_path, text)
    assert without_anchors(lines(pages.page("talks", checked).blocks))[1:7] == [
        "- [Ada](people/ada) took part (confirmed).[^1]",
        "  (side) “so says post” — [Post](sources/post).",
        "  (otherwise) Sources differ. Ada: [absent](#ill) in Mail.",
        "- [Ada](people/ada) took part (absent).[^2]",
        "  (side) “so says mail” — [Mail](sources/mail).",
        "  (otherwise) Sources differ. Ada: [confirmed](#there) in Post.",
    ]
    assert lines(pages.page("ada", checked).blocks)[1:3] == [
        "- Took part in [Talks](meetings/talks#there) (confirmed).[^1]",
        "  (otherwise) Sources differ. Ada: [absent](meetings/talks#ill) in Mail.",
    ]


def test_the_page_of_differences_goes_by_entries_and_sets_misprints_apart(tmp_path: Path) -> None:
    assert without_anchors(ask(Differences(), talks(tmp_path, PLACES))) == [
        "1 disagreement in 1 entry, and 1 misprint.",
        "== Talks #differ--talks",
        "(note) [The page of this meeting](meetings/talks)",
        "Place: ",
        "  (conflict) Sources differ.",
        "Place: [Southport](meetings/talks#two)",
        "  (side) “so says mail” — [Mail](sources/mail).",
        "  (note) The editors follow this: It was there.",
        "  (note) By the quay.",
        "Place: [Northport](meetings/talks#one)",
        "  (side) “so says post” — [Post](sources/post).",
        "== Misprints #misprints",
        "(note) What a source has by mistake, by the judgement of the editors.",
        "- [Talks](meetings/talks#slip): Place: Sudport (misprint in the source).",
        "  (side) “so says mail” — [Mail](sources/mail).",
    ]


def test_of_very_many_the_page_shows_the_entries_with_the_most_disagreements(tmp_path: Path) -> None:
    dates = f"  - {{id: may, date: 2020-05, {cite('post')}}}\n  - {{id: june, date: 2020-06, {cite('mail')}}}\n"
    entries = {"meetings/first": f"name: First\n{PLACES}", "meetings/second": f"name: Second\n{PLACES}{dates}"}
    large = replace(read(tmp_path, entries, {}), parted=True, settings=Settings(index_rows=1))
    found = ask(Differences(), large)
    assert [line for line in found if line.startswith(("3", "==", "(note) Shown", "- "))] == [
        "3 disagreements in 2 entries, and 2 misprints.",
        "(note) Shown here: 1 entry with the most. The page of any other entry shows its own.",
        "== Second #differ--second",
        "== Misprints #misprints",
        "(note) Shown here: 1 misprint. The page of any other entry shows its own.",
        "- [First](meetings/first#slip): Place: Sudport (misprint in the source).",
    ]
    whole = ask(Differences(), replace(large, parted=False))
    assert [line for line in whole if line.startswith(("==", "(note) Shown"))] == [
        "== Second #differ--second",
        "== First #differ--first",
        "== Misprints #misprints",
    ]


def test_where_nothing_differs_the_page_says_so(tmp_path: Path) -> None:
    assert ask(Differences(), talks(tmp_path, "")) == [
        "No disagreement was found. No two values of one field were found that cannot both hold."
    ]


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        (("post",), None),
        (("post", "post"), None),
        (("post", "mail"), "2 sources, 2 origins"),
        (("daily", "echo"), "2 sources, 1 origin: both relay [Wire](sources/wire)"),
        (("daily", "wire"), "2 sources, 1 origin: [Daily](sources/daily) relays [Wire](sources/wire)"),
        (("daily", "echo", "wire"), "3 sources, 1 origin: the others relay [Wire](sources/wire)"),
        (("post", "daily", "echo", "wire"), "4 sources, 2 origins: 2 of them relay [Wire](sources/wire)"),
        (("post", "weekly"), "2 sources, 1 origin: both are by Cora Writer"),
        (("post", "weekly", "mail"), "3 sources, 2 origins: 2 of them are by Cora Writer"),
        (
            ("post", "weekly", "daily", "echo"),
            "4 sources, 2 origins: 2 of them are by Cora Writer; 2 of them relay [Wire](sources/wire)",
        ),
    ],
)
def test_a_claim_says_on_how_many_sources_it_rests(
    sources: tuple[str, ...], line: str | None, tmp_path: Path
) -> None:
    checked = talks(tmp_path, f"statements:\n  - {{id: said, text: They met., {cite(*sources)}}}\n")
    found = [text for text in lines(pages.page("talks", checked).blocks) if "(rests)" in text]
    assert found == ([] if line is None else [f"  (rests) {line}"])


def test_the_foot_says_what_makes_several_sources_one(tmp_path: Path) -> None:
    checked = talks(tmp_path, f"facts:\n  - {{place: A, {cite('daily', 'echo', 'post')}}}\n")
    words = "3 quotes from 3 sources with 2 independent origins: 2 of them relay [Wire](sources/wire)"
    rest = "A claim beside which no number of sources stands rests on one."
    assert f"(note) {words}. {rest}" in lines(pages.page("talks", checked).blocks)
    checked = talks(tmp_path, f"facts:\n  - {{place: A, {cite('post')}}}\n")
    assert "(note) 1 quote from 1 source." in lines(pages.page("talks", checked).blocks)


def test_claims_on_one_leg_are_listed_the_surprising_ones_first(tmp_path: Path) -> None:
    long = "They spoke of the ferry, of the weather on both coasts, of the herring and of the old harbour."
    text = f"""\
facts:
  - {{id: a, place: A, {cite("daily", "echo")}}}
  - {{id: b, format: online, {cite("post")}}}
statements:
  - {{id: c, text: '{long}', {cite("post")}}}
  - {{id: d, text: Done., {cite("post", "mail")}}}
"""
    assert ask(SingleOrigin(), talks(tmp_path, text)) == [
        "4 claims: 2 on one source, 1 on several sources of one origin and 1 on two or more independent origins.",
        "== Several sources, one origin #one-origin",
        "(note) 1 claim in 1 entry.",
        "- [Talks](meetings/talks) 1 of 4 claims",
        "  () [Place: A.](meetings/talks#a)",
        "  (rests) 2 sources, 1 origin: both relay [Wire](sources/wire)",
        "== One source #one-source",
        "(note) 2 claims in 1 entry.",
        "- [Talks](meetings/talks) 2 of 4 claims",
        "  (claim) Post: [Format: online](meetings/talks#b)",
        "  (claim) [They spoke of the ferry, of the weather on both coasts, of the …](meetings/talks#c)",
    ]


def test_of_very_many_the_page_shows_the_entries_with_the_most_on_one_leg(tmp_path: Path) -> None:
    one, two = (f"statements: [{{id: {id_}, text: Done., {cite('post')}}}" for id_ in ("a", "b"))
    entries = {
        "meetings/first": f"name: First\n{one}]\n",
        "meetings/second": f"name: Second\n{two}, {{id: c, text: Said., {cite('mail')}}}]\n",
    }
    found = read(tmp_path, entries, {})
    large = replace(found, parted=True, settings=Settings(index_rows=1))
    head = ["3 claims: 3 on one source.", "== One source #one-source"]
    assert ask(SingleOrigin(), large) == [
        *head,
        "(note) 3 claims in 2 entries. Shown here: 1 entry with the most. "
        "The page of any other says on what each of its claims rests.",
        "- [Second](meetings/second) 2 of 2 claims",
        "  (claim) Post: ",
        "  (claim) [Done](meetings/second#b)",
        "  (claim) Mail: ",
        "  (claim) [Said](meetings/second#c)",
    ]
    whole = ask(SingleOrigin(), replace(large, parted=False))
    assert whole[:4] == [*head, "(note) 3 claims in 2 entries.", "- [First](meetings/first) 1 of 1 claim"]
    assert "- [Second](meetings/second) 2 of 2 claims" in whole


def test_without_claims_nothing_rests_on_one_leg(tmp_path: Path) -> None:
    assert ask(SingleOrigin(), talks(tmp_path, "")) == ["(empty) There are no claims here."]


@pytest.mark.parametrize("text", ["", "Short.", "x" * SHOWN, "A long word " + "x" * 90, "word, " * 30])
def test_a_sentence_is_cut_between_words(text: str) -> None:
    found = shortened(text)
    assert len(found) <= SHOWN + 2
    assert found == text.rstrip(".") or (found.endswith(" …") and text.startswith(found[:-2]))


def test_what_the_check_had_found_stands_beside_the_reading(tmp_path: Path) -> None:
    infer = "The editors think so."
    fact = f"facts:\n  - {{id: a, place: A, cite: {{source: post, quote: so says post, infer: {infer}}}}}\n"
    codes = (Code.CUT_HEDGE, Code.OUTSIDE_BODY)
    answered = {("post", "so says post", infer): codes}
    checked = read(tmp_path, {"meetings/talks": f"name: Talks\n{fact}"}, answered)
    expected = f"The editors’ reading: {infer} (The check noted: {Code.CUT_HEDGE.short}; {Code.OUTSIDE_BODY.short}.)"
    assert f"  (infer) {expected}" in lines(pages.page("talks", checked).blocks)
    assert f"  (infer) {expected}" in lines(pages.page("post", checked).blocks)
    assert f"(infer) {expected}" in ask(OneClaim(entry="talks", claim="a"), checked)


@pytest.mark.parametrize("kind", ["people", "meetings", "policies", "organizations"])
def test_what_is_not_known_is_said_of_every_kind(kind: str, tmp_path: Path) -> None:
    text = "name: Thing\nlooked-for:\n  - {question: Who paid?, read: [post], note: It names a host.}\n"
    checked = read(tmp_path, {f"{kind}/thing": text}, {})
    assert lines(pages.page("thing", checked).blocks)[:4] == [
        "== Not known #not-known",
        "- Who paid?",
        "  (claim) Looked for in [Post](sources/post), which does not say.",
        "  (note) It names a host.",
    ]
    (claim,) = checked.library.entries["thing"].claims
    assert ask(OneClaim(entry="thing", claim=claim.id), checked)[1:] == [
        "(note) Not known. Looked for in [Post](sources/post), which does not say.",
        "(note) It names a host.",
    ]
