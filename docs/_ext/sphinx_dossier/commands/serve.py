"""`dossier serve`: the site in a browser while somebody writes, with what is wrong as a banner on each page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import Misuse, site_folder
from sphinx_dossier.commands.subcommand import add_docs, subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier serve                      the site of the folder docs beside the knowledge base, at port 8000
  dossier serve --port 0             at any free port
  dossier serve --docs site notes    the site of another folder, and one more folder that is watched
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "serve",
        "show the site in a browser, and build it anew at every change",
        description="Build the site, serve it to this machine alone, and build it anew whenever a file is saved.\n"
        "Pages that are open load again; what is wrong stands above them. Ctrl+C ends it.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "watched", metavar="DIR", nargs="*", type=Path, help="watch these folders too, beside the site's own"
    )
    add_docs(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("build/serve"),
        help="where it is built (default: build/serve)",
    )
    parser.add_argument("--port", metavar="N", type=int, default=8000, help="the port (default: 8000)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and serve until somebody ends it."""
    from sphinx_dossier.commands.building import Build, watch
    from sphinx_dossier.commands.served import State, serve

    docs = site_folder(options.docs, options.kb)
    for folder in options.watched:
        if not folder.is_dir():
            raise Misuse(f"there is no folder '{folder}' to watch")
    state = State(folder=options.out / "html")
    with Build(docs, options.out) as build:
        try:
            with serve(state, options.port) as address:
                print(f"The site is at {address} (Ctrl+C ends it)", flush=True)
                for changed in watch([options.kb, docs, *options.watched], options.out):
                    state.take(build.run(changed))
                    print(f"{state.said}: {address}", flush=True)
        except KeyboardInterrupt:
            return 0
        except OSError as error:
            raise Misuse(f"the port {options.port} cannot be used: {error.strerror}") from error
    return 0
