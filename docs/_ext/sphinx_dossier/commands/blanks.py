"""Files of new entries, as `dossier new` and `dossier form` make them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sphinx_dossier.alike import resembling
from sphinx_dossier.blank import blank
from sphinx_dossier.commands.place import Misuse, shown
from sphinx_dossier.form import formed, quoted
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import SOURCE, Library
from sphinx_dossier.misplaced import INDEX
from sphinx_dossier.problems import Place, listed, meant
from sphinx_dossier.values import ID, slug


def kinds(library: Library) -> list[str]:
    """Return the kinds of which a new entry can be made."""
    return [name for name in library.kinds if name != SOURCE]


def kind(name: str, library: Library) -> Kind:
    """Return a kind by its name. Raises Misuse where there is none, or where its entries are made in another way."""
    if name == SOURCE:
        raise Misuse("a source is made from its article: dossier source add FILE")
    if name not in library.kinds:
        guess = meant(name, [*kinds(library), *(kind.folder for kind in library.kinds.values())])
        more = f"; {guess}" if guess else ""
        raise Misuse(f"there is no kind '{name}'; kinds are {listed(kinds(library))}{more}")
    return library.kinds[name]


def told_near(root: Path, library: Library, kind: str, names: tuple[str, ...]) -> bool:
    """Return whether entries have names near these, and print which."""
    near = list(resembling(library, kind, names))
    for entry, known in near:
        called = f", called {known}" if known != entry.name else ""
        print(f"there is {entry.name} already{called}: {shown(root, entry.place())}")
    if near:
        print("If it is the same, add to that entry. If not, say --force.")
    return bool(near)


def id_for(given: str | None, name: str, library: Library) -> str:
    """Return the id that is given, or one made of a name. Raises Misuse where it is none, or taken."""
    id_ = given or slug(name)
    if not ID.fullmatch(id_):
        what = f"'{id_}' is no id" if given else f"no id can be made of '{name}'"
        raise Misuse(f"{what}; give one with --id: lower-case words joined by hyphens")
    if id_ in library.entries or id_ in library.broken:
        raise Misuse(f"the id '{id_}' is taken; give another one with --id")
    if id_ == INDEX:
        raise Misuse(f"'{id_}' is the name of the list of all entries; give another id with --id")
    return id_


def text(kind: Kind, name: str, notes: Sequence[str] = ()) -> str:
    """Return the text of a new entry, with notes for its editor as comments above all else."""
    above = "".join(f"# {' '.join(note.split())}\n" for note in notes)
    return formed(above + blank(kind, quoted(name)), kind)


def place(library: Library, kind: Kind, id_: str) -> Place:
    """Return the place of the file of a new entry."""
    return Place(path=f"{library.label}/{kind.folder}/{id_}.yaml")
