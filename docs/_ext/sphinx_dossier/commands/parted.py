"""Builds of parts of a site, run side by side by Dask: on this machine, or on those of a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sphinx_dossier.commands.building import started
from sphinx_dossier.commands.place import Misuse

PATIENCE = "10s"
"""How long the scheduler of a cluster is waited for."""


class Ended(NamedTuple):
    """How a build ended: its status, and what it complained of."""

    status: int
    said: str


def command(docs: Path, out: Path, doctrees: Path, more: Sequence[str], builder: str = "html") -> list[str]:
    """Return how Sphinx is called, after the name of Python: paths are whole, for a cluster is elsewhere."""
    folders = [str(folder.resolve()) for folder in (doctrees, docs, out)]
    return ["-m", "sphinx", "-q", "--no-color", "-b", builder, *more, "-d", *folders]


def run(arguments: Sequence[str]) -> Ended:
    """Run the Python of this process, in a process of its own."""
    with started([sys.executable, *arguments]) as process:
        _, said = process.communicate()
    return Ended(process.returncode, said)


@contextmanager
def crew(scheduler: str = "") -> Iterator[Callable[[Sequence[Sequence[str]]], list[Ended]]]:
    """Give what runs many, as many at once as there are processors, or workers of the cluster of a scheduler.

    Raises Misuse where Dask is not installed, or no such cluster is found at the address.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise Misuse("parts are built side by side by Dask: pip install 'sphinx-dossier[parts]'") from error
    # The work is done by processes of their own, so the workers on this machine need be none.
    here = {
        "n_workers": 1,
        "threads_per_worker": os.cpu_count(),
        "processes": False,
        # Dask's page on how they do is for this machine alone, at any port that is free.
        "dashboard_address": "127.0.0.1:0",
    }
    where = {"address": scheduler, "timeout": PATIENCE} if scheduler else here
    try:
        client = Client(**where)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise Misuse(f"no Dask cluster answers at '{scheduler}': {error}") from error

    def run_all(commands: Sequence[Sequence[str]]) -> list[Ended]:
        try:
            # The same call is another piece of work each time.
            return list(client.gather(client.map(run, commands, pure=False)))  # type: ignore[no-untyped-call]
        except (KilledWorker, OSError, ImportError) as error:
            raise Misuse(f"the cluster did not build all parts: {error}") from error

    with client:
        yield run_all
