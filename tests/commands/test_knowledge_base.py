"""One mistake in the real knowledge base is one problem at its place."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx_dossier
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.checked import check
from sphinx_dossier.entries import Entry
from sphinx_dossier.values import Quote, Ref

KB = Path(__file__).parents[2] / "kb"
SOUND = check(KB)
PEOPLE = [entry.id for entry in SOUND.library.of_kind("person")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote in a file: its place, its text in the file, and where its words start and end there."""

    path: str
    quote: Quote
    start: int
    words: tuple[tuple[int, int], ...]


def cited() -> Iterator[Cited]:
    """Yield every quote of the knowledge base whose words can be found again in its file."""
    for entry in SOUND.library.entries.values():
        text = (KB.parent / entry.path).read_text("utf-8")
        for claim in entry.claims:
            for citation in claim.cite:
                quote = citation.quote
                start = sum(len(line) for line in text.splitlines(keepends=True)[: quote.line - 1]) + quote.col - 1
                form = r"\s+".join(f"({re.escape(token)})" for token in quote.text.split())
                if match := re.compile(r"['\"]?" + form).match(text, start):
                    words = tuple(match.span(number + 1) for number in range(len(quote.text.split())))
                    yield Cited(path=entry.path, quote=quote, start=start, words=words)


QUOTES = list(cited())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a copy of the knowledge base."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(KB, folder / "kb")
    return folder


def problems(copy: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    """Run the check; return its exit status and the errors: a claim with a bad quote may lack what others warn of."""
    capsys.readouterr()
    status = sphinx_dossier.main(["--kb", str(copy / "kb"), "check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    return status, [problem for problem in found if problem["level"] == "error"]


def test_there_are_quotes_to_change() -> None:
    everything = [
        citation for entry in SOUND.library.entries.values() for claim in entry.claims for citation in claim.cite
    ]
    assert len(QUOTES) > 0.9 * len(everything) > 100


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(QUOTES), st.integers(0, 99), st.sampled_from(["changed", "dropped", "added", "misspelt"]))
def test_one_word_of_one_quote(
    copy: Path, capsys: pytest.CaptureFixture[str], cited: Cited, at: int, how: str
) -> None:
    start, end = cited.words[at % len(cited.words)]
    file = copy / cited.path
    text = file.read_bytes().decode()
    word = text[start:end]
    new = {"changed": "wombat", "dropped": "", "added": f"{word} wombat", "misspelt": f"{word}wombat"}[how]
    parts = re.split(r"(?:^|\s)\.\.\.(?:\s|$)", " ".join(text[a:b] for a, b in cited.words))
    edges = {end for part in parts for end in (part.split()[0], part.split()[-1])}
    if how == "dropped" and (word in edges or not re.search(r"\w", word)):
        # Without its first or last word a part of a quote is shorter, and still one; a dash is no word.
        new = "wombat"
    try:
        file.write_bytes((text[:start] + new + text[end:]).encode())
        status, found = problems(copy, capsys)
    finally:
        file.write_bytes(text.encode())
    assert status == 1
    [problem] = found
    # A hyphenated word counts for two, and a quote may have as many words as it may, or as few.
    assert problem["code"] in {"quote-not-found", "quote-elsewhere", "quote-too-short", "quote-too-long"}
    place = (Path(str(problem["path"])).resolve(), problem["line"], problem["column"])
    assert place == (file.resolve(), cited.quote.line, cited.quote.col)


def references(id_: str) -> Iterator[tuple[Entry, Ref]]:
    """Yield each reference to an entry."""
    for entry in SOUND.library.entries.values():
        yield from ((entry, ref) for _, _, ref in entry.refs() if ref.id == id_)


@pytest.mark.parametrize("id_", PEOPLE)
@pytest.mark.parametrize("new", ["{}-2", "the-{}", "{}e"])
def test_a_person_whose_file_is_renamed(copy: Path, capsys: pytest.CaptureFixture[str], id_: str, new: str) -> None:
    old, renamed = copy / f"kb/people/{id_}.yaml", copy / f"kb/people/{new.format(id_)}.yaml"
    old.rename(renamed)
    try:
        status, found = problems(copy, capsys)
    finally:
        renamed.rename(old)
    expected = {(str(copy.parent / copy.name / entry.path), ref.line, ref.col) for entry, ref in references(id_)}
    assert expected
    assert status == 1
    assert {(str(Path(str(p["path"])).resolve()), p["line"], p["column"]) for p in found} == {
        (str(Path(path).resolve()), line, col) for path, line, col in expected
    }
    for problem in found:
        assert problem["code"] == "dangling-reference"
        assert problem["meant"] == f"did you mean '{renamed.stem}'?" or f"'{renamed.stem}'" in str(problem["meant"])
