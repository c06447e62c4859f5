"""What stands on the social card of a page."""

from __future__ import annotations

from pathlib import Path

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import card
from sphinx_dossier.pages.card import NO_BREAK, Card
from sphinx_dossier.pages.model import Lane, Timeline
from sphinx_dossier.pages.shapes import shape

from tests.pages.fishing import ENTRIES, made

SITE = "The sea"


def test_the_card_of_an_entry_says_title_kind_date_and_how_much_there_is(fishing: Checked) -> None:
    assert card.of_entry(fishing.library.entries["port-talks"], fishing, SITE) == Card(
        site=SITE,
        kind="Meeting",
        shape="circle",
        title="Talks in Port City, 2020",
        line="3 March 2020, Port City",
        counts="7 claims from 2 sources",
    )


def test_what_was_withdrawn_says_so(tmp_path: Path) -> None:
    gone = ENTRIES["meetings/old-talks"].replace("facts:", "withdrawn: {date: 2022-05-03, why: Never held}\nfacts:")
    checked = made(tmp_path / "kb", {"meetings/old-talks": gone})
    assert card.of_entry(checked.library.entries["old-talks"], checked, SITE).kind == "Meeting, withdrawn"


def test_index_pages_say_how_many_and_other_pages_how_much_the_site_holds(fishing: Checked) -> None:
    held = "10 entries, 18 claims, 18 citations"
    index = card.of_document("people/index", "People", fishing, SITE)
    assert (index.kind, index.title, index.line, index.counts) == ("Index", "People", "2 people", held)
    assert card.of_document("about", "About", fishing, SITE) == Card(site=SITE, title="About", counts=held)


def test_the_home_page_says_how_much_there_is_of_each_kind(fishing: Checked) -> None:
    home = card.of_site(fishing, SITE)
    assert (home.site, home.title) == ("", SITE)
    held = {part.replace(NO_BREAK, " ") for part in home.line.split(", ")}
    assert held == {"2 meetings", "3 organizations", "2 people", "1 policy", "2 sources"}
    assert " " not in home.line.replace(", ", "")


def test_each_kind_has_a_shape_of_its_own_and_in_time_that_of_timelines(fishing: Checked) -> None:
    kinds = fishing.library.kinds
    shapes = {name: shape(name, kinds) for name in kinds}
    assert len(set(shapes.values())) == len(kinds)
    lanes = {lane.label: lane.shape for lane in _lanes(fishing)}
    assert lanes["Meetings"] == shapes["meeting"]


def _lanes(checked: Checked) -> tuple[Lane, ...]:
    from sphinx_dossier.pages import page

    blocks = page("ada-finch", checked).blocks
    return next(one.lanes for one in _all(blocks) if isinstance(one, Timeline))


def _all(blocks: object) -> list[object]:
    if not isinstance(blocks, tuple):
        return []
    return [found for one in blocks for found in (one, *_all(getattr(one, "blocks", ())))]
