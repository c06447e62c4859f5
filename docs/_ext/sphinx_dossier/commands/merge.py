"""`dossier merge`: two entries that are one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx_dossier import merging
from sphinx_dossier.commands.changing import add_options, change
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier merge harbor-talks-2031 harbour-talks-2031              the second goes into the first
  dossier merge --dry-run harbor-talks-2031 harbour-talks-2031    print what would change
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "merge",
        "join two entries that are one",
        description="Take one entry into another that is about the same: the claims of both, each once with all its\n"
        "citations, every reference, and the old address. What cannot be joined is said.",
        examples=EXAMPLES,
    )
    parser.add_argument("kept", metavar="KEPT", help="the id of the entry that stays")
    parser.add_argument("gone", metavar="GONE", help="the id of the entry that goes into it")
    add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Merge the entries, all or nothing."""
    return change(options, lambda library, texts: merging.merge(library, texts, options.kept, options.gone))
