"""`dossier lsp`: a language server, which tells an editor while somebody writes what `dossier check` would say."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier lsp                                    for the knowledge base here or above
  dossier lsp --site https://dossier.example/    problems link to the page of their codes
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "lsp",
        "help an editor while somebody writes entries",
        description="Speak the Language Server Protocol over standard input and output. An editor starts it; it\n"
        "needs the extra 'lsp' of the package.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "--site",
        metavar="URL",
        default="",
        help="the address of a site with the manual, to whose page of codes problems link (default: no links)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until the editor says that it is done. Raises Misuse where the library for it is not installed."""
    try:
        from sphinx_dossier.commands import language_server
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in {"pygls", "lsprotocol"}:
            how = "pip install 'sphinx-dossier[lsp]'"
            raise Misuse(f"the language server needs pygls; install it with: {how}") from error
        raise
    language_server.serve(options.kb, options.site)
    return 0
