"""Where the knowledge base is, how paths are shown, and how files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sphinx_dossier.problems import Place


class Misuse(Exception):  # noqa: N818 (it is what argparse calls an error, and is named for what the user did)
    """The command was called wrongly; its message says how."""


def knowledge_base(given: Path | None) -> Path:
    """Return the folder of the knowledge base: the one given, or the nearest `kb`, here or above. Raises Misuse."""
    if given is not None:
        if not given.is_dir():
            raise Misuse(f"there is no folder '{given}'")
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name == "kb":
            return folder
        if (folder / "kb").is_dir():
            return folder / "kb"
    raise Misuse("there is no folder kb here or above; name it with --kb DIR")


def shown(root: Path, place: Place) -> str:
    """Return the path of a place as seen from the current folder."""
    return os.path.relpath(root.resolve().parent / place.path).replace(os.sep, "/")


def write(file: Path, text: str) -> None:
    """Write a text file whole: to a temporary file beside it, which then takes its place. Raises Misuse."""
    whole: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=f".{file.name}.", delete=False
        ) as stream:
            whole = Path(stream.name)
            stream.write(text)
        # A temporary file is private; an entry is for everybody, as far as the umask allows.
        umask = os.umask(0)
        os.umask(umask)
        whole.chmod(0o666 & ~umask)
        whole.replace(file)
    except OSError as error:
        if whole is not None:
            whole.unlink(missing_ok=True)
        raise Misuse(f"'{file}' cannot be written: {error.strerror}") from error


def read_article(name: str) -> bytes:
    """Return the bytes of an article's file. Raises Misuse where it cannot be read or is not UTF-8."""
    try:
        data = Path(name).read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise Misuse(f"'{name}' cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"'{name}' is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return data
