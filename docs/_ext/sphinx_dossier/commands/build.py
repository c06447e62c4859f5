"""`dossier build`: the site, where that is wished in parts that machines of a cluster build side by side."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import site_folder
from sphinx_dossier.commands.subcommand import add_docs, subcommand
from sphinx_dossier.problems import count

if TYPE_CHECKING:
    from sphinx_dossier.commands.parted import Ended
    from sphinx_dossier.commands.subcommand import Commands

OUT = Path("build/html")
_JOINED = "joined"
"""The name of the file that says that what is in the output was joined of parts."""
EXAMPLES = """\
examples:
  dossier build                             the site of the folder docs, in build/html
  dossier build --parts 4                   in four parts, as many at once as there are processors
  dossier build --parts 64 --scheduler tcp://river.example:8786
                                            on the machines of a Dask cluster that share this folder
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "build",
        "build the site, in parts where it is large",
        description="Build the site. Each part is built by a process of its own, and they are joined: what comes\n"
        "out is the same, byte for byte. Parts that are kept are built on when the command is run again.",
        examples=EXAMPLES,
    )
    add_docs(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=OUT,
        help="where the site goes (default: build/html)",
    )
    parser.add_argument("--parts", metavar="N", type=_number, default=1, help="in how many parts (default: 1)")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", default="", help="of a Dask cluster (default: one on this machine alone)"
    )
    parser.add_argument(
        "--work",
        metavar="DIR",
        type=Path,
        help="where parts and doctrees are kept (default: OUT-work)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail on any warning, also on references of Sphinx that lead nowhere"
    )
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) < 10**6:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of parts, such as 4")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Build, and join the parts; the exit status is 1 where Sphinx failed, or complained under --strict."""
    from sphinx_dossier import catalogue
    from sphinx_dossier.commands import parted
    from sphinx_dossier.commands.joining import join

    docs, out = site_folder(options.docs, options.kb), options.out
    work = options.work or Path(f"{out.absolute()}-work")
    strict = ["-n", "-W", "--keep-going"] if options.strict else []
    if options.parts == 1 and not options.scheduler:
        with _without_joined(out, work):
            status = _tell([parted.run(parted.command(docs, out, work / "doctrees", strict))])
        if status == 0:
            print(f"{out}: the site")
        return status
    parts = [work / f"{number}-of-{options.parts}" for number in range(1, options.parts + 1)]
    made = (work / "catalogue" / catalogue.NAME).resolve()
    commands = []
    for number, part in enumerate(parts, 1):
        given = ["-D", f"dossier_part={number}/{len(parts)}", "-D", f"dossier_catalogue={made}"]
        commands.append(parted.command(docs, part / "html", part / "doctrees", [*strict, *given]))
    first = parted.command(docs, made.parent, work / "doctrees", strict, catalogue.BUILDER)
    with parted.crew(options.scheduler) as run_all:
        # A catalogue of before would do for what is no longer there.
        made.unlink(missing_ok=True)
        status = _tell([parted.run(first), *(run_all(commands) if made.exists() else ())])
    if status == 0:
        join([part / "html" for part in parts], out)
        (work / _JOINED).touch()
        print(f"{out}: the site, of {count(len(parts), 'part')}")
    return status


@contextmanager
def _without_joined(out: Path, work: Path) -> Iterator[None]:
    """Put a site that was joined aside while the whole is built: what Sphinx knows of the folder is older than that.

    It comes back where Sphinx writes nothing.
    """
    mark, aside = work / _JOINED, work / "before"
    if not mark.exists():
        yield
        return
    shutil.rmtree(aside, ignore_errors=True)
    if out.exists():
        shutil.move(out, aside)
    mark.unlink()
    try:
        yield
    finally:
        if aside.exists() and not out.exists():
            shutil.move(aside, out)
            mark.touch()
        shutil.rmtree(aside, ignore_errors=True)


def _tell(found: list[Ended]) -> int:
    """Print what the builds complain of, each thing once, and return the exit status."""
    for line in dict.fromkeys(line for one in found for line in one.said.splitlines()):
        print(line, file=sys.stderr)
    return int(any(one.status for one in found))
