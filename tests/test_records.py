"""`scripts.records`: records of visits and travels become a knowledge base that is sound; these are invented."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sphinx_dossier.checked import check

from scripts.bench_tables import CHECK, CHECK_AGAIN, CLEAN, NOTHING, RECORDS, START
from scripts.records import _names, write

ROOT = Path(__file__).parents[1]
VISITS = """\
<visits>
  <visit><id>1</id><start-date>1931-05-03</start-date><end-date>1931-05-05</end-date>
    <visitor>Prime Minister Ada Example</visitor><from id="n">Norland</from><description>Working visit.</description>
  </visit>
  <visit><id>2</id><start-date>1932-06-01</start-date><end-date>1932-06-01</end-date>
    <visitor>Foreign Minister Ada Example</visitor><from id="n">Norland</from><description/></visit>
  <visit><id>3</id><start-date>1932-06-01</start-date><end-date>1932-06-01</end-date>
    <visitor>King Bo II &amp; Queen Cleo</visitor><from id="s">Southland</from><description>Dined.</description>
  </visit>
  <visit><id>4</id><start-date>1933</start-date><end-date>1933</end-date>
    <visitor>Nobody Knows</visitor><from id="s">Southland</from><description>A year is no day.</description></visit>
</visits>
"""
TRAVELS = """\
<trips><trip><id>9</id><name>Dee J. Fisher</name><start-date>1934-07-01</start-date><end-date>1934-07-09</end-date>
  <country id="n">Norland</country><locale>Oldtown, Port Example</locale><remarks>Met Ada Example.</remarks></trip>
</trips>
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    for folder, name, text in (("visits", "1930", VISITS), ("president-travels", "fisher", TRAVELS)):
        (tmp_path / "records" / folder).mkdir(parents=True)
        (tmp_path / "records" / folder / f"{name}.xml").write_text(text, "utf-8")
    return tmp_path / "records"


def test_they_are_measured_where_nothing_is_yet(records: Path, tmp_path: Path) -> None:
    options = ["--tools", "--clean", "--records", str(records), "--keep", str(tmp_path / "new")]
    told = subprocess.run(
        [sys.executable, "scripts/bench", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "records, round 1\n")
    steps = [line.split("|")[3].strip() for line in told.stdout.splitlines() if f"| {RECORDS} |" in line]
    assert steps == [CLEAN, NOTHING, START, CHECK, CHECK_AGAIN]


def test_records_become_entries_that_their_source_proves(records: Path, tmp_path: Path) -> None:
    write(records, tmp_path / "made")
    checked = check(tmp_path / "made/kb")
    assert [str(problem) for problem in checked.problems] == []
    library = checked.library
    assert {entry.name for entry in library.of_kind("person")} == {"Ada Example", "Bo II", "Cleo", "Dee J. Fisher"}
    assert [entry.name for entry in library.of_kind("visit")] == [
        "Visit of Prime Minister Ada Example, Norland 1931-05-03",
        "Visit of Foreign Minister Ada Example, Norland 1932-06-01",
        "Visit of King Bo II & Queen Cleo, Southland 1932-06-01",
    ]
    [journey] = library.of_kind("journey")
    assert {citation.source.id for claim in journey.claims for citation in claim.cite} == {"travels-fisher"}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("President Ada Example", ("Ada Example",)),
        ("Acting Prime Minister Ada Example", ("Ada Example",)),
        ("King Bo II and Queen Cleo", ("Bo II", "Cleo")),
        ("King and Queen Bo", ("Bo",)),
        ("Ada Example", ("Ada Example",)),
    ],
)
def test_titles_are_told_from_names(who: str, names: tuple[str, ...]) -> None:
    assert _names(who) == names
