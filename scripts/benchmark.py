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
import cProfile
import json
import os
import pstats
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from scripts import bench_tables, invent
from scripts.bench_tables import CHECK, CLEAN, FLOOR, HUGO, NEEDS, NOTHING, OURS, PLAIN, START
from scripts.edits_of_bench import edits
from scripts.invented import FEWEST, Knowledge
from scripts.measuring import Cost, FailedError, Measured, State, compared, cost_of, medians, run, stale, state

WARM_UP = FEWEST
"""Entries of the libraries that are built first, so that no module has to be compiled while time is taken."""
PROFILE_LINES = 25
OUTPUT, DOCTREES = "html", "doctrees"
CLEAN_OUTPUT, CLEAN_DOCTREES = "clean-html", "clean-doctrees"
SPHINX = ["-q", "-W", "--keep-going", "-b", "html"]
"""The arguments of a build in a project's folder; a build that complains does not count."""
COMMAND = "sphinx_dossier.commands"
FORMS = {OURS: "kb", PLAIN: "markdown", NEEDS: "needs", HUGO: "hugo", FLOOR: "kb"}
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
        for name in (OUTPUT, DOCTREES, CLEAN_OUTPUT, CLEAN_DOCTREES):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, output: str = OUTPUT, doctrees: str = DOCTREES) -> Cost:
        """Build the site, as far as it is not there yet."""
        if self.name == HUGO:
            return cost_of(["hugo", "build", "--quiet", "--destination", output], self.folder)
        if self.name == FLOOR:
            return run(["scripts.floor", invent.KB, output], self.folder)
        return run(["sphinx", *SPHINX, "-d", doctrees, invent.DOCS, output], self.folder)

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
        print(bench_tables.printed(json.loads(options.print.read_text("utf-8"))))
        return 0
    with contextlib.ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dossier-bench-")))
        try:
            if options.profile:
                for size in options.sizes:
                    _profile(Knowledge(size, options.seed), folder.resolve() / f"profile-{size}")
                return 0
            results = list(_measure(options, folder.resolve()))
        except FailedError as error:
            print(f"scripts/bench: this failed or complained:\n{error}", file=sys.stderr)
            return 1
    about = {**bench_tables.machine(), "seed": options.seed, "rounds": options.repeat}
    print(bench_tables.tables(results, about))
    if options.json:
        content = {"about": about, "results": [asdict(one) for one in results]}
        options.json.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sizes = [100, 1000, 3000]
    parser.add_argument("--sizes", type=_size, nargs="+", default=sizes, help="how many entries (100 1000 3000)")
    parser.add_argument("--repeat", type=int, default=1, help="print the medians of so many rounds (default: 1)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other content (default: 1)")
    parser.add_argument("--tools", choices=list(FORMS), nargs="+", default=list(FORMS), help="those to measure (all)")
    parser.add_argument("--stale", action="store_true", help="count the pages that an edit leaves stale (takes long)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into a file, too")
    parser.add_argument("--print", type=Path, metavar="FILE", help="measure nothing; print the tables of such a file")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder and leave everything there")
    parser.add_argument("--profile", action="store_true", help="time nothing, but profile our clean build")
    return parser


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"'{text}': {FEWEST} entries or more")
    return int(text)


def _measure(options: argparse.Namespace, folder: Path) -> Iterator[Measured]:
    """Yield the results: every step of every tool at every size."""
    for number, size in enumerate([WARM_UP, *options.sizes]):
        knowledge, repeat = Knowledge(size, options.seed), options.repeat if number else 1
        (folder / str(size)).mkdir(parents=True, exist_ok=True)
        for name in options.tools:
            tool = Tool(name=name, folder=folder / str(size) / name)
            print(f"{size:,} entries: {tool.name}", file=sys.stderr, flush=True)
            run(["scripts.invent", tool.form, str(tool.folder), f"--size={size}", f"--seed={options.seed}"], folder)
            look = options.stale and number > 0
            found = medians([list(_round(knowledge, tool, look=look)) for _ in range(repeat)])
            yield from found if number else ()


def _round(knowledge: Knowledge, tool: Tool, *, look: bool) -> Iterator[Measured]:
    """Yield what each step of a tool costs, from nothing; the project is left as it was found."""
    tool.forget()
    changes = {edit.step: edit for edit in edits(knowledge, tool.form)}
    before: State = {}
    for step in (CLEAN, NOTHING, *changes):
        if edit := changes.get(step):
            edit.make(tool.folder)
        cost, after = tool.build(), tool.state()
        pages = compared(before, after)
        if edit:
            pages = replace(pages, stale=tool.stale() if look else None)
            edit.take_back(tool.folder)
            tool.build()
            after = tool.state()
        yield Measured(size=knowledge.size, tool=tool.name, step=step, cost=cost, made=knowledge.pages, pages=pages)
        before = after
    if tool.name == OURS:
        for step, arguments in ((START, ["--help"]), (CHECK, ["--kb", invent.KB, "check"])):
            cost = run([COMMAND, *arguments], tool.folder)
            yield Measured(size=knowledge.size, tool=tool.name, step=step, cost=cost, made=knowledge.pages)


def _profile(knowledge: Knowledge, folder: Path) -> None:
    """Build ours in this process, under the profiler, and print where the time goes."""
    from sphinx.cmd.build import main as sphinx

    invent.knowledge_base(folder, knowledge)
    profiler = cProfile.Profile()
    with contextlib.chdir(folder):
        status = profiler.runcall(sphinx, [*SPHINX, "-d", DOCTREES, invent.DOCS, OUTPUT])
    if status:
        raise FailedError(f"the build in {folder} ended with status {status}")
    print(f"Our clean build of {knowledge.size:,} entries, {os.cpu_count()} CPUs")
    for order in ("cumulative", "tottime"):
        pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(PROFILE_LINES)


if __name__ == "__main__":
    raise SystemExit(main())
