"""`dossier export`: the files, where they go, and what it says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx_dossier import checked, exports
from sphinx_dossier.publication import Site

from tests.commands.running import Run, snapshot


def site(title: str, base: str) -> Site:
    return Site(
        title=title, base=base, uri=lambda page, anchor: f"{base}{page}.html" + (f"#{anchor}" if anchor else "")
    )


@pytest.mark.parametrize("name", [*exports.FORMATS])
def test_each_format_writes_what_a_site_publishes(name: str, run: Run, home: Path) -> None:
    base = "https://river.example/"
    ran = run("export", name, "--out", "out", "--title", "River", "--base", base.rstrip("/"))
    assert (ran.status, ran.err) == (0, "")
    expected = dict(exports.FORMATS[name].files(checked.check(home / "kb"), site("River", base)))
    assert snapshot(home / "out") == expected
    assert f"{len(expected)} file" in ran.out


def test_all_are_written_at_once(run: Run, home: Path) -> None:
    assert run("export", "all", "--out", "deep/out").status == 0
    one = checked.check(home / "kb")
    expected = {path: data for form in exports.FORMATS.values() for path, data in form.files(one, site("kb", ""))}
    assert snapshot(home / "deep/out") == expected
    assert json.loads(expected["data/dossier.json"])["title"] == "kb"


def test_the_files_go_here_where_nobody_says_otherwise(run: Run, home: Path) -> None:
    assert "data/sources.bib" in run("export", "bibtex").out
    assert (home / "data/sources.bib").is_file()


def test_what_is_broken_is_left_out_and_said(run: Run, home: Path) -> None:
    (home / "kb/people/bo.yaml").write_text("nome: Bo\n", "utf-8")
    ran = run("export", "csv", "--out", "out")
    assert (ran.status, ran.err) == (1, "1 entry left out for problems: `dossier check` says which\n")
    assert "bo," not in (home / "out/data/kinds/people.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xml"], "invalid choice"),
        (["sitemap"], "'sitemap' needs the address of the site: --base URL"),
        (["json", "--base", "river.example"], "'river.example' is no whole web address"),
    ],
)
def test_misuse(arguments: list[str], said: str, run: Run, home: Path) -> None:
    before = snapshot(home)
    ran = run("export", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert snapshot(home) == before
