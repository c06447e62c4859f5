"""A check that remembers finds what a new one does, whichever file has changed, and judges no more than it must."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sphinx_dossier import checked
from sphinx_dossier.codes import Code
from sphinx_dossier.entries import Entry
from sphinx_dossier.files import digests
from sphinx_dossier.loading import from_file
from sphinx_dossier.rules import honesty
from sphinx_dossier.rules.seen import Seen

from tests.site.tiny import ARTICLES, BOTH, NORLAND, Tiny

pytestmark = pytest.mark.usefixtures("kept")


def renamed(tiny: Tiny) -> str:
    tiny.replace("kb/people/ada-lark.yaml", "Lark", "Heron")
    return "people/ada-lark"


def named_alike(tiny: Tiny) -> str:
    tiny.write("kb/people/they-agreed.yaml", "name: They Agreed\n")
    return "people/they-agreed"


def printed_anew(tiny: Tiny) -> str:
    tiny.source("gazette", ARTICLES["gazette"].replace("6 January", "7 January"))
    return "sources/gazette"


def published(tiny: Tiny) -> str:
    tiny.replace("kb/sources/gazette.yaml", "name: ", "publisher: sudland\nname: ")
    return "sources/gazette"


def unprinted(tiny: Tiny) -> str:
    tiny.remove("kb/sources/gazette.fingerprint.json")
    return "sources/gazette"


def removed(tiny: Tiny) -> str:
    tiny.remove("kb/organizations/norland.yaml")
    return "organizations/norland"


def broken(tiny: Tiny) -> str:
    tiny.replace("kb/sources/gazette.yaml", "name: ", "surname: Lark\nname: ")
    return "sources/gazette"


def broken_and_gone(tiny: Tiny) -> str:
    # What leads nowhere is told of, what leads to a file with a mistake is not.
    tiny.remove("kb/organizations/westland.yaml")
    return "organizations/westland"


@pytest.mark.parametrize(
    "edit", [renamed, named_alike, printed_anew, published, unprinted, removed, broken, broken_and_gone]
)
def test_what_another_file_says_makes_a_check_find_other_things(tiny: Tiny, edit: Callable[[Tiny], str]) -> None:
    # What speaks for Sudland is not proved, unless that is who published the source.
    tiny.replace("kb/people/bo-finch.yaml", BOTH, NORLAND)
    tiny.replace("kb/meetings/second-round.yaml", "by: [ada-lark]", "by: [ada-lark, westland]")
    tiny.write("kb/organizations/westland.yaml", "surname: Westland\n")
    kb = tiny.root / "kb"
    before = checked.check(kb).problems
    edited = f"kb/{edit(tiny)}.yaml"
    found = checked.check(kb)
    assert {one.place.path for one in set(before).symmetric_difference(found.problems)} - {edited}
    new = checked.check(kb, from_file)
    assert found.problems == new.problems
    assert (dict(found.proofs), dict(found.answered)) == (dict(new.proofs), dict(new.answered))


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        # Nothing refers to it, and no text has the name.
        ("people/cy-heron", "name: Cy Heron\nsurname: Heron\n", set()),
        ("people/cy-heron", "name: Cy Heron\n", {"cy-heron"}),
        ("people/cy-heron", "name: Fish\n", {"cy-heron", "first-round"}),
        # A quote of Bo Finch's has the name, too.
        ("organizations/norland", "name: [\n", {"ada-lark", "bo-finch", "first-round"}),
    ],
)
def test_only_what_an_edit_may_concern_is_judged_again(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, path: str, text: str, again: set[str]
) -> None:
    kb = tiny.root / "kb"
    checked.check(kb)
    judged: set[str] = set()
    told = honesty._told

    def noting(entry: Entry, seen: Sequence[tuple[Seen, ...]]) -> object:
        judged.add(entry.id)
        return told(entry, seen)

    monkeypatch.setattr(honesty, "_told", noting)
    tiny.write(f"kb/{path}.yaml", text)
    checked.check(kb)
    assert judged == again


def test_a_file_whose_name_is_none_is_read_again_when_it_changes(tiny: Tiny) -> None:
    kb = tiny.root / "kb"
    for text in ("name: Ada Lark\nsurname: Lark\n", "name: [\n", "name: Ada Lark\n"):
        tiny.write("kb/people/ada lark.yaml", text)
        assert checked.check(kb).problems == checked.check(kb, from_file).problems


def test_an_entry_in_a_folder_that_is_a_link_is_read_again_when_it_changes(tiny: Tiny) -> None:
    kb, elsewhere = tiny.root / "kb", tiny.root / "elsewhere"
    shutil.move(kb / "people", elsewhere)
    (kb / "people").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "round").symlink_to(elsewhere, target_is_directory=True)
    for text in ("name: Cy Heron\n", "name: Cy Heron\nsurname: Heron\n"):
        (elsewhere / "cy-heron.yaml").write_text(text, "utf-8")
        assert checked.check(kb).problems == checked.check(kb, from_file).problems


def test_an_entry_in_the_folder_of_another_kind_is_another(tiny: Tiny) -> None:
    kb = tiny.root / "kb"
    tiny.write("kb/organizations/westland.yaml", "name: Westland\n")
    tiny.replace("kb/people/bo-finch.yaml", "for: sudland", "for: westland")
    assert Code.WRONG_KIND not in {one.code for one in checked.check(kb).problems}
    shutil.move(kb / "organizations/westland.yaml", kb / "policies/westland.yaml")
    found = checked.check(kb).problems
    assert Code.WRONG_KIND in {one.code for one in found}
    assert found == checked.check(kb, from_file).problems


def test_a_link_to_what_is_put_aside_is_not_followed(tmp_path: Path) -> None:
    for name in ("people", "_archive", "kb"):
        (tmp_path / name).mkdir()
    (tmp_path / "people/ada.yaml").write_text("name: Ada\n", "utf-8")
    (tmp_path / "_archive/old.yaml").write_text("name: Old\n", "utf-8")
    for name in ("people", "_archive"):
        (tmp_path / "kb" / name).symlink_to(tmp_path / name, target_is_directory=True)
    assert digests(tmp_path / "kb").keys() == {"people/ada.yaml"}


def test_links_that_lead_to_themselves_hide_no_file_beside_them(tiny: Tiny) -> None:
    kb = tiny.root / "kb"
    for folder in ("people", "sources"):
        for number in range(9):
            (kb / folder / f"round-{number}.yaml").symlink_to(f"round-{number}.yaml")
    # Some file comes after a link, whether the system lists files in the order of their making or not.
    tiny.write("kb/people/cy-heron.yaml", "name: Cy Heron\n")
    for old, new in (("Lark", "Heron"), ("Heron", "Lark")):
        tiny.replace("kb/people/ada-lark.yaml", f"name: Ada {old}", f"name: Ada {new}")
        tiny.write("kb/people/cy-heron.yaml", f"name: Cy {old}\n")
        assert checked.check(kb).problems == checked.check(kb, from_file).problems


def test_a_fingerprint_that_cannot_be_used_is_told_from_none(tiny: Tiny) -> None:
    kb, print_ = tiny.root / "kb", "kb/sources/herald.fingerprint.json"
    for text in ("{}", "", "[]"):
        tiny.write(print_, text) if text else tiny.remove(print_)
        assert checked.check(kb).problems == checked.check(kb, from_file).problems


def test_the_name_of_a_file_may_be_no_text(tiny: Tiny) -> None:
    kb = tiny.root / "kb"
    for name in (b"notes \xff.md", b"cy \xff.yaml"):
        (kb / "people" / os.fsdecode(name)).write_text("name: Cy Heron\n", "utf-8")
        for _ in range(2):
            assert checked.check(kb).problems == checked.check(kb, from_file).problems
