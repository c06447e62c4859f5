"""`dossier new`: the file of a new entry, with what its kind may say as comments in it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import yaml

from sphinx_dossier import library as libraries
from sphinx_dossier.alike import resembling
from sphinx_dossier.blank import blank
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.form import formed
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.problems import Place, listed, meant
from sphinx_dossier.values import ID, slug

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.kinds import Kind

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
    library = libraries.load(options.kb)
    kind = _kind(options.kind or _asked("Kind", f"one of {', '.join(_kinds(library))}"), library)
    name = " ".join((options.name or _asked("Name", "the title of its page")).split())
    if not name:
        raise Misuse("the name is empty")
    id_ = _id(options.id, name, library)
    near = [] if options.force else list(resembling(library, kind.name, (name,)))
    for entry, known in near:
        called = f", called {known}" if known != entry.name else ""
        print(f"there is {entry.name} already{called}: {shown(options.kb, entry.place())}")
    if near:
        print("If it is the same, add to that entry. If not, say --force.")
        return 1
    file = options.kb / kind.folder / f"{id_}.yaml"
    write({file: formed(blank(kind, _scalar(name)), kind)})
    print(
        f"{shown(options.kb, Place(path=f'{library.label}/{kind.folder}/{id_}.yaml'))}: a new {kind.label.lower()}."
    )
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


def _kinds(library: Library) -> list[str]:
    return [name for name in library.kinds if name != SOURCE]


def _kind(name: str, library: Library) -> Kind:
    if name == SOURCE:
        raise Misuse("a source is made from its article: dossier source add FILE")
    if name not in library.kinds:
        guess = meant(name, [*_kinds(library), *(kind.folder for kind in library.kinds.values())])
        more = f"; {guess}" if guess else ""
        raise Misuse(f"there is no kind '{name}'; kinds are {listed(_kinds(library))}{more}")
    return library.kinds[name]


def _id(given: str | None, name: str, library: Library) -> str:
    id_ = given or slug(name)
    if not ID.fullmatch(id_):
        what = f"'{id_}' is no id" if given else f"no id can be made of '{name}'"
        raise Misuse(f"{what}; give one with --id: lower-case words joined by hyphens")
    if id_ in library.entries or id_ in library.broken:
        raise Misuse(f"the id '{id_}' is taken; give another one with --id")
    if id_ == libraries.INDEX:
        raise Misuse(f"'{id_}' is the name of the list of all entries; give another id with --id")
    return id_


def _scalar(text: str) -> str:
    """Return a text as YAML writes it on one line."""
    written = yaml.safe_dump(text, allow_unicode=True, width=10**9)
    return written.removesuffix("\n...\n").strip()
