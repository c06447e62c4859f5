"""`dossier show`: an entry as text, found by whatever name it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.commands import terminal

from tests.commands.running import Run

ADA = (
    "Person\n"
    "Ada Example\n"
    "\n"
    "Name in the sources  Ada Example[1]\n"
    "\n"
    "Sources\n"
    "  1 quote from 1 source.\n"
    "\n"
    "  [1] “Ada Example and Ben Sample met” — The Daily, 3 May 2031.\n"
)


@pytest.fixture(autouse=True)
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def people(home: Path) -> Path:
    """More people, one of whom had another id before, and one who has the name of another's."""
    for name, more in {
        "Ben Sample": "moved-from: people/ben-smaple\n",
        "Ben Sampler": "",
        "Sir Ben Sample Hill": "",
        "Cora Writer": "facts:\n  - name: Cora Scribe\n    status: misprint\n    cite:\n      - source: daily\n"
        "        quote: Sample's office denied that the ferry would close\n        infer: An invented misprint.\n",
    }.items():
        (home / f"kb/people/{name.lower().replace(' ', '-')}.yaml").write_text(f"name: {name}\n{more}", "utf-8")
    assert [problem for problem in check(home / "kb").problems if problem.code.level == "error"] == []
    return home


@pytest.mark.parametrize("name", ["ada-example", "Ada Example", "ADA  example", "ada", "Adda Exampel", "exampl"])
def test_one_entry_is_printed(home: Path, run: Run, name: str) -> None:
    ran = run("show", name)
    assert ran.out.startswith(ADA)
    assert (ran.status, ran.err) == (0, "")
    assert "How to cite" not in ran.out


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ben-sample", "Ben Sample"),
        ("ben SAMPLE", "Ben Sample"),
        ("ben-smaple", "Ben Sample"),
        ("sampler", "Ben Sampler"),
        ("Cora Scribe", "Cora Writer"),
        ("scribe", "Cora Writer"),
    ],
)
def test_names_of_all_sorts(people: Path, run: Run, name: str, title: str) -> None:
    ran = run("show", *name.split())
    assert ran.out.splitlines()[1] == title


def test_several_are_listed(people: Path, run: Run) -> None:
    ran = run("show", "Ben")
    assert ran.status == 1
    assert ran.out == (
        "'Ben' may mean:\n\n  ben-sample           Ben Sample (person)\n  ben-sampler          Ben Sampler (person)\n"
        "  sir-ben-sample-hill  Sir Ben Sample Hill (person)\n"
    )


def test_none_is_near(people: Path, run: Run) -> None:
    ran = run("show", "xylophone")
    assert (ran.status, ran.out, ran.err) == (1, "", "No entry is called 'xylophone', nor nearly so.\n")


def test_a_broken_entry(home: Path, run: Run) -> None:
    (home / "kb/people/ben-sample.yaml").write_text("nmae: Ben\n", "utf-8")
    ran = run("show", "ben-sample")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "The entry 'ben-sample' has problems; `dossier check` names them.\n"


def test_it_is_as_wide_as_the_terminal(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "  [1] “Ada Example and Ben Sample met” —\n      The Daily, 3 May 2031.\n" in run("show", "ada").out
    monkeypatch.setenv("COLUMNS", "400")
    assert terminal.width() == 100


def test_colours(home: Path, run: Run) -> None:
    ran = run("--color", "always", "show", "ada")
    assert "\x1b[1mAda Example\x1b[0m\n" in ran.out
