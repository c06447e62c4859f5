"""The wheel holds all that the package needs, and its core runs where there is no Sphinx."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "docs" / "_ext" / "sphinx_dossier"

# What git ignores and what editors and tools leave behind; all else in the package belongs to it.
LEFT_BEHIND = {"__pycache__", ".mypy_cache", ".ruff_cache", ".DS_Store"}

REPORT = """
import importlib.util, json, sphinx_dossier
from sphinx_dossier.kinds import builtin_kinds
found = [name for name in ("sphinx", "docutils") if importlib.util.find_spec(name)]
print(json.dumps([sphinx_dossier.__file__, sphinx_dossier.__version__, found, sorted(builtin_kinds())]))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; give what it printed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_distribution(name: str, folder: Path) -> None:
    """Copy an installed distribution, so that no network is needed."""
    for file in metadata.files(name) or []:
        if ".." not in file.parts and "__pycache__" not in file.parts:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(str(file.locate())), folder / file)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree with what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    [path] = folder.glob("*.whl")
    return path


def needed(*names: str) -> set[str]:
    """Return distributions with all that they need to be installed."""
    found: set[str] = set()
    waiting = [canonicalize_name(name) for name in names]
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            wanted = map(Requirement, metadata.requires(name) or [])
            waiting += [
                canonicalize_name(one.name)
                for one in wanted
                if one.marker is None or one.marker.evaluate({"extra": ""})
            ]
    return found


def environment(home: Path, wheel: Path, names: Iterable[str]) -> Path:
    """Make an environment that holds the wheel and some distributions, and nothing else; return its programs."""
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    purelib = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    for name in names:
        copy_distribution(name, Path(purelib))
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel, cwd=home)
    return programs


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel and PyYAML, and nothing else."""
    return environment(tmp_path_factory.mktemp("empty") / "env", wheel, ["PyYAML"])


@pytest.fixture(scope="module")
def site_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel, what it needs, and a theme."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    return environment(home, wheel, sorted(needed("sphinx", "myst-parser", "sphinx-design", "pyyaml", "furo")))


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    kept = (path for path in PACKAGE.rglob("*") if path.is_file() and not LEFT_BEHIND & set(path.parts))
    expected = {path.relative_to(PACKAGE.parent).as_posix() for path in kept}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_the_wheel_names_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
    assert [Path(name).name for name in licences] == ["MIT.txt"]


def test_the_core_is_whole_without_sphinx(bin_folder: Path, tmp_path: Path) -> None:
    file, version, found, kinds = json.loads(run(bin_folder / "python", "-c", REPORT, cwd=tmp_path))
    assert bin_folder.parent in Path(file).parents
    assert version == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert found == []
    assert {"person", "meeting", "policy", "organization", "source"} <= set(kinds)


def test_the_command_runs_without_sphinx(bin_folder: Path, tmp_path: Path) -> None:
    assert "usage: dossier" in run(bin_folder / "dossier", "--help", cwd=tmp_path)


def test_another_team_begins_with_the_wheel_alone(site_folder: Path, tmp_path: Path) -> None:
    dossier, python = site_folder / "dossier", site_folder / "python"
    run(dossier, "init", "bay", "--title", "Rights of the bay", cwd=tmp_path)
    home = tmp_path / "bay"
    assert run(dossier, "check", cwd=home).startswith("No problems: 0 entries")
    build: list[str | Path] = [
        python,
        "-m",
        "sphinx",
        "-q",
        "-n",
        "-W",
        "--keep-going",
        "-b",
        "html",
        "-d",
        "build/doctrees",
        "docs",
    ]
    run(*build, "build/site", cwd=home)
    assert "There are no meetings here." in (home / "build/site/index.html").read_text("utf-8")
    run(dossier, "new", "place", "Old harbor", cwd=home)
    run(dossier, "new", "person", "Ada Example", cwd=home)
    assert run(dossier, "check", cwd=home).startswith("No problems: 2 entries")
    run(*build, "build/site", cwd=home)
    front = (home / "build/site/index.html").read_text("utf-8")
    assert "Rights of the bay" in front
    assert 'href="places/index.html"' in front
    assert "Old harbor" in (home / "build/site/places/old-harbor.html").read_text("utf-8")
