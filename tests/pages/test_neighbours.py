"""What comes before and after an entry, in time and in its series."""

from __future__ import annotations

from pathlib import Path

from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Section, Ways

from tests.pages.fishing import ENTRIES, lines, made

TALKS = "organizations/sea-talks"
CITE = "cite: {source: herald, quote: deal is the first between Norland and Sudland, infer: So it seems.}"


def ways(checked: Checked, id_: str) -> list[str]:
    return lines(tuple(block for block in pages.page(id_, checked).blocks if isinstance(block, Ways)))


def talks(name: str, *facts: str, more: str = "") -> str:
    said = "".join(f"  - {fact}\n    {CITE}\n" for fact in facts)
    return f"name: {name}\n{more}facts:\n{said}"


def series(root: Path, **changed: str) -> Checked:
    """Return the library with a series of three talks, and one undated, among talks of other sorts."""
    named = {
        "one": talks("One", "date: 2018-02-01", "series: sea-talks"),
        "other": talks("Other", "date: 2018-05"),
        "two": talks("Two", "date: 2019", "series: sea-talks"),
        "three": talks("Three", "date: 2021-02-01", "series: sea-talks"),
        "undated": talks("Undated", "series: sea-talks"),
        **changed,
    }
    files = {f"meetings/{id_}": text for id_, text in named.items()}
    return made(root / "kb", {TALKS: talks("Sea talks", "type: committee"), **files})


def test_a_meeting_leads_to_its_neighbours_in_time_with_their_dates(fishing: Checked) -> None:
    old = "[Talks of the war of the nets](meetings/old-talks), 1975"
    new = "[Talks in Port City, 2020](meetings/port-talks), 3 March 2020"
    assert ways(fishing, "port-talks") == [f"{old} <- Meetings in time -> "]
    assert ways(fishing, "old-talks") == [f" <- Meetings in time -> {new}"]


def test_what_has_no_time_and_sources_have_no_neighbours(fishing: Checked) -> None:
    assert [ways(fishing, id_) for id_ in ("ada-finch", "norland", "herring-quota", "gazette")] == [[], [], [], []]


def test_a_series_is_a_row_of_its_own(tmp_path: Path) -> None:
    checked = series(tmp_path)
    assert ways(checked, "two") == [
        "[Other](meetings/other), May 2018 <- Meetings in time -> "
        "[Talks in Port City, 2020](meetings/port-talks), 3 March 2020",
        "[One](meetings/one), 1 February 2018 <- [Sea talks](organizations/sea-talks) -> "
        "[Three](meetings/three), 1 February 2021",
    ]
    assert ways(checked, "undated") == []


def test_what_an_entry_says_of_its_series_goes_before_dates(tmp_path: Path) -> None:
    checked = series(tmp_path, three=talks("Three", "date: 2021-02-01", "series: sea-talks", "follows: one"))
    assert ways(checked, "three")[1].startswith("[One](meetings/one), ")
    assert ways(checked, "one")[1].endswith("-> [Three](meetings/three), 1 February 2021")
    assert ways(checked, "two")[1].endswith("-> [Three](meetings/three), 1 February 2021")


def test_what_follows_without_a_series_is_a_step_too(tmp_path: Path) -> None:
    checked = series(tmp_path, other=talks("Other", "date: 2018-05", "follows: old-talks"))
    assert ways(checked, "other")[1] == (
        "[Talks of the war of the nets](meetings/old-talks), 1975 <- In its series -> "
    )
    assert ways(checked, "old-talks")[1] == " <- In its series -> [Other](meetings/other), May 2018"


def test_nothing_leads_to_or_from_what_stands_no_more(tmp_path: Path) -> None:
    gone = talks("Two", "date: 2019", "series: sea-talks", more="withdrawn: {date: 2022, why: Never held.}\n")
    checked = series(tmp_path, two=gone)
    assert ways(checked, "two") == []
    assert [line.rpartition(" -> ")[2] for line in ways(checked, "one")] == [
        "[Other](meetings/other), May 2018",
        "[Three](meetings/three), 1 February 2021",
    ]


def test_a_misprint_puts_nothing_into_a_series(tmp_path: Path) -> None:
    slip = talks("Two", "date: 2019", "series: sea-talks\n    status: misprint")
    checked = series(tmp_path, two=slip)
    assert len(ways(checked, "two")) == 1
    assert ways(checked, "one")[1].endswith("[Three](meetings/three), 1 February 2021")


def test_the_page_of_a_series_lists_its_meetings_in_time(tmp_path: Path) -> None:
    (found,) = [
        block
        for block in pages.page("sea-talks", series(tmp_path)).blocks
        if isinstance(block, Section) and block.title == "Meetings"
    ]
    assert [line.partition("]")[0] for line in lines(found.blocks) if line.startswith("- ")] == [
        "- [One", "- [Two", "- [Three", "- [Undated"
    ]  # fmt: skip


def test_a_new_meeting_changes_the_pages_of_its_neighbours(fishing: Checked, tmp_path: Path) -> None:
    more = made(tmp_path / "kb", {"meetings/new": talks("New", "date: 2000")})
    changed = [id_ for id_ in ENTRIES_OF_MEETINGS if pages.page(id_, more) != pages.page(id_, fishing)]
    assert changed == ["old-talks", "port-talks"]


ENTRIES_OF_MEETINGS = sorted(path.partition("/")[2] for path in ENTRIES if path.startswith("meetings/"))
