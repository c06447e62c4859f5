"""A sign of life while long work goes on: a line on the terminal that counts seconds and is gone at the end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias

from sphinx_dossier import checked
from sphinx_dossier.checked import Checked
from sphinx_dossier.library import KINDS
from sphinx_dossier.problems import count

PATIENCE = 1.0
"""How many seconds work goes on before anything is shown, and between one sign and the next."""
_CLEAR = "\r\x1b[K"

Told: TypeAlias = Callable[[], str]
"""Says what is being done, when it comes to that."""


def checking(root: Path) -> Checked:
    """Return the knowledge base read and checked, with a sign of life where that takes long."""
    with working(lambda: f"checking {count(len(ids(root)), 'entry', 'entries')}", sys.stderr):
        return checked.check(root)


@contextmanager
def working(what: Told, stream: TextIO) -> Iterator[None]:
    """Show on a terminal what is being done and for how long; nothing where it is done soon."""
    if not stream.isatty():
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_tell, args=(what, stream, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell(what: Told, stream: TextIO, done: threading.Event) -> None:
    seconds = 0
    while not done.wait(PATIENCE):
        seconds += 1
        stream.write(f"{_CLEAR}dossier: {what()} ... {seconds} s")
        stream.flush()
    if seconds:
        stream.write(_CLEAR)
        stream.flush()


def ids(root: Path) -> list[str]:
    """Return the ids that entries have, as the names of their files say: nothing is read for it."""
    files = (file for file in root.glob("*/*.yaml") if file.parent.name != KINDS)
    return sorted({file.stem for file in files})
