"""`dossier completion`: what a shell is told so that the Tab key completes commands, options, choices and ids.

The script of each shell asks the command itself what may come next, so it knows every command and never ages. What
it is asked for is answered without reading any entry: ids are the names of files.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.codes import Code
from sphinx_dossier.commands.place import Misuse, knowledge_base
from sphinx_dossier.commands.progress import ids
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.usage import Argument, Command, Manual

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier completion bash > ~/.local/share/bash-completion/completions/dossier
                             for bash, from the next shell on
  dossier completion zsh     for zsh, into a file _dossier in a folder of $fpath
  dossier completion fish > ~/.config/fish/completions/dossier.fish
                             for fish
"""
BASH = """\
_dossier() {
    local IFS=$'\\n'
    COMPREPLY=($(dossier completion bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o bashdefault -o default -F _dossier dossier
"""
ZSH = """\
#compdef dossier
_dossier() {
    local -a found
    found=("${(@f)$(dossier completion zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n $found[1] ]]; then
        _describe dossier found
    else
        _files
    fi
}
compdef _dossier dossier
"""
FISH = """\
function __dossier_next
    set -l words (commandline -opc) (commandline -ct)
    dossier completion fish $words[2..-1] 2>/dev/null
end
complete -c dossier -a '(__dossier_next)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
_BETWEEN = {"bash": "", "zsh": ":", "fish": "\t"}
"""What stands between a word and its help; nothing where a shell shows no help."""
_IDS = frozenset({"A", "B", "ENTRY", "GONE", "ID", "KEPT", "NAME", "NEW", "OLD", "SOURCE"})
"""What stands for an id in the usage of commands."""


def add(commands: Commands, manual: Manual) -> None:
    """Add the subcommand to the command line; `manual` tells of all commands, this one too."""
    parser = subcommand(
        commands,
        "completion",
        "print what makes the Tab key complete commands, options and ids",
        description="Print the script by which a shell completes commands, options, choices and the ids of entries. "
        "With words it prints what may stand in place of the last of them, which is how the script asks.",
        examples=EXAMPLES,
    )
    parser.add_argument("shell", metavar="SHELL", choices=[*SCRIPTS], help="bash, zsh or fish")
    parser.add_argument(
        "words", metavar="WORD", nargs=argparse.REMAINDER, help="the words after 'dossier', as far as they are typed"
    )
    parser.set_defaults(run=functools.partial(run, manual=manual), needs_kb=False)


def run(options: argparse.Namespace, manual: Manual) -> int:
    """Print the script, or what may come next."""
    if not options.words:
        print(SCRIPTS[options.shell], end="")
        return 0
    between = _BETWEEN[options.shell]
    for word, help_ in following(manual(), options.words):
        print(f"{word}{between}{help_}" if between and help_ else word)
    return 0


def following(commands: Sequence[Command], words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the words that may stand in place of the last one, each with its help."""
    *before, prefix = words
    top, *others = commands
    kb, before = _kb_of(top, before)
    named, rest = _command(others, before)
    if named is None:
        # Where the words are those of no command, only the next word of one is of use.
        found = _options(top) if prefix.startswith("-") and not rest else _names(others, rest)
    else:
        found = _arguments(named, rest, prefix, kb)
    return sorted({one for one in found if one[0].startswith(prefix)})


def _kb_of(top: Command, words: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Return the knowledge base that is named, and the words from the subcommand on."""
    kb, left = None, list(words)
    takes = {one.written.split()[0] for one in top.arguments if one.written.startswith("--") and " " in one.written}
    while len(left) > 1 and left[0] in takes:
        kb = Path(left[1]) if left[0] == "--kb" else kb
        left = left[2:]
    return kb, left


def _command(commands: Iterable[Command], words: Sequence[str]) -> tuple[Command | None, Sequence[str]]:
    """Return the command that is named and the words after it, None where none is named to its end."""
    for command in commands:
        name = command.name.split()[1:]
        if list(words[: len(name)]) == name:
            return command, words[len(name) :]
    return None, words


def _names(commands: Iterable[Command], before: Sequence[str]) -> Iterator[tuple[str, str]]:
    for command in commands:
        name = command.name.split()[1:]
        if name[: len(before)] == list(before) and len(name) > len(before):
            # A group of commands has no help of its own here.
            yield name[len(before)], command.help if len(name) == len(before) + 1 else ""


def _options(command: Command) -> Iterator[tuple[str, str]]:
    for one in command.arguments:
        if one.written.startswith("-"):
            yield from ((name.split()[0], one.help) for name in one.written.split(", "))
    yield "--help", "show this help"


def _arguments(command: Command, before: Sequence[str], prefix: str, kb: Path | None) -> Iterator[tuple[str, str]]:
    """Yield what may come after a command's words: the value of an option, an option, or what stands at its place."""
    if prefix.startswith("-"):
        yield from _options(command)
        return
    last = before[-1] if before else ""
    for one in command.arguments:
        names = [name.split()[0] for name in one.written.split(", ")] if one.written.startswith("-") else []
        if last in names and " " in one.written:
            yield from _values(one, kb)
            return
    for one in command.arguments:
        if not one.written.startswith("-"):
            yield from _values(one, kb)


def _values(argument: Argument, kb: Path | None) -> Iterator[tuple[str, str]]:
    value = argument.written.split()[-1]
    yield from ((choice, "") for choice in argument.choices)
    if value == "CODE":
        yield from ((code.value, code.brief) for code in Code)
    elif value in _IDS:
        try:
            yield from ((id_, "") for id_ in ids(knowledge_base(kb)))
        except Misuse:
            # Far from a knowledge base there are no ids.
            return
