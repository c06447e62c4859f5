"""Time our builds beside those of others with the same content; run as `scripts/bench`.

The content is invented. Ours reads it as YAML entries; plain Sphinx as Markdown pages in no toctree, with the same
theme and the citations as footnotes; sphinx-needs as needs with links; Hugo as pages of a small theme. The floor
parses each YAML file and writes a page with one template. What our site has beyond that (back-links, claims of other
entries, the quotes on the page of their source, checks, data, feeds, search, cards) has no counterpart there. Every
build is a process of its own. Compare ratios within a run. `nox -s bench` installs the others.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scripts import bench_tables, invent
from scripts.bench_tables import (
    CHECK,
    CHECK_AGAIN,
    CHECK_ONE,
    CHECK_WRONG,
    CLEAN,
    FLOOR,
    HUGO,
    NEEDS,
    NOTHING,
    OURS,
    PLAIN,
    RECORDS,
    START,
)
from scripts.edits_of_bench import WORD, Edit, edits
from scripts.figures import File, write
from scripts.invented import FEWEST, Knowledge
from scripts.measuring import REMEMBERED, Cost, FailedError, Measured, State, compared, cost_of, run, stale, state

WARM_UP = FEWEST
"""Entries of the libraries that are built first, so that no module has to be compiled while time is taken."""
OUTPUT, DOCTREES = "html", "doctrees"
CLEAN_OUTPUT, CLEAN_DOCTREES = "clean-html", "clean-doctrees"
PART_OUTPUT, PART_DOCTREES = "part-html", "part-doctrees"
PHASES = "phases.txt"
"""The file with the phases of the build that was looked at last."""
CATALOGUE, CATALOGUE_BUILDER, CATALOGUE_FILE = "catalogue", "dossier-catalogue", "dossier-catalogue.sqlite"
SPHINX = ["-q", "-W", "--keep-going", "-b", "html"]
"""The arguments of a build in a project's folder; a build that complains does not count."""
COMMAND = "sphinx_dossier.commands"
FORMS = {OURS: "kb", PLAIN: "markdown", NEEDS: "needs", HUGO: "hugo", FLOOR: "kb", RECORDS: "records"}
"""The form of the content that each tool builds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A way to build the content: its name, and its project's folder."""

    name: str
    folder: Path

    @property
    def form(self) -> str:
        """Return the form of the content that it reads."""
        return FORMS[self.name]

    def forget(self) -> None:
        """Remove what was built."""
        for name in (OUTPUT, DOCTREES, CLEAN_OUTPUT, CLEAN_DOCTREES, REMEMBERED):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, output: str = OUTPUT, doctrees: str = DOCTREES) -> Cost:
        """Build the site, as far as it is not there yet."""
        if self.name == HUGO:
            return cost_of(["hugo", "build", "--quiet", "--destination", output], self.folder)
        if self.name == FLOOR:
            return run(["scripts.floor", invent.KB, output], self.folder)
        return run(["sphinx", *SPHINX, "-d", doctrees, invent.DOCS, output], self.folder)

    def catalogue(self) -> Cost:
        """Make the catalogue, of which parts are built, on a machine that knows nothing yet."""
        self._forget_parts()
        made = [*SPHINX[:-1], CATALOGUE_BUILDER, "-d", PART_DOCTREES, invent.DOCS, CATALOGUE]
        return run(["sphinx", *made], self.folder)

    def part(self, number: int, of: int) -> Cost:
        """Build a part of the site from nothing, on a machine that knows nothing but the catalogue."""
        self._forget_parts()
        share = ["-D", f"dossier_part={number}/{of}", "-D", f"dossier_catalogue=../{CATALOGUE}/{CATALOGUE_FILE}"]
        return run(["sphinx", *SPHINX, *share, "-d", PART_DOCTREES, invent.DOCS, PART_OUTPUT], self.folder)

    def _forget_parts(self) -> None:
        for name in (PART_OUTPUT, PART_DOCTREES, REMEMBERED):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def stale(self) -> int:
        """Return how many pages are not as a build from nothing makes them."""
        for name in (CLEAN_OUTPUT, CLEAN_DOCTREES):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.build(CLEAN_OUTPUT, CLEAN_DOCTREES)
        return stale(self.folder / OUTPUT, self.folder / CLEAN_OUTPUT)

    def state(self) -> State:
        """Return the state of the site's pages."""
        return state(self.folder / OUTPUT)


