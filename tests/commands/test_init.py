"""`dossier init`: a new knowledge base is whole and sound, and nothing that is there is touched."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sphinx_dossier import exports
from sphinx_dossier.checked import check
from sphinx_dossier.commands import parser
from sphinx_dossier.kinds import load_kinds

from tests.commands.running import Run, snapshot

FRESH = Path(__file__).parents[2] / "docs/_ext/sphinx_dossier/commands/fresh"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_says_what_to_do_next(empty: Path, run: Run) -> None:
    ran = run("init", "salt ponds")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "salt ponds: a new knowledge base, Salt ponds. Go on with:\n\n"
        "  cd 'salt ponds'\n"
        "  git init\n"
        "  python -m pip install -r requirements.txt\n"
        "  dossier check\n"
        "  dossier serve\n\n"
        "README.md says how to add the first source and the first entry.\n"
    )


def test_every_file_is_there_and_no_mark_is_left_in_it(empty: Path, run: Run) -> None:
    run("init", "bay", "--title", "The bay", "--author", "Its anglers")
    made = {path.relative_to(empty / "bay").as_posix() for path in (empty / "bay").rglob("*") if path.is_file()}
    given = {path.relative_to(FRESH).as_posix() for path in FRESH.rglob("*") if path.is_file()}
    assert made == {"/".join(f".{one[1:]}" if one[0] == "_" else one for one in name.split("/")) for name in given}
    assert {".github/workflows/check.yml", ".gitignore", "docs/conf.py", "kb/kinds/place.yaml", "README.md"} <= made
    for name in made:
        assert "@" not in (empty / "bay" / name).read_text("utf-8").replace("/checkout@", "").replace("-python@", "")
    assert 'author = "Its anglers"' in (empty / "bay/docs/conf.py").read_text("utf-8")


def test_it_is_sound_and_in_the_form_of_files(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "bay")
    kinds, problems = load_kinds(empty / "bay/kb", "kb")
    assert (problems, check(empty / "bay/kb").problems) == ((), ())
    schemas = yaml.safe_load((empty / "bay/.vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {Path(name).stem for name in schemas} == set(kinds)
    assert set(schemas.values()) == {f"kb/{kind.folder}/*.yaml" for kind in kinds.values()}
    monkeypatch.chdir(empty / "bay")
    assert run("fmt", "--check").status == 0


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("title", ["The bay", "A \"b\" \\n 'c' *d* `e` {f} <g> [h](i) | $j #k 海"])
def test_the_site_is_built_without_a_complaint(empty: Path, run: Run, builder: str, title: str) -> None:
    run("init", "bay", "--title", title)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-n",
        "-W",
        "--keep-going",
        "-b",
        builder,
        "-d",
        "dt",
        "docs",
        "out",
    ]
    ran = subprocess.run(command, cwd=empty / "bay", capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "There are no meetings here." in (empty / "bay/out/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("full", "dossier: 'full' is not empty, it holds notes.txt; name a folder that is new or empty\n"),
        ("full/notes.txt", "dossier: 'full/notes.txt' is a file; name a folder that is new or empty\n"),
        ("full/notes.txt/below", "dossier: 'full/notes.txt/below' cannot be made: "),
    ],
)
def test_what_is_there_is_not_touched(empty: Path, run: Run, folder: str, said: str) -> None:
    (empty / "full").mkdir()
    (empty / "full/notes.txt").write_text("mine\n", "utf-8")
    before = snapshot(empty)
    ran = run("init", folder)
    assert ran.status == 2
    assert ran.err.startswith(said)
    assert snapshot(empty) == before


def test_where_it_fails_nothing_is_left(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = run("init", "bay")
    assert (ran.status, ran.err) == (
        2,
        "dossier: 'bay' cannot be made: No space left on device; nothing was written\n",
    )
    assert list(empty.iterdir()) == []


def test_an_empty_folder_takes_it(empty: Path, run: Run) -> None:
    (empty / "bay").mkdir()
    assert run("init", "bay").status == 0
    assert (empty / "bay/kb/settings.yaml").is_file()


def test_its_workflow_asks_for_little_and_is_pinned() -> None:
    text = (FRESH / "_github/workflows/check.yml").read_text("utf-8")
    read = yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- strings alone
    assert read["permissions"] == {"contents": "read"}
    assert set(read["on"]) == {"push", "pull_request", "merge_group"}
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+( .*)?", one) for one in used)
    assert "secrets." not in text
    runs = [step["run"] for step in read["jobs"]["check"]["steps"] if "run" in step]
    for line in runs:
        if line.startswith("dossier "):
            assert parser(exports.FORMATS).parse_args(line.split()[1:]).command == line.split()[1]
    assert {"dossier check --format github", "dossier fmt --check"} <= set(runs)
