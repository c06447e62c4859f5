"""Where the knowledge base is, how paths are shown, and how files are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sphinx_dossier.files import beside
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


def site_folder(given: Path | None, root: Path) -> Path:
    """Return the folder of the site: the one given, or docs beside the knowledge base. Raises Misuse: no conf.py."""
    home = root.resolve().parent
    for folder in [given] if given else [home / "docs", home]:
        if (folder / "conf.py").is_file():
            return folder
    raise Misuse(f"there is no conf.py in '{given or home / 'docs'}'; name its folder with --docs DIR")


def shown(root: Path, place: Place) -> str:
    """Return the path of a place as seen from the current folder."""
    return os.path.relpath(root.resolve().parent / place.path).replace(os.sep, "/")


def write(texts: Mapping[Path, str | bytes | None]) -> None:
    """Write files, all of them whole or none: each to a temporary file, which then takes its place.

    None stands for a file that is removed. Folders are made where they are missing. Raises Misuse where a file cannot
    be written or removed.
    """
    waiting: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    file = next(iter(texts))
    try:
        for file, text in texts.items():
            if text is None:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting[file] = beside(file)
            waiting[file].write_bytes(text.encode() if isinstance(text, str) else text)
        for file, whole in waiting.items():
            before[file] = file.read_bytes() if file.exists() else None
            whole.replace(file)
        for file in (file for file, text in texts.items() if text is None):
            before[file] = file.read_bytes()
            file.unlink()
    except OSError as error:
        _restore(before)
        raise Misuse(f"'{file}' cannot be written: {error.strerror}") from error
    finally:
        for whole in waiting.values():
            whole.unlink(missing_ok=True)


def _restore(before: Mapping[Path, bytes | None]) -> None:
    for file, data in before.items():
        if data is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)
