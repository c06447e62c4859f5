"""`dossier build`: the whole, and parts that Dask builds side by side and that are joined to the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_dossier.commands import parted

from tests.commands.running import Run, snapshot

CONF = """\
project = "Lighthouse"
extensions = ["sphinx_dossier"]
html_theme = "basic"
dossier_kb = "../kb"
"""
INDEX = """\
Home
====

.. toctree::
   :glob:

   */index
"""


@pytest.fixture
def site(home: Path) -> Path:
    """The folder of the invented knowledge base and of a site of it."""
    docs = home / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF, "utf-8")
    (docs / "index.rst").write_text(INDEX, "utf-8")
    return home


def test_parts_that_dask_builds_are_joined_to_what_one_build_makes(site: Path, run: Run) -> None:
    whole = run("build", "--out", "whole", "--strict")
    assert (whole.status, whole.out, whole.err) == (0, "whole: the site\n", "")
    parts = run("build", "--out", "joined", "--parts", "3", "--strict")
    assert (parts.status, parts.out, parts.err) == (0, "joined: the site, of 3 parts\n", "")
    one, other = snapshot(site / "whole"), snapshot(site / "joined")
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
    assert "people/ada-example.html" in one


def test_what_is_wrong_is_said_once_and_nothing_is_joined(site: Path, run: Run) -> None:
    file = site / "kb/people/ada-example.yaml"
    file.write_text(file.read_text("utf-8").replace("name:", "nmae:"), "utf-8")
    ran = run("build", "--out", "joined", "--parts", "2", "--strict")
    assert ran.status == 1
    assert ran.err.count("kb/people/ada-example.yaml:1:1: WARNING: an entry lacks the key 'name'") == 1
    assert not (site / "joined").exists()
    # Where warnings are no failure, the site is there without the entry.
    ran = run("build", "--out", "joined", "--parts", "2")
    assert ran.status == 0
    assert "kb/people/ada-example.yaml:1:1: WARNING: an entry lacks the key 'name'" in ran.err
    assert (site / "joined/index.html").is_file()
    assert not (site / "joined/people/ada-example.html").exists()


def test_without_dask_it_says_what_to_install(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run("build", "--parts", "2")
    assert ran.status == 2
    assert ran.err == "dossier: parts are built side by side by Dask: pip install 'sphinx-dossier[parts]'\n"


def test_a_cluster_that_is_not_there_is_a_misuse(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parted, "PATIENCE", "1s")
    ran = run("build", "--parts", "2", "--scheduler", "tcp://127.0.0.1:9")
    assert ran.status == 2
    assert ran.err.startswith("dossier: no Dask cluster answers at 'tcp://127.0.0.1:9': ")


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_a_number_of_parts_is_one_or_more(site: Path, run: Run, number: str) -> None:
    ran = run("build", "--parts", number)
    assert ran.status == 2
    assert f"'{number}' is no number of parts, such as 4" in ran.err


def test_without_a_site_it_says_what_it_needs(home: Path, run: Run) -> None:
    ran = run("build")
    assert ran.status == 2
    assert ran.err == f"dossier: there is no conf.py in '{home / 'docs'}'; name its folder with --docs DIR\n"


def test_one_part_is_joined_to_the_whole(site: Path, run: Run) -> None:
    run("build", "--out", "whole", "--strict")
    command = ["-m", "sphinx", "-q", "-b", "html", "-d", "trees", "-D", "dossier_part=1/1", "docs", "part-1"]
    subprocess.run([sys.executable, *command], check=True)
    assert run("join", "part-1", "--out", "joined").status == 0
    assert snapshot(site / "joined") == snapshot(site / "whole")


def test_a_whole_build_after_one_in_parts_leaves_nothing_of_that(site: Path, run: Run) -> None:
    ada, new = site / "kb/people/ada-example.yaml", site / "kb/people/cy-reed.yaml"
    text = ada.read_text("utf-8")
    run("build", "--out", "site")
    first = snapshot(site / "site")
    ada.write_text(text.replace("name: Ada", "name: Eda"), "utf-8")
    new.write_text("name: Cy Reed\n", "utf-8")
    run("build", "--out", "site", "--parts", "2")
    assert "Eda" in (site / "site/people/ada-example.html").read_text("utf-8")
    ada.write_text(text, "utf-8")
    new.unlink()
    run("build", "--out", "site")
    assert snapshot(site / "site") == first


def test_a_whole_build_that_writes_nothing_leaves_what_was_joined(site: Path, run: Run) -> None:
    run("build", "--out", "site", "--parts", "2")
    joined = snapshot(site / "site")
    conf = site / "docs/conf.py"
    conf.write_text(f"{CONF}\nraise ValueError\n", "utf-8")
    assert run("build", "--out", "site").status == 1
    assert snapshot(site / "site") == joined


def test_the_site_may_go_into_this_very_folder(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "out").mkdir()
    monkeypatch.chdir(site / "out")
    ran = run("build", "--out", ".")
    assert (ran.status, ran.err) == (0, "")
    assert (site / "out/index.html").is_file()
