"""A repository with the invented library, committed step by step."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

NOBODY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without what is set outside of it, and return what it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *NOBODY, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def start(folder: Path) -> None:
    """Make a repository in a folder, with all that is in it as its first commit."""
    git(folder, "init", "-q", "-b", "main")
    commit(folder)


def commit(folder: Path, files: Mapping[str, str] | None = None) -> None:
    """Write files and commit everything."""
    for name, text in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Go on")
