"""`dossier paste`: from a passage to a citation, and plain words where there is none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import yaml
from sphinx_dossier.checked import check

from tests.commands.running import Run, snapshot

BOTH = (
    "Ada Example and Ben Sample met in the old harbour of Northport on Monday. The two ministers\n"
    "spoke for an hour about the ferry across the bay."
)
FIRST = (
    "# The Daily, 3 May 2031. Found word for word: words 9 to 22 of 81, paragraph 3, in the body\n"
    "# about: [ada-example, ben-sample]\n"
    "cite:\n"
    "  - source: daily\n"
    '    quote: "Ada Example and Ben Sample met in the old harbour of Northport on Monday"\n'
)


@pytest.fixture(autouse=True)
def ben(home: Path) -> None:
    (home / "kb/people/ben-sample.yaml").write_text("name: Ben Sample\n", "utf-8")


def test_a_passage_of_two_sentences(run: Run) -> None:
    ran = run("paste", BOTH)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{FIRST}# 1 more sentence of it can be quoted: --all\n"


def test_a_quote_for_each_sentence(run: Run) -> None:
    printed = yaml.safe_load(run("paste", "--all", BOTH).out)
    assert printed == {
        "cite": [
            {"source": "daily", "quote": "Ada Example and Ben Sample met in the old harbour of Northport on Monday"},
            {"source": "daily", "quote": "The two ministers spoke for an hour about the ferry across the bay"},
        ]
    }


def test_from_a_file_and_from_standard_input(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "passage.txt").write_text(BOTH, "utf-8")
    assert run("paste", "--file", "passage.txt").out.startswith(FIRST)
    for arguments in ((), ("-",)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(BOTH))
        assert run("paste", *arguments).out.startswith(FIRST)
    assert run("paste", "--file", "passage.txt", BOTH).err == "dossier: give a passage or --file, not both\n"
    assert run("paste", "--file", "gone.txt").status == 2


def test_what_is_printed_can_be_put_under_a_claim(home: Path, run: Run) -> None:
    printed = run("paste", BOTH).out
    claim = "name: Talks\nfacts:\n  - place: Northport\n" + "".join(f"    {line}\n" for line in printed.splitlines())
    (home / "kb/meetings").mkdir()
    (home / "kb/meetings/talks.yaml").write_text(claim, "utf-8")
    assert [str(problem) for problem in check(home / "kb").problems] == []


def test_of_a_long_sentence_the_stretch_with_least_to_find_fault_with(home: Path, run: Run) -> None:
    sentence = (
        "Before noon the tired crews of the two boats that had come in from the sea laid down their nets on the pier "
        "and then Ada Example said that she would not sign the paper of Northport today"
    )
    (home / "tide.txt").write_text(f"A title\n\n{sentence}.\n", "utf-8")
    assert run("source", "add", "tide.txt", "--id", "tide").status == 0
    ran = run("paste", sentence)
    quote = yaml.safe_load(ran.out)["cite"][0]["quote"]
    assert len(quote.split()) == 25
    assert quote.endswith("Ada Example said that she would not sign the paper of Northport today")
    assert "[cut-" not in ran.out


def test_a_sentence_without_fault_goes_before_one_with_more_names(home: Path, run: Run) -> None:
    tide = "They did not sign the Treaty of March 1999 with Ada Example. The boats came home later that night.\n"
    (home / "tide.txt").write_text(f"A title\n\n{tide}", "utf-8")
    run("source", "add", "tide.txt", "--id", "tide")
    ran = run("paste", tide.removeprefix("They did not "))
    assert yaml.safe_load(ran.out)["cite"] == [{"source": "tide", "quote": "The boats came home later that night"}]


def test_what_a_check_would_find_stands_beside_it(run: Run) -> None:
    ran = run("paste", "sign anything today, Example")
    assert ran.status == 0
    assert "    # the sentence has a negation that the quote leaves out, 1 word before it; " in ran.out
    assert yaml.safe_load(ran.out) == {"cite": [{"source": "daily", "quote": "sign anything today, Example"}]}


def test_nearly_in_a_source(run: Run) -> None:
    ran = run("paste", BOTH.replace("old", "new").replace("The two", "The"))
    assert ran.status == 1
    assert ran.out.splitlines()[:4] == [
        "# nearly in 'daily': 25 of 26 words stand there, four or more in a row",
        "#   after 'met in the' and before 'harbour of northport': 'new' differs; the source has 1 word there",
        "#   after 'on monday the' and before 'ministers spoke for': the source has 1 word more",
        "# The Daily, 3 May 2031. Found word for word: words 9 to 16 of 81, paragraph 3, in the body",
    ]
    assert yaml.safe_load(ran.out)["cite"][0]["quote"] == "Ada Example and Ben Sample met in the"


def test_in_two_sources(run: Run) -> None:
    passage = "The two ministers spoke for an hour"
    ran = run("paste", passage)
    assert ran.status == 0
    assert yaml.safe_load(ran.out) == {"cite": [{"source": "daily", "quote": passage}]}
    assert ran.out.endswith("# the same words are in 'herald' too: cite what was read, with --source ID\n")
    other = run("paste", "--source", "herald", passage).out
    assert yaml.safe_load(other) == {"cite": [{"source": "herald", "quote": passage}]}
    assert "too" not in other


def test_in_no_source(run: Run) -> None:
    nowhere = "No four of these words stand in a row in any source; `dossier source add ARTICLE.txt` enters one.\n"
    ran = run("paste", "seven grey cats slept on the quay")
    assert (ran.status, ran.out, ran.err) == (1, nowhere, "")


def test_a_name_that_two_entries_have(home: Path, run: Run) -> None:
    (home / "kb/people/ada-example-2.yaml").write_text("name: Ada Example\n", "utf-8")
    assert (
        "# about: [ben-sample]\n# 'Ada Example' may be 'ada-example' or 'ada-example-2'\n" in run("paste", BOTH).out
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("two cats",), "a passage has 4 words or more; by 2 words no source can be told"),
        (("--source", "dialy", BOTH), "no source 'dialy' with a fingerprint; did you mean 'daily'?"),
        (
            ("--source", "xylophone", BOTH),
            "no source 'xylophone' with a fingerprint; sources are 'daily' and 'herald'",
        ),
    ],
)
def test_misuse(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run("paste", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {message}\n")


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_what_is_no_text(run: Run, monkeypatch: pytest.MonkeyPatch, errors: str) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"Ada Example and \xff Ben Sample met"), encoding="utf-8", errors=errors)
    monkeypatch.setattr(sys, "stdin", given)
    ran = run("paste")
    assert (ran.status, ran.out, ran.err) == (2, "", "dossier: the passage is not UTF-8 text\n")


def test_words_over_two_sentences_too_few_in_each(run: Run) -> None:
    ran = run("paste", "of Northport on Monday The two ministers")
    assert ran.status == 0
    assert yaml.safe_load(ran.out)["cite"][0]["quote"] == "of Northport on Monday"
    ran = run("paste", "Northport on Monday The two ministers")
    assert ran.status == 1
    assert ran.out == "# no quote can be made of it: that takes 4 words of one sentence in a row\n"


def test_into_an_entry_as_a_claim_with_its_proof(home: Path, run: Run) -> None:
    file = home / "kb/people/ben-sample.yaml"
    file.write_text(
        "# Of the ferry.\nname: Ben Sample\n\nstatements:\n  # The first.\n  - text: He met her.\n", "utf-8"
    )
    with file.open("a", encoding="utf-8") as more:
        more.write("    cite:\n      - source: daily\n        quote: Ben Sample met in the old harbour\n")
    ran = run("paste", "--into", "ben-sample", "--says", "They met: in the old harbour.", BOTH)
    assert (ran.status, ran.out) == (0, "changed kb/people/ben-sample.yaml\n")
    text = file.read_text("utf-8")
    assert text.startswith("# Of the ferry.\nname: Ben Sample\n")
    assert text.index("# The first.") < text.index("He met her.") < text.index("They met: in the old harbour.")
    assert yaml.safe_load(text)["statements"][1] == {
        "text": "They met: in the old harbour.",
        "about": ["ada-example"],
        "cite": [
            {"source": "daily", "quote": "Ada Example and Ben Sample met in the old harbour of Northport on Monday"}
        ],
    }
    assert run("fmt", "--check", "kb/people/ben-sample.yaml").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--into", "ben-sampel", "--says", "X.", BOTH), 2, "no entry 'ben-sampel'; did you mean 'ben-sample'?"),
        (("--into", "daily", "--says", "X.", BOTH), 2, "'daily' is a source, which makes no claims"),
        (("--into", "ben-sample", BOTH), 2, "say in a sentence of your own what the claim is, with --says TEXT"),
        (
            ("--into", "ben-sample", "--says", "X.", BOTH.replace("hour", "day")),
            1,
            "# nothing was put into the entry",
        ),
    ],
)
def test_where_it_cannot_go_into_an_entry_nothing_changes(
    home: Path, run: Run, arguments: tuple[str, ...], status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    before = snapshot(home)
    ran = run("paste", *arguments)
    assert ran.status == status
    assert said in ran.out + ran.err
    assert snapshot(home) == before
