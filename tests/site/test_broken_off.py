"""What a build that broke off, another builder, or a hand at the theme has left is no part of the next build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from sphinx_dossier.site import finding

from tests.site.test_incremental import different
from tests.site.tiny import ABOUT, CONF, Tiny

OURS = {"dossier_search": "dossier"}


def is_clean(tiny: Tiny, **config: object) -> bool:
    """Build, and say whether the output is that of a build from nothing."""
    built = tiny.build(config=config)
    tiny.clean("clean", "clean-doctrees")
    clean = tiny.build(out="clean", doctrees="clean-doctrees", config=config)
    # Sphinx keeps what it knew of a configuration that is another now.
    return set(different(built, clean)) <= {".buildinfo.bak"}


def breaks_off(tiny: Tiny, monkeypatch: pytest.MonkeyPatch, how: type[BaseException]) -> None:
    """Build up to where the search is made."""

    def end(_: object) -> None:
        raise how

    with monkeypatch.context() as patch:
        patch.setattr(finding, "publish", end)
        with pytest.raises(how if how is KeyboardInterrupt else Exception):
            tiny.build()


@pytest.mark.parametrize("how", [KeyboardInterrupt, ZeroDivisionError])
def test_what_was_there_before_is_removed(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, how: type[BaseException]
) -> None:
    tiny.build()
    (tiny.root / "kb/policies/open-dam.yaml").rename(tiny.root / "kb/policies/dam.yaml")
    tiny.replace("kb/meetings/first-round.yaml", "[open-dam]", "[dam]")
    breaks_off(tiny, monkeypatch, how)
    assert (tiny.root / "out-html/policies/open-dam.html").is_file()
    assert is_clean(tiny)


def test_what_a_build_that_failed_has_written_is_removed(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.build()
    tiny.write("kb/people/cy-heron.yaml", "name: Cy Heron\n")
    breaks_off(tiny, monkeypatch, ZeroDivisionError)
    assert (tiny.root / "out-html/people/cy-heron.html").is_file()
    tiny.remove("kb/people/cy-heron.yaml")
    assert is_clean(tiny)


def test_a_page_of_sphinx_in_the_place_of_one_of_ours_stays(tiny: Tiny) -> None:
    tiny.build(config=OURS)
    assert "searchtools.js" in tiny.build(config={"dossier_search": "sphinx"}).page("search.html")


def test_what_a_document_includes_may_be_read_by_another_builder(tiny: Tiny) -> None:
    tiny.write("docs/pages/about.rst", f"{ABOUT}\n.. include:: more.txt\n")
    tiny.write("docs/pages/more.txt", "Of salmon.\n")
    tiny.build()
    tiny.write("docs/pages/more.txt", "Of trout.\n")
    tiny.build("dirhtml")
    assert is_clean(tiny)


def test_another_builder_in_the_same_folder_leaves_nothing_as_it_is(tiny: Tiny) -> None:
    first = tiny.build(out="out").files()
    tiny.build("dirhtml", out="out")
    again = tiny.build(out="out").files()
    assert [path for path in first if again[path] != first[path]] == []


def setup(tiny: Tiny) -> None:
    text = (tiny.root / "docs/conf.py").read_text("utf-8")
    tiny.write("docs/conf.py", f"{text}\ndef setup(app):\n    app.add_css_file('own.css')\n")


def style(tiny: Tiny) -> None:
    tiny.write("docs/one.css", "p { color: blue }")


def no_template(tiny: Tiny) -> None:
    tiny.remove("docs/_templates/layout.html")


@pytest.mark.parametrize("edit", [setup, style, no_template])
def test_what_surrounds_a_page_is_another(tiny: Tiny, edit: Callable[[Tiny], None]) -> None:
    tiny.write("docs/_static/own.css", "p { color: red }")
    tiny.write("docs/one.css", "p { color: red }")
    tiny.write("docs/_templates/layout.html", '{% extends "!layout.html" %}{% block footer %}Salmon{% endblock %}')
    given = 'html_static_path = ["_static", "one.css"]\nhtml_css_files = ["one.css"]\n'
    tiny.write("docs/conf.py", f"{CONF}{given}templates_path = ['_templates']\n")
    os.utime(tiny.root / "docs/_templates/layout.html", (1, 1))
    tiny.build()
    edit(tiny)
    assert is_clean(tiny)


def test_a_date_for_a_template_is_another(tiny: Tiny) -> None:
    tiny.write("docs/_templates/layout.html", '{% extends "!layout.html" %}{% block footer %}{{ day }}{% endblock %}')
    for day in (7, 8):
        given = f"import datetime\nhtml_context = {{'day': datetime.date(2031, 5, {day})}}\n"
        tiny.write("docs/settings.py", given)
        imported = "import pathlib\nexec((pathlib.Path(__file__).parent / 'settings.py').read_text())\n"
        tiny.write("docs/conf.py", f"{CONF}\ntemplates_path = ['_templates']\n{imported}")
        assert is_clean(tiny)


def test_what_the_site_brings_stands_from_the_first_build_on(tiny: Tiny) -> None:
    tiny.write("docs/extra/people/ada-lark.html", "By hand")
    tiny.write("docs/extra/schema/person.json", "{}")
    config = {"html_extra_path": ["extra"]}
    built = tiny.build(config=config)
    assert (built.page("people/ada-lark.html"), built.page("schema/person.json")) == ("By hand", "{}")
    first = built.files()
    assert tiny.build(config=config).files() == first
    shutil.rmtree(tiny.root / "docs/extra/people")
    tiny.remove("docs/extra/schema/person.json")
    assert is_clean(tiny, **config)
