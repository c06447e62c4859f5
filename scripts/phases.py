"""In which phase a build spends its time: the running program is looked at every few milliseconds of CPU time.

`python -m scripts.phases FILE ARGUMENTS` builds as `python -m sphinx ARGUMENTS` does, and writes the table to FILE.
What is called is not slowed down, as it is under a profiler that counts every call. Works on Linux and macOS.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

import sphinx_dossier

from scripts.bench_tables import head, row

EVERY = 0.005
"""Seconds of CPU time between two looks."""
OTHER = "Sphinx, the theme, imports"
PHASES = {
    "load": ("loading.py:load",),
    "check": ("checked.py", "rules/"),
    "describe": ("pages/",),
    "write": ("writers/", "site/framing.py", "site/html_pages.py", "site/output.py"),
    "search index": ("indexing/", "site/search.py", "site/finding.py", "site/written.py", "pages/findable.py"),
    "exports": ("exports/", "publication.py", "site/published.py", "site/feeds.py", "site/cite_files.py"),
    "cards": ("site/card",),
    "previews": ("site/previews.py", "pages/preview.py"),
    "what is as it was": (
        "site/unchanged.py",
        "site/spreading.py:of_knowledge",
        "site/ledger.py",
        "pages/model.py:digest",
    ),
}
"""Where in the package each phase begins, in a file or in a function of one: of nested ones the innermost counts."""

_ROOT = f"{Path(sphinx_dossier.__file__).parent}/"
_MARKS = {mark: phase for phase, marks in PHASES.items() for mark in marks}


@contextlib.contextmanager
def sampled() -> Iterator[Mapping[str, int]]:
    """Count, while this lasts, in which phase the program is found at each look."""
    found: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        found[_phase(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield found
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _phase(frame: FrameType | None) -> str:
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(_ROOT):
            name = f"{code.co_filename.removeprefix(_ROOT)}:{code.co_name}"
            marks = [mark for mark in _MARKS if name.startswith(mark)]
            if marks:
                return _MARKS[max(marks, key=len)]
        frame = frame.f_back
    return OTHER


def table(found: Mapping[str, int]) -> str:
    """Return how much of the time each phase took, as a table in Markdown."""
    whole = sum(found.values())
    lines = [*head(("phase", "CPU s", "of all"), left=1)]
    for phase in (*PHASES, OTHER):
        count = found.get(phase, 0)
        lines.append(row([phase, f"{count * EVERY:.1f}", f"{count / whole:.0%}" if whole else ""]))
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Build, and write into the file that comes first where the time went; returns Sphinx's status."""
    from sphinx.cmd.build import main as sphinx

    file, *others = arguments
    with sampled() as found:
        status = sphinx(others)
    Path(file).write_text(table(found), "utf-8")
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
