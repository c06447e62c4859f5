"""`dossier diff`: what changed between two states of the knowledge base, as knowledge."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

from sphinx_dossier import checked, revisions
from sphinx_dossier.commands import differing
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.comparing.whole import compare
from sphinx_dossier.revisions import RevisionError

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.comparing.changes import Difference

EXAMPLES = """\
examples:
  dossier diff                               what you changed since this branch left the main one
  dossier diff HEAD                          what is not committed yet
  dossier diff HEAD~3 HEAD                   what the last three commits changed
  dossier diff main --format markdown        for a comment on a pull request
  dossier diff main --format html > d.html   for a browser
"""
WORK_TREE = ""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "diff",
        "say what changed as knowledge",
        description="Compare two states of the knowledge base, claim by claim: what is said now and was not, what is "
        "no longer said, which proof changed, where sources differ now, and which problems are new. The work tree is "
        "not touched.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "base",
        metavar="BASE",
        nargs="?",
        help="the revision to compare with (default: where this branch left the main one)",
    )
    parser.add_argument(
        "head",
        metavar="HEAD",
        nargs="?",
        default=WORK_TREE,
        help="the revision to look at (default: the files as they are)",
    )
    parser.add_argument(
        "--format", choices=sorted(differing.FORMATS), default="text", help="how to print (default: text)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the difference; return 0, whatever it is."""
    try:
        found = _compared(options)
    except RevisionError as error:
        raise Misuse(str(error)) from error
    print(differing.FORMATS[options.format](found), end="")
    return 0


def _compared(options: argparse.Namespace) -> Difference:
    with contextlib.ExitStack() as stack:
        base = options.base or revisions.base(options.kb)
        base = base if options.head else revisions.fork(options.kb, base)
        before = checked.check(stack.enter_context(revisions.at(options.kb, base)))
        root = stack.enter_context(revisions.at(options.kb, options.head)) if options.head else options.kb
        return compare(before, checked.check(root))
