"""How a command is called, as plain data: its arguments with their help, and its examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument or an option: how it is `written`, what it may be (`choices`), and its help.

    `usage` is how it stands in the line that shows how the command is called.
    """

    written: str
    usage: str
    help: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A line as it is typed, and what it does, which may be empty."""

    line: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: its whole name, its help in a few words, its description by paragraphs, and how it is called.

    Lines of a paragraph that are indented stand as they are. `notes` follow the examples.
    """

    name: str
    help: str
    description: tuple[str, ...]
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    notes: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """Return the line that shows how the command is called."""
        return " ".join((self.name, *(argument.usage for argument in self.arguments)))


Manual: TypeAlias = Callable[[], tuple[Command, ...]]
"""Gives the whole command first, and then each command that can be run, in the order of the help."""
