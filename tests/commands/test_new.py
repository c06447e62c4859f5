"""`dossier new`: a file to be filled in, for each kind, and no second entry for one thing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from sphinx_dossier.blank import blank
from sphinx_dossier.checked import check
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import builtin_kinds, load_kinds

from tests.commands.running import Run, snapshot

KINDS = [name for name in builtin_kinds() if name != "source"]


def test_a_person_is_sound_at_once(home: Path, run: Run) -> None:
    ran = run("new", "person", "Cleo  Fisher")
    assert (ran.status, ran.out) == (
        0,
        "kb/people/cleo-fisher.yaml: a new person.\nFill it in, then run: dossier check\n",
    )
    _, _, written = (home / "kb/people/cleo-fisher.yaml").read_text("utf-8").partition("\n\n")
    assert written.startswith("name: Cleo Fisher\n\n# sort:")
    assert run("check").status == 0


def test_what_has_to_be_filled_in_is_said_in_place(home: Path, run: Run) -> None:
    run("new", "meeting", "Pier talks", "--id", "pier-talks-2032")
    lines = run("check").out.splitlines()
    assert [line.partition(": ")[0] for line in lines[:3]] == [
        "kb/meetings/pier-talks-2032.yaml:10:10",
        "kb/meetings/pier-talks-2032.yaml:12:16",
        "kb/meetings/pier-talks-2032.yaml:13:15",
    ]
    assert "'date' has no value" in lines[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_offered_with_its_help(kind: str) -> None:
    declared = builtin_kinds()[kind]
    text = blank(declared, "X")

    def offered(field: Field) -> None:
        assert f"{field.name}:  # {field.help.rstrip('.')}" in text

    for field in (*declared.keys.values(), *declared.facts.values()):
        offered(field)
    for relation in declared.relations.values():
        offered(relation.field)
        for name, field in relation.field.fields.items():
            if name not in {"id", "cite", "note"}:
                offered(field)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_in_the_form_that_files_have(kind: str, home: Path, run: Run) -> None:
    run("new", kind, "Talks: a 'first' round", "--id", "x-y")
    assert run("fmt", "--check", f"kb/{builtin_kinds()[kind].folder}/x-y.yaml").status == 0


@pytest.mark.parametrize("kind", KINDS)
def test_without_its_marks_it_is_yaml_of_the_kind(kind: str, tmp_path: Path) -> None:
    """Who takes every # away, and fills nothing in, is told of missing values and of nothing else."""
    _, _, text = blank(builtin_kinds()[kind], "X").partition("\n\n")
    folder = tmp_path / "kb" / builtin_kinds()[kind].folder
    folder.mkdir(parents=True)
    bare = (line.removeprefix("# ").removeprefix("#") for line in text.splitlines())
    (folder / "x.yaml").write_text("\n".join(bare) + "\n", "utf-8")
    codes = {(problem.code.value, "has no value" in problem.wrong) for problem in check(tmp_path / "kb").problems}
    assert codes <= {("wrong-type", True), ("missing-key", False), ("uncited-claim", False)}
    assert ("wrong-type", True) in codes


def test_a_kind_of_ones_own_is_offered_too(home: Path, run: Run) -> None:
    (home / "kb/kinds").mkdir()
    (home / "kb/kinds/ferry.yaml").write_text(
        "label: Ferry\nplural: Ferries\nfolder: ferries\nhelp: A boat that crosses.\n"
        "facts:\n  length:\n    type: number\n    label: Length\n    help: In metres.\n",
        "utf-8",
    )
    assert load_kinds(home / "kb", "kb")[1] == ()
    assert run("new", "ferry", "Gull").status == 0
    assert "length:  # In metres: 4000 or over 4000" in (home / "kb/ferries/gull.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["ada example", "Example, Ada", "Ada Exmaple"])
def test_a_near_name_is_refused_and_can_be_forced(name: str, home: Path, run: Run) -> None:
    before = snapshot(home)
    ran = run("new", "person", name, "--id", "another")
    assert ran.status == 1
    assert "there is Ada Example already" in ran.out
    assert "kb/people/ada-example.yaml:1:1" in ran.out or "kb/people/ada-example.yaml" in ran.out
    assert snapshot(home) == before
    assert run("new", "person", name, "--id", "another", "--force").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("perso", "X"), "there is no kind 'perso'; kinds are "),
        (("source", "X"), "a source is made from its article: dossier source add FILE"),
        (("person", "海"), "no id can be made of '海'; give one with --id"),
        (("person", "X", "--id", "No Id"), "'No Id' is no id; give one with --id"),
        (("person", "Somebody Else", "--id", "ada-example"), "the id 'ada-example' is taken"),
        (("person", "Index"), "'index' is the name of the list of all entries"),
        (("person",), "NAME is missing"),
        ((), "KIND is missing: one of "),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], said: str, home: Path, run: Run) -> None:
    before = snapshot(home)
    ran = run("new", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert snapshot(home) == before


def test_on_a_terminal_it_asks(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("policy\nOyster beds\n"))
    assert run("new").status == 0
    assert (home / "kb/policies/oyster-beds.yaml").is_file()
