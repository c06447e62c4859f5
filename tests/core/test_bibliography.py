"""Records of sources: CSL-JSON, and BibTeX as another program reads it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, parse_string
from sphinx_dossier import dates, entries, yaml_nodes
from sphinx_dossier.bibliography import Item, bibtex, csl_json, item
from sphinx_dossier.bibliography.items import Issued, issued
from sphinx_dossier.kinds import builtin_kinds
from sphinx_dossier.library import Library

KINDS = builtin_kinds()
FILES = {
    "organizations/daily.yaml": "name: The Daily & Sunday\n",
    "organizations/wire.yaml": "name: Wire\n",
}


def library(*sources: str) -> Library:
    texts = {**FILES, **{f"sources/s{number}.yaml": text for number, text in enumerate(sources)}}
    found = {}
    for path, text in texts.items():
        node, _ = yaml_nodes.parse(text, path)
        assert node is not None
        folder, _, name = path.partition("/")
        kind = next(kind for kind in KINDS.values() if kind.folder == folder)
        entry, problems = entries.read(node, id=name.removesuffix(".yaml"), kind=kind, path=path)
        assert not problems
        found[entry.id] = entry
    return Library(root=Path("kb"), label="kb", kinds=KINDS, entries=MappingProxyType(found))


def of(source: str) -> Item:
    made = library(source)
    return item(made.entries["s0"], made)


def read(text: str) -> Entry:
    data: BibliographyData = parse_string(text, "bibtex")
    ((key, entry),) = data.entries.items()
    assert key == "s0"
    return entry


MACROS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textasciigrave{}": "`",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    **{rf"\{char}": char for char in "$&#%_"},
}


def typeset(text: str) -> str:
    """Return what TeX prints of a text; whatever TeX would take for a command of its own is refused."""
    found = re.sub(r"\\text[a-z]+\{\}|\\.|\{\}", lambda one: MACROS[one[0]] if one[0] != "{}" else "\1", text)
    bare = re.sub(r"\\text[a-z]+\{\}|\\[$&#%_]", "x", text)
    assert not re.search(r"[\\$&#%_^~<>|`]|--|''|,,", bare), bare
    return found.replace("\1", "").removeprefix("{").removesuffix("}")


FULL = """\
name: The Daily, 6 January 2022
title: {quote: 100% of "herring" & $5_each {sic}}
publisher: daily
authors: [Ada Finch, Barnes and Noble, "Lark, Bo"]
editors: [Zoë Ōta]
agency: wire
date: 2022-01-06
language: en
url: https://example.org/a_b?c=1&d=%20#e
archive: https://archive.example/x{y}
""".replace("title: {quote: ", "title:\n  quote: '").replace("{sic}}", "{sic}'")


def test_a_source_as_csl() -> None:
    assert of(FULL) == {
        "id": "s0",
        "type": "article-newspaper",
        "title": '100% of "herring" & $5_each {sic}',
        "author": [{"literal": "Ada Finch"}, {"literal": "Barnes and Noble"}, {"literal": "Lark, Bo"}],
        "editor": [{"literal": "Zoë Ōta"}],
        "container-title": "The Daily & Sunday",
        "issued": {"date-parts": [[2022, 1, 6]]},
        "language": "en",
        "URL": "https://example.org/a_b?c=1&d=%20#e",
        "archive_location": "https://archive.example/x{y}",
        "note": "Carries a report of Wire.",
    }


def test_a_source_as_bibtex() -> None:
    assert bibtex(of(FULL)) == (
        "@article{s0,\n"
        r'  title = {{100\% of "herring" \& \$5\_each \textbraceleft{}sic\textbraceright{}}},'
        "\n"
        "  author = {{Ada Finch} and {Barnes and Noble} and {Lark, Bo}},\n"
        "  editor = {{Zoë Ōta}},\n"
        r"  journal = {The Daily \& Sunday},"
        "\n"
        "  date = {2022-01-06},\n"
        "  year = {2022},\n"
        "  month = jan,\n"
        "  language = {en},\n"
        "  url = {https://example.org/a_b?c=1&d=%20#e},\n"
        r"  note = {Carries a report of Wire. Archived at \url{https://archive.example/x%7By%7D}}"
        "\n"
        "}"
    )


def test_another_program_reads_the_bibtex() -> None:
    entry = read(bibtex(of(FULL)))
    assert entry.type == "article"
    assert typeset(entry.fields["title"]) == '100% of "herring" & $5_each {sic}'
    # Each name stays one word for BibTeX, which else would split it at its spaces, its comma and its `and`.
    assert [typeset(str(one)) for one in entry.persons["author"]] == ["Ada Finch", "Barnes and Noble", "Lark, Bo"]
    assert (entry.fields["year"], entry.fields["month"]) == ("2022", "January")
    assert entry.fields["url"] == "https://example.org/a_b?c=1&d=%20#e"


def test_what_is_not_known_is_left_out() -> None:
    assert of("name: A report\n") == {"id": "s0", "type": "article-newspaper", "title": "[A report]"}
    assert bibtex(of("name: A report\n")) == "@misc{s0,\n  title = {{[A report]}}\n}"


def test_an_agency_speaks_where_nobody_else_does() -> None:
    found = of("name: A report\nagency: wire\narchive: https://archive.example/1\n")
    assert found["author"] == [{"literal": "Wire"}]
    assert "note" not in found
    assert (found["URL"], "archive_location" in found) == ("https://archive.example/1", False)


def test_what_became_of_a_source_is_said() -> None:
    gone = "standing:\n  - {status: retracted, why: It was false.}\n  - {status: gone, why: Looked for.}\n"
    found = of(f"name: A report\n{gone}")
    assert found["status"] == "retracted"
    assert read(bibtex(found)).fields["note"] == "Retracted"
    assert "status" not in of("name: A report\nstanding: [{status: gone, why: Looked for.}]\n")


@pytest.mark.parametrize(
    ("text", "csl", "fields"),
    [
        ("2022-01-06", {"date-parts": [[2022, 1, 6]]}, {"year": "2022", "month": "January"}),
        ("2022-01-06T10:00:00Z", {"date-parts": [[2022, 1, 6]]}, {"year": "2022", "month": "January"}),
        ("2022-01", {"date-parts": [[2022, 1]]}, {"year": "2022", "month": "January"}),
        ("2022", {"date-parts": [[2022]]}, {"year": "2022"}),
        ("2022-XX", {"date-parts": [[2022]]}, {"year": "2022"}),
        ("2022-05-XX", {"date-parts": [[2022, 5]]}, {"year": "2022", "month": "May"}),
        ("2022?", {"date-parts": [[2022]], "circa": True}, {"year": "2022?"}),
        ("2022-05~", {"date-parts": [[2022, 5]], "circa": True}, {"year": "ca. 2022", "month": "May"}),
        ("2022%", {"date-parts": [[2022]], "circa": True}, {"year": "ca. 2022?"}),
        ("2022-22", {"date-parts": [[2022]], "season": 2}, {"year": "2022"}),
        ("2022-01-06/2022-01-07", {"date-parts": [[2022, 1, 6], [2022, 1, 7]]}, {"year": "2022"}),
        ("2021-12/2022", {"date-parts": [[2021, 12], [2022]]}, {}),
        ("2021?/2022", {"date-parts": [[2021], [2022]], "circa": True}, {}),
        ("2021-21/2021-22", {"raw": "2021-21/2021-22"}, {}),
        ("2022/..", {"raw": "2022/.."}, {}),
        ("../2022", {"raw": "../2022"}, {}),
        ("202X", {"raw": "202X"}, {}),
        ("0000", {"raw": "0000"}, {}),
        ("-0044", {"raw": "-0044"}, {}),
        ("Y17000", {"raw": "Y17000"}, {}),
        ("0800", {"date-parts": [[800]]}, {"year": "0800"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, csl: Issued, fields: Mapping[str, str]) -> None:
    assert issued(dates.parse(text)) == csl
    found = read(bibtex(of(f"name: A report\ndate: {text}\n"))).fields
    assert {name: found[name] for name in ("year", "month") if name in found} == fields
    # What stands under `date` means the same days; a time and unknown parts need not be there.
    meant, known = dates.parse(found["date"]), dates.parse(text)
    assert (meant.first, meant.last, meant.text[-1] in "?~%") == (known.first, known.last, text[-1] in "?~%")


ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
TRICKY = st.lists(st.sampled_from(["{", "}", "\\", "%", "--", "''", ",,", '"', "@", "#", "\\}", " and ", "é", "a"]))


@settings(max_examples=400, deadline=None)
@given(ANY | TRICKY.map("".join).filter(str.strip), ANY | TRICKY.map("".join).filter(str.strip))
def test_any_words_come_back_from_bibtex(title: str, name: str) -> None:
    found: Item = {"id": "s0", "type": "book", "title": title, "publisher": name, "author": [{"literal": name}]}
    entry = read(bibtex(found))

    def tidy(text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).split())

    assert tidy(typeset(entry.fields["title"])) == tidy(title)
    assert tidy(typeset("{" + entry.fields["publisher"] + "}")) == tidy(name)
    assert len(entry.persons["author"]) == 1
    assert json.loads(csl_json([found])) == [found]


def test_several_items_are_one_list() -> None:
    first, second = of(FULL), of("name: A report\n")
    text = csl_json([first, second])
    assert json.loads(text) == [first, second]
    assert text.startswith('[{\n  "id": "s0",\n')
