"""A subcommand of `dossier`: its help, its description, and examples as they are written."""

from __future__ import annotations

import argparse
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands: TypeAlias = _SubParsersAction[argparse.ArgumentParser]


class Help(argparse.RawDescriptionHelpFormatter):
    """Wraps paragraphs to the width of the terminal; one that has indented lines stays as it is written."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        parts = re.split(r"\n[^\S\n]*\n", text.strip("\n"))
        wrapped = (part if "\n " in part else textwrap.fill(" ".join(part.split()), width) for part in parts)
        return textwrap.indent("\n\n".join(wrapped), indent)


def add_docs(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of the site, which `place.site_folder` takes."""
    parser.add_argument(
        "--docs", metavar="DIR", type=Path, help="the folder with conf.py (default: docs beside the knowledge base)"
    )


def subcommand(
    commands: Commands, name: str, help_: str, *, description: str = "", examples: str
) -> argparse.ArgumentParser:
    """Add a subcommand and return its parser; without a description, the help is its description too.

    The manual prints all this. In `examples`, below a line `examples:`, each line has what is typed and, after two
    spaces or more, what it does; paragraphs after an empty line are notes.
    """
    return commands.add_parser(
        name,
        help=help_,
        description=description or f"{help_[0].upper()}{help_[1:]}.",
        epilog=examples,
        formatter_class=Help,
        allow_abbrev=False,
    )
