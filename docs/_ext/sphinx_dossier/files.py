"""The files of a knowledge base, and where a user's computer keeps what is worked out of them."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

CACHE = "DOSSIER_CACHE"
"""The variable that names another folder for what is kept; empty, it has nothing kept."""
_PACKAGE = Path(__file__).parent


def digests(root: Path, only: Iterable[str] = ("",)) -> Mapping[str, str]:
    """Return the SHA-256 of every file below a folder, by its path in that; what cannot be read has none.

    `only` names the files, and the folders in it, that are looked at.
    """
    found: dict[str, str] = {}
    for path in sorted({path for one in only for path in _files(root, one)}):
        try:
            # A Path for each, or a buffer, would take longer than to read it.
            with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
                found[path] = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            continue
    return found


def _files(root: Path, path: str) -> Iterator[str]:
    """Yield the file of a path in a folder, or those below it, and no pipes, for which one would wait.

    Links to folders are followed where entries stand in them, just below the root, and nowhere they could go round;
    a name with `_` or `.` before it says that none do.
    """
    try:
        with os.scandir(root / path) as found:
            for one in found:
                below = f"{path}/{one.name}" if path else one.name
                try:
                    is_folder, is_file = (
                        one.is_dir(follow_symlinks=not path and one.name[0] not in "._"),
                        one.is_file(),
                    )
                except OSError:
                    # A link to itself, or to what nobody may see, says nothing of the files beside it.
                    continue
                if is_folder:
                    yield from _files(root, below)
                elif is_file:
                    yield below
    except NotADirectoryError:
        if (root / path).is_file():
            yield path
    except OSError:
        return


def is_text(name: str) -> bool:
    """Return whether the name of a file can be written as UTF-8: some systems take any bytes for one."""
    return name.encode("utf-8", "replace").decode() == name


@functools.cache
def code() -> str:
    """Return the digest of this package, which makes and finds other things when it changes; wherever it is."""
    sum_ = hashlib.sha256()
    for file in sorted(file for file in _PACKAGE.rglob("*") if file.suffix in {".py", ".css", ".js", ".yaml"}):
        sum_.update(f"{file.relative_to(_PACKAGE)}\n".encode() + file.read_bytes())
    return sum_.hexdigest()


def program() -> str:
    """Return what differs whenever what is kept was made by another package, or by another Python."""
    return f"{code()} {sys.version}"


def cache(root: Path) -> Path | None:
    """Return where what is worked out of a knowledge base is kept; None where nothing is to be.

    It is a folder of the user's and never one of the project: whoever could put a file there would say what is true.
    See "XDG Base Directory Specification" of freedesktop.org.
    """
    if CACHE in os.environ:
        folder = os.environ[CACHE]
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    place = Path(folder).expanduser() if folder else None
    if place is None or not place.is_absolute():
        return None
    return Path(place, "sphinx-dossier", hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:20])


def beside(file: Path) -> Path:
    """Return a new, empty file in the same folder, for everybody as far as the umask allows."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    umask = os.umask(0)
    os.umask(umask)
    Path(name).chmod(0o666 & ~umask)
    return Path(name)
