"""`dossier source`: an article becomes an entry and a fingerprint, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.evidence.fingerprint import make
from sphinx_dossier.evidence.words import words
from sphinx_dossier.values import Record

from tests.commands.running import Run, sha256, snapshot
from tests.core.casefiles import unprivileged

ID = "ministers-open-talks-in-northport"

SKELETON = """\
# Add where known: publisher, agency, authors, photographs, url, archive, origin. Correct what was read wrongly.
name: Ministers open talks in Northport
title:
  quote: Ministers open talks in Northport
language: en
file: daily.txt
sha256: SHA256
layout:
  title: [1]
  byline: [3]
  furniture: [14]
"""


@pytest.fixture
def empty(home: Path) -> Path:
    """The current folder with an article and an empty knowledge base."""
    for file in sorted((home / "kb").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    return home


# Adding.


def test_add(empty: Path, run: Run) -> None:
    ran = run("source", "add", "daily.txt")
    counted = "81 words (68 in body, 5 in title, 5 in furniture, 3 in byline), 9 sentences"
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Made: the fingerprint of '{ID}', {counted}.",
        f"Wrote kb/sources/{ID}.yaml; look through it, above all 'layout'.",
    ]
    written = snapshot(empty / "kb")
    assert set(written) == {f"sources/{ID}.yaml", f"sources/{ID}.fingerprint.json"}
    assert written[f"sources/{ID}.yaml"].decode() == SKELETON.replace("SHA256", sha256(empty / "daily.txt"))
    checked = check(empty / "kb")
    assert checked.problems == ()
    assert checked.prints[ID].words == 81


def test_add_with_an_id(empty: Path, run: Run) -> None:
    assert run("source", "add", "daily.txt", "--id", "daily-2031").status == 0
    assert set(snapshot(empty / "kb")) == {"sources/daily-2031.yaml", "sources/daily-2031.fingerprint.json"}


def test_two_articles_with_one_title_are_two_sources(empty: Path, run: Run) -> None:
    run("source", "add", "daily.txt")
    (empty / "again.txt").write_text((empty / "daily.txt").read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert f"'{ID}-2'" in run("source", "add", "again.txt").out
    assert check(empty / "kb").problems == ()


def test_an_article_is_added_once(empty: Path, run: Run) -> None:
    run("source", "add", "daily.txt")
    before = snapshot(empty)
    for arguments in ([], ["--id", "other"]):
        ran = run("source", "add", "daily.txt", *arguments)
        assert ran.status == 2
        assert ran.err == f"dossier: this article is the source '{ID}' already; add it again with --id {ID}\n"
    assert snapshot(empty) == before


def test_another_article_takes_no_quotes_away_unasked(home: Path, run: Run) -> None:
    before = snapshot(home)
    ran = run("source", "add", "herald.txt", "--id", "daily")
    assert ran.status == 2
    assert ran.err == (
        "dossier: 2 quotes of 'daily' would not be found any more: is this the same article? Choose another --id, or "
        "say --replace\n"
    )
    assert snapshot(home) == before
    assert run("source", "add", "herald.txt", "--id", "daily", "--replace").status == 0
    # The title is a quote of its own source.
    assert [p.code.value for p in check(home / "kb").problems] == ["quote-not-found", "quote-not-found"]


def test_an_article_without_words_is_none(empty: Path, run: Run) -> None:
    (empty / "blank.txt").write_text(" \n -- \n", "utf-8")
    before = snapshot(empty)
    assert run("source", "add", "blank.txt").err == "dossier: 'blank.txt' holds no words\n"
    assert snapshot(empty) == before


def test_add_again_keeps_the_entry_and_follows_its_layout(empty: Path, run: Run) -> None:
    run("source", "add", "daily.txt", "--id", "daily")
    entry = empty / "kb/sources/daily.yaml"
    edited = entry.read_text("utf-8").replace("furniture: [14]", "caption: [14]").replace("# Add", "# Noted")
    entry.write_text(edited + "dateline: Northport\n", "utf-8")
    ran = run("source", "add", "daily.txt", "--id", "daily")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "Made again: the fingerprint of 'daily', 81 words (68 in body, 5 in title, 5 in caption, 3 in byline), "
        "9 sentences.",
        "Kept kb/sources/daily.yaml; look through it, above all 'layout'.",
    ]
    assert entry.read_text("utf-8") == edited + "dateline: Northport\n"
    assert check(empty / "kb").prints["daily"].parts[-1] == ("caption", 77, 81)


def test_add_again_from_another_file(empty: Path, run: Run) -> None:
    run("source", "add", "daily.txt", "--id", "daily")
    run("source", "add", "herald.txt", "--id", "daily", "--replace")
    text = (empty / "kb/sources/daily.yaml").read_text("utf-8")
    assert f"file: herald.txt\nsha256: {sha256(empty / 'herald.txt')}\n" in text
    assert [p.code.value for p in check(empty / "kb").problems] == ["quote-not-found"]  # its title is another's


def test_add_again_completes_an_entry_that_names_no_file(empty: Path, run: Run) -> None:
    (empty / "kb/sources").mkdir()
    (empty / "kb/sources/daily.yaml").write_text("name: The Daily\n", "utf-8")
    assert run("source", "add", "daily.txt", "--id", "daily").status == 0
    text = (empty / "kb/sources/daily.yaml").read_text("utf-8")
    assert text == f"name: The Daily\nfile: daily.txt\nsha256: {sha256(empty / 'daily.txt')}\n"
    assert check(empty / "kb").problems == ()


def test_the_text_is_nowhere_in_what_is_written(empty: Path, run: Run) -> None:
    for name in ("daily", "herald"):
        article = words((empty / f"{name}.txt").read_text("utf-8"))
        before = snapshot(empty)
        ran = run("source", "add", f"{name}.txt", "--id", name)
        written = [text for path, text in snapshot(empty).items() if before.get(path) != text]
        assert len(written) == 2
        title = words("Ministers open talks in Northport")
        runs = {tuple(article[at : at + 4]) for at in range(len(article) - 3)}
        runs -= {tuple(title[at : at + 4]) for at in range(len(title) - 3)}
        for text in [*(data.decode() for data in written), ran.out]:
            found = words(text)
            assert not runs & {tuple(found[at : at + 4]) for at in range(len(found) - 3)}


@pytest.mark.parametrize("name", ["the daily: may 3.txt", "# daily.txt", "'daily'.txt", "- daily.txt"])
def test_add_again_from_a_file_with_any_name(empty: Path, run: Run, name: str) -> None:
    run("source", "add", "daily.txt", "--id", "daily")
    (empty / name).write_bytes((empty / "daily.txt").read_bytes())
    assert run("source", "add", name, "--id", "daily").status == 0
    checked = check(empty / "kb")
    assert checked.problems == ()
    assert checked.library.entries["daily"].keys.text("file") == name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.txt"], "'gone.txt' cannot be read: No such file or directory"),
        (["kb"], "'kb' cannot be read: Is a directory"),
        (["latin.txt"], "'latin.txt' is not UTF-8 text (byte 3); save it as UTF-8"),
        (["daily.txt", "--id", "The Daily"], "'The Daily' is no id: lower-case words joined by hyphens"),
        (["daily.txt", "--id", "../daily"], "'../daily' is no id: lower-case words joined by hyphens"),
        (["daily.txt", "--id", "ada-example"], "'ada-example' is a person; choose another id"),
        (["daily.txt", "--id", "broken"], "the entry 'broken' has problems; `dossier check` names them"),
    ],
)
def test_add_misused(home: Path, run: Run, arguments: list[str], message: str) -> None:
    (home / "latin.txt").write_bytes(b"caf\xe9")
    (home / "kb/sources/broken.yaml").write_text("nmae: Broken\n", "utf-8")
    before = snapshot(home)
    ran = run("source", "add", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {message}\n")
    assert snapshot(home) == before


# Written whole, or not at all.


def test_a_folder_that_may_not_be_written(home: Path, run: Run) -> None:
    (home / "new.txt").write_text("A storm closed the strait for three days.\n", "utf-8")
    (home / "kb/sources").chmod(0o555)
    before = snapshot(home)
    with unprivileged():
        ran = run("source", "add", "new.txt", "--id", "evening")
    (home / "kb/sources").chmod(0o755)
    assert (ran.status, ran.out) == (2, "")
    file = home / "kb/sources/evening.fingerprint.json"
    assert ran.err == f"dossier: '{file}' cannot be written: Permission denied\n"
    assert snapshot(home) == before


@pytest.mark.parametrize("how", ["a file", "closed"])
def test_a_folder_that_cannot_be_made(empty: Path, run: Run, how: str) -> None:
    if how == "a file":
        (empty / "kb/sources").touch()
    else:
        (empty / "kb").chmod(0o555)
    before = snapshot(empty)
    try:
        with unprivileged():
            ran = run("source", "add", "daily.txt")
    finally:
        (empty / "kb").chmod(0o755)
    assert ran.status == 2
    assert snapshot(empty) == before


def no_room(*_: Any, **__: Any) -> None:  # noqa: ANN401 (it stands in for anything)
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("id_", ["daily", "evening"])
def test_a_write_that_fails_leaves_nothing(home: Path, run: Run, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "new.txt").write_text("A storm closed the strait for three days.\n", "utf-8")
    before = snapshot(home)
    monkeypatch.setattr(Path, "replace", no_room)
    ran = run("source", "add", "new.txt", "--id", id_, "--replace")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith("cannot be written: No space left on device\n")
    assert snapshot(home) == before


@pytest.mark.parametrize("id_", ["daily", "evening"])
def test_a_second_write_that_fails_undoes_the_first(
    home: Path, run: Run, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "new.txt").write_text("A storm closed the strait for three days.\n", "utf-8")
    before = snapshot(home)
    replace = Path.replace

    def only_json(self: Path, target: Path) -> Path:
        if target.suffix == ".yaml":
            no_room()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", only_json)
    assert run("source", "add", "new.txt", "--id", id_, "--replace").status == 2
    monkeypatch.undo()
    kept = {path: text for path, text in snapshot(home).items() if "/." not in path}
    assert kept == before


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
from sphinx_dossier import main
raise SystemExit(main(["source", "add", "daily.txt", "--id", "daily"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a thing of Unix")
def test_a_disk_that_is_full_half_way(home: Path) -> None:
    before = snapshot(home)
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be written: File too large\n")
    # The file that was begun has another name; the one that was there is whole.
    assert {path: text for path, text in snapshot(home).items() if "/." not in path} == before


def test_what_is_written_is_for_everybody(empty: Path, run: Run) -> None:
    old = os.umask(0o022)
    try:
        run("source", "add", "daily.txt")
    finally:
        os.umask(old)
    assert {oct(file.stat().st_mode & 0o777) for file in (empty / "kb/sources").iterdir()} == {"0o644"}


def test_the_fingerprint_is_the_one_that_the_core_makes(empty: Path, run: Run) -> None:
    run("source", "add", "herald.txt", "--id", "herald")
    checked = check(empty / "kb")
    layout = next(iter(checked.library.entries["herald"].keys.records("layout")), Record())
    assert checked.prints["herald"] == make((empty / "herald.txt").read_bytes(), layout)
