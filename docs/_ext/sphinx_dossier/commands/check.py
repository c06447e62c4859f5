"""`dossier check`: every problem of the knowledge base, or of some of its files."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import checked
from sphinx_dossier.commands import fixing
from sphinx_dossier.commands.place import Misuse, shown
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.problems import Problem, count

if TYPE_CHECKING:
    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier check                               the whole knowledge base
  dossier check kb/people                     what is wrong in one folder
  dossier check kb/people/ada-example.yaml    what is wrong in one entry
  dossier check --format json                 for another program
  dossier check --fix kb/people               mend what is safe, say what was done, and report the rest
"""


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
        "--format", choices=["text", "json", "github"], default="text", help="how to print (default: text)"
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
    print(_PRINT[options.format](result, options.kb, problems))
    return 1 if problems else 0


def _check(root: Path, paths: list[Path]) -> tuple[Checked, list[Problem]]:
    result = checked.check(root)
    return result, _within(result, root, paths)


def _within(result: Checked, root: Path, paths: list[Path]) -> list[Problem]:
    wanted = [path.resolve() for path in paths]
    home = root.resolve().parent
    for path in wanted:
        if not path.exists():
            raise Misuse(f"there is no '{path.name}' to check")
        if not (path.is_relative_to(root.resolve()) or root.resolve().is_relative_to(path)):
            raise Misuse(f"'{path.name}' is not in the knowledge base '{root}'")
    return [p for p in result.problems if not wanted or any((home / p.place.path).is_relative_to(w) for w in wanted)]


def _text(result: Checked, root: Path, problems: list[Problem]) -> str:
    lines = [f"{_place(root, problem)}: {problem.message} [{problem.code.value}]" for problem in problems]
    library = result.library
    entries, claims = count(len(library.entries), "entry", "entries"), count(len(library.claims), "claim")
    held = f"{entries}, {claims}, {count(library.citations, 'citation')}"
    files = len({problem.place.path for problem in problems})
    if problems:
        return "\n".join([*lines, f"{_counted(problems)} in {count(files, 'file')}; {_left(problems)} {held}"])
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


def _place(root: Path, problem: Problem) -> str:
    return f"{shown(root, problem.place)}:{problem.place.line}:{problem.place.col}"


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
    holds = {"entries": len(library.entries), "claims": len(library.claims), "citations": library.citations}
    codes = dict(sorted(Counter(problem.code.value for problem in problems).items()))
    return json.dumps({"problems": items, "codes": codes, "holds": holds}, indent=2, ensure_ascii=False)


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


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_PRINT = {"text": _text, "json": _json, "github": _github}
