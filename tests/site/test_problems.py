"""The problems of a knowledge base as Sphinx shows them: each, at its place, at every build."""

from __future__ import annotations

import re

import pytest

from tests.site.tiny import CONF, INDEX, Tiny


def places(warnings: list[str]) -> list[str]:
    """Return place and code of each warning."""
    found = [re.fullmatch(r"(.*?): WARNING: .* \[dossier\.([a-z-]+)\]", line) for line in warnings]
    return [f"{match[1]} {match[2]}" if match else "?" for match in found]


def test_every_problem_is_reported_at_its_place_at_every_build(tiny: Tiny) -> None:
    tiny.replace("kb/meetings/first-round.yaml", "2022-01-06\n", "2022-13-06\n")
    tiny.replace("kb/people/bo-finch.yaml", "offices:", "ofices:")
    tiny.replace("kb/policies/open-dam.yaml", "old dam", "new dam")
    expected = [
        "kb/meetings/first-round.yaml:3:11 bad-date",
        "kb/people/bo-finch.yaml:3:1 unknown-key",
        "kb/policies/open-dam.yaml:4:37 quote-not-found",
    ]
    pages = "docs/pages/about.rst:4", "docs/pages/about.rst:8"
    built = tiny.build()
    for again in (built, tiny.build()):
        ours = [line for line in places(again.warnings) if not line.startswith(pages)]
        assert (ours, again.code) == (expected, 1)
    assert (built.out / "people/ada-lark.html").is_file()
    assert not (built.out / "people/bo-finch.html").exists()


def test_a_problem_can_be_suppressed_by_its_code(tiny: Tiny) -> None:
    tiny.replace("kb/policies/open-dam.yaml", "old dam", "new dam")
    assert tiny.build(config={"suppress_warnings": ["dossier.quote-not-found"]}).warnings == []


def test_a_broken_entry_leaves_its_page(tiny: Tiny) -> None:
    out = tiny.build().out
    tiny.replace("kb/people/bo-finch.yaml", "offices:", "ofices:")
    tiny.build()
    assert not (out / "people/bo-finch.html").exists()
    tiny.replace("kb/people/bo-finch.yaml", "ofices:", "offices:")
    assert tiny.build().warnings == []
    assert (out / "people/bo-finch.html").is_file()


def test_a_kind_whose_entries_are_all_broken_keeps_its_index(tiny: Tiny) -> None:
    tiny.replace("kb/treaties/flood-treaty.yaml", "name:", "nome:")
    assert places(tiny.build().warnings) == [
        "kb/treaties/flood-treaty.yaml:1:1 missing-key",
        "kb/treaties/flood-treaty.yaml:1:1 unknown-key",
    ]


@pytest.mark.parametrize("name", ["people/ada-lark", "people/index"])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_page_by_hand_in_the_place_of_ours_is_reported(tiny: Tiny, name: str, builder: str) -> None:
    tiny.write(f"docs/{name}.rst", "By hand\n=======\n")
    expected = [
        f"docs/{name}.rst:1: WARNING: the page '{name}' is made from the knowledge base, so this file is left out; "
        "rename it [dossier.page-twice]"
    ]
    for _ in range(2):
        assert tiny.build(builder).warnings == expected


def test_yaml_files_of_the_documentation_are_no_documents(tiny: Tiny) -> None:
    tiny.write("docs/openapi.yaml", "openapi: 3.1.0\n")
    tiny.write("docs/pages/about.yaml", "about: this\n")
    assert tiny.build().warnings == []


def test_a_knowledge_base_inside_the_documentation(empty: Tiny) -> None:
    empty.fill()
    (empty.root / "kb").rename(empty.root / "docs/kb")
    empty.write("docs/kb/README.md", "# Not a page\n")
    empty.write("docs/conf.py", CONF.replace('dossier_kb = "../kb"\n', ""))
    built = empty.build(config={"extensions": ["sphinx_dossier", "myst_parser"]})
    assert built.warnings == []
    assert (built.out / "people/ada-lark.html").is_file()
    empty.replace("docs/kb/people/ada-lark.yaml", "sort:", "sorted:")
    assert places(empty.build().warnings)[0] == "docs/kb/people/ada-lark.yaml:2:1 unknown-key"


def test_without_a_knowledge_base_there_is_nothing_to_report(empty: Tiny) -> None:
    empty.write("docs/conf.py", "extensions = ['sphinx_dossier']\nhtml_theme = 'basic'\n")
    empty.write("docs/index.rst", "Home\n====\n")
    built = empty.build()
    assert (built.warnings, built.code, "kb: " in built.status) == ([], 0, False)


def test_a_knowledge_base_that_is_asked_for_must_be_there(empty: Tiny) -> None:
    empty.write("docs/conf.py", CONF)
    empty.write("docs/index.rst", INDEX.partition(".. toctree")[0])
    assert places(empty.build().warnings) == ["kb:1:1 unreadable"]


def test_the_log_ends_with_what_the_knowledge_base_holds(tiny: Tiny) -> None:
    expected = (
        "kb: 10 entries (2 meetings, 2 organizations, 2 people, 1 policy, 2 sources, 1 treaty), "
        "13 claims, 13 citations, 0 problems"
    )
    for builder in ("html", "text"):
        lines = tiny.build(builder).status.splitlines()
        assert [line for line in lines if line.startswith("kb: ")] == [expected]
