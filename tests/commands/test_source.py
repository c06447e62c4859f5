"""`dossier source`: entry and fingerprint from an article, the comparison, and that no text is kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.commands import main
from sphinx_dossier.evidence.words import words

from tests.commands.harbor import ARTICLE

Out = pytest.CaptureFixture[str]

ENTRY = """\
# Add where known: publisher, agency, authors, photographs, url, archive, origin. Correct what was read wrongly.
name: Envoys agree on a lighthouse for the northern strait
title:
  quote: Envoys agree on a lighthouse for the northern strait
date: 2031-05-03
dateline: PORT EXAMPLE
language: en
file: press.txt
sha256: {}
layout:
  byline: [5]
  furniture: [1]
  title: [3]
"""


def test_the_entry_holds_what_can_be_read_off(kb: Path) -> None:
    text = (kb / "sources/harbor-press.yaml").read_text("utf-8")
    sha256 = json.loads((kb / "sources/harbor-press.fingerprint.json").read_text("utf-8"))["sha256"]
    assert text == ENTRY.format(sha256)
    assert check(kb).problems == ()


def test_the_text_is_written_nowhere(kb: Path) -> None:
    listed = words(ARTICLE)
    title = words("Envoys agree on a lighthouse for the northern strait")
    kept = {tuple(title[i : i + 4]) for i in range(len(title) - 3)}
    runs = {tuple(listed[i : i + 4]) for i in range(len(listed) - 3)} - kept
    for file in (kb / "sources").iterdir():
        found = words(file.read_text("utf-8"))
        assert not runs.intersection(tuple(found[i : i + 4]) for i in range(len(found) - 3)), file.name


def test_an_id_is_made_of_date_and_title(kb: Path, capsys: Out) -> None:
    assert main(["source", "add", "press.txt"]) == 0
    assert (kb / "sources/2031-05-03-envoys-agree-on-a-lighthouse.yaml").is_file()
    assert main(["source", "add", "press.txt"]) == 0
    assert (kb / "sources/2031-05-03-envoys-agree-on-a-lighthouse-2.yaml").is_file()


def test_a_layout_that_was_corrected_is_kept(kb: Path, capsys: Out) -> None:
    entry = kb / "sources/harbor-press.yaml"
    corrected = entry.read_text("utf-8").replace("furniture: [1]", "furniture: [1, 9]")
    entry.write_text(corrected, "utf-8")
    assert main(["source", "verify", "harbor-press", "press.txt"]) == 1
    assert "the parts differ; was 'layout' changed since?" in capsys.readouterr().out
    assert main(["source", "add", "press.txt", "--id", "harbor-press"]) == 0
    assert entry.read_text("utf-8") == corrected
    assert main(["source", "verify", "harbor-press", "press.txt"]) == 0


def test_another_file_is_told_from_the_one_that_was_read(kb: Path, capsys: Out) -> None:
    Path("press.txt").write_text(ARTICLE.replace("an official", "the official"), "utf-8")
    assert main(["source", "verify", "harbor-press", "press.txt"]) == 1
    out = capsys.readouterr().out
    assert "harbor-press: the article's file differs: SHA-256" in out
    assert "harbor-press: the words differ: 57 in the article, 57 stored" in out


def test_the_same_article_makes_the_same_bytes(kb: Path) -> None:
    before = {file.name: file.read_bytes() for file in (kb / "sources").iterdir()}
    assert main(["source", "add", "press.txt", "--id", "harbor-press"]) == 0
    assert {file.name: file.read_bytes() for file in (kb / "sources").iterdir()} == before


def test_nothing_is_left_half_written(kb: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file.name: file.read_bytes() for file in (kb / "sources").iterdir()}

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    Path("press.txt").write_text(ARTICLE.replace("an official", "the official"), "utf-8")
    assert main(["source", "add", "press.txt", "--id", "harbor-press"]) == 2
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in (kb / "sources").iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "nowhere.txt"], "dossier: 'nowhere.txt' cannot be read: No such file or directory"),
        (["add", "latin.txt"], "dossier: 'latin.txt' is not UTF-8 text (byte 2); save it as UTF-8"),
        (["add", "press.txt", "--id", "Harbor Press"], "dossier: 'Harbor Press' is no id"),
        (["add", "press.txt", "--id", "ada-example"], "dossier: 'ada-example' is a person; choose another id"),
        (["add", "press.txt", "--id", "broken"], "dossier: the entry 'broken' has problems; `dossier check` names"),
        (
            ["verify", "harbour-press", "press.txt"],
            "dossier: no source 'harbour-press'; did you mean 'harbor-press'?",
        ),
        (
            ["verify", "bare", "press.txt"],
            "dossier: the source 'bare' has no fingerprint; `dossier source add` makes",
        ),
    ],
)
def test_misuse(kb: Path, capsys: Out, arguments: list[str], message: str) -> None:
    Path("latin.txt").write_bytes(b"Zo\xeb met the envoys.")
    (kb / "sources/broken.yaml").write_text("nmae: Broken\n", "utf-8")
    (kb / "sources/bare.yaml").write_text("name: Bare\n", "utf-8")
    assert main(["source", *arguments]) == 2
    assert capsys.readouterr().err.startswith(message)
