"""One page of each kind of a built site, so that new kinds are looked at by themselves."""

from __future__ import annotations

from pathlib import Path


def pages(site: Path) -> list[str]:
    """Return every page of a site, as paths within it."""
    found = (file.relative_to(site) for file in site.rglob("*.html"))
    return sorted(file.as_posix() for file in found if not file.parts[0].startswith("_"))


def chosen(site: Path) -> list[str]:
    """Return all pages at the top, and of each folder its index and its heaviest other page."""
    found = dict.fromkeys(name for name in pages(site) if "/" not in name)
    for folder in sorted({name.rpartition("/")[0] for name in pages(site) if "/" in name}):
        files = sorted((site / folder).glob("*.html"), key=lambda file: (-file.stat().st_size, file.name))
        others = [file.name for file in files if file.name != "index.html"][:1]
        found |= dict.fromkeys(
            f"{folder}/{name}" for name in ["index.html", *others] if (site / folder / name).is_file()
        )
    return list(found)
