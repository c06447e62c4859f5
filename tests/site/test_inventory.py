"""The inventory lists every entry, and is the same whatever was built before."""

from __future__ import annotations

import zlib

from sphinx_dossier.kinds import builtin_kinds
from sphinx_dossier.site.domain import DossierDomain, domain_for

from tests.site.tiny import Built, Tiny


def lines(built: Built) -> list[str]:
    body = (built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]
    return [line for line in zlib.decompress(body).decode().splitlines() if " dossier:" in line]


EXPECTED = [
    "ada-lark dossier:person -1 people/ada-lark.html Ada Lark",
    "bo-finch dossier:person -1 people/bo-finch.html Bo Finch",
    "first-round dossier:meeting -1 meetings/first-round.html First round of the river talks",
    "first-round#dam dossier:claim -1 meetings/first-round.html#dam First round of the river talks",
    "flood-treaty dossier:treaty -1 treaties/flood-treaty.html A treaty on floods",
    "gazette dossier:source -1 sources/gazette.html The gazette",
    "herald dossier:source -1 sources/herald.html The herald",
    "norland dossier:organization -1 organizations/norland.html Norland",
    "open-dam dossier:policy -1 policies/open-dam.html The dam opens in spring",
    "second-round dossier:meeting -1 meetings/second-round.html Second round of the river talks",
    "second-round#floods dossier:claim -1 meetings/second-round.html#floods Second round of the river talks",
    "sudland dossier:organization -1 organizations/sudland.html Sudland",
]


def test_every_entry_is_listed(tiny: Tiny) -> None:
    assert lines(tiny.build()) == EXPECTED


def test_a_build_with_no_change_leaves_the_inventory(tiny: Tiny) -> None:
    before = (tiny.build().out / "objects.inv").read_bytes()
    assert (tiny.build().out / "objects.inv").read_bytes() == before


def test_a_name_over_two_lines_or_with_full_stops(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark", "name: |\n  Ada J. F.\n  Lark")
    built = tiny.build()
    assert built.warnings == []
    assert "ada-lark dossier:person -1 people/ada-lark.html Ada J. F. Lark" in lines(built)


def test_a_domain_has_a_role_and_a_type_for_each_kind() -> None:
    domain = domain_for(builtin_kinds())
    assert issubclass(domain, DossierDomain)
    names = {"claim", "meeting", "organization", "person", "policy", "source"}
    assert (set(domain.roles), set(domain.object_types)) == (names, names)
