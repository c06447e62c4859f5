"""A claim with its proof, put into an entry's file, and what the check says of the entry then."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_dossier import checked, claiming, moving
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import SOURCE, Library


def entry_for(id_: str, library: Library) -> Entry:
    """Return the entry of an id, if it may get a statement. Raises Misuse."""
    try:
        entry = moving.known(library, id_)
    except moving.Refused as refused:
        raise Misuse(str(refused)) from refused
    if entry.kind == SOURCE:
        raise Misuse(f"'{entry.id}' is a source, which makes no claims; name the entry that the claim is of")
    return entry


def sentence(given: str | None) -> str:
    """Return what the claim says, in the writer's own words. Raises Misuse where nobody can be asked."""
    says = " ".join((given or "").split())
    if not says and sys.stdin.isatty():
        says = " ".join(input("What does it say, in a sentence of your own? ").split())
    if not says:
        raise Misuse("say in a sentence of your own what the claim is, with --says TEXT")
    return says


def put(entry: Entry, library: Library, says: str, about: Sequence[str], cite: Sequence[tuple[str, str]]) -> int:
    """Write a statement into an entry of a library, and say what is wrong with the entry then. Raises Misuse."""
    file = library.root.resolve().parent / entry.path
    block = claiming.statement(says, [one for one in about if one != entry.id], cite)
    write({file: joined(file.read_text("utf-8"), entry.path, library.kinds[entry.kind], block)})
    print(f"changed {shown(library.root, entry.place())}")
    return told(library.root, entry.path)


def joined(text: str, path: str, kind: Kind, claims: str) -> str:
    """Return the text of an entry with claims in it. Raises Misuse."""
    try:
        return claiming.added(text, path, kind, claims)
    except moving.Refused as refused:
        raise Misuse(str(refused)) from refused


def told(root: Path, path: str) -> int:
    """Print what is wrong with a file, and return 1 where that is an error."""
    found = [one for one in checked.check(root).problems if one.place.path == path]
    for problem in found:
        print(problem)
    return 1 if any(one.code.level == "error" for one in found) else 0
