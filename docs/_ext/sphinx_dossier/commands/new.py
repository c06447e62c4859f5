"""`dossier new`: the file of a new entry, with what its kind may say as comments in it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_dossier import loading
from sphinx_dossier.commands import blanks
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier new person "Cleo Fisher"                       an entry with the id cleo-fisher
  dossier new meeting "Pier talks 2032" --id pier-talks  with an id of your choice
  dossier new                                            it asks for kind and name
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "new",
        "make the file of a new entry",
        description="Write the file of a new entry: what it needs stands there to be filled in, and what else its "
        "kind may say as comments. Where a name is near that of an entry which is there, nothing is written.",
        examples=EXAMPLES,
    )
    parser.add_argument("kind", metavar="KIND", nargs="?", help="the kind, as in person, meeting or policy")
    parser.add_argument("name", metavar="NAME", nargs="?", help="the title of its page, in quotation marks")
    parser.add_argument("--id", help="the id, which is the name of the file (default: made from the name)")
    parser.add_argument("--force", action="store_true", help="write it though another entry has a name near it")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; return 1 where another entry may be the same thing."""
    library = loading.load(options.kb)
    kind = blanks.kind(options.kind or _asked("Kind", f"one of {', '.join(blanks.kinds(library))}"), library)
    name = " ".join((options.name or _asked("Name", "the title of its page")).split())
    if not name:
        raise Misuse("the name is empty")
    id_ = blanks.id_for(options.id, name, library)
    if not options.force and blanks.told_near(options.kb, library, kind.name, (name,)):
        return 1
    write({options.kb / kind.folder / f"{id_}.yaml": blanks.text(kind, name)})
    print(f"{shown(options.kb, blanks.place(library, kind, id_))}: a new {kind.label.lower()}.")
    print("Fill it in, then run: dossier check")
    return 0


def _asked(what: str, help_: str) -> str:
    """Return what the user answers on a terminal. Raises Misuse where there is nobody to ask."""
    if not sys.stdin.isatty():
        raise Misuse(f"{what.upper()} is missing: {help_}; as in: dossier new person 'Ada Example'")
    try:
        return input(f"{what} ({help_}): ").strip()
    except (EOFError, KeyboardInterrupt) as error:
        raise Misuse(f"nothing was written: {what.lower()} is missing") from error