def main() -> int:
    """Run the benchmark as the command line says and print its tables."""
    options = _parser().parse_args()
    if options.print:
        runs = bench_tables.joined(options.print)
        if options.json:
            write(options.json, runs)
        print(bench_tables.printed(runs))
        return 0
    with contextlib.ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dossier-bench-")))
        try:
            if options.profile:
                for size in options.sizes:
                    _profile(Knowledge(size, options.seed), folder.resolve() / f"profile-{size}")
                return 0
            file = File(options.json, {**bench_tables.machine(), "seed": options.seed})
            for found in _measure(options, folder.resolve(), file.has):
                file.add(found)
        except FailedError as error:
            print(f"scripts/bench: {error}", file=sys.stderr)
            return 1
    print(bench_tables.tables([bench_tables.Run(about=file.about, measured=file.results)]))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    tools = [name for name in FORMS if name != RECORDS]
    sizes = [100, 1000, 3000]
    parser.add_argument("--sizes", type=_size, nargs="+", default=sizes, help="how many entries (100 1000 3000)")
    parser.add_argument("--repeat", type=int, default=1, help="print the medians of so many rounds (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other content (default: 1)")
    parser.add_argument("--tools", choices=tools, nargs="*", default=tools, help="those to measure (all)")
    parser.add_argument("--records", type=Path, metavar="DIR", help="measure ours with these public records, too")
    parser.add_argument("--clean", action="store_true", help="leave the edits out, as for what takes hours else")
    parser.add_argument("--parts", type=int, metavar="N", help="measure the first and second of N parts of ours, too")
    parser.add_argument("--stale", action="store_true", help="count the pages that an edit leaves stale (takes long)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here, and go on with those there")
    of_files = "measure nothing; print the tables of such files, and put them together in that of --json"
    parser.add_argument("--print", type=Path, metavar="FILE", nargs="+", help=of_files)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder and leave everything there")
    parser.add_argument("--profile", action="store_true", help="time nothing, but show the phases of our builds")
    return parser


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"'{text}': {FEWEST} entries or more")
    return int(text)


def _measure(
    options: argparse.Namespace, folder: Path, has: Callable[[int, str, int], bool]
) -> Iterator[list[Measured]]:
    """Yield each round that is not there yet: every step of a tool at a size. A round has all tools in turn."""
    for size in (WARM_UP, *options.sizes):
        knowledge = Knowledge(size, options.seed)
        for number in range(1, options.repeat + 1 if size != WARM_UP else 2):
            for name in options.tools:
                if has(size, name, number):
                    continue
                tool = Tool(name=name, folder=folder / str(size) / name)
                print(f"{size:,} entries, round {number}: {name}", file=sys.stderr, flush=True)
                if not tool.folder.exists():
                    _invent(knowledge, tool)
                look = options.stale and size != WARM_UP and number == 1
                changes = () if options.clean else tuple(edits(knowledge, tool.form))
                found = list(_round(tool, size, knowledge.pages, number, changes=changes, look=look))
                if name == OURS and options.parts:
                    found += _parts(found[0], tool, options.parts)
                yield from [] if size == WARM_UP else [found]
    if options.records:
        yield from _records(options, folder / "records", has)


def _invent(knowledge: Knowledge, tool: Tool) -> None:
    _make(tool, "scripts.invent", tool.form, str(tool.folder), f"--size={knowledge.size}", f"--seed={knowledge.seed}")


