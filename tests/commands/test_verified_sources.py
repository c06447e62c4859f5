"""`dossier source verify`: whether a fingerprint is that of an article, and the five real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx_dossier.checked import check
from sphinx_dossier.evidence.fingerprint import loads
from sphinx_dossier.evidence.words import words

from tests.commands.running import Run, sha256, snapshot

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"


def test_verify_the_same(home: Path, run: Run) -> None:
    ran = run("source", "verify", "daily", "daily.txt")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "The fingerprint of 'daily' is that of this article: 81 words (68 in body, 5 in title, 5 in furniture, "
        "3 in byline), 9 sentences.\n"
    )


def test_verify_another_file(home: Path, run: Run) -> None:
    stored = sha256(home / "daily.txt")
    text = (home / "daily.txt").read_text("utf-8")
    (home / "daily.txt").write_text(text.replace("400 boats", "500 boats"), "utf-8")
    ran = run("source", "verify", "daily", "daily.txt")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"daily: the article's file differs: SHA-256 {sha256(home / 'daily.txt')}, stored {stored}",
        "daily: the words differ: 81 in the article, 81 stored",
    ]


def test_verify_the_same_words_in_another_file(home: Path, run: Run) -> None:
    stored = sha256(home / "daily.txt")
    (home / "daily.txt").write_text((home / "daily.txt").read_text("utf-8").rstrip(), "utf-8")
    ran = run("source", "verify", "daily", "daily.txt")
    assert ran.status == 1
    assert ran.out == f"daily: the article's file differs: SHA-256 {sha256(home / 'daily.txt')}, stored {stored}\n"


def test_verify_after_the_layout_was_changed(home: Path, run: Run) -> None:
    entry = home / "kb/sources/daily.yaml"
    entry.write_text(entry.read_text("utf-8").replace("furniture: [14]", "caption: [14]"), "utf-8")
    before = snapshot(home)
    ran = run("source", "verify", "daily", "daily.txt")
    assert ran.status == 1
    assert ran.out == (
        "daily: the parts differ; was 'layout' changed since? `dossier source add --id` makes it anew\n"
    )
    assert snapshot(home) == before


def restored(home: Path, **changed: object) -> None:
    """Change what the file of the fingerprint holds."""
    file = home / "kb/sources/daily.fingerprint.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changed}), "utf-8")


def test_verify_after_the_word_lists_were_changed(home: Path, run: Run) -> None:
    turns = {"negation": [38, 40], "denial": [], "hedge": [], "condition": [64], "attribution": [43, 45]}
    restored(home, lists="0" * 16, turns=turns)
    ran = run("source", "verify", "daily", "daily.txt")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == (
        "daily: the word lists have changed since the fingerprint was made, and with them negation at 1 place, "
        "denial at 1 place; `dossier source add --id` makes it anew\n"
    )


def test_verify_after_the_word_lists_were_changed_to_no_effect(home: Path, run: Run) -> None:
    restored(home, lists="")
    ran = run("source", "verify", "daily", "daily.txt")
    assert ran.status == 1
    assert ran.out == (
        "daily: the word lists have changed since the fingerprint was made, and nothing with them; "
        "`dossier source add --id` makes it anew\n"
    )


def test_verify_a_fingerprint_whose_turning_words_were_taken_out_by_hand(home: Path, run: Run) -> None:
    restored(home, turns={"negation": [], "denial": [], "hedge": [], "condition": [], "attribution": []})
    ran = run("source", "verify", "daily", "daily.txt")
    assert ran.status == 1
    assert ran.out == (
        "daily: the turns differ; the word lists are the same, so the file was changed by hand; "
        "`dossier source add --id` makes it anew\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dialy", "daily.txt"], "no source 'dialy'; did you mean 'daily'?"),
        (["ada-example", "daily.txt"], "no source 'ada-example'"),
        (["bare", "daily.txt"], "the source 'bare' has no fingerprint; `dossier source add` makes one"),
        (["daily", "gone.txt"], "'gone.txt' cannot be read: No such file or directory"),
    ],
)
def test_verify_misused(home: Path, run: Run, arguments: list[str], message: str) -> None:
    (home / "kb/sources/bare.yaml").write_text("name: Bare\n", "utf-8")
    ran = run("source", "verify", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"dossier: {message}\n")


# The real articles, which are not part of the repository.

REAL = sorted(
    file.name.removesuffix(".fingerprint.json") for file in (ROOT / "kb/sources").glob("*.fingerprint.json")
)


def test_there_are_real_sources() -> None:
    assert len(REAL) == 5


@pytest.mark.parametrize("id_", REAL)
def test_verify_the_real_sources(id_: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    file = SEEDS / check(ROOT / "kb").library.entries[id_].keys.text("file")
    if not file.is_file():
        pytest.skip(f"the article {file} is not here: it is somebody's property, and not part of the repository")
    ran = run("source", "verify", id_, str(file))
    assert ran.out.startswith(f"The fingerprint of '{id_}' is that of this article: ")
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("id_", REAL)
def test_no_run_of_a_real_article_is_in_its_fingerprint(id_: str) -> None:
    print_ = loads((ROOT / f"kb/sources/{id_}.fingerprint.json").read_text("utf-8"))
    file = SEEDS / check(ROOT / "kb").library.entries[id_].keys.text("file")
    if not file.is_file():
        pytest.skip(f"the article {file} is not here")
    text = (ROOT / f"kb/sources/{id_}.fingerprint.json").read_text("utf-8")
    article, found = words(file.read_text("utf-8")), words(text)
    assert print_.sha256 == sha256(file)
    runs = {tuple(article[at : at + 4]) for at in range(len(article) - 3)}
    assert not runs & {tuple(found[at : at + 4]) for at in range(len(found) - 3)}
