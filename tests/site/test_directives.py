"""The directives that ask the library, and what is said where there is no answer."""

from __future__ import annotations

import re

import pytest

from tests.site.tiny import Tiny


def page(*lines: str) -> str:
    return "\n".join(["Page", "====", "", *lines, ""])


def words(html: str) -> str:
    """Return the words of a page's content, without its title."""
    body = html.partition('<div class="body" role="main">')[2].partition('<div class="clearer">')[0]
    text = re.sub(r"<[^>]*>", " ", body.partition("</h1>")[2])
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [".. dossier-entries:: person", "   :columns: name"],
            "People Name Bo Finch Ada Lark",
        ),
        (
            [".. dossier-entries:: meeting", "   :columns: name, place", "   :order: place"],
            "Meetings Name Place First round of the river talks Millbridge Second round of the river talks Oldport",
        ),
        (
            [".. dossier-entries:: meeting", "   :columns: name", "   :where: place=Oldport; date=2022"],
            "Meetings Name Second round of the river talks",
        ),
        (
            [".. dossier-entries:: meeting", "   :columns: name", "   :limit: 1", "   :order: -date"],
            "Meetings Name Second round of the river talks",
        ),
        (
            [".. dossier-meetings::", "   :newest-first:", "   :limit: 1"],
            "3 October 2022 : Second round of the river talks",
        ),
        ([".. dossier-meetings:: treaty"], "3 October 2022 : A treaty on floods"),
        (
            [".. dossier-glossary:: treaty organization"],
            "3 names of 3 entries. N S T N ¶ Norland (organization) S ¶ Sudland (organization) "
            "T ¶ A treaty on floods (treaty)",
        ),
    ],
)
def test_a_directive_is_answered(tiny: Tiny, lines: list[str], expected: str) -> None:
    tiny.write("docs/pages/page.rst", page(*lines))
    built = tiny.build()
    assert built.warnings == []
    assert words(built.page("pages/page.html")) == expected


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ([".. dossier-claim:: first-round#dam"], "agreed that the old dam would be opened every spring"),
        ([".. dossier-counts::"], "13"),
        ([".. dossier-coverage::"], "in the bodies of"),
        ([".. dossier-coverage:: sources"], "in the bodies of"),
        ([".. dossier-coverage:: entries"], "Weakest claim"),
        ([".. dossier-differences::"], "No disagreement was found"),
        ([".. dossier-timeline::"], "Second round of the river talks"),
        ([".. dossier-network::"], "2 who met, in 1 pair, at 1 meeting, over 1 policy."),
        (
            [".. dossier-terms::", "", "   open-dam first-round#dam"],
            "They agreed to open the dam in spring. In full “agreed that the old dam",
        ),
        ([".. dossier-single-origin::"], "13 claims: 13 on one source."),
        ([".. dossier-command::"], "dossier source verify Make a fingerprint again and compare it."),
        ([".. dossier-command:: source  verify"], "dossier source verify ID ARTICLE Make a fingerprint again"),
        ([".. dossier-reference:: codes"], "quote-not-found"),
        ([".. dossier-reference:: kinds"], "An agreement between states."),
        ([".. dossier-reference:: settings"], "dossier_kb"),
    ],
)
def test_a_directive_says_something(tiny: Tiny, lines: list[str], part: str) -> None:
    tiny.write("docs/pages/page.rst", page(*lines))
    built = tiny.build()
    assert built.warnings == []
    assert part in words(built.page("pages/page.html"))


