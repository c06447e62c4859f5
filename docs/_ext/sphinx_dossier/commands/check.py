"""`dossier check`: every problem of the knowledge base, or of some of its files."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import checked, revisions
from sphinx_dossier.commands import fixing, sarif
from sphinx_dossier.commands.place import Misuse, shown
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.commands.terminal import Ink
from sphinx_dossier.comparing.findings import told_apart
from sphinx_dossier.problems import Problem, count
from sphinx_dossier.writers.text_lines import Paint, plain_paint

if TYPE_CHECKING:
    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier check                               the whole knowledge base
  dossier check kb/people                     what is wrong in one folder
  dossier check kb/people/ada-example.yaml    what is wrong in one entry
  dossier check --base HEAD~1                 what the last commit and your edits have brought
  dossier check --format json                 for another program
  dossier check --format sarif                for a code host that shows findings at their lines
  dossier check --fix kb/people               mend what is safe, say what was done, and report the rest
"""

MANY = 10
"""How many problems that say the same are called so: in a long list their reason is not found."""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "check",
        "say what is wrong with the entries",
        description="Check each entry's form, references and quotes. The site's build runs the same check.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="report only what is in these files and folders"
    )
    parser.add_argument(
        "--format", choices=["text", "json", "github", "sarif"], default="text", help="how to print (default: text)"
    )
    parser.add_argument(
        "--base",
        metavar="REV",
        help="report only the problems that were not there at this revision of git; the older ones are counted",
    )
    parser.add_argument("--fix", action="store_true", help="first mend what is safe, and say what was done")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the problems; return 1 where there are any."""
    result, problems = _check(options.kb, options.paths)
    if options.fix:
        # What another program reads stays alone on standard output.
        stream = sys.stdout if options.format == "text" else sys.stderr
        for line in fixing.fix(options.kb, options.paths, lambda: _check(options.kb, options.paths)):
            print(line, file=stream)
        result, problems = _check(options.kb, options.paths)
    older = _older(result, options.kb, options.base) if options.base else ()
    if known := frozenset(older):
        result = replace(result, problems=tuple(problem for problem in result.problems if problem not in known))
        problems = [problem for problem in problems if problem not in known]
    if options.format == "text":
        print(_text(result, options.kb, problems, Ink(sys.stdout, options.color)))
    else:
        print(_PRINT[options.format](result, options.kb, problems))
    if older and options.format in {"text", "github"}:
        print(f"\nOlder than this change, and not held against it ({count(len(older), 'problem')}):")
        print("\n".join(_line(shown(options.kb, problem.place), problem, plain_paint) for problem in older))
    return 1 if problems else 0


def _check(root: Path, paths: list[Path]) -> tuple[Checked, list[Problem]]:
    result = checking(root)
    return result, _within(result, root, paths)


def _older(result: Checked, root: Path, base: str) -> tuple[Problem, ...]:
    """Return the problems that were there at a revision already. Raises Misuse where git does not know it."""
    try:
        with revisions.at(root, revisions.fork(root, base)) as before:
            return told_apart(checked.check(before), result).older
    except revisions.RevisionError as error:
        raise Misuse(str(error)) from error


def _within(result: Checked, root: Path, paths: list[Path]) -> list[Problem]:
    home, here = root.resolve().parent, Path(os.path.abspath(root))  # noqa: PTH100 (a link is not followed)
    wanted = [_real(path) for path in paths]
    for path, real in zip(paths, wanted, strict=True):
        if not os.path.lexists(path):
            raise Misuse(f"there is no '{path.name}' to check")
        inside = Path(os.path.abspath(path)).is_relative_to(here) or real.is_relative_to(root.resolve())  # noqa: PTH100
        if not (inside or root.resolve().is_relative_to(real)):
            raise Misuse(f"'{path.name}' is not in the knowledge base '{root}'")
    # A folder of entries may be a link, and so may a file: what counts is where they are.
    of = {path: _real(home / path) for path in {problem.place.path for problem in result.problems} if wanted}
    return [p for p in result.problems if not wanted or any(of[p.place.path].is_relative_to(one) for one in wanted)]


def _real(path: Path) -> Path:
    """Return where a path leads; that of a link to itself is its own, which `Path.resolve` would not give."""
    return Path(os.path.realpath(path))


def _alike(problems: list[Problem]) -> list[str]:
    """Return what many problems say, which have one cause then: a source that is gone, a field that is undeclared."""
    says = Counter(problem.wrong for problem in problems)
    return [
        f"{times} times the same, probably for one reason: {wrong}" for wrong, times in says.items() if times >= MANY
    ]


def _text(result: Checked, root: Path, problems: list[Problem], ink: Paint = plain_paint) -> str:
    lines = [_line(shown(root, problem.place), problem, ink) for problem in problems]
    library = result.library
    entries, claims = count(len(library.entries), "entry", "entries"), count(library.claim_count, "claim")
    held = f"{entries}, {claims}, {count(library.citations, 'citation')}"
    files = len({problem.place.path for problem in problems})
    if problems:
        return "\n".join(
            [*lines, *_alike(problems), f"{_counted(problems)} in {count(files, 'file')}; {_left(problems)} {held}"]
        )
    if result.problems:
        return f"No problems here; {count(len(result.problems), 'problem')} elsewhere in the knowledge base."
    return f"No problems: {held}, every quote found in its source."


def _counted(problems: list[Problem]) -> str:
    """Return how many problems there are, and how many of them are warnings."""
    warnings = sum(problem.code.level == "warning" for problem in problems)
    more = f", {warnings} of them {'a warning' if warnings == 1 else 'warnings'}" if warnings else ""
    if warnings == len(problems):
        return count(warnings, "warning")
    return count(len(problems), "problem") + more


def _left(problems: list[Problem]) -> str:
    """Return what there is beside the problems: errors take their entries out, warnings do not."""
    return "the rest holds" if any(problem.code.level == "error" for problem in problems) else "in all"


def _line(path: str, problem: Problem, ink: Paint) -> str:
    place, code = f"{path}:{problem.place.line}:{problem.place.col}", f"[{problem.code.value}]"
    return f"{ink(place, 'place')}: {problem.message} {ink(code, problem.code.level)}"


def _json(result: Checked, root: Path, problems: list[Problem]) -> str:
    items = [
        {
            "path": shown(root, problem.place),
            "line": problem.place.line,
            "column": problem.place.col,
            "code": problem.code.value,
            "level": problem.code.level,
            "wrong": problem.wrong,
            "allowed": problem.allowed,
            "meant": problem.meant,
        }
        for problem in problems
    ]
    library = result.library
    holds = {"entries": len(library.entries), "claims": library.claim_count, "citations": library.citations}
    codes = dict(sorted(Counter(problem.code.value for problem in problems).items()))
    return json.dumps({"problems": items, "codes": codes, "holds": holds}, indent=2)


def _github(result: Checked, root: Path, problems: list[Problem]) -> str:
    """Return the problems as workflow commands, which GitHub shows at their lines; see its documentation."""
    lines = []
    for problem in problems:
        where = {
            "file": shown(root, problem.place),
            "line": str(problem.place.line),
            "col": str(problem.place.col),
            "title": problem.code.value,
        }
        properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in where.items())
        lines.append(f"::{problem.code.level} {properties}::{_escaped(problem.message)}")
    return "\n".join([*lines, _text(result, root, problems).splitlines()[-1]])


def _sarif(_: Checked, root: Path, problems: list[Problem]) -> str:
    return sarif.dumps(problems, lambda place: shown(root, place))


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_PRINT = {"json": _json, "github": _github, "sarif": _sarif}
