"""What differs between two states of the invented library, told as knowledge."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.comparing.changes import Change, Sort
from sphinx_dossier.comparing.whole import compare

from tests.pages.fishing import ENTRIES, made

TALKS, ADA, BO = "meetings/port-talks", "people/ada-finch", "people/bo-larsen"


@pytest.fixture
def old(tmp_path: Path) -> Checked:
    return made(tmp_path / "old" / "kb")


class New:
    """Makes the other state: the library with words of an entry changed, or without an entry."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, entry: str, *pairs: tuple[str, str]) -> Checked:
        text = ENTRIES[entry]
        for was, now in pairs:
            assert was in text
            text = text.replace(was, now, 1)
        return made(self.root, {entry: text})

    def without(self, entry: str, others: dict[str, str]) -> Checked:
        made(self.root, others)
        (self.root / f"{entry}.yaml").unlink()
        return check(self.root)


@pytest.fixture
def new(tmp_path: Path) -> New:
    return New(tmp_path / "new" / "kb")


def told(old: Checked, new: Checked) -> dict[str, list[tuple[Sort, str]]]:
    return {one.id: [(change.sort, change.words) for change in one.changes] for one in compare(old, new).entries}


def only(old: Checked, new: Checked) -> Change:
    (entry,) = compare(old, new).entries
    (change,) = entry.changes
    return change


def test_nothing_changed(old: Checked, new: New) -> None:
    found = compare(old, new(TALKS))
    assert found.is_empty
    assert found.problems == ((), (), old.problems)


def test_a_new_order_and_other_blanks_say_nothing_new(old: Checked, new: New) -> None:
    text = ENTRIES[BO].replace("sort: Larsen, Bo\n", "") + "sort:   Larsen, Bo\n"
    assert compare(old, made(new.root, {BO: text})).is_empty


def test_a_date_that_changes_under_its_quote_is_found_out(old: Checked, new: New) -> None:
    found = compare(old, new(TALKS, ("date: 2020-03-03", "date: 2020-03-05")))
    (entry,) = found.entries
    (change,) = entry.changes
    assert (change.sort, change.claim) == (Sort.VALUE, "pier")
    assert change.words == "date: 3 March 2020 is now 5 March 2020"
    assert change.notes[0] == "its quote did not change"
    assert "the quote's date is 'March 3, 2020'" in change.notes[1]
    assert [quote.text for quote in change.quotes] == ["in Port City on March 3, 2020"]
    assert [problem.code.value for problem in found.problems.new] == ["date-differs", "date-not-quoted"]


def test_a_date_that_its_quote_holds_too_is_said_to_be_sound(old: Checked, new: New) -> None:
    change = only(old, new(TALKS, ("    date: 2020-03\n", "    date: 2020-03?\n")))
    assert change.words == "date: March 2020 is now March 2020 (uncertain)"
    assert change.notes == ("its quote did not change", "the check finds nothing wrong with it")


def test_a_statement_that_is_reworded(old: Checked, new: New) -> None:
    change = only(old, new(TALKS, ("to halve the catch of herring", "to cut the catch of herring by half")))
    assert (change.sort, change.claim) == (Sort.VALUE, "herring")
    assert change.words == (
        "“The ministers agreed to halve the catch of herring.” is now "
        "“The ministers agreed to cut the catch of herring by half.”"
    )


def test_a_statement_without_an_address_is_known_by_its_quote(tmp_path: Path, new: New) -> None:
    bare = ENTRIES[TALKS].replace("  - id: herring\n    text:", "  - text:")
    before = made(tmp_path / "bare" / "kb", {TALKS: bare})
    change = only(before, made(new.root, {TALKS: bare.replace("to halve", "to cut in half")}))
    assert change.sort is Sort.VALUE


def test_a_claim_is_added_and_one_is_gone(old: Checked, new: New) -> None:
    statement = ENTRIES[TALKS].partition("  - id: saved")[2].partition("looked-for")[0]
    found = told(old, new(TALKS, (f"  - id: saved{statement}", "")))
    assert found["port-talks"] == [(Sort.CLAIM_REMOVED, "Finch said that the deal would save the herring.")]
    back = told(new(TALKS, (f"  - id: saved{statement}", "")), old)
    assert back["port-talks"] == [(Sort.CLAIM_ADDED, "Finch said that the deal would save the herring.")]


def test_a_claim_moves_to_another_entry(old: Checked, new: New) -> None:
    statement = ENTRIES[TALKS].partition("statements:\n")[2].partition("  - id: saved")[0]
    there = ENTRIES["policies/herring-quota"].replace("statements:\n", f"statements:\n{statement}")
    here = ENTRIES[TALKS].replace(statement, "")
    found = told(old, made(new.root, {TALKS: here, "policies/herring-quota": there}))
    words = "The ministers agreed to halve the catch of herring. (from Talks in Port City, 2020)"
    assert found == {"herring-quota": [(Sort.CLAIM_MOVED, words)]}


def test_a_claim_loses_its_other_origin(tmp_path: Path, new: New) -> None:
    # Without its origin, the Herald is a witness of its own.
    herald = ENTRIES["sources/herald"].replace("origin: gazette\n", "")
    one = "{source: gazette, quote: agreed to cut the catch of herring by half}"
    two = "{source: herald, quote: the first between Norland and Sudland since the war of the nets}"
    both = ENTRIES[TALKS].replace(one, f"[{one}, {two}]")
    before = made(tmp_path / "two" / "kb", {TALKS: both, "sources/herald": herald})
    found = told(before, made(new.root, {"sources/herald": herald}))
    about = "The ministers agreed to halve the catch of herring"
    assert (Sort.UNCITED, f"{about}: no longer cites Herald, March 2020") in found["port-talks"]
    assert (Sort.SUPPORT, f"{about}: lost its other independent origin") in found["port-talks"]


