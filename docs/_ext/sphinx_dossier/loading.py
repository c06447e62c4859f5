"""Reading a knowledge base from its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sphinx_dossier import entries, yaml_nodes
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind, Kinds, load_kinds
from sphinx_dossier.library import FINGERPRINT, KINDS, SOURCE, Library
from sphinx_dossier.misplaced import bad_name, stray, strays, taken
from sphinx_dossier.problems import Code, Place, Problem, in_file_order
from sphinx_dossier.settings import FILE as SETTINGS
from sphinx_dossier.values import ID

Read = Callable[[Path, str, Kind], tuple[Entry | None, tuple[Problem, ...]]]
"""What gives the entry in a file, shown to people as a path, of a kind; and what is wrong with it."""


def from_file(file: Path, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry in a file, and what is wrong with it."""
    text, problems = yaml_nodes.read(file, path)
    return from_text(text, path, kind) if text is not None else (None, problems)


def from_text(text: str, path: str, kind: Kind) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry in the text of a file, and what is wrong with it."""
    node, problems = yaml_nodes.parse(text, path)
    if node is None:
        return None, problems
    entry, more = entries.read(node, id=Path(path).stem, kind=kind, path=path)
    return entry, (*problems, *yaml_nodes.beside_aliases(more, problems))


def load(root: Path, read: Read = from_file) -> Library:
    """Return the knowledge base in the folder `root`; what cannot be used is left out and reported."""
    label = root.resolve().name
    kinds, problems = load_kinds(root, label)
    found, broken, more = _entries(root, label, kinds, problems, read)
    return Library(
        root=root,
        label=label,
        kinds=kinds,
        entries=MappingProxyType(dict(sorted(found.items()))),
        broken=frozenset(broken - set(found)),
        problems=in_file_order(more),
    )


def _entries(
    root: Path, label: str, kinds: Kinds, known: Iterable[Problem], read: Read
) -> tuple[dict[str, Entry], set[str], list[Problem]]:
    """Return the sound entries, the ids of the broken ones, and all problems with the `known` ones of the kinds."""
    found: dict[str, Entry] = {}
    broken, problems, seen = set[str](), list(known), dict[str, str]()
    folders = {kind.folder: kind for kind in kinds.values()}
    if not root.is_dir():
        wrong = "there is no knowledge base here: no such folder"
        return found, broken, [*problems, Problem(place=Place(path=label), code=Code.UNREADABLE, wrong=wrong)]
    files = list(_files(root, label, folders, problems, broken))
    # Sound names first: of two files that are one to some file systems, the one with the sound name stays.
    for file, path in sorted(files, key=lambda found: not ID.fullmatch(found[0].stem)):
        kind, id_ = folders[file.parent.name], file.stem
        entry, wrong_here = read(file, path, kind)
        wrong_here = (*bad_name(id_, path), *taken(id_, path, seen), *wrong_here)
        problems.extend(wrong_here)
        if entry is None or wrong_here:
            broken.add(id_)
        else:
            found[id_] = entry
    return found, broken, problems


def _files(
    root: Path, label: str, folders: Mapping[str, Kind], problems: list[Problem], broken: set[str]
) -> Iterator[tuple[Path, str]]:
    """Yield each entry's file with the path that places show; note what has no business here.

    What stands in a folder of no kind goes to `broken`: it is there, and no reference to it is a second mistake.
    """
    # The folder of a kind whose declaration is broken is known by nobody, which is no second mistake.
    sure = not problems
    for folder in _inside(root, label, problems):
        path = f"{label}/{folder.name}"
        if folder.name.startswith("_") or folder.name == SETTINGS or folder.suffix == ".md":
            continue
        if folder.name == KINDS:
            problems.extend(strays(_inside(folder, path, problems), path, "declaration"))
        elif folder.name not in folders:
            broken.update(file.stem for file in folder.glob("*.yaml"))
            if sure or not folder.is_dir():
                problems.append(stray(path, folder, folders))
        elif folder.is_file():
            wrong, allowed = f"'{folder.name}' is a file", "the entries of a kind stand in a folder"
            problems.append(Problem(place=Place(path=path), code=Code.STRAY_FILE, wrong=wrong, allowed=allowed))
        else:
            inside = _inside(folder, path, problems)
            yield from ((file, f"{path}/{file.name}") for file in inside if file.suffix == ".yaml")
            prints = folders[folder.name].name == SOURCE
            others = (file for file in inside if not (prints and file.name.endswith(FINGERPRINT)))
            problems.extend(strays(others, path, "entry"))


def _inside(folder: Path, path: str, problems: list[Problem]) -> list[Path]:
    """Return what stands in a folder, in order, without hidden files: editors and systems leave them anywhere."""
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except OSError as error:
        problems.append(yaml_nodes.unreadable(error, path, "folder"))
        return []
