"""Links to a passage: text fragments, as a browser reads them."""

from __future__ import annotations

from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import entries, yaml_nodes
from sphinx_dossier.bibliography.passages import LONGEST, links, passage
from sphinx_dossier.evidence.find import parts
from sphinx_dossier.evidence.words import words
from sphinx_dossier.kinds import builtin_kinds

URL = "https://example.org/deal"


def directives(url: str) -> list[list[str]]:
    """Return the directives of an address, each as start and end, by the rules of the specification."""
    _, _, found = urldefrag(url)[1].partition(":~:")
    read = []
    for one in found.split("&"):
        name, _, value = one.partition("=")
        assert name == "text"
        terms = value.split(",")
        assert not any(term.startswith("-") or term.endswith("-") for term in terms), "a prefix or a suffix"
        read.append([unquote(term) for term in terms])
    return read


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("cut the catch by half", "#:~:text=cut%20the%20catch%20by%20half"),
        ("the two-year, 50% deal & more", "#:~:text=the%20two%2Dyear%2C%2050%25%20deal%20%26%20more"),
        ("-half of the catch-", "#:~:text=half%20of%20the%20catch"),
        ("“We agree,” Finch’s aide said.", "#:~:text=We%20agree%2C%E2%80%9D%20Finch%E2%80%99s%20aide%20said"),
        ("the old dam ... every spring", "#:~:text=the%20old%20dam&text=every%20spring"),
        ("the old dam [...] every spring … at noon", "#:~:text=the%20old%20dam&text=every%20spring&text=at%20noon"),
        ("a rise of 5%", "#:~:text=a%20rise%20of%205%25"),
    ],
)
def test_the_words_of_a_quote_become_directives(quote: str, fragment: str) -> None:
    assert passage(URL, quote) == URL + fragment


def test_a_long_part_is_given_by_its_ends() -> None:
    quote = " ".join(["extraordinarily"] * 6 + ["word"] * 30 + ["incomprehensible"] * 6)
    assert len(quote) > LONGEST
    assert directives(passage(URL, quote)) == [
        ["extraordinarily " * 5 + "extraordinarily", ("incomprehensible " * 6)[:-1]]
    ]
    assert directives(passage(URL, "so it is ... " + quote))[0] == ["so it is"]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/a#part", "https://example.org/a#part:~:text=half%20of%20it"),
        ("https://example.org/a#part:~:text=other", "https://example.org/a#part:~:text=half%20of%20it"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=half%20of%20it"),
        ("https://example.org/a.PDF?b=c", "https://example.org/a.PDF?b=c"),
    ],
)
def test_the_rest_of_an_address_stays(url: str, found: str) -> None:
    assert passage(url, "half of it") == found


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_quote_is_read_back(quote: str) -> None:
    url = passage(URL, quote)
    assert url.isascii()
    if not parts(quote):
        assert url == URL
        return
    found = [" ".join(one) for one in directives(url)]
    assert tuple(tuple(words(one)) for one in found) == parts(quote) or len(quote) > LONGEST


def read_at(**keys: str) -> list[tuple[str, str]]:
    text = "name: The Daily\n" + "".join(f"{name}: {value}\n" for name, value in keys.items())
    node, _ = yaml_nodes.parse(text, "x")
    assert node is not None
    entry, _ = entries.read(node, id="daily", kind=builtin_kinds()["source"], path="x")
    return list(links(entry, "half of it"))


def test_the_passage_comes_before_its_copy_and_before_the_whole() -> None:
    fragment, archive = "#:~:text=half%20of%20it", "https://archive.example/1/https://example.org/deal"
    assert read_at(url=URL, archive=archive) == [
        ("passage", URL + fragment),
        ("archived passage", archive + fragment),
        ("whole text", URL),
    ]
    assert read_at(archive=archive) == [("archived passage", archive + fragment), ("archived text", archive)]
    assert read_at(url=URL + ".pdf") == [("whole text", URL + ".pdf")]
    assert read_at() == []
