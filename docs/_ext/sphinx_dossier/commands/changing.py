"""How commands that change many files do it: all of them or none, or with `--dry-run` as a diff."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from sphinx_dossier import checked, edits, texts
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.library import Library
from sphinx_dossier.moving import Change, Refused, apart
from sphinx_dossier.problems import Place
from sphinx_dossier.texts import Texts


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add the option that each such command has."""
    parser.add_argument("--dry-run", action="store_true", help="print the diff, and write nothing")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the commands that change references."""
    add_dry_run(parser)
    parser.add_argument(
        "--docs",
        metavar="DIR",
        type=Path,
        action="append",
        help="a folder of pages that refer to entries (default: docs beside the knowledge base; may be given again)",
    )


def gather(options: argparse.Namespace, library: Library) -> Texts:
    """Return the texts that may change. Raises Misuse for a folder that is not there, or not beside the others."""
    home = options.kb.resolve().parent
    for folder in options.docs or ():
        if not folder.is_dir():
            raise Misuse(f"there is no folder '{folder}'")
        if not folder.resolve().is_relative_to(home):
            raise Misuse(f"'{folder}' is not below '{home.name}', where the knowledge base is")
    return texts.gather(library, options.docs)


def change(options: argparse.Namespace, make: Callable[[Library, Texts], Change]) -> int:
    """Carry out the change that `make` gives for the knowledge base and its texts, all or nothing. Raises Misuse."""
    library = checked.check(options.kb).library
    found = gather(options, library)
    try:
        made = make(library, found)
    except Refused as refused:
        raise Misuse(str(refused)) from refused
    carry_out(options, found, made)
    return 0


def carry_out(options: argparse.Namespace, before: Texts, change: Change) -> None:
    """Write the change and say so, or print its diff."""
    found = {path: (old, new) for path, old, new in apart(before, change)}
    beside = {old: new for old, new in change.moved.items() if old not in before.by_path}
    if options.dry_run:
        _print(change, found)
    else:
        _write(options.kb, beside, found)
    for note in change.said:
        print(f"note: {note}")


_Found: TypeAlias = dict[str, tuple[str | None, str | None]]


def _print(change: Change, found: _Found) -> None:
    for path, (old, new) in sorted({**dict.fromkeys(change.moved, ("", "")), **found}.items()):
        if path in change.moved:
            to = change.moved[path]
            print(edits.diff(path, old, found.get(to, ("", ""))[1], to=to), end="")
        elif path not in change.moved.values():
            print(edits.diff(path, old, new), end="")


def _write(root: Path, beside: dict[str, str], found: _Found) -> None:
    home = root.resolve().parent
    files: dict[Path, str | bytes | None] = {home / path: new for path, (_, new) in found.items()}
    for old, new in beside.items():
        files[home / new], files[home / old] = (home / old).read_bytes(), None
    write(files)
    for path, (before, after) in sorted(found.items()):
        what = "removed" if after is None else "wrote" if before is None else "changed"
        print(f"{what} {shown(root, Place(path=path))}")
