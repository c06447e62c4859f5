"""A subcommand of `dossier`: its help, its description, and examples as they are written."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands: TypeAlias = _SubParsersAction[argparse.ArgumentParser]


def subcommand(
    commands: Commands, name: str, help_: str, *, description: str = "", examples: str
) -> argparse.ArgumentParser:
    """Add a subcommand and return its parser; without a description, the help is its description too."""
    return commands.add_parser(
        name,
        help=help_,
        description=description or f"{help_[0].upper()}{help_[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
