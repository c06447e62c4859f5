"""Building the site again and again: when files change, by a process of Sphinx that waits for it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PAUSE = 0.2
"""How many seconds lie between two looks at the files."""

# A process that has loaded Sphinx and waits for a line builds at once. What it loads beside Sphinx is what sites of
# knowledge bases mostly have; one without it is only slower.
_WAITING = """
import contextlib, importlib, sys
from sphinx.cmd.build import main
import sphinx.application, sphinx.builders.html
names = ["sphinx_dossier.site", "sphinx_dossier.exports", "myst_parser.sphinx_ext.main", "sphinx_design", "furo"]
for name in names:
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
if sys.stdin.readline():
    sys.exit(main(sys.argv[1:]))
"""
_WARNING = re.compile(r"(?:(?P<place>[^\s:][^:]*(?::\d+){0,2}): )?(?P<level>WARNING|ERROR|CRITICAL): (?P<text>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What a build complains of: where, as path:line:col where that is known, and in words."""

    place: str
    text: str


class Build:
    """Builds a site in the folder `out`, by one process after another, of which the next one waits already."""

    def __init__(self, docs: Path, out: Path) -> None:
        self._command = [sys.executable, "-c", _WAITING, "-q", "-n", "--no-color", "-b", "html"]
        self._command += ["-d", str(out / "doctrees"), str(docs), str(out / "html")]
        self._next = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, changed: Iterable[Path]) -> tuple[Wrong, ...]:
        """Build, and return what is wrong."""
        if any(path.suffix == ".py" for path in changed):
            # The program itself is another now, and the process that waits has loaded the old one.
            self._end()
            self._next = self._start()
        process = self._next
        _, said = process.communicate("\n")
        self._next = self._start()
        return wrong(said, failed=process.returncode != 0)

    def _start(self) -> subprocess.Popen[str]:
        return started(self._command)

    def _end(self) -> None:
        """End the process that waits: it is given nothing to read."""
        self._next.communicate("")


def started(command: Sequence[str]) -> subprocess.Popen[str]:
    """Start a program of ours, whose complaints are read and whose other words are not."""
    return subprocess.Popen(  # noqa: S603 (our own Python)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def wrong(said: str, *, failed: bool) -> tuple[Wrong, ...]:
    """Return the complaints in what Sphinx said; of a build that failed all that it said."""
    found: list[Wrong] = []
    here = f"{Path.cwd()}{os.sep}"
    for line in said.splitlines():
        if match := _WARNING.fullmatch(line):
            found.append(Wrong(place=(match["place"] or "").removeprefix(here), text=match["text"]))
        elif found and line.strip():
            found[-1] = Wrong(place=found[-1].place, text=f"{found[-1].text} {line.strip()}")
    if failed and not found:
        last = " ".join(said.split()) or "Sphinx says nothing"
        return (Wrong(place="", text=f"The site could not be built: {last}"),)
    return tuple(dict.fromkeys(found))


def watch(folders: Iterable[Path], out: Path) -> Iterator[list[Path]]:
    """Yield at once, and whenever files in the folders have changed, which; `out` does not count."""
    watched = list(folders)
    before: dict[Path, tuple[int, int]] = {}
    first = True
    while True:
        now = _files(watched, out.resolve())
        changed = [path for path in sorted({*now, *before}) if now.get(path) != before.get(path)]
        before = now
        if changed or first:
            yield [] if first else changed
            first = False
        else:
            time.sleep(PAUSE)


def _files(folders: Iterable[Path], out: Path) -> dict[Path, tuple[int, int]]:
    """Return each file with its time and size, without hidden ones and what Python makes."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        for place, inner, names in os.walk(folder.resolve()):
            ours = (name for name in inner if name[0] != "." and name != "__pycache__")
            inner[:] = [name for name in ours if Path(place, name) != out]
            for name in names:
                path = Path(place, name)
                with contextlib.suppress(OSError):
                    if name[0] != ".":
                        state = path.stat()
                        found[path] = state.st_mtime_ns, state.st_size
    return found
