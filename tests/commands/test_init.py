"""`dossier init`: a new knowledge base is whole and sound, and nothing that is there is touched."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
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
        "  git init -b main\n"
        "  python -m pip install -r requirements.txt\n"
        "  dossier check\n"
        "  dossier serve\n\n"
        "README.md says how to add the first source and the first entry.\n"
        "Before others install it: salt ponds/requirements.txt has to say where sphinx-dossier comes from.\n"
    )


@pytest.mark.parametrize(
    ("told", "line", "is_sure"),
    [
        (
            {"url": "https://host.example/d.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            "sphinx-dossier[cards,pictures] @ git+https://host.example/d.git@0a1b",
            True,
        ),
        (
            {"url": "https://host.example/d.whl", "archive_info": {}},
            "sphinx-dossier[cards,pictures] @ https://host.example/d.whl",
            True,
        ),
        ({"url": "file:///home/me/d", "dir_info": {}}, "sphinx-dossier[cards,pictures]==0.1.0", False),
        (None, "sphinx-dossier[cards,pictures]==0.1.0", False),
    ],
)
def test_it_names_where_others_get_the_package_from(
    empty: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    told: object,
    line: str,
    is_sure: bool,  # noqa: FBT001
) -> None:
    def read(_: object, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(told) if told else None

    # Dask brings another class of these, which takes the place of Python's own once it is loaded.
    kind = type(metadata.distribution("sphinx-dossier"))
    monkeypatch.setattr(kind, "read_text", read)
    monkeypatch.setattr(kind, "version", "0.1.0")
    ran = run("init", "bay")
    assert line in (empty / "bay/requirements.txt").read_text("utf-8").splitlines()
    assert ("has to say where sphinx-dossier comes from" not in ran.out) is is_sure


def test_it_can_be_told_where_the_package_is(empty: Path, run: Run) -> None:
    ran = run("init", "bay", "--package", "sphinx-dossier @ git+https://host.example/d@v1")
    assert "sphinx-dossier @ git+https://host.example/d@v1\n" in (empty / "bay/requirements.txt").read_text("utf-8")
    assert "Before others" not in ran.out


def test_every_file_is_there_and_no_mark_is_left_in_it(empty: Path, run: Run) -> None:
    run("init", "bay", "--title", "The bay", "--author", "Its anglers")
    made = {path.relative_to(empty / "bay").as_posix() for path in (empty / "bay").rglob("*") if path.is_file()}
    given = {path.relative_to(FRESH).as_posix() for path in FRESH.rglob("*") if path.is_file()}
    assert made == {"/".join(f".{one[1:]}" if one[0] == "_" else one for one in name.split("/")) for name in given}
    assert {".github/workflows/check.yml", ".gitignore", "docs/conf.py", "kb/kinds/place.yaml", "README.md"} <= made
    for name in made:
        assert not re.search("@[a-z_]+@", (empty / "bay" / name).read_text("utf-8"))
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
    (empty / "there").mkdir()
    for name in ("bay", "a/b/bay", "there"):
        ran = run("init", name)
        assert (ran.status, ran.err) == (
            2,
            f"dossier: '{name}' cannot be made: No space left on device; nothing was written\n",
        )
    assert [one.name for one in empty.rglob("*")] == ["there"]


def test_where_it_fails_half_way_an_empty_folder_stays_empty(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, moved = Path.replace, list[Path]()

    def two(self: Path, to: Path) -> Path:
        if to.parent == empty / "bay" and len(moved) == 2:
            raise OSError(28, "No space left on device")
        moved.append(to)
        return kept(self, to)

    monkeypatch.setattr(Path, "replace", two)
    (empty / "bay").mkdir()
    assert run("init", "bay").status == 2
    assert [one.name for one in empty.rglob("*")] == ["bay"]


def test_an_empty_folder_takes_it_and_whoever_stands_in_it_stays(empty: Path, run: Run) -> None:
    (empty / "bay").mkdir()
    before = (empty / "bay").stat().st_ino
    assert run("init", "bay").status == 0
    assert (empty / "bay/kb/settings.yaml").is_file()
    assert (empty / "bay").stat().st_ino == before


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
