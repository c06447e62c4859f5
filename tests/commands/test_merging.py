"""`dossier merge`: two entries that are one, with the claims of both, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_dossier import checked, form, loading

from tests.commands.running import Run, snapshot

ONE = """\
name: Talks in Northport
moved-from: [quay-talks]
facts:
  - id: place
    place: Northport
    cite:
      - source: daily
        quote: met in the old harbour of Northport
  - name: Ada
    cite: {source: daily, quote: Ada Example and Ben Sample met}
  - format: in-person
    cite: {source: daily, quote: Ada Example and Ben Sample met}
statements:
  - id: ferry
    text: The ferry was spoken of.
    about: [ada-example, north-talks]
    cite: {source: daily, quote: spoke for an hour about the ferry}
"""
OTHER = """\
# Entered twice.
name: North talks
moved-from: [old-talks]
facts:
  # The same.
  - place: Northport
    note: As the paper has it.
    cite:
      - source: daily
        quote: met in the old harbour of Northport
      - source: daily
        quote: Ben Sample met in the old harbour of Northport
  - id: ferry
    venue: harbour
    cite: {source: daily, quote: met in the old harbour of Northport}
  - format: online
    cite: {source: daily, quote: met in the old harbour of Northport}
looked-for:
  - question: Who paid?
    read: [daily]
"""
THIRD = """\
name: Later talks
facts:
  - within: north-talks  # the first
    cite: {source: daily, quote: Ada Example and Ben Sample met}
statements:
  - text: They met again.
    about: [northport, ada-example, north-talks]
    cite: {source: daily, quote: Ada Example and Ben Sample met}
"""
JOINED = """\
name: Talks in Northport
moved-from: [quay-talks, old-talks, north-talks]

facts:
  # The same.
  - id: place
    place: Northport
    cite:
      - source: daily
        quote: met in the old harbour of Northport
      - source: daily
        quote: Ben Sample met in the old harbour of Northport
    note: As the paper has it.
  - name: Ada
    cite:
      source: daily
      quote: Ada Example and Ben Sample met
  - format: in-person
    cite:
      source: daily
      quote: Ada Example and Ben Sample met
  - id: ferry-2
    venue: harbour
    cite:
      source: daily
      quote: met in the old harbour of Northport
  - format: online
    cite:
      source: daily
      quote: met in the old harbour of Northport

statements:
  - id: ferry
    text: The ferry was spoken of.
    about: [ada-example, northport]
    cite:
      source: daily
      quote: spoke for an hour about the ferry

looked-for:
  - question: Who paid?
    read: [daily]

# Entered twice.
"""


@pytest.fixture
def talks(home: Path) -> Path:
    """The knowledge base with two meetings that are one, a third that names both, and a page."""
    (home / "docs").mkdir()
    (home / "kb/meetings").mkdir()
    (home / "docs/page.md").write_text("{meeting}`north-talks`, {claim}`northport#ferry`\n", "utf-8")
    for name, text in {"northport": ONE, "north-talks": OTHER, "later": THIRD}.items():
        (home / f"kb/meetings/{name}.yaml").write_text(text, "utf-8")
    return home


def test_the_claims_of_both_stand_once_and_the_rest_is_said(talks: Path, run: Run) -> None:
    ran = run("merge", "northport", "north-talks")
    assert (ran.status, ran.err) == (0, "")
    assert (talks / "kb/meetings/northport.yaml").read_text() == JOINED
    assert ran.out.splitlines() == [
        "changed docs/page.md",
        "changed kb/meetings/later.yaml",
        "removed kb/meetings/north-talks.yaml",
        "changed kb/meetings/northport.yaml",
        "note: 2 claims without an id refer to it, and get another address on their pages",
        "note: the name of 'north-talks' is left out: North talks",
        "note: the claim 'ferry' of 'north-talks' is now 'ferry-2', for both have that id",
        "note: 1 reference to the one in the other now leads to itself",
        "note: the sources differ now in format: in-person against online",
    ]


def test_every_reference_leads_to_the_one_and_stands_once_in_a_list(talks: Path, run: Run) -> None:
    before = [problem.code for problem in checked.check(talks / "kb").problems]
    run("merge", "northport", "north-talks")
    text = (talks / "kb/meetings/later.yaml").read_text()
    assert text == THIRD.replace("within: north-talks", "within: northport").replace(
        "[northport, ada-example, north-talks]", "[northport, ada-example]"
    )
    assert (talks / "docs/page.md").read_text() == "{meeting}`northport`, {claim}`northport#ferry`\n"
    after = checked.check(talks / "kb")
    assert {problem.code for problem in after.problems} <= set(before)
    for old in ("old-talks", "quay-talks", "north-talks"):
        assert after.library.moved_from(old, "meeting") is after.library.entries["northport"]


def test_the_joined_entry_is_in_the_form_and_loses_no_citation(talks: Path, run: Run) -> None:
    before = loading.load(talks / "kb")
    quotes = {
        c.quote.text for id_ in ("northport", "north-talks") for one in before.entries[id_].claims for c in one.cite
    }
    run("merge", "northport", "north-talks")
    after = loading.load(talks / "kb").entries["northport"]
    assert {c.quote.text for one in after.claims for c in one.cite} == quotes
    text = (talks / "kb/meetings/northport.yaml").read_text()
    assert form.formed(text, before.kinds["meeting"]) == text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("northport", "northport"), "an entry is not merged with itself"),
        (("northport", "ada-example"), "'northport' is of the kind 'meeting', 'ada-example' of the kind 'person'"),
        (("daily", "herald"), "a source has the fingerprint of one text; withdraw one of the two with --see instead"),
        (("northport", "nowhere"), "no entry 'nowhere'"),
    ],
)
def test_what_cannot_be_merged_changes_nothing(talks: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    before = snapshot(talks)
    ran = run("merge", *arguments)
    assert (ran.status, ran.err) == (2, f"dossier: {said}\n")
    assert snapshot(talks) == before


def test_a_dry_run_writes_nothing(talks: Path, run: Run) -> None:
    before = snapshot(talks)
    ran = run("merge", "--dry-run", "northport", "north-talks")
    assert "+++ /dev/null" in ran.out
    assert "+moved-from: [quay-talks, old-talks, north-talks]" in ran.out
    assert snapshot(talks) == before
