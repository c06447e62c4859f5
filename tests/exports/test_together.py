"""Forms whose files are made from what is made of each entry go through that once, and say what each says alone."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier import exports
from sphinx_dossier.checked import Checked
from sphinx_dossier.publication import Format, Gathering, Listed, Site, files

from tests.exports.published import site, whole


def test_all_forms_together_are_what_each_is_by_itself(changed: Checked) -> None:
    forms = exports.FORMATS.values()
    alone = [file for form in forms for file in whole(form.files(changed, site()))]
    together = whole(files(forms, changed, site()))
    assert sorted(together) == sorted(alone)
    assert len(dict(together)) == len(together), "the pieces of a file follow one another"


class Names:
    """A form of names: a file for each, and one of all."""

    def __init__(self, _checked: Checked, _site: Site) -> None:
        self.all: list[str] = []

    def add(self, made: str, /) -> Iterator[tuple[str, bytes]]:
        """Take a name."""
        self.all.append(made)
        yield made, b""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield all names."""
        yield "all", ", ".join(self.all).encode()


def test_what_is_made_of_each_entry_is_gone_through_once(fish: Checked) -> None:
    walks = []

    def walk(checked: Checked, _site: Site) -> Iterator[str]:
        walks.append(checked)
        yield from ("ada", "bea")

    def lists(_checked: Checked, _site: Site) -> Iterator[Listed]:
        yield from ()

    form = Format(help="names", files=Gathering(walk, Names), lists=lists)
    assert list(files([form, form], fish, site())) == [
        ("ada", b""),
        ("ada", b""),
        ("bea", b""),
        ("bea", b""),
        ("all", b"ada, bea"),
        ("all", b"ada, bea"),
    ]
    assert len(walks) == 1
