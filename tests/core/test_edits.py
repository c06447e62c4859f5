"""Edits of text by place: made all at once, never one over the other; and where references stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier import edits, spots
from sphinx_dossier.edits import Edit, Overlap
from sphinx_dossier.kinds import builtin_kinds

MEETING = """\
# port-talks is no reference here
name: port-talks
participants:
  - person: [ada-example, "ada-example", 'bo-example']  # ada-example
    for: norland
    as: ada-example
    cite: {source: daily-2031, quote: ada-example met bo-example in, origin: herald-2031}
statements:
  - text: ada-example spoke.
    about: ada-example
    cite:
      - source: daily-2031
        quote: >-
          ada-example spoke
looked-for:
  - question: Who paid?
    read: [daily-2031]
"""
PAGE = """\
See {person}`ada-example`, {person}`the lady <ada-example>`, {dossier:person}`~ada-example` and
:person:`!ada-example`; {claim}`ada-example#spelling`, {any}`ada-example`, {doc}`../people/ada-example`,
but not ada-example,
{ref}`ada-example`, {person}`ada-example-senior`.

```{dossier-claim} ada-example#minister
```

:::{dossier-terms}
ada-example #c-12345678 norland#ada-example
norland ada-example#spelling ada-example-senior
:::

```{dossier-entries} meeting
:where: person=ada-example; type=ada-example; for=ada-example
```
"""


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(path="kb/a.yaml", start=start, end=end, text=text)


def test_offsets_are_those_of_the_text_before() -> None:
    assert edits.applied("abcdef", [edit(4, 5, "EEE"), edit(0, 1, ""), edit(2, 2, "-")]) == "b-cdEEEf"


@pytest.mark.parametrize("two", [(edit(0, 3, "x"), edit(2, 4, "y")), (edit(1, 9, ""),), (edit(3, 2, ""),)])
def test_overlaps_and_what_is_not_there_are_refused(two: tuple[Edit, ...]) -> None:
    with pytest.raises(Overlap):
        edits.applied("abcdef", two)


def test_texts_that_stay_as_they_are_are_not_given_back() -> None:
    texts = {"kb/a.yaml": "abc", "kb/b.yaml": "abc"}
    assert edits.changed(texts, [edit(0, 1, "a"), Edit(path="kb/b.yaml", start=0, end=1, text="x")]) == {
        "kb/b.yaml": "xbc"
    }


@given(st.text(alphabet="ab\n\ufeffé", max_size=30), st.integers(0, 30))
def test_a_place_and_its_offset_are_one(text: str, at: int) -> None:
    at = min(at, len(text))
    if text.startswith("\ufeff") and at == 0:
        at = 1
    if at > len(text):
        return
    where = edits.place(text, at, "x")
    assert edits.offset(text, where.line, where.col) == at


def test_a_diff_says_where_a_last_line_has_no_end() -> None:
    assert edits.diff("kb/a.yaml", "a\nb", "a\nc\n") == (
        "--- a/kb/a.yaml\n+++ b/kb/a.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_references_in_an_entry_are_its_kinds_and_no_other_words(mark: str) -> None:
    text = mark + MEETING
    found = spots.of(spots.in_entry(text, "kb/meetings/x.yaml", builtin_kinds()["meeting"]), "ada-example")
    assert [(spot.place.line, spot.place.col, spot.field and spot.field.name) for spot in found] == [
        (4, 14, "person"),
        (4, 27, "person"),
        (10, 12, "about"),
    ]
    after = edits.applied(text, [spot.renamed("null") for spot in found])
    assert after == text.replace('[ada-example, "ada-example"', '["null", "null"').replace(
        "about: ada-example", 'about: "null"'
    )


def test_sources_are_references_too() -> None:
    found = spots.in_entry(MEETING, "x", builtin_kinds()["meeting"])
    assert [spot.place.line for spot in spots.of(found, "daily-2031")] == [7, 12, 17]
    assert [spot.place.line for spot in spots.of(found, "herald-2031")] == [7]


def test_references_in_a_page() -> None:
    found = spots.of(spots.in_page(PAGE, "docs/x.md", builtin_kinds()), "ada-example")
    after = edits.applied(PAGE, [spot.renamed("eve") for spot in found])
    assert (
        after
        == """\
See {person}`eve`, {person}`the lady <eve>`, {dossier:person}`~eve` and
:person:`!eve`; {claim}`eve#spelling`, {any}`eve`, {doc}`../people/eve`,
but not ada-example,
{ref}`ada-example`, {person}`ada-example-senior`.

```{dossier-claim} eve#minister
```

:::{dossier-terms}
eve #c-12345678 norland#ada-example
norland eve#spelling ada-example-senior
:::

```{dossier-entries} meeting
:where: person=eve; type=ada-example; for=eve
```
"""
    )
    assert [spot.claim for spot in found if spot.claim] == ["spelling", "minister", "spelling"]


def test_references_in_a_page_of_restructuredtext() -> None:
    text = ".. dossier-claim:: ada-example#slip\n\n.. dossier-terms::\n\n   ada-example #slip\n\nada-example\n"
    found = spots.of(spots.in_page(text, "docs/x.rst", builtin_kinds()), "ada-example")
    assert [(spot.place.line, spot.place.col) for spot in found] == [(1, 20), (5, 4)]
