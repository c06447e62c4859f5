"""Files beside the pages: style sheets, published schemas, and the removal of what no build makes any more."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import operator
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.library import Library
from sphinx_dossier.schema import schemas
from sphinx_dossier.site.ledger import Ledger, Record

STATIC = Path(__file__).parent / "static"
"""The style sheets and scripts that are for some pages."""
EVERY = STATIC / "every"
"""Those that are for every page: they are written one job a file, and served as one file of each sort."""
SHEET, SCRIPT = "dossier.css", "dossier.js"


def register(app: Sphinx) -> None:
    """Have every HTML page name the style sheet and the script."""
    app.add_css_file(SHEET)
    app.add_js_file(SCRIPT, loading_method="defer")
    app.connect("write-started", copy_static)


def copy_static(app: Sphinx, builder: Builder) -> None:
    """Put them into the output, before pages are written that carry their checksums."""
    if builder.format == "html":
        for name, content in static().items():
            put(Path(builder.outdir, "_static", name), content)


def static() -> dict[str, bytes]:
    """Return the style sheets and scripts as they are served, by their names."""
    alone = {file.name: file.read_bytes() for file in sorted(STATIC.iterdir()) if file.is_file()}
    return {SHEET: _joined("*.css"), SCRIPT: _joined("*.js"), **alone}


def _joined(pattern: str) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(EVERY.glob(pattern)))


def schema_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield the JSON Schema of each kind with its path in the output."""
    yield from ((f"schema/{name}", text.encode()) for name, text in schemas(library).items())


def publish(ledger: Ledger, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Put files into the output, and return their paths in it; a large one comes in pieces, one after the other.

    What the last build has put there so is not read again: of a large site that would be most of what an edit takes.
    """
    paths = []
    for path, found in itertools.groupby(files, key=operator.itemgetter(0)):
        file, pieces = Path(ledger.builder.outdir, path), (content for _, content in found)
        first, second = next(pieces), next(pieces, None)
        ledger.files[path] = "" if second else hashlib.blake2b(first, digest_size=12).hexdigest()
        if brings(ledger.builder, path):
            # The site's own stands, as it does for pages.
            ledger.files[path] = ""
        elif second:
            put_pieces(file, itertools.chain([first, second], pieces))
        elif ledger.files[path] != ledger.old.files.get(path) or not file.is_file():
            put(file, first)
        paths.append(path)
    return paths


def put(file: Path, content: bytes) -> None:
    """Write a file unless it holds this content already."""
    put_pieces(file, iter([content]))


def put_pieces(file: Path, pieces: Iterator[bytes]) -> None:
    """Write a file from where it holds something else than these pieces."""
    same = 0
    with contextlib.suppress(OSError), file.open("rb") as there:
        for piece in pieces:
            if there.read(len(piece)) != piece:
                pieces = itertools.chain([piece], pieces)
                break
            same += len(piece)
        else:
            if not there.read(1):
                return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("r+b" if same else "wb") as into:
        into.truncate(same)
        into.seek(same)
        into.writelines(pieces)


def extra(builder: Builder) -> list[Path]:
    """Return the files and folders that the site brings for the root of the output itself."""
    return [Path(builder.confdir, one) for one in builder.config.html_extra_path]


def brings(builder: Builder, path: str) -> bool:
    """Return whether one of these is, or holds, the file of a path in the output."""
    return any((one / path).is_file() or (one.is_file() and one.name == path) for one in extra(builder))


def prune(builder: StandaloneHTMLBuilder, ledger: Ledger, new: Record) -> None:
    """Remove from the output what the last build put there and this one would not.

    What the site brings now stays, and what somebody else has written since: a page of Sphinx's or of another
    extension's in the place of one of ours.
    """
    old = ledger.old
    gone = replace(
        old,
        sources={name: source for name, source in old.sources.items() if new.sources.get(name) != source},
        pages={name: digest for name, digest in old.pages.items() if name not in new.pages},
        files={path: sum_ for path, sum_ in old.files.items() if path not in new.files},
    )
    found = set(_files(builder, gone))
    # What is no page of its own any more may be one of another sort.
    for file in sorted(found - set(_files(builder, new)) if found else ()):
        path = file.relative_to(builder.outdir).as_posix()
        if file.is_file() and file.stat().st_mtime_ns < ledger.began and not brings(builder, path):
            file.unlink()
        _remove_empty(file.parent, Path(builder.outdir))


def _files(builder: StandaloneHTMLBuilder, record: Record) -> Iterable[Path]:
    outdir, suffix = Path(builder.outdir), builder.config.html_sourcelink_suffix
    for name, source in record.sources.items():
        yield Path(builder.get_output_path(name))
        yield outdir / "_sources" / (source if source.endswith(suffix) else source + suffix)
    yield from (Path(builder.get_output_path(name)) for name in record.pages)
    yield from (outdir / file for file in record.files)


def _remove_empty(folder: Path, outdir: Path) -> None:
    while folder != outdir and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
