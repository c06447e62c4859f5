"""`dossier rename`: another id for an entry, here and wherever it is referred to."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx_dossier import moving
from sphinx_dossier.commands.changing import add_options, change
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier rename ada-example ada-example-senior              the file, every reference, and the old address
  dossier rename --dry-run ada-example ada-example-senior    print what would change
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "rename",
        "give an entry another id, everywhere",
        description="Give an entry another id: its file, and every reference to it in entries and pages.\n"
        "Its old address leads to the new one ever after.",
        examples=EXAMPLES,
    )
    parser.add_argument("old", metavar="OLD", help="the id of the entry")
    parser.add_argument("new", metavar="NEW", help="the id that it gets")
    add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rename the entry, all or nothing."""
    return change(options, lambda library, texts: moving.rename(library, texts, options.old, options.new))
