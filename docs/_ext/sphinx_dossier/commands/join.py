"""`dossier join`: one site of the parts that machines have built which know nothing of each other."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands.joining import join
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.problems import count

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier join part-1 part-2 --out site    the site of both parts
  dossier join part-* --out site           the same of as many as there are

A part is what `sphinx-build -D dossier_part=1/2 docs part-1` writes: part 1 of 2.
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "join",
        "make one site of parts that were built on their own",
        description="Join the parts of a site. What comes out is what one build of the whole makes, byte for byte; "
        "parts that were built from different states of the knowledge base are refused.",
        examples=EXAMPLES,
    )
    parser.add_argument("parts", metavar="PART", nargs="+", type=Path, help="the folder of a part, each of them once")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the site goes")
    parser.set_defaults(run=run, needs_kb=False)


def run(options: argparse.Namespace) -> int:
    """Join, and say so."""
    join(options.parts, options.out)
    print(f"{options.out}: the site, of {count(len(options.parts), 'part')}")
    return 0
