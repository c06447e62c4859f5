"""`dossier show`: an entry as its page shows it, as text."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dossier import checked
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.commands.terminal import Ink, width
from sphinx_dossier.pages import entry_page
from sphinx_dossier.pages.called import called
from sphinx_dossier.pages.draft import draft
from sphinx_dossier.pages.model import Page
from sphinx_dossier.writers import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.entries import Entry
    from sphinx_dossier.library import Library

EXAMPLES = """\
examples:
  dossier show ada-example             the entry with this id
  dossier show "Ada Example" | less    by a name; any that a source gives will do
  dossier show exampel                 where it is nearly a name, or one of several, these are listed
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "show",
        "print an entry as text",
        description="Print an entry as its page shows it: its facts, its ties to others, what was said, and every "
        "quote with its source as a numbered note. Where more than one entry may be meant they are listed, and the "
        "exit status is 1.",
        examples=EXAMPLES,
    )
    parser.add_argument("name", metavar="NAME", nargs="+", help="the id of an entry, or a name or some words of it")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the entry, or those that may be meant; return 1 where none or more than one is."""
    result = checking(options.kb)
    name, ink = " ".join(options.name), Ink(sys.stdout, options.color)
    if name in result.library.broken:
        print(f"The entry '{name}' has problems; `dossier check` names them.", file=sys.stderr)
        return 1
    found = called(name, result.library)
    if len(found) == 1:
        print(text.page(_page(found[0], result), width(), ink), end="")
        return 0
    if not found:
        print(f"No entry is called '{name}', nor nearly so.", file=sys.stderr)
        return 1
    print(f"'{name}' may mean:\n")
    print("\n".join(_listed(found, result.library, ink)))
    return 1


def _page(entry: Entry, result: checked.Checked) -> Page:
    # How the page is cited is for those who copy from it.
    manner = replace(entry_page.WHOLE, cited=lambda _: ())
    return entry_page.framed(entry, result, entry_page.described(draft(entry, result), manner))


def _listed(entries: Iterable[Entry], library: Library, ink: Ink) -> Iterable[str]:
    entries = tuple(entries)
    longest = max(len(entry.id) for entry in entries)
    for entry in entries:
        kind = library.kinds[entry.kind].label.lower()
        yield f"  {ink(entry.id, 'code')}{' ' * (longest - len(entry.id))}  {entry.name} ({kind})"