def test_where_sources_differ_is_found_and_shown_at_both_places(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", page(".. dossier-differences::"))
    tiny.build()
    other = "  - place: Oldport\n    cite: [{source: herald, quote: river talks began in Oldport on 3 October}]\n"
    tiny.replace("kb/meetings/first-round.yaml", "participants:\n", f"{other}participants:\n")
    built = tiny.build()
    assert built.warnings == []
    shown = words(built.page("pages/page.html"))
    assert shown.startswith("1 disagreement in 1 entry . First round of the river talks")
    for text in (shown, words(built.page("meetings/first-round.html"))):
        assert "Place Sources differ. Millbridge" in text
        assert "Oldport" in text
        assert "“river talks began in Oldport on 3 October” — The herald" in text


def test_directives_work_in_markdown(tiny: Tiny) -> None:
    tiny.write(
        "docs/pages/page.md",
        "# Page\n\n```{dossier-entries} meeting\n---\ncolumns: name\nlimit: 3\nwhere: |\n"
        "    place=Oldport\n    date=2022-10\n---\n```\n\n```{dossier-meetings}\n:newest-first:\n:limit: 1\n```\n",
    )
    built = tiny.build(config={"extensions": ["sphinx_dossier", "myst_parser"]})
    assert built.warnings == []
    expected = "Meetings Name Second round of the river talks 3 October 2022 : Second round of the river talks"
    assert words(built.page("pages/page.html")) == expected


def test_headings_in_an_answer_go_below_those_around_it(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", page("Part", "----", "", ".. dossier-reference:: kinds"))
    built = tiny.build()
    assert re.search(r"<h3>Treaty|<h3>Treaties", built.page("pages/page.html"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [".. dossier-entries:: person", "   :colums: name"],
            "dossier-entries: unknown option 'colums'; it takes 'columns', 'where', 'order' and 'limit'; "
            "did you mean 'columns'?",
        ),
        ([".. dossier-counts::", "   :limit: 1"], "dossier-counts: unknown option 'limit'; it takes no options"),
        (
            [".. dossier-entries:: person", "   :limit: many"],
            "dossier-entries: 'limit' takes a whole number from 1, not 'many'",
        ),
        (
            [".. dossier-entries:: person", "   :limit: 0"],
            "dossier-entries: 'limit' takes a whole number from 1, not '0'",
        ),
        (
            [".. dossier-entries:: person", "   :limit:"],
            "dossier-entries: 'limit' takes a whole number from 1, not ''",
        ),
        (
            [".. dossier-entries:: meeting", "   :where: place"],
            "dossier-entries: 'where' takes conditions as in 'field=value', not 'place'",
        ),
        (
            [".. dossier-meetings::", "   :newest-first: yes"],
            "dossier-meetings: 'newest-first' takes no value",
        ),
        (
            [".. dossier-claim:: first-round"],
            "dossier-claim: it takes a claim as in 'entry#claim', not 'first-round'",
        ),
        (
            [".. dossier-terms::"],
            "dossier-terms: it takes on each line an entry and the claims that explain it, as in 'entry #claim'",
        ),
        (
            [".. dossier-terms::", "", "   open-dam dam"],
            "dossier-terms: a claim is written '#claim' or 'entry#claim', not 'dam'",
        ),
        (
            [".. dossier-coverage:: source"],
            "dossier-coverage: it takes 'sources' or 'entries', not 'source'; did you mean 'sources'?",
        ),
        ([".. dossier-command:: chek"], "no command 'chek'; did you mean 'check'?"),
        (
            [".. dossier-reference:: code"],
            "dossier-reference: no reference 'code'; there are 'codes', 'data', 'kinds' and 'settings'; "
            "did you mean 'codes'?",
        ),
    ],
)
def test_what_cannot_be_read_is_reported_at_every_build(tiny: Tiny, lines: list[str], message: str) -> None:
    tiny.write("docs/pages/page.rst", page(*lines))
    expected = [f"docs/pages/page.rst:4: WARNING: {message} [dossier.unanswerable]"]
    assert (tiny.build().warnings, tiny.build().warnings, tiny.build("text").warnings) == (expected,) * 3


@pytest.mark.parametrize(
    ("line", "guess"),
    [
        (".. dossier-entries:: persn", "'person'"),
        (".. dossier-claim:: first-round#damm", "'dam'"),
        (".. dossier-claim:: frst-round#dam", "'first-round'"),
        (".. dossier-meetings:: treety", "'treaty'"),
        (".. dossier-terms::\n\n   open-dam #damm", "no claim in 'open-dam'"),
    ],
)
def test_what_is_not_there_is_reported_at_every_build(tiny: Tiny, line: str, guess: str) -> None:
    tiny.write("docs/pages/page.rst", page(line))
    first, second = tiny.build().warnings, tiny.build().warnings
    assert first == second
    assert len(first) == 1
    assert first[0].startswith("docs/pages/page.rst:4: WARNING: ")
    assert guess in first[0]


def test_a_question_is_answered_anew_when_the_library_changes(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", page(".. dossier-entries:: persn", "   :columns: name"))
    tiny.build()
    tiny.write("kb/kinds/persn.yaml", "label: Persn\nplural: Persns\nfolder: persns\nhelp: A slip.\n")
    tiny.write("kb/persns/cy-heron.yaml", "name: Cy Heron\n")
    built = tiny.build()
    assert [line for line in built.warnings if "dossier" in line] == []
    assert words(built.page("pages/page.html")) == "Persns Name Cy Heron"
