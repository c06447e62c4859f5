"""The state of a thing is another when, and only when, what is read under its key may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sphinx_dossier import checked
from sphinx_dossier.site.states import States

from tests.site.tiny import Tiny

KEYS = (
    *("e:ada-lark", "e:first-round", "e:nobody"),
    *("m:ada-lark", "m:open-dam", "m:sudland"),
    *("c:gazette", "c:herald", "r:gazette", "p:gazette", "v:bo-fink"),
    *("k:meeting", "k:person", "b:first-round", "b:ada-lark", "b:nobody"),
    *("n:#ada-lark", "n:ada", "n:ada lark", "n:lark", "n:finch", "n:wren"),
    *("t:ada-lark", "d:flood-treaty"),
)
"""Marks as `tracing` has them, and names."""


def states(tiny: Tiny) -> dict[str, str]:
    found = States(checked.check(tiny.root / "kb"))
    return {key: found[key] for key in KEYS}


@pytest.mark.parametrize(
    ("path", "old", "new", "keys"),
    [
        # What others say of somebody is said in their files.
        (
            *("meetings/first-round", "that fish must", "that all fish must"),
            {"e:first-round", "m:ada-lark", "m:open-dam", "c:gazette", "k:meeting", "t:ada-lark"},
        ),
        (
            *("meetings/first-round", "date: 2022-01-06", "date: 2022-01"),
            {"e:first-round", "m:ada-lark", "m:open-dam", "c:gazette", "k:meeting", "t:ada-lark"},
        ),
        (
            *("people/bo-finch", "name: Bo", "moved-from: bo-fink\nname: Bo"),
            {"v:bo-fink", "m:sudland", "c:gazette", "k:person"},
        ),
        (
            *("people/ada-lark", "name: Ada", "name: Zoe"),
            {"e:ada-lark", "n:#ada-lark", "n:ada", "n:ada lark", "k:person", "c:gazette"},
        ),
        # She comes before the other person then.
        (
            *("people/ada-lark", "sort: Lark", "sort: Dove"),
            {"e:ada-lark", "n:#ada-lark", "n:lark", "k:person", "c:gazette", "b:ada-lark"},
        ),
        (
            *("people/bo-finch", "sort: Finch", "sort: Wren"),
            {"n:finch", "n:wren", "k:person", "m:sudland", "c:gazette", "b:ada-lark"},
        ),
        ("sources/gazette", "name: The gazette", "name: A gazette", set()),
    ],
)
def test_it_follows_the_files_that_are_read(tiny: Tiny, path: str, old: str, new: str, keys: set[str]) -> None:
    before = states(tiny)
    tiny.replace(f"kb/{path}.yaml", old, new)
    after = states(tiny)
    assert {key for key in KEYS if before[key] != after[key]} == keys


def test_it_follows_how_a_source_is_spread(tiny: Tiny) -> None:
    found = checked.check(tiny.root / "kb")
    one = replace(found, weights={"gazette": [1, 2]}, elsewhere={"a/b": {"quote-1": "a/b/c"}})
    weights = replace(one, weights={"gazette": [1, 3]})
    elsewhere = replace(one, elsewhere={"a/b": {"quote-1": "a/b/d"}})
    keys = ("l:gazette", "l:herald", "w:a/b", "w:a/c")
    for other, changed in ((one, []), (weights, ["l:gazette"]), (elsewhere, ["w:a/b"])):
        assert [key for key in keys if States(one)[key] != States(other)[key]] == changed
