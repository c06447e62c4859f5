"""A tiny project of an invented river commission, and its builds in this very process."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_dossier.evidence import fingerprint
from sphinx_dossier.values import Record

CONF = """\
project = "River"
version = "1"
project_copyright = "The river commission"
extensions = ["sphinx_dossier"]
dossier_kb = "../kb"
html_theme = "basic"
dossier_search = "sphinx"  # what Sphinx makes of our pages; tests/site/test_finding.py tries ours
"""

INDEX = """\
Home
====

.. toctree::
   :glob:

   */index
   pages/*
"""

ABOUT = """\
About
=====

:person:`ada-lark` and :person:`~bo-finch` met at :meeting:`the first round <first-round>`. :claim:`first-round#dam`

.. dossier-claim:: second-round#floods

.. dossier-claim:: first-round#dam

.. dossier-meetings::
"""

GAZETTE = """\
River talks end

Ada Lark of Norland and Bo Finch of Sudland met in Millbridge on 6 January 2022.

They agreed that the old dam would be opened every spring. Ms Lark said that the fish must pass.

A second round was planned for the autumn, and the commission praised both sides.

The river rises in the hills of a third country, which sends a clerk to each round and has asked for a seat of its
own; the chair of the commission has so far put the question off.
"""

HERALD = """\
Second round begins

The second round of the river talks began in Oldport on 3 October 2022.

Mr Finch was ill and stayed at home. Ms Lark spoke of a treaty on floods, signed on 3 October 2022.

Oldport has had no visitors of rank since its bridge fell, and the town had painted every door that the delegations
would pass on their way from the station.
"""

ARTICLES = {"gazette": GAZETTE, "herald": HERALD}


def cite(source: str, *quotes: str) -> str:
    items = "".join(f"{{source: {source}, quote: {quote!r}}}, " for quote in quotes)
    return f"cite: [{items.rstrip(', ')}]"


MET = cite("gazette", "met in Millbridge on 6 January 2022")
AGREED = cite("gazette", "agreed that the old dam would be opened every spring")
READ = AGREED.replace("}]", ", infer: The would is that of an agreement.}]")
SAID = cite("gazette", "Ms Lark said that the fish must pass")
BEGAN = cite("herald", "began in Oldport on 3 October 2022")
SIGNED = cite("herald", "a treaty on floods, signed on 3 October 2022")
SPOKE = cite("herald", "Ms Lark spoke of a treaty on floods")
BOTH = cite("gazette", "Ada Lark of Norland and Bo Finch of Sudland")
NORLAND = cite("gazette", "Ada Lark of Norland and")
SUDLAND = cite("gazette", "Bo Finch of Sudland met")

ENTRIES = {
    "people/ada-lark": f"""\
name: Ada Lark
sort: Lark, Ada
facts:
  - name: Ms Lark
    {SAID}
offices:
  - office: Envoy
    for: norland
    {BOTH}
""",
    "people/bo-finch": f"""\
name: Bo Finch
sort: Finch, Bo
offices:
  - office: Envoy
    for: sudland
    {BOTH}
""",
    "organizations/norland": f"""\
name: Norland
facts:
  - type: country
    {NORLAND}
""",
    "organizations/sudland": f"""\
name: Sudland
facts:
  - type: country
    {SUDLAND}
""",
    "meetings/first-round": f"""\
name: First round of the river talks
facts:
  - date: 2022-01-06
    place: Millbridge
    {MET}
participants:
  - person: [ada-lark, bo-finch]
    presence: reported
    {BOTH}
statements:
  - id: dam
    text: They agreed to open the dam in spring.
    about: [open-dam]
    {AGREED}
  - text: Ms Lark said that fish must be able to pass.
    by: [ada-lark]
    about: [open-dam]
    {SAID}
""",
    "meetings/second-round": f"""\
name: Second round of the river talks
facts:
  - date: 2022-10-03
    place: Oldport
    {BEGAN}
statements:
  - id: floods
    text: Ms Lark spoke of a treaty on floods.
    by: [ada-lark]
    {SPOKE}
""",
    "policies/open-dam": f"""\
name: The dam opens in spring
facts:
  - type: undertaking
    {READ}
""",
    "treaties/flood-treaty": f"""\
name: A treaty on floods
facts:
  - date: 2022-10-03
    {SIGNED}
""",
}

TREATY = """\
label: Treaty
plural: Treaties
folder: treaties
help: An agreement between states.
time: date
facts:
  date:
    type: date
    label: Date
    help: When it was signed.
columns: [date, name]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: the log, the warnings line by line, and Sphinx's exit code."""

    status: str
    warnings: list[str]
    code: int
    out: Path

    def page(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return every file of the output."""
        found = sorted(self.out.rglob("*"))
        return {str(file.relative_to(self.out)): file.read_bytes() for file in found if file.is_file()}


class Tiny:
    """A project below `root`: docs/ and kb/."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def fill(self) -> Tiny:
        """Write the whole invented knowledge base."""
        self.write("docs/conf.py", CONF)
        self.write("docs/index.rst", INDEX)
        self.write("docs/pages/about.rst", ABOUT)
        self.write("kb/kinds/treaty.yaml", TREATY)
        for name, article in ARTICLES.items():
            self.source(name, article)
        for name, text in ENTRIES.items():
            self.write(f"kb/{name}.yaml", text)
        return self

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def source(self, name: str, article: str) -> None:
        """Write a source's entry and fingerprint."""
        data = article.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self.write(f"kb/sources/{name}.yaml", f"name: The {name}\nsha256: {sha256}\n")
        text = fingerprint.dumps(fingerprint.make(data, Record()))
        self.write(f"kb/sources/{name}.fingerprint.json", text)

    def build(  # noqa: PLR0913
        self,
        builder: str = "html",
        *,
        out: str = "",
        doctrees: str = "doctrees",
        jobs: int = 1,
        nitpicky: bool = True,
        config: Mapping[str, object] | None = None,
        files: tuple[str, ...] = (),
    ) -> Built:
        """Build as `sphinx-build -W` does; the folders of output and doctrees stay from build to build."""
        status, warnings = io.StringIO(), io.StringIO()
        _file_checksum_inner.cache_clear()  # kept for the life of a process, which for sphinx-build is one build
        outdir = self.root / (out or f"out-{builder}")
        with patch_docutils(self.root / "docs"), docutils_namespace():
            app = Sphinx(
                self.root / "docs",
                self.root / "docs",
                outdir,
                self.root / doctrees,
                builder,
                confoverrides={"nitpicky": nitpicky, **(config or {})},
                status=status,
                warning=warnings,
                warningiserror=True,
                parallel=jobs,
            )
            app.build(filenames=[self.root / file for file in files])
        return Built(
            status=plain(status.getvalue()),
            warnings=[line.replace(f"{self.root}/", "") for line in plain(warnings.getvalue()).splitlines() if line],
            code=app.statuscode,
            out=outdir,
        )

    def clean(self, *names: str) -> None:
        """Remove folders of output or doctrees."""
        for name in names:
            shutil.rmtree(self.root / name, ignore_errors=True)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
