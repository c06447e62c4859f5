"""`dossier form`: what a stranger wrote into an issue form becomes an entry, or is told in the terms of the files."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from sphinx_dossier.commands.answers import QUESTIONS, read
from sphinx_dossier.kinds import builtin_kinds

from tests.commands.running import Run, snapshot

FORMS = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"
NEW = {
    "Kind": "person",
    "Name": "Ben Sample",
    "Other names": "_No response_",
    "What does it say?": "He met Ada Example in the old harbour: both towns' ministers.",
    "Exact words of the source": "> “Ada Example and Ben Sample met in the old harbour of Northport”",
    "Address of the source": "https://daily.example/ministers",
    "Date of the source": "2031-05-03",
}


def issue(answers: dict[str, str]) -> str:
    return "".join(f"### {question}\r\n\r\n{answer}\r\n\r\n" for question, answer in answers.items())


@pytest.fixture
def told(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with answers as standard input."""

    def form(answers: dict[str, str], *arguments: str) -> object:
        monkeypatch.setattr(sys, "stdin", io.StringIO(issue(answers)))
        return run("form", *arguments)

    return form  # type: ignore[return-value]


def test_a_new_entry_with_its_proof(home: Path, told: Run, run: Run) -> None:
    ran = told(NEW)
    assert (ran.status, ran.out) == (0, "wrote kb/people/ben-sample.yaml\n")
    entry = yaml.safe_load((home / "kb/people/ben-sample.yaml").read_text("utf-8"))
    quote = "Ada Example and Ben Sample met in the old harbour of Northport"
    assert entry == {
        "name": "Ben Sample",
        "statements": [
            {"text": NEW["What does it say?"], "cite": [{"source": "daily", "quote": quote}]},
        ],
    }
    assert run("check").status == 0
    assert run("fmt", "--check", "kb/people/ben-sample.yaml").status == 0


def test_where_no_source_has_the_words_it_says_what_is_to_be_done(home: Path, told: Run, run: Run) -> None:
    ran = told({**NEW, "Exact words of the source": "Ben Sample never met her", "Other names": "B. Sample,  Benny"})
    assert (ran.status, ran.out) == (
        1,
        "wrote kb/people/ben-sample.yaml\n"
        "The words are in no source here as a quote. Save the article, then run: dossier source add ARTICLE\n"
        "After that: dossier paste --into ben-sample\n",
    )
    assert (
        (home / "kb/people/ben-sample.yaml")
        .read_text("utf-8")
        .startswith(
            "# Other names, each to be proved by a quote: B. Sample, Benny\n"
            "# To be proved: He met Ada Example in the old harbour: both towns' ministers.\n"
            "# by these words of a source: Ben Sample never met her\n"
            "# Source to be added: https://daily.example/ministers 2031-05-03\n"
        )
    )
    assert run("check").status == 0


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"Name": "Ada Exampel"}, 1, "there is Ada Example already"),
        ({"Other names": "Nobody, Ada Exmaple"}, 1, "there is Ada Example already"),
        ({"Kind": "../people"}, 2, "there is no kind '../people'"),
        ({"Kind": "source"}, 2, "a source is made from its article"),
        ({"Name": "_No response_"}, 2, "the answer to 'Name' is empty"),
        ({"Name": "../../海"}, 2, "no id can be made of '../../海'"),
    ],
)
def test_nothing_is_written_of_what_cannot_be(
    home: Path, told: Run, change: dict[str, str], status: int, said: str
) -> None:
    before = snapshot(home)
    ran = told({**NEW, **change})
    assert ran.status == status
    assert said in ran.out + ran.err
    assert snapshot(home) == before


@pytest.mark.parametrize(
    "name",
    ["X: {a: 1}\nwithdrawn: true", "'\"# x", "!!python/object:os.system", "- [", "../../../etc/passwd", "&a *a"],
)
def test_what_is_written_says_what_the_stranger_wrote_and_no_more(home: Path, told: Run, name: str) -> None:
    before = set(snapshot(home))
    told(
        {
            **NEW,
            "Name": f"Cleo {name}",
            "What does it say?": name,
            "Address of the source": f"{name}\nmoved-from: [x]",
        }
    )
    [new] = set(snapshot(home)) - before
    assert new.startswith("kb/people/cleo")
    assert yaml.safe_load((home / new).read_text("utf-8"))["name"] == " ".join(f"Cleo {name}".split())
    assert set(yaml.safe_load((home / new).read_text("utf-8"))) <= {"name", "statements"}


