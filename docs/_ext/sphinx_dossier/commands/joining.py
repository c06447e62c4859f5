"""One site of parts that were built on their own: no file of one is changed, and what is found in them is merged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.indexing.part import FILE, Part, joined, loads

_NO_PAGES = (FILE, ".doctrees")
"""What is in the folder of a part and in no site."""
_SITE = "objects.inv"
"""What every site of Sphinx has."""


def join(folders: Sequence[Path], to: Path) -> None:
    """Join the parts of a site in the folder `to`, whole or not at all; a site that is there already is replaced.

    Raises Misuse where the parts do not belong together.
    """
    parts = {folder: _part(folder) for folder in folders}
    _suit(parts)
    if any(folder.resolve().is_relative_to(to.resolve()) for folder in folders):
        raise Misuse(f"'{to}' is a part, or holds one: name another folder for the site")
    if to.exists() and (not to.is_dir() or (any(to.iterdir()) and not (to / _SITE).is_file())):
        raise Misuse(f"'{to}' is there already and is no site: name another folder, or empty it")
    if (to / ".git").exists():
        raise Misuse(f"'{to}' holds a repository of git, which would be lost: join elsewhere, then copy")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=to.resolve().parent, prefix=f".{to.name}-") as place:
            site, old = Path(place, "site"), Path(place, "old")
            _fill(site, parts)
            # A link stays, and the site is where it leads.
            _swap(site, to.resolve(), old)
    except OSError as error:
        raise Misuse(f"the site cannot be joined in '{to}': {error}") from error


def _swap(site: Path, to: Path, old: Path) -> None:
    """Put the site in its place, and what is there to `old`; where that breaks off, it is back."""
    try:
        if to.exists():
            to.replace(old)
        site.replace(to)
    except BaseException:
        if old.exists() and not to.exists():
            old.replace(to)
        raise


def _part(folder: Path) -> Part:
    """Return what the build of a part has left. Raises Misuse."""
    file = folder / FILE
    try:
        return loads(file.read_bytes())
    except OSError as error:
        wrong = f"'{folder}' is no part of a site: it has no {FILE}"
        raise Misuse(f"{wrong}; `sphinx-build -D dossier_part=1/4` writes one") from error
    except ValueError as error:
        raise Misuse(f"'{file}' cannot be read: {error}; build this part again") from error


def _suit(parts: Mapping[Path, Part]) -> None:
    """Raise Misuse unless these are all parts of one site."""
    (first, one), *others = parts.items()
    for folder, other in others:
        if other.share.of != one.share.of:
            raise Misuse(f"'{first}' is part {one.share} and '{folder}' is part {other.share}: build them anew")
        if other.made_from != one.made_from:
            raise Misuse(
                f"'{first}' and '{folder}' were not built from the same: build both from the same state of the "
                "project and its history, with the same builder, settings and versions"
            )
    given: dict[int, Path] = {}
    for folder, part in parts.items():
        if (twice := given.setdefault(part.share.number, folder)) != folder:
            raise Misuse(f"'{twice}' and '{folder}' are the same part, {part.share}")
    missing = [str(number) for number in range(1, one.share.of + 1) if number not in given]
    if len(missing) == 1:
        raise Misuse(f"part {missing[0]} of {one.share.of} is missing")
    if missing:
        raise Misuse(f"parts {', '.join(missing[:-1])} and {missing[-1]} of {one.share.of} are missing")


def _fill(site: Path, parts: Mapping[Path, Part]) -> None:
    ordered = sorted(parts.items(), key=lambda item: item[1].share.number)
    shutil.copytree(ordered[0][0], site, ignore=shutil.ignore_patterns(*_NO_PAGES))
    for folder, part in ordered[1:]:
        for path in part.files:
            _put(site / path, folder, path)
    for path, content in joined(part.found for _, part in ordered).files():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


def _put(to: Path, folder: Path, path: str) -> None:
    if to.exists():
        raise Misuse(f"'{folder}' has '{path}', and so has a part before it: build both anew")
    if not (folder / path).is_file():
        raise Misuse(f"'{folder}' lacks '{path}': its build was not finished")
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / path, to)
