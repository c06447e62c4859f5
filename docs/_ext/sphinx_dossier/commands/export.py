"""`dossier export`: the knowledge base in the forms of other programs, as a site publishes it."""

from __future__ import annotations

import argparse
import functools
import sys
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_dossier import history, publication
from sphinx_dossier.commands.place import Misuse, write
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.pages import spread
from sphinx_dossier.problems import count
from sphinx_dossier.publication import Formats, Site
from sphinx_dossier.writers.weight import weigh

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

ALL = "all"
EXAMPLES = """\
examples:
  dossier export sqlite                     write data/dossier.sqlite here
  dossier export csv --out tables           below the folder tables
  dossier export json-ld --base https://river.example/
                                            one graph, with whole addresses
  dossier export all --out site --title "River talks" --base https://river.example/
                                            with the addresses of a site
"""


def add(commands: Commands, formats: Formats) -> None:
    """Add the subcommand to the command line, with the `formats` that there are."""
    listed = "\n".join(f"  {name:<12}{form.help}" for name, form in formats.items())
    parser = subcommand(
        commands,
        "export",
        "write the knowledge base in the forms of other programs",
        description=f"Write what a site publishes beside its pages.\n\nformats:\n{listed}\n  {ALL:<12}all of these",
        examples=EXAMPLES,
    )
    parser.add_argument("format", metavar="FORMAT", choices=[*formats, ALL], help="one of the formats above")
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, default=Path(), help="where the files go (default: the current folder)"
    )
    parser.add_argument("--title", help="the title of the site (default: the name of the knowledge base's folder)")
    parser.add_argument(
        "--base",
        metavar="URL",
        type=_base,
        help="the address of the site (default: addresses are seen from its root)",
    )
    parser.add_argument(
        "--no-history", action="store_true", help="leave out when entries were entered, which git tells"
    )
    parser.set_defaults(run=functools.partial(run, formats=formats))


def _base(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError(f"'{text}' is no whole web address")
    return f"{text.rstrip('/')}/"


def run(options: argparse.Namespace, formats: Formats) -> int:
    """Write the files and return the exit status: 1 where a problem keeps an entry out of them."""
    found = checking(options.kb)
    if not options.no_history:
        found = replace(found, history=history.read(found.library))
    found = spread.settled(found, weigh)
    site = _site(options.title or found.library.root.resolve().name, options.base or "")
    names = [*formats] if options.format == ALL else [options.format]
    files = {
        options.out / path: b"".join(content for _, content in pieces)
        for path, pieces in groupby(
            publication.files([formats[name] for name in names], found, site), key=itemgetter(0)
        )
    }
    lacking = [lack for name in names if (lack := formats[name].lacks())]
    if not files:
        raise Misuse(next(iter(lacking), f"'{options.format}' needs the address of the site: --base URL"))
    write(files)
    for file in files if len(files) < 20 else ():
        print(file)
    size = sum(map(len, files.values()))
    print(f"{count(len(files), 'file')}, {count(size, 'byte')}, below {options.out}")
    for lack in lacking:
        print(lack, file=sys.stderr)
    if broken := found.library.broken:
        left = count(len(broken), "entry", "entries")
        print(f"{left} left out for problems: `dossier check` says which", file=sys.stderr)
    return 1 if broken else 0


def _site(title: str, base: str) -> Site:
    def uri(docname: str, anchor: str) -> str:
        return f"{base}{docname}.html" + (f"#{quote(anchor)}" if anchor else "")

    return Site(title=title, base=base, uri=uri)
