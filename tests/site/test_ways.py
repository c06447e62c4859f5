"""A site is the same, byte for byte, however it is built: by several processes, in parts, or each page by the theme.

That an incremental build gives it too is tried in test_incremental.py.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.commands.joining import join
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.share import Share
from sphinx_dossier.site import finding, framing

from tests.site.test_incremental import CHANGES, SERIES, Bench, different, ours
from tests.site.tiny import Built, Tiny

OURS = {"dossier_search": "dossier"}
PARTS = 3


class Whole(Bench):
    """A project with a finished build of each part."""

    folders = ("docs", "kb", *(f"part-{number}" for number in range(1, PARTS + 1)))
    config: ClassVar[dict[str, object]] = {**OURS, "html_baseurl": "https://river.example/"}

    def first(self) -> None:
        list(self.parts())

    def parts(self, *, catalogued: bool = False) -> Iterator[Built]:
        """Build each part where it was built before, from the files or from a catalogue that is made of them."""
        config = self.config
        if catalogued:
            made = self.tiny.build("dossier-catalogue", out="made", doctrees="of-made", config=config)
            config = {**config, "dossier_catalogue": str(made.out / "dossier-catalogue.sqlite")}
        for number in range(1, PARTS + 1):
            config = {**config, "dossier_part": f"{number}/{PARTS}"}
            yield self.tiny.build(out=f"part-{number}/html", doctrees=f"part-{number}/doctrees", config=config)

    def whole(self, *, jobs: int = 1) -> Built:
        """Build the whole from nothing."""
        self.tiny.clean("whole", "of-whole")
        return self.tiny.build(out="whole", doctrees="of-whole", config=self.config, jobs=jobs)

    def joined(self, parts: list[Built]) -> dict[str, bytes]:
        """Join parts and return the files of the site."""
        to = self.tiny.root / "joined"
        join([part.out for part in parts], to)
        return {str(file.relative_to(to)): file.read_bytes() for file in to.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole"), "html")


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# A series has two edits on average, and is built in six ways.
@settings(max_examples=-(-SERIES // 2), deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES, catalogued=st.booleans())
def test_parts_processes_and_templates_give_the_same(
    whole: Whole, changes: list[tuple[object, int, int]], *, catalogued: bool
) -> None:
    files = whole.reset()
    for edit, a, b in changes:
        edit(files, a, b)  # type: ignore[operator]
    whole.sync(files)
    serial = whole.whole()
    one = serial.files()
    parts = list(whole.parts(catalogued=catalogued))
    assert unlike(whole.joined(parts), one) == []
    # What is wrong with the knowledge base is told once, with the first part.
    assert ours(parts[0]) == ours(serial)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(framing, "KNOWN", frozenset())
        assert unlike(whole.whole(jobs=2).files(), one) == []


def test_an_entry_is_of_one_part_and_stays_there(tiny: Tiny) -> None:
    ids = [f"entry-{number}" for number in range(2000)]
    held = [{id_ for id_ in ids if Share(number=number, of=7).has(id_)} for number in range(1, 8)]
    assert sum(map(len, held)) == len(set().union(*held)) == len(ids)
    assert min(map(len, held)) > len(ids) / 7 / 2


def test_a_part_has_its_own_pages_alone(tiny: Tiny) -> None:
    pages = []
    for number in (1, 2):
        built = tiny.build(out=f"p{number}", doctrees=f"d{number}", config={**OURS, "dossier_part": f"{number}/2"})
        pages.append(
            {name for name in built.files() if re.fullmatch(r"(people|meetings|policies|pages)/.*\.html", name)}
        )
    assert "pages/about.html" in pages[0]
    assert "meetings/index.html" in pages[0]
    assert not pages[0] & pages[1]
    assert {"people/ada-lark.html", "people/bo-finch.html", "meetings/first-round.html"} <= pages[0] | pages[1]
    assert pages[1]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"dossier_part": "4/3"}, "dossier_part: '4/3' is not a number of a part and how many there are, as 3/16"),
        ({"dossier_part": "a third"}, "dossier_part: 'a third' is not a number of a part"),
        ({"dossier_part": "0/3"}, "dossier_part: '0/3' is not a number of a part"),
        (
            {"dossier_part": "1/3", "dossier_search": "sphinx"},
            "dossier_part: dossier_search is 'sphinx', whose index cannot be joined from parts",
        ),
    ],
)
def test_what_is_no_part_is_refused(tiny: Tiny, config: dict[str, object], said: str) -> None:
    with pytest.raises(Exception, match=re.escape(said)):
        tiny.build(config={**OURS, **config})


def test_the_folder_of_one_part_becomes_that_of_another_or_of_the_whole(tiny: Tiny) -> None:
    for part in ("2/2", "", "1/2"):
        built = tiny.build(config={**OURS, "dossier_part": part})
        clean = tiny.build(
            out=f"clean{part[:1]}", doctrees=f"clean-d{part[:1]}", config={**OURS, "dossier_part": part}
        )
        assert different(built, clean) == []


def test_a_kind_whose_entries_are_all_broken_has_its_index_in_a_part(tiny: Tiny) -> None:
    tiny.write("kb/treaties/flood-treaty.yaml", "surname: Flood\n")
    catalogue = tiny.build("dossier-catalogue", out="cat", doctrees="cat-d").out / "dossier-catalogue.sqlite"
    shutil.rmtree(tiny.root / "kb/treaties")
    config = {**OURS, "dossier_part": "1/2", "dossier_catalogue": str(catalogue)}
    assert (tiny.build(out="part", doctrees="part-d", config=config).out / "treaties/index.html").is_file()


def test_other_builders_make_no_parts(tiny: Tiny) -> None:
    with pytest.raises(Exception, match="dossier_part: the builder 'latex' makes no parts; html and dirhtml do"):
        tiny.build("latex", config={**OURS, "dossier_part": "1/3"})


class TestJoining:
    """What is no whole site is refused, and what was there stays."""

    @pytest.fixture
    def parts(self, tiny: Tiny) -> list[Path]:
        config = [{**OURS, "dossier_part": f"{number}/3"} for number in (1, 2, 3)]
        return [tiny.build(out=f"p{i}", doctrees=f"d{i}", config=one).out for i, one in enumerate(config, 1)]

    def refused(self, parts: list[Path], to: Path) -> str:
        before = sorted(to.parent.iterdir())
        with pytest.raises(Misuse) as error:
            join(parts, to)
        assert sorted(to.parent.iterdir()) == before
        return str(error.value).replace(f"{to.parent}/", "")

    def test_a_part_is_missing(self, parts: list[Path], tmp_path: Path) -> None:
        assert self.refused(parts[:1], tmp_path / "site") == "parts 2 and 3 of 3 are missing"
        assert self.refused(parts[1:], tmp_path / "site") == "part 1 of 3 is missing"

    def test_a_part_is_there_twice(self, parts: list[Path], tmp_path: Path) -> None:
        said = self.refused([*parts, parts[1] / ".." / "p2"], tmp_path / "site")
        assert said == "'p2' and 'p2/../p2' are the same part, 2/3"

    def test_a_folder_is_no_part(self, parts: list[Path], tmp_path: Path) -> None:
        said = self.refused([*parts, tmp_path / "kb"], tmp_path / "site")
        assert said.startswith("'kb' is no part of a site: it has no dossier-part.json; ")
        (parts[1] / "dossier-part.json").write_text("[]", "utf-8")
        said = self.refused(parts, tmp_path / "site")
        assert said == "'p2/dossier-part.json' cannot be read: it is no description of a part; build this part again"

    def test_a_part_is_of_another_site(self, tiny: Tiny, parts: list[Path], tmp_path: Path) -> None:
        tiny.replace("kb/people/ada-lark.yaml", "Ms Lark", "Mrs Lark")
        tiny.build(out="p2", doctrees="d2", config={**OURS, "dossier_part": "2/3"})
        said = self.refused(parts, tmp_path / "site")
        assert said.startswith("'p1' and 'p2' were not built from the same: build both from the same state")
        tiny.build(out="p4", doctrees="d4", config={**OURS, "dossier_part": "2/2"})
        said = self.refused([parts[0], tmp_path / "p4"], tmp_path / "site")
        assert said == "'p1' is part 1/3 and 'p4' is part 2/2: build them anew"

    def test_a_part_has_another_address_or_title(self, tiny: Tiny, parts: list[Path], tmp_path: Path) -> None:
        for more in ({"html_baseurl": "https://river.example/"}, {"html_title": "Rivers"}):
            tiny.build(out="p2", doctrees="d2", config={**OURS, "dossier_part": "2/3", **more})
            assert "were not built from the same" in self.refused(parts, tmp_path / "site")

    def test_a_part_that_breaks_off_is_none(
        self, tiny: Tiny, parts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tiny.replace("kb/people/ada-lark.yaml", "Ms Lark", "Mrs Lark")
        with monkeypatch.context() as patch:
            patch.setattr(finding, "publish", lambda _: 1 / 0)
            for number in (1, 2, 3):
                config = {**OURS, "dossier_part": f"{number}/3"}
                with pytest.raises(Exception, match="division by zero"):
                    tiny.build(out=f"p{number}", doctrees=f"d{number}", config=config)
        assert "is no part of a site" in self.refused(parts, tmp_path / "site")

    def test_a_folder_that_holds_more_than_a_site_stays(self, parts: list[Path], tmp_path: Path) -> None:
        assert self.refused(parts, parts[0]) == "'p1' is a part, or holds one: name another folder for the site"
        join(parts, tmp_path / "site")
        (tmp_path / "site/.git").mkdir()
        said = self.refused(parts, tmp_path / "site")
        assert said == "'site' holds a repository of git, which would be lost: join elsewhere, then copy"

    def test_a_link_leads_to_the_site_then_too(self, parts: list[Path], tmp_path: Path) -> None:
        (tmp_path / "there").mkdir()
        (tmp_path / "site").symlink_to(tmp_path / "there", target_is_directory=True)
        join(parts, tmp_path / "site")
        assert (tmp_path / "site").is_symlink()
        assert (tmp_path / "there/index.html").is_file()

    def test_where_the_swap_breaks_off_the_old_site_is_back(
        self, parts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        to = tmp_path / "site"
        join(parts, to)
        (to / "old.html").write_text("old", "utf-8")
        replace = Path.replace

        def once(self: Path, target: Path) -> Path:
            if self.name == "site" and self != to:
                raise KeyboardInterrupt
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", once)
        with pytest.raises(KeyboardInterrupt):
            join(parts, to)
        assert (to / "old.html").is_file()

    def test_a_page_is_missing(self, parts: list[Path], tmp_path: Path) -> None:
        page = next(page for part in parts[1:] for page in part.glob("*/*.html"))
        page.unlink()
        assert "its build was not finished" in self.refused(parts, tmp_path / "site")

    def test_a_folder_that_is_no_site_stays(self, parts: list[Path], tmp_path: Path) -> None:
        assert (
            self.refused(parts, tmp_path / "kb")
            == "'kb' is there already and is no site: name another folder, or empty it"
        )

    def test_a_site_is_replaced(self, parts: list[Path], tmp_path: Path) -> None:
        to = tmp_path / "site"
        join(parts, to)
        (to / "old.html").write_text("old", "utf-8")
        join(parts, to)
        assert not (to / "old.html").exists()
        assert (to / "index.html").is_file()
        assert not (to / "dossier-part.json").exists()
