"""`dossier explain`: the page of a code, and all of them in a line each."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.codes import Code

from tests.commands.running import Run


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far from any knowledge base, for none is needed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")


def test_a_code_with_an_example(run: Run) -> None:
    assert run("explain", "cut-word").out == (
        "cut-word (error)\n"
        "\n"
        "A quote, or a part of it, starts or ends inside a word that\n"
        "is joined by a hyphen, an apostrophe or another sign:\n"
        '"nuclear" out of "non-nuclear" says the opposite of its\n'
        "source.\n"
        "\n"
        "What to do: Lengthen the quote so that it starts and ends\n"
        "with whole words.\n"
        "\n"
        "Wrong:\n"
        "  statements:\n"
        "    - text: Soup was served.\n"
        "      cite:\n"
        "        - source: daily\n"
        "          quote: served both delegations counter\n"
        "\n"
        "Right:\n"
        "  statements:\n"
        "    - text: Soup was served.\n"
        "      cite:\n"
        "        - source: daily\n"
        "          quote: served both delegations counter-current soup\n"
    )


def test_a_code_without_an_example_and_as_a_message_shows_it(run: Run) -> None:
    shown = run("explain", "[LINK_LOOP]")
    assert shown.status == 0
    assert shown.out == (
        "link-loop (error)\n\nThe file is a symbolic link that leads back to itself.\n\n"
        "What to do: Replace the link with the file itself.\n"
    )


def test_all_codes_in_a_line_each(run: Run) -> None:
    lines = run("explain").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[code.value, code.level] for code in Code]
    assert lines[1] == "link-loop          error   The file is a symbolic link that leads back to itself."


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("quote-not-fond", "no code 'quote-not-fond'; did you mean 'quote-not-found', "),
        ("zzz", "no code 'zzz'; `dossier explain` lists them all"),
    ],
)
def test_a_misprint(run: Run, code: str, message: str) -> None:
    ran = run("explain", code)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"dossier: {message}")
