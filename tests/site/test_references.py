"""References from pages, in both markups, to entries and claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.tiny import Tiny

RST = """\
Page
====

{}
"""


def links(html: str, text: str = "") -> list[tuple[str, str]]:
    """Return the references within the paragraph that starts with `text`, as (address, words)."""
    paragraph = re.search(rf"<p>{text}.*?</p>", html, re.DOTALL)
    assert paragraph
    found = re.findall(r'<a class="reference internal" href="([^"]*)"[^>]*>(.*?)</a>', paragraph[0])
    return [(href, re.sub(r"<[^>]*>", "", words)) for href, words in found]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("person:`ada-lark`", ("../people/ada-lark.html", "Ada Lark")),
        ("person:`~ada-lark`", ("../people/ada-lark.html", "Lark")),
        ("person:`the envoy <ada-lark>`", ("../people/ada-lark.html", "the envoy")),
        ("dossier:person:`ada-lark`", ("../people/ada-lark.html", "Ada Lark")),
        ("meeting:`first-round`", ("../meetings/first-round.html", "First round of the river talks")),
        ("organization:`norland`", ("../organizations/norland.html", "Norland")),
        ("policy:`open-dam`", ("../policies/open-dam.html", "The dam opens in spring")),
        ("source:`gazette`", ("../sources/gazette.html", "The gazette")),
        ("treaty:`flood-treaty`", ("../treaties/flood-treaty.html", "A treaty on floods")),
        (
            "claim:`first-round#dam`",
            ("../meetings/first-round.html#dam", "They agreed to open the dam in spring."),
        ),
        (
            "claim:`~first-round#dam`",
            ("../meetings/first-round.html#dam", "First round of the river talks"),
        ),
        ("any:`ada-lark`", ("../people/ada-lark.html", "Ada Lark")),
        ("any:`first-round#dam`", ("../meetings/first-round.html#dam", "They agreed to open the dam in spring.")),
    ],
)
def test_a_role_leads_to_its_entry(tiny: Tiny, role: str, expected: tuple[str, str]) -> None:
    tiny.write("docs/pages/page.rst", RST.format(f"Rst :{role}"))
    tiny.write("docs/pages/mark.md", f"# Mark\n\nMyst {{{role.replace(':`', '}`')}\n")
    built = tiny.build(config={"extensions": ["sphinx_dossier", "myst_parser"]})
    assert built.warnings == []
    assert links(built.page("pages/page.html"), "Rst") == [expected]
    assert links(built.page("pages/mark.html"), "Myst") == [expected]
    assert (built.out / "pages" / expected[0].partition("#")[0]).is_file()


def test_an_exclamation_mark_makes_no_reference(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", RST.format("Rst :person:`!ada-lark`"))
    built = tiny.build()
    assert (built.warnings, links(built.page("pages/page.html"), "Rst")) == ([], [])
    assert ">ada-lark</span>" in built.page("pages/page.html")


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("person:`ada-lrk`", "no person 'ada-lrk'; did you mean 'ada-lark'?"),
        ("person:`zzz`", "no person 'zzz'"),
        ("person:`first-round`", "no person 'first-round'; this is a meeting"),
        ("person:`ada-lark#x`", "'ada-lark#x' is no person; a claim is referred to by the role 'claim'"),
        ("claim:`first-round#damm`", "no claim 'damm' in 'first-round'; did you mean 'dam'?"),
        (
            "claim:`frst-round#dam`",
            "no entry 'frst-round' that could have the claim 'dam'; did you mean 'first-round' or 'second-round'?",
        ),
        ("claim:`first-round`", "'first-round' names no claim; write the entry and the claim, as in 'entry#claim'"),
    ],
)
def test_a_dangling_reference_is_reported_at_every_build(tiny: Tiny, role: str, message: str) -> None:
    tiny.write("docs/pages/page.rst", RST.format(f"Rst :{role}"))
    expected = [f"docs/pages/page.rst:4: WARNING: {message} [dossier.dangling-reference]"]
    first, second = tiny.build(), tiny.build()
    assert (first.warnings, first.code) == (expected, 1)
    assert (second.warnings, second.code) == (expected, 1)
    assert tiny.build(nitpicky=False).warnings == expected


def test_a_dangling_reference_can_be_ignored(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", RST.format("Rst :person:`ada-lrk`"))
    assert tiny.build(config={"nitpick_ignore": [("dossier:person", "ada-lrk")]}).warnings == []
    suppressed = {"suppress_warnings": ["dossier.dangling-reference"]}
    assert tiny.build(config=suppressed).warnings == []


def test_a_broken_entry_is_plain_text_and_reported_once(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", RST.format("Rst :person:`ada-lark` and :person:`bo <bo-finch>`"))
    tiny.replace("kb/people/bo-finch.yaml", "name:", "nome:")
    built = tiny.build()
    assert [line.partition("WARNING: ")[0] for line in built.warnings] == [
        "kb/people/bo-finch.yaml:1:1: ",
        "kb/people/bo-finch.yaml:1:1: ",
    ]
    assert links(built.page("pages/page.html"), "Rst") == [("../people/ada-lark.html", "Ada Lark")]
    assert ">bo</span>" in built.page("pages/page.html")


def test_a_reference_follows_an_entry_that_is_mended(tiny: Tiny) -> None:
    tiny.write("docs/pages/page.rst", RST.format("Rst :person:`new-one`"))
    assert len(tiny.build().warnings) == 1
    tiny.write("kb/people/new-one.yaml", "name: New One\n")
    built = tiny.build()
    assert (built.warnings, links(built.page("pages/page.html"), "Rst")) == (
        [],
        [("../people/new-one.html", "New One")],
    )


def test_another_project_refers_to_ours(tiny: Tiny, tmp_path: Path) -> None:
    ours = tiny.build()
    other = Tiny(tmp_path / "other")
    other.write(
        "docs/conf.py",
        "extensions = ['sphinx_dossier', 'sphinx.ext.intersphinx']\nproject = 'Other'\nhtml_theme = 'basic'\n"
        f"intersphinx_mapping = {{'river': ('https://river.example/', {str(ours.out / 'objects.inv')!r})}}\n",
    )
    text = "Far :person:`ada-lark`, :person:`her <ada-lark>`, :claim:`first-round#dam` and :person:`ada-lrk`"
    other.write("docs/index.rst", RST.format(text))
    built = other.build()
    assert built.warnings == ["docs/index.rst:4: WARNING: no person 'ada-lrk' [dossier.dangling-reference]"]
    found = re.findall(r'<a class="reference external" href="([^"]*)"[^>]*>(.*?)</a>', built.page("index.html"))
    assert [(href, re.sub(r"<[^>]*>", "", words)) for href, words in found] == [
        ("https://river.example/people/ada-lark.html", "Ada Lark"),
        ("https://river.example/people/ada-lark.html", "her"),
        ("https://river.example/meetings/first-round.html#dam", "First round of the river talks"),
    ]
