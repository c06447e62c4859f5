"""A knowledge base as it is at a revision of git, in a folder of its own that goes when it is not needed any more."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from sphinx_dossier.git import GitError, git

BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where changes go in the end: the first of these that there is."""


class RevisionError(Exception):
    """There is no such revision here; the message says what to do."""


def base(root: Path) -> str:
    """Return the commit at which this branch left the one that it goes back to. Raises RevisionError.

    On that branch itself this is its last commit, so that what is compared is what was not committed yet.
    """
    for branch in BRANCHES:
        with contextlib.suppress(GitError):
            return _line(git(root, "merge-base", "HEAD", branch))
    if _is_shallow(root):
        raise RevisionError("the history was fetched without the commit to compare with; fetch the whole of it first")
    raise RevisionError(f"there is no branch to compare with ({', '.join(BRANCHES)}); name a revision")


def fork(root: Path, revision: str) -> str:
    """Return where this branch left the one that a revision is on; the revision itself where git does not know.

    What was mended there since is not a problem that somebody brings.
    """
    try:
        return _line(git(root, "merge-base", "HEAD", revision)) or revision
    except GitError:
        return revision


@contextlib.contextmanager
def at(root: Path, revision: str) -> Iterator[Path]:
    """Give the folder of the knowledge base as it is at a revision. Raises RevisionError.

    It has the name of `root`, with which places start. A link is written as a file that holds where it leads, so
    that nothing outside is read.
    """
    try:
        commit = _line(git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    except GitError as error:
        more = "; the history here is shallow: fetch it first" if _is_shallow(root) else ""
        raise RevisionError(f"git knows no revision '{revision}' here{more}") from error
    with tempfile.TemporaryDirectory(prefix="dossier-") as name:
        folder = Path(name, root.resolve().name)
        folder.mkdir()
        _write(folder, _blobs(root, commit))
        yield folder


def _blobs(root: Path, commit: str) -> Mapping[PurePosixPath, bytes]:
    """Return the files below `root` at a commit; none where it was not there yet."""
    try:
        prefix = _line(git(root, "rev-parse", "--show-prefix"))
        tree = f"{commit}:{prefix.rstrip('/')}" if prefix else commit
        listed = git(root, "ls-tree", "-r", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape")
    except GitError:
        return {}
    items = [item.partition("\t") for item in listed.split("\0") if item]
    found = [(PurePosixPath(path), about.split(" ")) for about, _, path in items]
    files = [(path, one[2]) for path, one in found if one[1] == "blob" and ".." not in path.parts]
    try:
        return dict(zip((path for path, _ in files), _contents(root, [sha for _, sha in files]), strict=True))
    except (GitError, ValueError) as error:
        raise RevisionError("git cannot read the files of that revision; fetch them first") from error


def _contents(root: Path, names: list[str]) -> Iterable[bytes]:
    """Return the contents of blobs, all of them read by one git."""
    data = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    start = 0
    for name in names:
        end = data.index(b"\n", start)
        kind, size = data[start:end].split()[1:3]
        if kind != b"blob":
            raise RevisionError(f"git cannot read {name}")
        yield data[end + 1 : end + 1 + int(size)]
        start = end + 1 + int(size) + 1


def _write(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _line(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape").strip()


def _is_shallow(root: Path) -> bool:
    try:
        return _line(git(root, "rev-parse", "--is-shallow-repository")) == "true"
    except GitError:
        return False
