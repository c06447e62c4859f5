"""`dossier cite`: a citation to paste, or how near the words come."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.commands import main

Out = pytest.CaptureFixture[str]


def test_words_that_are_there_are_printed_as_a_citation_that_holds(kb: Path, capsys: Out) -> None:
    words = "Agreed to share the cost of a “new” lighthouse:"
    assert main(["cite", "harbor-press", words]) == 0
    printed = capsys.readouterr().out
    # Five words of menu, nine of title, three of by-line and twenty of the sentence before: "agreed" is word 39.
    assert printed.splitlines()[0] == "# words 39 to 47 of 57"
    statement = f"  - text: A claim.\n    {printed.replace(chr(10), chr(10) + '    ').rstrip()}\n"
    (kb / "meetings/harbor-talks.yaml").write_text(f"name: Harbor talks\nstatements:\n{statement}", "utf-8")
    assert check(kb).problems == ()


def test_where_words_stand_is_said(kb: Path, capsys: Out) -> None:
    assert main(["cite", "harbor-press", "a lighthouse for the northern strait"]) == 0
    assert capsys.readouterr().out.startswith("# words 9 to 14 of 57 (in the title)\n")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "agreed to share the price of a new lighthouse",
            "'agreed to share the price of a new lighthouse' is not in 'harbor-press': nearest at word 39, where 8 of "
            "9 words match, from 'agreed' to 'lighthouse'.",
        ),
        (
            "A winter storm closed the northern strait",
            "'a winter storm closed the northern strait' is not in 'harbor-press': no four of them stand there in a "
            "row.\nThe words are in 'storm'.",
        ),
        (
            "Fishing was not discussed ... They agreed to share",
            "Each part is in 'harbor-press', but not in this order in one paragraph; cite each on its own.",
        ),
        ("a new lighthouse", "A quote, and each part of it between dots, has at least 4 words."),
        (" ... ", "A quote, and each part of it between dots, has at least 4 words."),
        ("word " * 26, "These are 26 words; a quote has at most 25."),
    ],
)
def test_words_that_are_no_quote(kb: Path, capsys: Out, words: str, answer: str) -> None:
    assert main(["cite", "harbor-press", words]) == 1
    assert capsys.readouterr().out == f"{answer}\n"


def test_an_unknown_source(kb: Path, capsys: Out) -> None:
    assert main(["cite", "harbour-press", "whatever"]) == 2
    assert capsys.readouterr().err == (
        "dossier: no source 'harbour-press' with a fingerprint; did you mean 'harbor-press'?\n"
    )
