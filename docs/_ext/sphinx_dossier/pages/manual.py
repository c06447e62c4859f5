"""The manual of the command: what `--help` shows, as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.pages.model import Block, Inline, Listing, Paragraph, Row, Table, Text
from sphinx_dossier.usage import Argument, Command, Example


def whole(commands: tuple[Command, ...]) -> tuple[Block, ...]:
    """Return how the command is called, and a line for each command that it has."""
    top, *others = commands
    rows = tuple(Row(((Text(one.name, "code"),), (Text(_sentence(one.help)),))) for one in others)
    return (*one(top), Table("Commands", ("Command", "In short"), rows))


def one(command: Command) -> tuple[Block, ...]:
    """Return how a command is called, what it does, its arguments, and examples."""
    blocks: list[Block] = [Listing("How it is called", _wrapped(command)), *_prose(command.description)]
    if command.arguments:
        rows = tuple(Row(((Text(one.written, "code"),), _help(one))) for one in command.arguments)
        blocks.append(Table(f"Arguments of {command.name}", ("Argument", "Meaning"), rows))
    if command.examples:
        apart = "\n\n" if any(one.says for one in command.examples) else "\n"
        code = apart.join(_example(one) for one in command.examples)
        blocks.append(Listing("Examples" if len(command.examples) > 1 else "Example", code))
    return (*blocks, *_prose(command.notes))


_WIDTH = 88


def _wrapped(command: Command) -> str:
    """Return the line that shows how a command is called, in several where it is long."""
    lines = [command.name]
    for argument in command.arguments:
        if len(lines[-1]) + 1 + len(argument.usage) > _WIDTH:
            lines.append(" " * len(command.name))
        lines[-1] += f" {argument.usage}"
    return "\n".join(lines)


def _example(example: Example) -> str:
    """Return an example with what it does as a comment above it."""
    return f"# {example.says}\n{example.line}" if example.says else example.line


def _prose(paragraphs: tuple[str, ...]) -> Iterator[Block]:
    for text in paragraphs:
        head, *lines = text.splitlines()
        if lines and all(line.startswith("  ") for line in lines):
            width = min(len(line) - len(line.lstrip()) for line in lines)
            yield Listing(_sentence(head.rstrip(":")).rstrip("."), "\n".join(line[width:] for line in lines))
        else:
            yield Paragraph((Text(_sentence(" ".join(text.split()))),))


def _help(argument: Argument) -> tuple[Inline, ...]:
    words: list[Inline] = [Text(_sentence(argument.help))]
    # Where the choices stand in the name of the argument, they are not said twice.
    if argument.choices and "|" not in argument.written:
        words.append(Text(" One of "))
        for number, choice in enumerate(argument.choices):
            words += [Text(", ")] if number else []
            words.append(Text(choice, "code"))
        words.append(Text("."))
    return tuple(words)


def _sentence(text: str) -> str:
    """Return a text with a capital at its start and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}" if text else ""
