"""`dossier cite`: a citation that can be pasted, or how far the words match."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sphinx_dossier.checked import check

from tests.commands.running import Run


@pytest.mark.parametrize(
    ("id_", "words", "place", "quote"),
    [
        ("daily", "over 400 boats had joined", "# words 47 to 51 of 81", "over 400 boats had joined"),
        ("daily", "  OVER 400\n boats  had ", "# words 47 to 50 of 81", "OVER 400 boats had"),
        ("daily", "ministers open talks in", "# words 1 to 4 of 81 (in the title)", "ministers open talks in"),
        (
            "daily",
            "Ada Example and Ben ... of Northport on Monday",
            "# words 9 to 12 and 19 to 22 of 81",
            "Ada Example and Ben ... of Northport on Monday",
        ),
        (
            "daily",
            '“We did not sign: it\'s \\ "today"',
            None,
            None,
        ),
        ("daily", "near the quay served both \"'", "# words 68 to 72 of 81", "near the quay served both \"'"),
        ("herald", "ben sample told reporters", "# words 10 to 13 of 25", "ben sample told reporters"),
    ],
)
def test_found(home: Path, run: Run, id_: str, words: str, place: str | None, quote: str | None) -> None:
    ran = run("cite", id_, words)
    if place is None:
        assert ran.status == 1
        return
    assert (ran.status, ran.err) == (0, "")
    first, _, rest = ran.out.partition("\n")
    assert first == place
    assert yaml.safe_load(rest) == {"cite": [{"source": id_, "quote": quote}]}


def test_what_is_printed_can_be_pasted(home: Path, run: Run) -> None:
    printed = run("cite", "daily", 'and "Ben Sample met: in the old’').out
    entry = "name: Ben Sample\nfacts:\n  - name: Ben\n" + "".join(f"    {line}\n" for line in printed.splitlines())
    (home / "kb/people/ben-sample.yaml").write_text(entry, "utf-8")
    checked = check(home / "kb")
    assert checked.problems == ()
    assert "ben-sample" in checked.library.entries


NEGATION = (
    "# the sentence has a negation that the quote leaves out, {}; quote it too, or say in 'infer' why it does not "
    "touch the claim [cut-negation]"
)
ATTRIBUTION = (
    "# the sentence has an attribution that the quote leaves out, {}; quote who says it too and name them in 'by', "
    "or say in 'infer' why it does not matter to the claim [cut-attribution]"
)
CUT = (
    "# the quote ends inside a word: 'sample' is joined to the word after it; quote the joined word as a whole, as "
    "in 'non-nuclear' or 'didn't' [cut-word]"
)


@pytest.mark.parametrize(
    ("id_", "words", "status", "remarks"),
    [
        ("daily", "We did not sign anything today, Example said", 0, []),
        ("daily", "did not sign anything today", 0, [ATTRIBUTION.format("2 words after it")]),
        (
            "daily",
            "sign anything today, Example",
            0,
            [NEGATION.format("1 word before it"), ATTRIBUTION.format("1 word after it")],
        ),
        ("tide", "the pilots sailed with Sample", 1, [CUT]),
    ],
)
def test_what_a_check_would_say_of_the_cut(
    home: Path, run: Run, id_: str, words: str, status: int, remarks: list[str]
) -> None:
    (home / "tide.txt").write_text("That day the pilots sailed with Sample's tug.", "utf-8")
    run("source", "add", "tide.txt", "--id", "tide")
    ran = run("cite", id_, words)
    assert (ran.status, ran.err) == (status, "")
    assert ran.out.splitlines()[4:] == remarks
    assert yaml.safe_load(ran.out) == {"cite": [{"source": id_, "quote": words}]}


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "met in the old harbour of Southport",
            "'met in the old harbour of southport' is not in 'daily': nearest at word 14, where 6 of 7 words match, "
            "from 'met' to 'of'.\n",
        ),
        (
            "seven grey cats slept there",
            "'seven grey cats slept there' is not in 'daily': no four of them stand there in a row.\n",
        ),
        (
            "Ben Sample told reporters in Southport",
            "'ben sample told reporters in southport' is not in 'daily': no four of them stand there in a row.\n"
            "The words are not in 'daily', but in 'herald'.\n",
        ),
        (
            "the two ministers spoke ... Ada Example and Ben",
            "Each part is in 'daily', but not in this order in one paragraph; cite each on its own.\n",
        ),
        (
            "ferry across the bay will run at night",
            "'ferry across the bay will run at night' is not in 'daily': nearest at word 32, where 4 of 8 words "
            "match, from 'ferry' to 'bay'.\n"
            "The words are not in 'daily', where 4 of 8 words match; more of them, 6, are in 'herald'.\n",
        ),
        ("Ada Example and", "A quote, and each part of it between dots, has at least 4 words.\n"),
        ("Ada Example and Ben ... old", "A quote, and each part of it between dots, has at least 4 words.\n"),
        ("", "A quote, and each part of it between dots, has at least 4 words.\n"),
        ("word " * 26, "These are 26 words; a quote has at most 25.\n"),
    ],
)
def test_not_a_quote(home: Path, run: Run, words: str, printed: str) -> None:
    ran = run("cite", "daily", words)
    assert (ran.status, ran.out, ran.err) == (1, printed, "")


def test_words_over_the_end_of_a_paragraph_are_not_called_parts(home: Path, run: Run) -> None:
    ran = run("cite", "daily", "across the bay we did not")
    assert ran.status == 1
    assert "Each part" not in ran.out


def test_the_settings_count(home: Path, run: Run) -> None:
    (home / "kb/settings.yaml").write_text("quote-shortest: 5\nquote-longest: 6\n", "utf-8")
    printed = run("cite", "daily", "Ada Example and Ben").out
    assert printed == "A quote, and each part of it between dots, has at least 5 words.\n"
    assert run("cite", "daily", "word " * 7).out == "These are 7 words; a quote has at most 6.\n"


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("dialy", "no source 'dialy' with a fingerprint; did you mean 'daily'?"),
        ("xylophone", "no source 'xylophone' with a fingerprint; sources are 'daily' and 'herald'"),
        ("ada-example", "no source 'ada-example' with a fingerprint; sources are 'daily' and 'herald'"),
    ],
)
def test_no_such_source(home: Path, run: Run, id_: str, message: str) -> None:
    ran = run("cite", id_, "Ada Example and Ben")
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {message}\n")


def test_the_source_is_found_by_the_words(home: Path, run: Run) -> None:
    ran = run("cite", "ben sample told reporters")
    assert (ran.status, yaml.safe_load(ran.out)) == (
        0,
        {"cite": [{"source": "herald", "quote": "ben sample told reporters"}]},
    )


def test_where_no_source_has_all_of_them_the_nearest_is_named(home: Path, run: Run) -> None:
    ran = run("cite", "over 400 boats had joined in by midnight")
    assert ran.status == 1
    assert "is not in 'daily'" in ran.out


def test_where_two_sources_have_them_both_are_named(home: Path, run: Run) -> None:
    for ending in ("yaml", "fingerprint.json"):
        (home / f"kb/sources/later.{ending}").write_bytes((home / f"kb/sources/daily.{ending}").read_bytes())
    assert "\n# the same words are in 'later': cite what was read\n" in run("cite", "over 400 boats had joined").out


def test_where_no_source_has_any_it_says_what_to_do(home: Path, run: Run) -> None:
    ran = run("cite", "nothing of this was printed anywhere")
    assert (ran.status, ran.out) == (
        1,
        "No source has four of these words in a row; `dossier source add ARTICLE` enters one.\n",
    )
