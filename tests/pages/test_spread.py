"""Entries whose pages would be too long: what stays on the page, what goes to which part, and where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.pages.linking import addresses
from sphinx_dossier.pages.model import Items, Link, Page
from sphinx_dossier.pages.quotes import item
from sphinx_dossier.pages.spread import elsewhere, layout, layouts, pages, spread
from sphinx_dossier.pages.text_parts import least, weighed
from sphinx_dossier.pages.weight import PAGE, Made, Noting, Scale, known
from sphinx_dossier.writers import html
from sphinx_dossier.writers.weight import weigh

from tests.pages.fishing import GAZETTE, made

ARTICLE = 29_500
"""What the article of a page may take: with the frame that is below 40,000 bytes."""
QUOTE = "agreed to cut the catch of herring by half"
HEAD = "name: Talks {n}\nfacts:\n  - date: {date}\n    cite: {{source: gazette, quote: {quote}}}\nstatements:\n"
STATEMENT = (
    "  - id: one-{n}\n    text: The ministers of Norland said for the time {n} that the herring would be counted.\n"
    "{date}    about: [norland]\n    cite: {{source: gazette, quote: {quote}}}\n"
)


def statement(number: int, date: str = "") -> str:
    return STATEMENT.format(n=number, date=f"    date: {date}\n" if date else "", quote=QUOTE)


def talks(root: Path, dates: list[str], own: int = 0) -> Checked:
    """Return a library in which a meeting says something of Norland on each of the dates, and Norland itself more."""
    found = {
        f"meetings/talks-{n}": HEAD.format(n=n, date=date, quote=QUOTE) + statement(n, date)
        for n, date in enumerate(dates)
    }
    if own:
        said = "".join(statement(n) for n in range(own)).replace(
            "    about: [norland]\n", "    about: [herring-quota]\n"
        )
        found["meetings/long-talks"] = HEAD.format(n="", date="2020", quote=QUOTE) + said
    return made(root / "kb", found)


def drawn(checked: Checked, id_: str) -> tuple[Page, ...]:
    found = layouts(checked, weigh)
    return spread(id_, found.get(id_), replace(checked, elsewhere=elsewhere(checked, found)))


def size(page: Page) -> int:
    return len(html.body(page, lambda name, anchor: f"../../{name}.html#{anchor}" if name else f"#{anchor}").encode())


def claims_on(page: Page) -> list[str]:
    return [anchor for anchor in addresses(page) if re.fullmatch(r"talks-\d+--one-\d+", anchor)]


def links(part: object) -> Iterator[Link]:
    if isinstance(part, Link):
        yield part
    elif isinstance(part, tuple):
        yield from (link for one in part for link in links(one))
    elif hasattr(part, "__dataclass_fields__"):
        yield from (link for name in part.__dataclass_fields__ for link in links(getattr(part, name)))


def test_what_fits_stays_on_one_page(tmp_path: Path) -> None:
    (page,) = drawn(talks(tmp_path, ["2020-03-03"] * 5), "norland")
    assert len(claims_on(page)) == 5


def test_years_have_parts_and_a_full_year_has_months(tmp_path: Path) -> None:
    dates = ["2019"] * 3 + ["2020-03-03"] * 150 + ["2020-04-01"] * 3 + ["2020"]
    own, *parts = drawn(talks(tmp_path, dates), "norland")
    names = [page.docname.removeprefix("organizations/norland/") for page in parts]
    months = [name for name in names if name.startswith("2020-03")]
    assert names == ["2019", "2020", *months, "2020-04", "undated"]
    assert months == ["2020-03", *(f"2020-03-part-{n}" for n in range(2, len(months) + 1))]
    assert len(months) > 1
    by_name = dict(zip(names, parts, strict=True))
    assert by_name["2019"].title == "Norland: 2019"
    assert by_name["2020-03"].title == "Norland: March 2020, part 1"
    assert by_name["2020"].title == "Norland: 2020, month not known"
    assert [crumb.page for crumb in by_name["2019"].crumbs] == ["organizations/index", "organizations/norland"]
    assert "Statements: 3" in by_name["2019"].about
    assert own.docname == "organizations/norland"


def test_every_claim_of_others_is_in_one_part_and_the_newest_are_on_the_page(tmp_path: Path) -> None:
    dates = [f"{2000 + n // 30}-{n % 12 + 1:02}-01" for n in range(200)]
    own, *parts = drawn(talks(tmp_path, dates), "norland")
    shown = [claim for page in parts for claim in claims_on(page)]
    assert sorted(shown) == sorted(f"talks-{n}--one-{n}" for n in range(200))
    last = max(range(200), key=lambda n: dates[n])
    assert f"talks-{last}--one-{last}" in claims_on(own)
    assert 0 < len(claims_on(own)) < 20


def test_a_new_statement_moves_nothing_of_other_years(tmp_path: Path) -> None:
    dates = [f"{2000 + n // 30}-{n % 12 + 1:02}-01" for n in range(200)]
    before = {page.docname: page for page in drawn(talks(tmp_path / "a", dates), "norland")}
    after = {page.docname: page for page in drawn(talks(tmp_path / "b", [*dates, "2003-05-05"]), "norland")}
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    # The parts before and after it say how much it holds.
    allowed = (
        "organizations/norland",
        "organizations/norland/2002",
        "organizations/norland/2003",
        "organizations/norland/2004",
    )
    assert {name for name in changed if not name.startswith(allowed[1:]) and name != allowed[0]} == set()
    assert "organizations/norland/2006" in before.keys() - changed


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["2019", "2020-03", "2020-03-03", "2021-01-05", "1998-11", "-0044"]), max_size=160))
def test_no_page_is_too_long_and_no_link_leads_nowhere(
    tmp_path_factory: pytest.TempPathFactory, dates: list[str]
) -> None:
    checked = talks(tmp_path_factory.mktemp("kb"), dates)
    pages = {page.docname: page for id_ in ("norland", "gazette") for page in drawn(checked, id_)}
    known = {name: set(addresses(page)) for name, page in pages.items()}
    for name, page in pages.items():
        assert size(page) <= ARTICLE
        for link in links(page.blocks):
            where = link.page or name
            assert not link.anchor or where not in known or link.anchor in known[where], (name, link)


def test_an_entry_named_a_thousand_times(tmp_path: Path) -> None:
    checked = talks(tmp_path, [f"{1900 + n % 90}-{n % 12 + 1:02}-01" for n in range(400)] + ["2020-03-03"] * 600)
    for id_ in ("norland", "gazette"):
        pages = drawn(checked, id_)
        assert max(map(size, pages)) <= ARTICLE
        assert len(pages) > 10
    # All of it is proved by one quote, whose uses go on from part to part; its address is that of the first.
    found = layouts(checked, weigh)
    where = elsewhere(checked, found)["sources/gazette"]
    first = where[checked.proofs["gazette", QUOTE].anchor]
    others = [page for page in drawn(checked, "gazette") if page.docname.startswith(f"{first}-part-")]
    assert others


@pytest.mark.parametrize("own", [30, 60])
def test_the_claims_of_an_entry_stay_on_its_page_however_many(tmp_path: Path, own: int) -> None:
    checked = talks(tmp_path, [], own)
    page, *parts = drawn(checked, "long-talks")
    assert size(page) <= ARTICLE
    entry = checked.library.entries["long-talks"]
    here = set(addresses(page))
    assert {claim.id for claim in entry.claims} <= here
    in_full = [link for link in links(page.blocks) if link.text == "In full"]
    by_name = {part.docname: set(addresses(part)) for part in parts}
    assert all(link.anchor in by_name[link.page] for link in in_full)


@pytest.mark.parametrize("id_", ["norland", "gazette", "long-talks"])
@pytest.mark.parametrize("many", [2, 60])
def test_what_was_weighed_once_is_laid_out_again_without_weighing(tmp_path: Path, id_: str, many: int) -> None:
    checked = talks(tmp_path, [f"20{n % 20:02}-03-03" for n in range(many)], own=many)
    entry, noting = checked.library.entries[id_], Noting(weigh)
    first = layout(entry, checked, noting)
    told = iter(noting.found)
    again = layout(entry, checked, known(told))
    assert list(told) == []
    assert (first is None) == (again is None) == (many == 2)
    where = replace(checked, elsewhere=elsewhere(checked, {id_: first} if first else {}))
    assert spread(id_, again, where) == spread(id_, first, where)


def test_a_source_whose_quotes_are_too_long_is_not_described_to_be_weighed(tmp_path: Path) -> None:
    checked = talks(tmp_path, [], own=200)
    noting = Noting(weigh)
    assert layout(checked.library.entries["gazette"], checked, noting)
    # That is the one quote of all its statements.
    assert len([weight for weight in noting.found if weight > PAGE]) == 1


def test_what_quotes_weigh_at_least_is_what_they_weigh_in_one_list(tmp_path: Path) -> None:
    lines = [line.rstrip(".").split() for line in GAZETTE.splitlines()[2:]]
    quotes = [" ".join(words[at : at + 4]) for words in lines for at in range(len(words) - 3)]
    said = "".join(
        f"  - id: one-{n}\n    text: So it was printed.\n    cite: {{source: gazette, quote: '{quote}'}}\n"
        for n, quote in enumerate(quotes)
    )
    checked = made(tmp_path / "kb", {"meetings/long-talks": HEAD.format(n="", date="2020", quote=QUOTE) + said})
    scale = Scale(checked.library.entries["gazette"], checked, weigh)
    found = weighed(scale)
    assert len(found) > 40
    items = tuple(item(*quote, scale.draft()) for quote, _ in found)
    assert least(found, scale) == weigh(lambda: (Items(items, "quotes"),)) - weigh(lambda: (Items((), "quotes"),))


def test_a_page_is_spread_by_what_is_in_it_wherever_the_site_is(tmp_path: Path) -> None:
    checked = talks(tmp_path, [f"2020-03-{n % 28 + 1:02}" for n in range(60)])
    entry, found = checked.library.entries["norland"], list[int]()

    def weigh_first_more(made: Made) -> int:
        """Weigh the page as if it were just too long where its whole address is known, and fitted where not."""
        found.append(weigh(made))
        return PAGE + 1 if len(found) == 1 else PAGE

    assert len(pages(entry, checked, weigh_first_more, "https://river.example/places/norland.html")) == 1


def test_quotes_are_found_where_they_are_now(tmp_path: Path) -> None:
    checked = talks(tmp_path, ["2020-03-03"] * 200)
    found = layouts(checked, weigh)
    where = elsewhere(checked, found)["sources/gazette"]
    pages = {page.docname: set(addresses(page)) for page in drawn(checked, "gazette")}
    assert where
    assert all(anchor in pages[page] and page != "sources/gazette" for anchor, page in where.items())


def test_the_real_entries_fit() -> None:
    checked = check(Path(__file__).parents[2] / "kb")
    found = layouts(checked, weigh)
    checked = replace(checked, elsewhere=elsewhere(checked, found))
    pages = [page for id_ in checked.library.entries for page in spread(id_, found.get(id_), checked)]
    assert {page.docname: size(page) for page in pages if size(page) > ARTICLE} == {}
    assert len({page.docname for page in pages}) == len(pages) > len(checked.library.entries)
