"""`dossier init`: a new, empty knowledge base with a site of its own and the files of its checks."""

from __future__ import annotations

import argparse
import contextlib
import json
import shlex
import tempfile
from collections.abc import Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier init fishing                                      in a new folder
  dossier init fishing --title "Fishing rights of the bay"  with a title of its own
"""
FRESH = "fresh"
"""The folder of this package with the files; a name that starts with `_` stands for one that starts with a dot."""

NAME, EXTRAS = "sphinx-dossier", "cards,pictures"
"""The package, and what of it the new site uses."""

_MARKS = "\\`*_[]{}<>#&~!|$"
"""What has a meaning in Markdown."""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "init",
        "make a new, empty knowledge base",
        description="Make a new, empty knowledge base in a folder: a kind of its own, the site, and the files that "
        "check it on GitHub, on Read the Docs and before each commit. It is sound and can be built at once.",
        examples=EXAMPLES,
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder, which is new or empty")
    parser.add_argument(
        "--title", metavar="TEXT", help="the title of the site (default: made from the folder's name)"
    )
    parser.add_argument("--author", metavar="TEXT", help="who makes it (default: the contributors)")
    parser.add_argument(
        "--package",
        metavar="REQUIREMENT",
        help="what pip installs sphinx-dossier from elsewhere, as in 'sphinx-dossier @ git+https://...' "
        "(default: where this one came from)",
    )
    parser.set_defaults(run=run, needs_kb=False)


def run(options: argparse.Namespace) -> int:
    """Write the files, all of them or none. Raises Misuse where the folder holds something."""
    folder = options.folder.resolve()
    title = " ".join((options.title or _title(folder)).split())
    author = " ".join((options.author or f"The contributors of {title}").split())
    if not title:
        raise Misuse("the title is empty; give one with --title")
    _refuse(folder, options.folder)
    package, is_sure = (" ".join(options.package.split()), True) if options.package else _package()
    words = {
        "title_python": _python(title),
        "title_markdown": _markdown(title),
        "author_python": _python(author),
        "package": package,
    }
    try:
        _make(folder, words)
    except OSError as error:
        raise Misuse(f"'{options.folder}' cannot be made: {error.strerror}; nothing was written") from error
    print(f"{options.folder}: a new knowledge base, {title}. Go on with:\n")
    print(f"  cd {shlex.quote(str(options.folder))}")
    print("  git init -b main")
    print("  python -m pip install -r requirements.txt")
    print("  dossier check")
    print("  dossier serve\n\nREADME.md says how to add the first source and the first entry.")
    if not is_sure:
        print(f"Before others install it: {folder.name}/requirements.txt has to say where sphinx-dossier comes from.")
    return 0


def _refuse(folder: Path, given: Path) -> None:
    """Raise Misuse where there is something in the place of the folder."""
    if folder.exists() and not folder.is_dir():
        raise Misuse(f"'{given}' is a file; name a folder that is new or empty")
    if folder.is_dir() and (found := sorted(one.name for one in folder.iterdir())):
        raise Misuse(f"'{given}' is not empty, it holds {found[0]}; name a folder that is new or empty")


def _package() -> tuple[str, bool]:
    """Return the requirement by which others get this package, and whether they do.

    Where it was installed from is in its `direct_url.json`, as "Recording the Direct URL Origin of installed
    distributions" of the Python packaging specifications has it. A folder of this machine is of no use elsewhere.
    """
    found = metadata.distribution(NAME)
    told = json.loads(found.read_text("direct_url.json") or "{}")
    url, vcs = str(told.get("url", "")), told.get("vcs_info")
    if vcs:
        return f"{NAME}[{EXTRAS}] @ {vcs['vcs']}+{url}@{vcs['commit_id']}", True
    if url.startswith(("https://", "http://")):
        return f"{NAME}[{EXTRAS}] @ {url}", True
    return f"{NAME}[{EXTRAS}]=={found.version}", False


def _make(folder: Path, words: Mapping[str, str]) -> None:
    """Write the files beside the folder, and then put them in its place; leave nothing where that fails."""
    new = [one for one in (folder.parent, *folder.parent.parents) if not one.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".dossier-", dir=folder.parent) as beside:
            made = Path(beside) / "made"
            made.mkdir()
            _copy(resources.files(__package__) / FRESH, made, words)
            _move(made, folder)
    except OSError:
        for one in new:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def _move(made: Path, folder: Path) -> None:
    """Put what was made into its place: an empty folder that is there stays, for somebody may stand in it."""
    if not folder.exists():
        made.replace(folder)
        return
    moved: list[Path] = []
    try:
        for one in sorted(made.iterdir()):
            moved.append(one.replace(folder / one.name))  # noqa: PERF401 -- what was moved has to be known
    except OSError:
        for one in moved:
            one.replace(made / one.name)
        raise


def _copy(given: Traversable, folder: Path, words: Mapping[str, str]) -> None:
    for one in sorted(given.iterdir(), key=lambda one: one.name):
        if one.name == "__pycache__":
            continue
        to = folder / (f".{one.name[1:]}" if one.name.startswith("_") else one.name)
        if one.is_dir():
            to.mkdir()
            _copy(one, to, words)
        else:
            text = one.read_text("utf-8")
            for name, word in words.items():
                text = text.replace(f"@{name}@", word)
            to.write_text(text, "utf-8", newline="\n")


def _title(folder: Path) -> str:
    """Return the name of a folder as a title."""
    words = folder.name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _python(text: str) -> str:
    """Return a text as Python writes it between double quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _markdown(text: str) -> str:
    """Return a text in which nothing has a meaning for Markdown."""
    return "".join(f"\\{one}" if one in _MARKS else one for one in text)
