"""The `dossier` command: one module for each subcommand, and here the way to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_dossier.commands import (
    check,
    cite,
    coverage,
    export,
    fmt,
    lsp,
    rename,
    serve,
    source,
    withdraw,
)
from sphinx_dossier.commands.place import Misuse, knowledge_base
from sphinx_dossier.publication import Formats

_SUBCOMMANDS = (
    check,
    cite,
    coverage,
    fmt,
    lsp,
    rename,
    serve,
    source,
    withdraw,
)
"""In the order of the help; `export` is told what it can write."""

EPILOG = """\
exit status: 0 all is well, 1 problems were found, 2 the command was called wrongly
"""


def parser(formats: Formats) -> argparse.ArgumentParser:
    """Return the parser of the command line; `formats` are what `dossier export` writes."""
    top = argparse.ArgumentParser(
        prog="dossier",
        description="Check a knowledge base, add sources to it, cite them, and export it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument(
        "--kb",
        metavar="DIR",
        type=Path,
        help="the folder of the knowledge base (default: the nearest folder named kb, here or above)",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in _SUBCOMMANDS:
        module.add(commands)
    export.add(commands, formats)
    return top


def main(arguments: Sequence[str] | None = None, *, formats: Formats) -> int:
    """Run the command with the given arguments, sys.argv's by default, and return its exit status.

    No rim imports another, so the `formats` of the exports are handed in by the door of the package.
    """
    # Quotes and names hold characters that a narrow terminal encoding lacks: print a stand-in, never fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parser(formats).parse_args(arguments)
    try:
        options.kb = knowledge_base(options.kb)
        return int(options.run(options))
    except Misuse as misuse:
        print(f"dossier: {misuse}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does.
        sys.stderr.close()
        return 1
