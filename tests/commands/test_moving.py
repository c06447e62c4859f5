"""`dossier rename` and `dossier withdraw`: an entry and every reference to it, all or nothing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier import checked

from tests.commands.running import Run, snapshot

MEETING = """\
# Talks on the ferry.
name: Talks in Northport
facts:
  - place: Northport
    cite: {source: daily, quote: "met in the old harbour of Northport"}
participants:
  - person: [ada-example]   # who spoke
    cite:
      - source: "daily"
        quote: Ada Example and Ben Sample met in the old harbour
statements:
  - text: ada-example spoke of the ferry.
    about: ada-example
    cite:
      - source: daily
        quote: spoke for an hour about the ferry
looked-for:
  - question: Who paid?
    read: [daily]
"""
PAGE = "See {person}`ada-example`, {person}`Ada <ada-example>` and {source}`daily`; ada-example.\n"


@pytest.fixture
def talks(home: Path) -> Path:
    """The knowledge base with a meeting that refers to the others, and a page."""
    for name, text in (("kb/meetings/northport.yaml", MEETING), ("docs/page.md", PAGE)):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(text, "utf-8", newline="\n")
    return home


def problems(home: Path) -> list[str]:
    return [str(problem) for problem in checked.check(home / "kb").problems]


def test_rename_changes_the_entry_and_every_reference(talks: Path, run: Run) -> None:
    before = problems(talks)
    ran = run("rename", "ada-example", "ada-sample")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "changed docs/page.md",
        "changed kb/meetings/northport.yaml",
        "removed kb/people/ada-example.yaml",
        "wrote kb/people/ada-sample.yaml",
        "note: 2 claims without an id refer to it, and get another address on their pages",
    ]
    assert (talks / "docs/page.md").read_text() == (
        "See {person}`ada-sample`, {person}`Ada <ada-sample>` and {source}`daily`; ada-example.\n"
    )
    assert (talks / "kb/meetings/northport.yaml").read_text() == MEETING.replace(
        "[ada-example]", "[ada-sample]"
    ).replace("about: ada-example", "about: ada-sample")
    assert (
        (talks / "kb/people/ada-sample.yaml")
        .read_text()
        .startswith("name: Ada Example\nmoved-from: [ada-example]\nfacts:\n")
    )
    assert [p.replace("ada-sample", "ada-example") for p in problems(talks)] == before
    assert checked.check(talks / "kb").library.moved_from("ada-example", "person") is not None


def test_pages_that_lead_to_a_claim_without_an_id_go_on_leading_there(talks: Path, run: Run) -> None:
    page = talks / "docs/page.md"

    def address() -> str:
        return next(one.id for one in checked.check(talks / "kb").library.entries["northport"].of("participants"))

    before = address()
    page.write_text(f"{{claim}}`northport#{before}`, #{before}0\n", "utf-8")
    run("rename", "ada-example", "ada-sample")
    assert address() != before
    assert page.read_text() == f"{{claim}}`northport#{address()}`, #{before}0\n"


def test_a_source_takes_its_fingerprint_along(talks: Path, run: Run) -> None:
    before = problems(talks)
    prints = (talks / "kb/sources/daily.fingerprint.json").read_bytes()
    assert run("rename", "daily", "daily-2031").status == 0
    assert (talks / "kb/sources/daily-2031.fingerprint.json").read_bytes() == prints
    assert not list((talks / "kb/sources").glob("daily.*"))
    assert problems(talks) == before
    assert len(checked.check(talks / "kb").library.citing["daily-2031"]) >= 4


@pytest.mark.parametrize("id_", ["ada-example", "northport", "daily"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(new=st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True))
def test_there_and_back_all_is_as_before_but_for_old_addresses(talks: Path, run: Run, id_: str, new: str) -> None:
    def without(files: dict[str, bytes]) -> dict[str, bytes]:
        return {name: re.sub(rb"moved-from: \[.*\]\n", b"", data) for name, data in files.items()}

    before = without(snapshot(talks))
    if run("rename", id_, new).status == 2:
        assert new in {"index", "herald", "ada-example", "northport", "daily"}
        return
    assert snapshot(talks).keys() != before.keys()
    assert run("rename", new, id_).status == 0
    assert without(snapshot(talks)) == before
    text = next((talks / "kb").rglob(f"{id_}.yaml")).read_text("utf-8")
    assert re.findall(r"moved-from: \[(?:.*, )?(.+)\]\n", text) == [new]


def test_a_dry_run_prints_what_git_applies_and_writes_nothing(talks: Path, run: Run) -> None:
    before = snapshot(talks)
    ran = run("rename", "--dry-run", "daily", "daily-2031")
    assert ran.status == 0
    assert snapshot(talks) == before
    patch = "".join(line for line in ran.out.splitlines(keepends=True) if not line.startswith("note: "))
    subprocess.run(["git", "init", "-q"], cwd=talks, check=True)
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=talks, check=True)
    applied = {name: data for name, data in snapshot(talks).items() if not name.startswith(".git/")}
    for name, data in before.items():
        (talks / name).parent.mkdir(exist_ok=True)
        (talks / name).write_bytes(data)
    for name in applied.keys() - before.keys():
        (talks / name).unlink()
    assert run("rename", "daily", "daily-2031").status == 0
    assert {name: data for name, data in snapshot(talks).items() if not name.startswith(".git/")} == applied


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ada-exampel", "x"), "no entry 'ada-exampel'; did you mean 'ada-example'?"),
        (
            ("ada-example", "Ada"),
            "'Ada' is no id for an entry; ids are lower-case words joined by hyphens, and not 'index'",
        ),
        (("ada-example", "daily"), "the id 'daily' is taken; to join two entries, use 'dossier merge'"),
        (("ada-example", "ada-example"), "'ada-example' is its id already"),
        (("ada-example", "x", "--docs", "none"), "there is no folder 'none'"),
    ],
)
def test_what_cannot_be_renamed_changes_nothing(talks: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    before = snapshot(talks)
    ran = run("rename", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {said}\n")
    assert snapshot(talks) == before


def test_a_file_that_may_hold_a_reference_and_cannot_be_read_stops_it(talks: Path, run: Run) -> None:
    (talks / "kb/people/broken.yaml").write_text("name: [ada-example\n", "utf-8")
    before = snapshot(talks)
    ran = run("rename", "ada-example", "x")
    assert ran.status == 2
    assert "references may stand in 'kb/people/broken.yaml'" in ran.err
    assert snapshot(talks) == before


def test_an_address_that_another_had_is_not_taken(talks: Path, run: Run) -> None:
    assert run("rename", "ada-example", "ada").status == 0
    ran = run("rename", "northport", "ada-example")
    assert ran.err == "dossier: 'ada-example' is an address that 'ada' had; it would lead to two entries\n"


def test_where_one_file_cannot_be_written_none_is(talks: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(talks)

    real = Path.unlink

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == "daily.fingerprint.json":  # the entry itself has gone before
            raise PermissionError(13, "Permission denied")
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    ran = run("rename", "daily", "daily-2031")
    monkeypatch.undo()
    assert ran.status == 2
    assert snapshot(talks) == before


def test_withdraw_says_why_and_leads_on(talks: Path, run: Run) -> None:
    ran = run("withdraw", "northport", "--why", "It was: one day.", "--see", "ada-example", "--date", "2031-05-10")
    assert (ran.status, ran.out) == (0, "changed kb/meetings/northport.yaml\n")
    text = (talks / "kb/meetings/northport.yaml").read_text()
    assert text == MEETING.replace(
        "Northport\nfacts",
        'Northport\nwithdrawn:\n  date: 2031-05-10\n  why: "It was: one day."\n  see: [ada-example]\nfacts',
        1,
    )
    again = run("withdraw", "northport", "--why", "Twice.")
    assert (again.status, again.err) == (2, "dossier: 'northport' is withdrawn already\n")


def test_withdraw_is_dated_today_where_no_date_is_given_and_refuses_bad_ones(talks: Path, run: Run) -> None:
    before = snapshot(talks)
    assert run("withdraw", "northport", "--why", "So.", "--date", "May").status == 2
    assert run("withdraw", "northport", "--why", "So.", "--see", "northport").status == 2
    assert run("withdraw", "northport", "--why", " ").status == 2
    assert snapshot(talks) == before
    assert run("withdraw", "northport", "--why", "So.").status == 0
    assert re.search(r"^  date: \d{4}-\d\d-\d\d$", (talks / "kb/meetings/northport.yaml").read_text(), re.MULTILINE)