def _make(tool: Tool, *command: str) -> None:
    """Run what makes the project of a tool, beside where that will be."""
    tool.folder.parent.mkdir(parents=True, exist_ok=True)
    run(command, tool.folder.parent)


def _round(
    tool: Tool, size: int, made: int, number: int, *, changes: Sequence[Edit] = (), look: bool = False
) -> Iterator[Measured]:
    """Yield what each step of a tool costs, from nothing; the project is left as it was found.

    It has `size` entries, and `made` of them and of sources.
    """
    tool.forget()
    measured = partial(Measured, size=size, tool=tool.name, round=number, made=made)
    of_step = {edit.step: edit for edit in changes}
    before: State = {}
    for step in (CLEAN, NOTHING, *of_step):
        if edit := of_step.get(step):
            edit.make(tool.folder)
        cost, after = tool.build(), tool.state()
        pages = compared(before, after)
        if edit:
            pages = replace(pages, stale=tool.stale() if look else None)
            edit.take_back(tool.folder)
            tool.build()
            after = tool.state()
        yield measured(step=step, cost=cost, pages=pages)
        before = after
    if tool.name in {OURS, RECORDS}:
        yield measured(step=START, cost=run([COMMAND, "--help"], tool.folder))
        shutil.rmtree(tool.folder / REMEMBERED, ignore_errors=True)
        yield measured(step=CHECK, cost=_check(tool))
        yield measured(step=CHECK_AGAIN, cost=_check(tool))
        if word := of_step.get(WORD):
            wrong = replace(word, old="name: ", new="nome: ")
            for check, edit, status in ((CHECK_ONE, word, 0), (CHECK_WRONG, wrong, 1)):
                edit.make(tool.folder)
                yield measured(step=check, cost=_check(tool, status))
                edit.take_back(tool.folder)


def _parts(of: Measured, tool: Tool, parts: int) -> Iterator[Measured]:
    """Yield what the catalogue costs, the first part, which has all that is no entry, and what a further one does."""
    yield replace(of, step="catalogue", cost=tool.catalogue(), pages=None)
    for number in (1, 2):
        yield replace(of, step=f"part {number} of {parts}", cost=tool.part(number, parts), pages=None)


def _check(tool: Tool, status: int = 0) -> Cost:
    return run([COMMAND, "--kb", invent.KB, "check"], tool.folder, status)


def _records(
    options: argparse.Namespace, folder: Path, has: Callable[[int, str, int], bool]
) -> Iterator[list[Measured]]:
    """Yield the rounds with public records, which nobody here wrote."""
    tool = Tool(name=RECORDS, folder=folder)
    _make(tool, "scripts.records", str(options.records.resolve()), str(folder))
    entries = [file for file in (folder / invent.KB).glob("*/*.yaml") if file.parent.name != "kinds"]
    size = sum(file.parent.name != "sources" for file in entries)
    for number in range(1, options.repeat + 1):
        if has(size, RECORDS, number):
            continue
        print(f"records, round {number}", file=sys.stderr, flush=True)
        yield list(_round(tool, size, len(entries), number))


def _profile(knowledge: Knowledge, folder: Path) -> None:
    """Build ours, looked at by the clock, from nothing and after an edit, and print where the time goes."""
    tool = Tool(name=OURS, folder=folder)
    if not folder.exists():
        _invent(knowledge, tool)
    tool.forget()
    word = next(edit for edit in edits(knowledge, tool.form) if edit.step == WORD)
    print(f"Our clean build of {knowledge.size:,} entries\n\n{_phases(tool)}\n")
    word.make(folder)
    try:
        print(f"That after one word was changed\n\n{_phases(tool)}\n")
    finally:
        word.take_back(folder)


def _phases(tool: Tool) -> str:
    run(["scripts.phases", PHASES, *SPHINX, "-d", DOCTREES, invent.DOCS, OUTPUT], tool.folder)
    return (tool.folder / PHASES).read_text("utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
