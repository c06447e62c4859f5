"""`dossier explain`: what a code of a problem means, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_dossier.codes import Code
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.commands.terminal import Ink, width
from sphinx_dossier.pages.reference import of_code
from sphinx_dossier.problems import meant
from sphinx_dossier.writers import text

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier explain                    every code in a line
  dossier explain quote-not-found    what one of them means, and what to do
"""

_LONGEST = max(len(code.value) for code in Code)


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "explain",
        "say what the code of a problem means",
        description="Say what the code of a problem means and what to do about it, with an example where there is "
        "one. The code stands in brackets at the end of a problem.",
        examples=EXAMPLES,
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code (default: list all of them)")
    parser.set_defaults(run=run, needs_kb=False)


def run(options: argparse.Namespace) -> int:
    """Print the page of a code, or the list of all."""
    ink = Ink(sys.stdout, options.color)
    if options.code is None:
        for one in Code:
            print(f"{ink(one.value.ljust(_LONGEST), 'code')} {ink(one.level.ljust(7), one.level)} {one.brief}")
        return 0
    code = _code(options.code)
    print(f"{ink(code.value, 'title')} ({ink(code.level, code.level)})\n")
    print(text.blocks(of_code(code), width(), ink), end="")
    return 0


def _code(name: str) -> Code:
    # It may be pasted as the message shows it.
    wanted = name.strip("[] ").lower().replace("_", "-")
    known = {code.value: code for code in Code}
    if wanted in known:
        return known[wanted]
    guess = meant(wanted, known) or "`dossier explain` lists them all"
    raise Misuse(f"no code '{name}'; {guess}")
