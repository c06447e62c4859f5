"""While much is in memory a build looks for unreachable objects among new ones alone, and after it as before."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx_dossier import checked
from sphinx_dossier.checked import Checked
from sphinx_dossier.garbage import each, old_uncollected, uncollected
from sphinx_dossier.site import build, card_image, knowledge, ledger, previews
from sphinx_dossier.site.spreading import Spreading

from tests.site.tiny import Tiny

full = pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python 3.14 has no threshold for full collections")


@pytest.fixture
def threshold() -> Iterator[tuple[int, int, int]]:
    """Have a threshold of its own, and return it as Python has it."""
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 12)
    yield gc.get_threshold()
    gc.set_threshold(*before)


class BrokenError(Exception):
    """What is raised here."""


def fail(*_: object, **__: object) -> None:
    raise BrokenError


@full
def test_old_objects_are_left_alone_until_it_is_over(threshold: tuple[int, int, int]) -> None:
    def inside() -> Iterator[tuple[int, ...]]:
        with old_uncollected():
            yield gc.get_threshold()
            fail()

    steps = inside()
    new, middle, old = next(steps)
    assert (new, middle) == threshold[:2]
    assert old > 10**9
    with pytest.raises(BrokenError):
        next(steps)
    assert gc.get_threshold() == threshold


@full
def test_it_is_over_whenever_something_is_yielded(threshold: tuple[int, int, int]) -> None:
    def inside() -> Iterator[tuple[int, ...]]:
        yield gc.get_threshold()
        yield gc.get_threshold()
        fail()

    steps = each(inside())
    for _ in range(2):
        assert next(steps)[2] > threshold[2]
        assert gc.get_threshold() == threshold
    with pytest.raises(BrokenError):
        next(steps)
    assert gc.get_threshold() == threshold
    assert list(each("ab")) == ["a", "b"]


@pytest.mark.parametrize("was", ["enable", "disable"])
def test_none_is_looked_for_until_it_is_over(monkeypatch: pytest.MonkeyPatch, was: str) -> None:
    found = []
    getattr(gc, was)()
    try:
        monkeypatch.setattr(checked, "_checked", lambda *_: found.append(gc.isenabled()))
        checked.check(Path("nowhere"))
        found.append(gc.isenabled())
        with pytest.raises(BrokenError), uncollected():
            fail()
        assert [*found, gc.isenabled()] == [False, was == "enable", was == "enable"]
    finally:
        gc.enable()


@full
def test_a_build_looks_at_everything_again_when_it_has_ended(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, threshold: tuple[int, int, int]
) -> None:
    found: dict[str, set[int]] = {}

    def spied(name: str, where: object) -> None:
        real: Callable[..., object] = getattr(where, name)

        def spying(*given: object, **named: object) -> object:
            found.setdefault(name, set()).add(gc.get_threshold()[2])
            return real(*given, **named)

        monkeypatch.setattr(where, name, spying)

    spied("pages", Spreading)
    spied("png", card_image.Painter)
    spied("files", previews)
    spied("keep", ledger.Ledger)
    spied("outdated_documents", ledger.Ledger)
    tiny.build()
    assert set(found) == {"pages", "png", "files", "keep", "outdated_documents"}
    assert all(min(some) > threshold[2] for some in found.values())
    assert gc.get_threshold() == threshold


def test_what_is_in_a_catalogue_is_in_memory_no_longer(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "LARGE", 1)
    real, held, left = knowledge.shelved, list[weakref.ref[object]](), list[bool]()

    def shelved(found: Checked, shelf: Path) -> Checked:
        held.extend(map(weakref.ref, (found, found.library, found.library.held["ada-lark"])))
        return real(found, shelf)

    def rewrite(*_: object) -> list[str]:
        left.extend(one() is not None for one in held)
        return []

    monkeypatch.setattr(knowledge, "shelved", shelved)
    monkeypatch.setattr(build, "rewrite", rewrite)
    tiny.build()
    assert left == [False] * 3


@pytest.mark.parametrize(("where", "name"), [(Spreading, "pages"), (StandaloneHTMLBuilder, "handle_page")])
def test_a_build_that_fails_leaves_nothing_behind(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, threshold: tuple[int, int, int], where: type, name: str
) -> None:
    monkeypatch.setattr(where, name, fail)
    with pytest.raises(BrokenError):
        tiny.build()
    assert gc.get_threshold() == threshold