def test_a_quote_changes(old: Checked, new: New) -> None:
    was, now = "agreed to cut the catch of herring by half", "ministers agreed to cut the catch"
    change = only(old, new(TALKS, (was, now)))
    assert change.sort is Sort.QUOTE
    assert f"quote “{was}” is now “{now}”" in change.words


def test_a_reading_changes(old: Checked, new: New) -> None:
    change = only(old, new(TALKS, ("The photograph shows both.", "Both are in the picture.")))
    assert change.sort is Sort.READING
    assert "“The photograph shows both.” is now “Both are in the picture.”" in change.words


def test_sources_differ_now(old: Checked, new: New) -> None:
    more = '  - date: 1976\n    cite: {source: gazette, quote: "in Port City on March 3, 2020", infer: So.}\n'
    found = told(old, made(new.root, {"meetings/old-talks": ENTRIES["meetings/old-talks"] + more}))
    words = "sources differ now: date: 1975 (Herald, March 2020) or 1976 (Gazette, March 2020)"
    assert (Sort.DIFFERS, words) in found["old-talks"]


def test_a_new_person_with_a_near_name_raises_a_question(old: Checked, new: New) -> None:
    found = told(old, made(new.root, {"people/larsen": "name: Larsen Bo\n", "people/cy-reed": "name: Cy Reed\n"}))
    assert found == {
        "cy-reed": [(Sort.ADDED, "new, with 0 claims")],
        "larsen": [
            (Sort.ADDED, "new, with 0 claims"),
            (Sort.RESEMBLES, "resembles Bo Larsen (bo-larsen): are the two one?"),
        ],
    }


def test_an_entry_is_renamed_and_nothing_else(old: Checked, new: New) -> None:
    moved = ENTRIES["meetings/old-talks"] + "moved-from: [old-talks]\n"
    changed = new.without("meetings/old-talks", {"meetings/net-talks": moved})
    assert told(old, changed) == {"net-talks": [(Sort.RENAMED, "was old-talks; its old address leads on")]}


def test_an_entry_is_gone_without_a_word(old: Checked, new: New) -> None:
    found = told(old, new.without("meetings/old-talks", {}))
    assert found == {"old-talks": [(Sort.REMOVED, "gone, with 1 claim; withdraw it instead")]}


def test_an_entry_that_is_broken_is_not_gone(old: Checked, new: New) -> None:
    found = compare(old, new("meetings/old-talks", ("facts:", "fatcs:")))
    assert [(one.id, one.changes[0].sort) for one in found.entries] == [("old-talks", Sort.BROKEN)]
    assert [problem.code.value for problem in found.problems.new] == ["unknown-key"]


def test_an_entry_that_is_left_out_is_compared_all_the_same(old: Checked, new: New) -> None:
    words = ("to halve the catch", "to share the catch"), ("agreed to cut the catch", "agreed to raise the catch")
    found = told(old, new(TALKS, *words))
    sorts = [sort for sort, _ in found["port-talks"]]
    assert sorts == [Sort.BROKEN, Sort.VALUE, Sort.QUOTE]


def test_withdrawing_and_standing(old: Checked, new: New) -> None:
    gone = ENTRIES["meetings/old-talks"] + "withdrawn: {date: 2031, why: They never met.}\n"
    taken = ENTRIES["sources/herald"] + "standing: [{status: corrected, date: 2031, why: It was the Gull.}]\n"
    found = told(old, made(new.root, {"meetings/old-talks": gone, "sources/herald": taken}))
    assert found["old-talks"] == [(Sort.WITHDRAWN, "withdrawn: They never met.")]
    ((sort, words),) = found["herald"]
    assert (sort, words.endswith(": It was the Gull.")) == (Sort.STANDING, True)


def test_a_key_and_a_title_change(old: Checked, new: New) -> None:
    named, dated = ("name: Gazette, March 2020", "name: Gazette"), ("date: 2020-03-04", "date: 2020-03-05")
    found = told(old, new("sources/gazette", named, dated))
    assert found["gazette"] == [
        (Sort.KEY, "title: Gazette, March 2020 is now Gazette"),
        (Sort.KEY, "published: 4 March 2020 is now 5 March 2020"),
    ]


def test_a_problem_that_moves_in_its_file_is_no_new_one(old: Checked, tmp_path: Path) -> None:
    wrong = ENTRIES[BO].replace("for: sudland", "for: sudlnd")
    before = made(tmp_path / "a" / "kb", {BO: wrong})
    after = made(tmp_path / "b" / "kb", {BO: f"# A line more.\n{wrong}"})
    found = compare(before, after).problems
    assert (found.new, found.gone) == ((), ())
    assert [problem.code.value for problem in found.older] == [problem.code.value for problem in after.problems]
    mended = compare(before, old).problems
    assert len(mended.gone) == len(before.problems) > 0


@given(st.sets(st.sampled_from(sorted(name for name in ENTRIES if "." not in name and "sources" not in name))))
def test_what_is_new_one_way_is_gone_the_other(left_out: set[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        whole = made(Path(name, "a", "kb"))
        made(Path(name, "b", "kb"))
        for entry in left_out:
            Path(name, "b", "kb", f"{entry}.yaml").unlink()
        part = check(Path(name, "b", "kb"))
        there, back = compare(part, whole), compare(whole, part)
        added = {one.id for one in there.entries for change in one.changes if change.sort is Sort.ADDED}
        removed = {one.id for one in back.entries for change in one.changes if change.sort is Sort.REMOVED}
        assert added == removed == set(whole.read.entries) - set(part.read.entries)
        assert set(there.problems.new) == set(back.problems.gone)
