"""The `dossier` command: one module for each subcommand, and here the way to them."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_dossier.commands import (
    build,
    check,
    cite,
    completion,
    coverage,
    diff,
    explain,
    export,
    fmt,
    form,
    init,
    join,
    links,
    lsp,
    manual,
    merge,
    new,
    paste,
    rename,
    serve,
    show,
    source,
    terminal,
    why,
    withdraw,
)
from sphinx_dossier.commands.place import Misuse, knowledge_base
from sphinx_dossier.commands.subcommand import Help
from sphinx_dossier.publication import Formats
from sphinx_dossier.usage import Command

_SUBCOMMANDS = (
    build,
    check,
    cite,
    coverage,
    diff,
    explain,
    fmt,
    form,
    init,
    join,
    links,
    lsp,
    merge,
    new,
    paste,
    rename,
    serve,
    show,
    source,
    why,
    withdraw,
)
"""In the order of the help; `export` is told what it can write, and `completion` of all others."""

EPILOG = """\
exit status: 0 all is well, 1 problems were found, 2 the command was called wrongly
"""


INTERRUPTED = 130
"""The status after Ctrl-C, as a shell has it: 128 and the number of the signal."""


def parser(formats: Formats) -> argparse.ArgumentParser:
    """Return the parser of the command line; `formats` are what `dossier export` writes."""
    top = argparse.ArgumentParser(
        prog="dossier",
        description="Check a knowledge base, add sources to it, cite them, and export it.",
        epilog=EPILOG,
        formatter_class=Help,
        allow_abbrev=False,
    )
    top.add_argument(
        "--kb",
        metavar="DIR",
        type=Path,
        help="the folder of the knowledge base (default: the nearest folder named kb, here or above)",
    )
    top.add_argument(
        "--color",
        choices=terminal.WHEN,
        default=terminal.AUTO,
        help="when to use colours (default: auto, on a terminal, unless NO_COLOR is set, or where FORCE_COLOR is)",
    )
    top.set_defaults(needs_kb=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in _SUBCOMMANDS:
        module.add(commands)
    export.add(commands, formats)
    completion.add(commands, functools.partial(manual_of, formats))
    return top


def manual_of(formats: Formats) -> tuple[Command, ...]:
    """Return what the command says of itself, the whole of it first and then each that can be run."""
    return manual.commands(parser(formats))


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
        if options.needs_kb:
            options.kb = knowledge_base(options.kb)
        status = int(options.run(options))
        # What is still held back is written here, where one can tell that nobody reads it.
        sys.stdout.flush()
    except Misuse as misuse:
        print(f"dossier: {misuse}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does. Python would try again at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
