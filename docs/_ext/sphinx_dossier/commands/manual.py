"""The manual of the command, read off its parser: what `--help` shows, as plain data."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from sphinx_dossier.usage import Argument, Command, Example

_EXAMPLES = re.compile(r"examples?:")
_PARTED = re.compile(r"\s{2,}")


def commands(top: argparse.ArgumentParser) -> tuple[Command, ...]:
    """Return the whole command, and each command that can be run, in the order of the help."""
    return (_command(top, ""), *_runnable(top))


def _runnable(parser: argparse.ArgumentParser) -> Iterator[Command]:
    for group in _groups(parser):
        helps = {action.dest: action.help or "" for action in group._choices_actions}  # noqa: SLF001
        for name, child in group.choices.items():
            if _groups(child):
                yield from _runnable(child)
            else:
                yield _command(child, helps.get(name, ""))


def _groups(parser: argparse.ArgumentParser) -> list[argparse._SubParsersAction[argparse.ArgumentParser]]:
    # argparse has no other way to be asked what it knows; shtab and Sphinx's extensions for it ask the same.
    return [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001


def _command(parser: argparse.ArgumentParser, help_: str) -> Command:
    examples, notes = _epilog(parser.epilog or "")
    return Command(
        name=parser.prog,
        help=help_,
        description=_paragraphs(parser.description or ""),
        arguments=tuple(_arguments(parser)),
        examples=examples,
        notes=notes,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip())


def _arguments(parser: argparse.ArgumentParser) -> Iterator[Argument]:
    """Yield the options, and then what stands at its place."""
    actions = [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]  # noqa: SLF001
    for action in sorted(actions, key=lambda one: not one.option_strings):
        value = _value(action)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield Argument(written=value, usage=f"{value} ...", help="the command that is run")
            continue
        yield Argument(
            written=" ".join(filter(None, (", ".join(action.option_strings), value))),
            usage=_usage(action, value),
            help=_help(action),
            choices=tuple(map(str, action.choices or ())),
        )


def _value(action: argparse.Action) -> str:
    """Return what stands for the value of an argument; nothing where an option takes none."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, str):
        return action.metavar
    if action.choices:
        return "|".join(map(str, action.choices))
    return action.dest.upper().replace("_", "-")


def _usage(action: argparse.Action, value: str) -> str:
    many = action.nargs in {"*", "+", argparse.REMAINDER}
    # The longest name says most, and an option may be left out unless the parser demands it.
    name = max(action.option_strings, key=len, default="")
    words = " ".join(filter(None, (name, f"{value} ..." if many else value)))
    needed = action.required and action.nargs not in {"?", "*", argparse.REMAINDER}
    return words if needed else f"[{words}]"


def _help(action: argparse.Action) -> str:
    """Return the help with the values that argparse would fill in."""
    if not action.help or action.help == argparse.SUPPRESS:
        return ""
    return action.help % {**vars(action), "prog": "dossier"} if "%" in action.help else action.help


def _epilog(text: str) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    """Return the examples in what stands below the options, and its other paragraphs."""
    examples: list[Example] = []
    notes = []
    for paragraph in _paragraphs(text):
        head, _, lines = paragraph.partition("\n")
        if _EXAMPLES.fullmatch(head):
            examples += _examples(lines)
        else:
            notes.append(paragraph)
    return tuple(examples), tuple(notes)


def _examples(lines: str) -> list[Example]:
    """Return the examples: each line is what is typed and, after two spaces or more, what it does.

    What stands far to the right on a line of its own goes on with what the line above it does.
    """
    found: list[Example] = []
    for line in lines.splitlines():
        typed, *said = _PARTED.split(line.strip(), maxsplit=1)
        says = " ".join(said)
        if found and len(line) - len(line.lstrip()) > 4:
            last = found.pop()
            typed, says = last.line, f"{last.says} {line.strip()}".strip()
        found.append(Example(line=typed, says=says))
    return found
