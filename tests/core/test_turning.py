"""Words that turn a meaning: where the lists see them, and where they let them be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier.evidence.around import apart, halves, inside, outside
from sphinx_dossier.evidence.article import sentences
from sphinx_dossier.evidence.find import find
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.marks import marks
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.evidence.turning import TURNS, Phrase, phrase, turning, unmarked
from sphinx_dossier.evidence.words import words

from tests.core.articles import articles, print_of

ENGLISH = language("en").turning


def seen(text: str) -> dict[str, list[str]]:
    """Return the first word of each turning phrase in a text, by sort."""
    found = words(text)
    shown = [one for sentence in sentences(text, language("en")) for one in marks(sentence)]
    places = ENGLISH.positions(found, shown)
    return {turn: [found[at - 1] for at in ats] for turn, ats in places.items() if ats}


def filled(told: Sequence[str]) -> tuple[list[str], list[frozenset[str]]]:
    """Return words in which a phrase stands, with their marks."""
    pairs = [unmarked({"<number>": "2031", "<day>": "5th", "<word>": "ships"}.get(word, word)) for word in told]
    return [word for word, _ in pairs], [frozenset({mark}) for _, mark in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They did not sign, and nobody didn't know.", {"negation": ["not", "nobody", "didn"]}),
        ("The board is yet to vote and far from ready.", {"negation": ["yet", "far"]}),
        ("The harbour lacks a dock.", {"negation": ["lacks"]}),
        ("She denied it, ruled out talks and failed to appear.", {"denial": ["denied", "ruled", "failed"]}),
        ("It may close, is set to close, plans to close.", {"hedge": ["may", "set", "plans"]}),
        ("It was a so-called peace ferry.", {"hedge": ["so"]}),
        (
            "If it freezes, should the ice hold, unless asked.",
            {
                "condition": ["if", "should", "unless"],
                "attribution": ["asked"],
            },
        ),
        ("They talked about whether it would sail.", {"hedge": ["whether"], "condition": ["would"]}),
        ("According to her it sails, he warned, citing a memo.", {"attribution": ["according", "warned", "citing"]}),
        # Where a word stands in its sentence tells whether it turns.
        ("Should talks fail, he sails. Were the ice to hold, too.", {"condition": ["should", "were"]}),
        (
            "He said: “Had we known, fine.” The “should be” and the “were” stay.",
            {
                "attribution": ["said"],
                "condition": ["had"],
            },
        ),
        ("Boats, all of them red, were sold; nets should follow. They had sunk.", {}),
        (
            "The pilots struck, the owners maintain. The owners, rivals claim, lost.",
            {
                "attribution": ["maintain", "claim"],
            },
        ),
        (
            "Owners maintain the quay. They rejected the claim, and a fleet is hard to maintain.",
            {"denial": ["rejected"]},
        ),
        ("It sails, provided the ice holds.", {"condition": ["provided"]}),
        ("The board provided the soup.", {}),
        ("The May regatta drew boats; a May storm and Mr May came.", {}),
        ("May boats sail? Ferry May Close. FERRY MAY CLOSE.", {"hedge": ["may", "may", "may"]}),
        ("A no-fly zone, a not-for-profit yard, a would-be pilot.", {}),
        ("No-one came, no pilot came, and he did not.The end.", {"negation": ["no", "no", "not"]}),
        ("Few boats sailed, a few days after a few had sunk.", {"negation": ["few"]}),
        (
            "Norland wants the board to buy it, wanted Sudmark to sell and wants a dock.",
            {"hedge": ["wants", "wanted"]},
        ),
        # What is told by somebody, whatever the verb's form and whoever tells it.
        (
            "Critics insist it sank, experts warn, and she concluded that it leaked.",
            {
                "attribution": ["insist", "warn", "concluded"],
            },
        ),
        ("They concluded a pact, responded to the fire and recalled 40 cars.", {}),
        (
            "By his own account he rowed; in her view he swam, by all accounts.",
            {
                "attribution": ["his", "in", "by"],
            },
        ),
        (
            "The port stays shut until they pay; it hinges on a vote, in return for coal.",
            {
                "condition": ["until", "hinges", "in"],
            },
        ),
        ("It was open until the end of the year, until Friday and until 2031.", {}),
        ("It is due to open in May, due to fog and rain.", {"hedge": ["due"]}),
        ("All but one sank, the deal fell through and the race was abandoned.", {"negation": ["all", "fell", "was"]}),
        ("They scoffed at a bogus report and poured cold water on it.", {"denial": ["scoffed", "bogus", "cold"]}),
        ("An abandoned mine, naval might and a show of military might.", {}),
        ("The flood claimed 16 lives and the rower claimed the title.", {}),
        ("She claimed 16 boats, and the military might sail.", {"attribution": ["claimed"], "hedge": ["might"]}),
        # What looks like such a word and is none.
        ("In May, on 5 May, on May 5th, in late May, in May 2031.", {}),
        ("Gate No. 14, no fewer than nine boats, not only boats.", {}),
        ("They trained like never before.", {}),
        ("The United States and both member states signed.", {}),
        ("A dispute over the disputed islands, and a decline in catches.", {}),
        ("The deterrent potential of the fleet.", {}),
        ("They exchanged notes on territorial claims and added to the list.", {}),
        ("Whether or not it rains, on condition of anonymity.", {}),
        # A turning phrase that is longer than the harmless one turns all the same.
        ("The quay they moor in may be closed.", {"hedge": ["may"]}),
        ("Of 400 boats some 12 may have sunk.", {"hedge": ["may"]}),
        ("The minister states that no boat sank.", {"attribution": ["states"], "negation": ["no"]}),
        ("They may join in May.", {"hedge": ["may"]}),
        (
            "It is said to sail once the ice goes, she said to us.",
            {
                "hedge": ["is"],
                "condition": ["once"],
                "attribution": ["said", "said"],
            },
        ),
    ],
    ids=str,
)
def test_what_the_lists_see(text: str, expected: dict[str, list[str]]) -> None:
    assert seen(text) == expected


def test_every_phrase_is_seen_and_every_harmless_one_is_needed() -> None:
    for word, phrases in ENGLISH.starts.items():
        for told, turn in phrases:
            found, shown = filled(told)
            assert word == found[0]
            assert 1 in ENGLISH.positions(found, shown)[turn], told
    bare = turning(
        {turn: [one for many in ENGLISH.starts.values() for one, of in many if of == turn] for turn in TURNS}, ()
    )
    for harmless in ENGLISH.harmless.values():
        for told, _ in harmless:
            found, shown = filled(told)
            assert any(bare.positions(found, shown).values()), f"no turning word stands in {told}"
            assert not any(ENGLISH.positions(found, shown).values()), f"a turning phrase is longer than {told}"


def test_a_phrase_of_a_list() -> None:
    assert phrase("May <day>") == ("may", "<day>")
    assert phrase("didn't") == ("didn", "t")
    assert phrase("number") != phrase("<number>")
    assert phrase("of military <end>Might") == ("of", "military", "<end>might")
    assert phrase("<other>may") == ("other", "may")


def test_the_marks_of_a_sentence() -> None:
    text = "Boats: “Were they lost” – Ada\u00ad\nBen asks, no-fly and the May-day U.S. \u0301 dawn (both)."
    found = [(word, " ".join(sorted(shown))) for word, shown in zip(words(text), marks(text), strict=True)]
    assert found == [
        ("boats", "end start"),
        ("were", "start"),
        ("they", ""),
        ("lost", "end"),
        ("adaben", "start"),
        ("asks", "end"),
        ("no", "comma joined"),
        ("fly", ""),
        ("and", ""),
        ("the", ""),
        ("may", "joined name"),
        ("day", ""),
        ("u", "name"),
        ("s", "end"),
        ("\u0301", ""),
        ("dawn", ""),
        ("both", "end"),
    ]


@settings(max_examples=300, deadline=None)
@given(articles().map(str) | st.text())
def test_each_word_has_its_marks(text: str) -> None:
    assert len(marks(text)) == len(words(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["may", "5", "in", "no", "not", "only", "be", "x"]), max_size=9))
def test_turning_words_are_counted_as_by_looking_at_each_place(text: list[str]) -> None:
    turns: dict[str, list[Phrase]] = {"hedge": [("may",), ("may", "be")], "negation": [("no",), ("not",)]}
    harmless = [("in", "may"), ("no", "5"), ("not", "only"), ("5", "may", "5")]
    covers = [
        range(at, at + len(one))
        for one in harmless
        for at in range(len(text))
        if tuple(text[at : at + len(one)]) == one
    ]
    for turn, phrases in turns.items():
        expected = [
            at + 1
            for at in range(len(text))
            if any(
                tuple(text[at : at + len(one)]) == one and not any(at in c and at + len(one) - 1 in c for c in covers)
                for one in phrases
            )
        ]
        assert list(turning(turns, harmless).positions(text)[turn]) == expected


# Around a quote. The words are counted by hand.

TEXT = (
    "No boat sailed that day. The pilots of the fleet did not strike, if the office is right. They said so.\n\n"
    "Nobody came to the non-nuclear drill off Southport."
)


def test_the_sentences_of_a_quote() -> None:
    print_ = print_of(TEXT)
    # The pilots of the fleet
    assert {turn: outside(print_, [(6, 10)], turn) for turn in TURNS} == {
        "negation": (12,),
        "denial": (),
        "hedge": (),
        "condition": (14,),
        "attribution": (),
    }
    # right. They: one word of the sentence that attributes is enough
    assert outside(print_, [(18, 19)], "attribution") == (20,)
    # sailed that ... They said: the sentence between counts, whose words the quote has not
    assert outside(print_, [(3, 4), (19, 20)], "negation") == (1, 12)
    assert outside(print_, [(1, 21)], "negation") == ()
    assert inside(print_, [(6, 10), (12, 14)], "negation")
    assert not inside(print_, [(6, 11), (13, 14)], "negation")


def test_the_ends_of_sentences_between_parts() -> None:
    print_ = print_of(TEXT)
    assert [apart(print_, spans) for spans in ([(1, 5)], [(1, 4), (5, 5)], [(1, 5), (6, 9)], [(2, 3), (19, 21)])] == [
        0,
        0,
        1,
        2,
    ]
    assert apart(print_, [(1, 2), (6, 7), (8, 9)]) == 1


def test_joined_words_that_are_cut() -> None:
    print_ = print_of(TEXT)
    # came to the non | nuclear drill off Southport
    assert list(halves(print_, [(23, 26)])) == [(0, False)]
    assert list(halves(print_, [(27, 30)])) == [(0, True)]
    assert list(halves(print_, [(23, 26), (27, 30)])) == [(0, False), (1, True)]
    assert list(halves(print_, [(25, 28)])) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Of two places the one counts whose sentence has no turning word outside.
        ("They did not sign the old treaty. They did sign the old treaty.", 10),
        ("They did sign the old treaty. They did not sign the old treaty.", 3),
        # Both have one: the earlier.
        ("They did not sign the old treaty. Never sign the old treaty.", 4),
        # A place where no word is cut goes before all.
        ("They co-sign the old treaty. They did not sign the old treaty.", 10),
    ],
)
def test_of_several_places_the_one_where_least_is_left_out(text: str, first: int) -> None:
    assert find(print_of(text), "sign the old treaty") == Proof(spans=((first, first + 3),), part="body")


def test_parts_that_stand_together_go_before_parts_that_stand_apart() -> None:
    text = "We met in the port. Rain fell. We met in the port. They did sign the old treaty."
    assert find(print_of(text), "met in the port ... sign the old treaty") == Proof(
        spans=((9, 12), (15, 18)), part="body"
    )