def test_a_correction_is_told_with_its_file_and_whether_the_words_are_there(told: Run) -> None:
    asked = {
        "Entry": "https://dossier.example/people/ada-example.html#c-1234",
        "What is wrong?": "She was not alone.",
        "What should it say?": "Ben Sample was there.",
        "Exact words of the source": "Ada Example and Ben Sample met",
        "Address of the source": "_No response_",
    }
    ran = told(asked)
    assert ran.status == 1
    assert ran.out == (
        "kb/people/ada-example.yaml: Ada Example\n"
        "wrong: She was not alone.\n"
        "wanted: Ben Sample was there.\n"
        "The words are in 'daily': dossier cite daily 'Ada Example and Ben Sample met'\n"
    )
    assert (
        "in no source here. It is said to be: not known"
        in told({**asked, "Exact words of the source": "nobody was there at all"}).out
    )
    assert "no entry 'Ada Exampel'; did you mean" in told({**asked, "Entry": "Ada Exampel"}).err


def test_a_line_to_run_runs_nothing_of_a_stranger(told: Run) -> None:
    words = "Ada `Example and` $(Ben) 'Sample' met"
    asked = dict.fromkeys(QUESTIONS["correction"], "ada-example") | {"Exact words of the source": words}
    [line] = [line for line in told(asked).out.split("\n") if "dossier cite" in line]
    assert shlex.split(line.partition(": ")[2]) == ["dossier", "cite", "daily", words]


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x9b", "\u202e", "\ufffe", "\ud800"])
def test_what_is_no_text_reaches_neither_file_nor_terminal(home: Path, told: Run, run: Run, odd: str) -> None:
    form = {question: f"{answer}{odd}" for question, answer in NEW.items() if question != "Kind"}
    ran = told({"Kind": "person", **form, "Exact words of the source": f"{odd}no such words at all"})
    assert odd not in ran.out
    assert odd not in (home / "kb/people/ben-sample.yaml").read_text("utf-8")
    assert run("check").status == 0
    told_back = told(dict.fromkeys(QUESTIONS["correction"], f"ada-example{odd}"))
    assert odd not in told_back.out + told_back.err


def test_a_dead_link_is_told_with_its_key(home: Path, told: Run) -> None:
    with (home / "kb/sources/daily.yaml").open("a", encoding="utf-8") as file:
        file.write("url: https://daily.example/ministers\n")
    asked = {
        "Source": "The Daily, 3 May 2031",
        "Address that is gone": "https://daily.example/ministers",
        "Address that works": "https://archive.example/1",
    }
    assert told(asked).out == (
        "kb/sources/daily.yaml: The Daily, 3 May 2031\n"
        "Its url is gone. If https://archive.example/1 has the same words, put it there, and run: dossier check\n"
    )
    assert "status: gone" in told({**asked, "Address that works": "_No response_"}).out
    assert (
        "is neither its url nor its archive; they are https://daily.example/ministers."
        in told({**asked, "Address that is gone": "https://other.example"}).out
    )
    assert told({**asked, "Source": "ada-example"}).err == "dossier: 'ada-example' is no source but a person\n"


def test_what_is_no_form_is_refused(told: Run) -> None:
    ran = told({"Name": "Ben"})
    assert ran.status == 2
    assert "this is no answer to one of the forms 'new entry', 'correction' or 'dead link'" in ran.err


def test_an_answer_cannot_answer_another_question() -> None:
    form, answers = read(issue({**NEW, "Other names": "x\n### Kind\n\nsource\n### Mine\ny"}))
    assert (form, answers["Kind"]) == ("new entry", "person")
    assert answers["Other names"] == "x\n### Kind\n\nsource\n### Mine\ny"


def test_the_forms_ask_the_same_questions() -> None:
    for name, questions in QUESTIONS.items():
        form = yaml.safe_load((FORMS / f"{name.replace(' ', '-')}.yml").read_text("utf-8"))
        assert {"name", "description", "body"} <= set(form)
        fields = [field for field in form["body"] if field["type"] != "markdown"]
        assert tuple(field["attributes"]["label"] for field in fields) == questions
        assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown"}
    [kinds] = [
        field["attributes"]["options"]
        for field in yaml.safe_load((FORMS / "new-entry.yml").read_text("utf-8"))["body"]
        if field["type"] == "dropdown"
    ]
    assert set(kinds) == set(builtin_kinds()) - {"source"}
