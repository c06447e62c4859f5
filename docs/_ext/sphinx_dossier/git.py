"""What git knows of the knowledge base, read without touching the work tree, the index, or the network."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

LONGEST = 30
"""The most seconds that git may take."""
_SETTINGS = ("-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "core.quotePath=false")
"""What would have git run other programs, read the history of one file alone, or write names in octal."""
_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in ("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "PREFIX", "SHALLOW_FILE")
)
"""What git sets where it runs a hook: it would read that repository, whichever folder it is asked for."""


class GitError(Exception):
    """git is missing, failed, or took too long; the message is the last line of what it said."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints for a folder, `given` what it reads. Raises GitError."""
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed")
    if not folder.is_dir():
        raise GitError(f"there is no folder '{folder}'")
    # Nothing is fetched or asked for, whatever is missing.
    more = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
    env = {**{name: value for name, value in os.environ.items() if name not in _ELSEWHERE}, **more}
    try:
        done = subprocess.run(  # noqa: S603 -- fixed arguments, and no shell
            [program, *_SETTINGS, *arguments],
            cwd=folder,
            env=env,
            input=given,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise GitError(str(error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]} failed")
    return done.stdout
