"""The first draft of a source's entry: whatever the article, it is a sound entry of what can be read."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier import yaml_nodes
from sphinx_dossier.checked import check
from sphinx_dossier.evidence import skeleton
from sphinx_dossier.evidence.article import paragraphs
from sphinx_dossier.evidence.fingerprint import dumps, make
from sphinx_dossier.evidence.language import language
from sphinx_dossier.values import ID, Lines, Record
from sphinx_dossier.yaml_nodes import Mapping, Scalar

many = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])

lines = st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [
        "",
        "Ministers open talks in Northport",
        "Ministers: open talks … and close them at once again",
        '"No," they say: open \ufeff talks # in\u2028 Northport & \x7f elsewhere',
        " ".join(f"word{number}" for number in range(28)),
        "By Cora Writer",
        "NORTHPORT, May 3 (Agency) - They met.",
        "39 May 2031, 2031-13-45, 31 Feb 2031",
        "3 May 2031",
        "May 2031",
        "Photo: Cora Writer",
        "Read next",
        "Comments",
        "null",
        "- a: b",
        "They met for an hour. They did not sign anything, Mr. Example said.",
    ]
)


@many
@given(st.lists(lines, max_size=12), st.text(alphabet="ab: #'\"é-.", min_size=1, max_size=9).filter(str.strip))
def test_the_draft_of_any_article_is_sound(article: list[str], file: str) -> None:
    data = "\n".join(article).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    layout, text = skeleton.entry(data.decode("utf-8-sig"), file, sha256)
    id_ = skeleton.id_for(data.decode("utf-8-sig"), {"source"})
    assert ID.fullmatch(id_)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "kb" / "sources"
        folder.mkdir(parents=True)
        (folder / f"{id_}.yaml").write_text(text, "utf-8")
        (folder / f"{id_}.fingerprint.json").write_text(dumps(make(data, layout)), "utf-8")
        checked = check(folder.parent)
    assert list(map(str, checked.problems)) == []
    [found] = checked.library.entries.values()
    assert found.keys.text("sha256") == sha256
    assert next(iter(found.keys.records("layout")), Record()) == layout


ARTICLE = """\
HOME
Ferry to run until June, minister says: "no doubt"
By Cora Writer

NORTHPORT, May 3 (Bay News) - The ferry will run until June 2031, Ben Sample said.

Photo: Dan Lens/Bay News
Sign up for our newsletter
He spoke on 4 May 2031.
Related articles
The ferry is late
"""


def test_the_draft_of_an_article() -> None:
    layout, text = skeleton.entry(ARTICLE, "ferry.txt", "ab" * 32)
    assert layout == Record(
        {
            "byline": (Lines(first=3, last=3),),
            "caption": (Lines(first=7, last=7),),
            "furniture": (Lines(first=1, last=1), Lines(first=8, last=8), Lines(first=10, last=11)),
            "title": (Lines(first=2, last=2),),
        }
    )
    title = '"Ferry to run until June, minister says: \\"no doubt\\""'
    assert text.splitlines() == [
        "# Add where known: publisher, agency, authors, photographs, url, archive, origin. "
        "Correct what was read wrongly.",
        f"name: {title}",
        "title:",
        f"  quote: {title}",
        "date: 2031-06",
        "dateline: NORTHPORT",
        "language: en",
        "file: ferry.txt",
        f"sha256: {'ab' * 32}",
        "layout:",
        "  byline: [3]",
        "  caption: [7]",
        "  furniture: [1, 8, 10-11]",
        "  title: [2]",
    ]
    assert skeleton.id_for(ARTICLE, ()) == "2031-06-ferry-to-run-until-june"
    taken = {"2031-06-ferry-to-run-until-june", "2031-06-ferry-to-run-until-june-2"}
    assert skeleton.id_for(ARTICLE, taken) == "2031-06-ferry-to-run-until-june-3"


@pytest.mark.parametrize(
    "value", ["a", "a b", "null", "~", "a ", "a: b", "#", "'", '"', "é", "\ufeff", "\x85", "😀", "2031"]
)
def test_scalars_are_read_back(value: str) -> None:
    node, problems = yaml_nodes.parse(f"k: {skeleton.scalar(value)}\n", "x")
    assert problems == ()
    assert isinstance(node, Mapping)
    [(_, read)] = node.pairs
    assert isinstance(read, Scalar)
    assert read.text == value
    assert not (read.plain and value in {"null", "~"})


def test_parts_paragraphs_and_sentences() -> None:
    text = "Title one\r\nTitle two\r\n\r\n"
    text += "Mr. Example of the U.S. met A. Sample. “It rained,” he said. Was it? Yes!\nIt was 3.5 m.\n\nx"
    layout = Record({"title": (Lines(first=1, last=1),), "furniture": (Lines(first=7, last=7),)})
    found = [
        (one.part, [" ".join(word.text for word in sentence) for sentence in one.sentences])
        for one in paragraphs(text, layout, language("en"))
    ]
    assert found == [
        ("title", ["title one"]),
        ("body", ["title two"]),
        (
            "body",
            ["mr example of the u s met a sample", "it rained he said", "was it", "yes", "it was 3 5 m"],
        ),
        ("furniture", ["x"]),
    ]
