"""Whether a build finds its output as it would make it: then nothing is described, drawn or published again."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.site import lost
from sphinx_dossier.site.ledger import Ledger

_INDEX = "genindex"


def is_unchanged(builder: StandaloneHTMLBuilder, found: AbstractSet[str], ledger: Ledger) -> bool:
    """Return whether the output is made from the same as it would be now, no document was read, and all is there.

    `found` are the documents that the build writes if it writes all that it can.
    """
    old = ledger.old
    return (
        bool(old.made_from)
        and old.made_from == ledger.made_from
        and not ledger.read
        and found == old.documents.keys()
        and all(file.is_file() for file in _files(builder, ledger))
    )


def leave_index(builder: StandaloneHTMLBuilder) -> None:
    """Keep Sphinx from writing its own index again where all is unchanged: it would do so at each build."""
    if builder.get_output_path(_INDEX).is_file() and not builder.config.html_split_index:
        # Where it is said that there is no index, other pages lose their link to it.
        builder.write_genindex = _nothing  # type: ignore[method-assign]


def _nothing() -> None:
    """Write no index."""


def _files(builder: StandaloneHTMLBuilder, ledger: Ledger) -> Iterator[Path]:
    yield from (Path(builder.outdir, file) for file in ledger.old.files)
    for name in (*ledger.old.pages, *ledger.old.documents):
        ours = name == lost.NAME and name in ledger.old.pages
        yield Path(builder.outdir, lost.FILE) if ours else builder.get_output_path(name)
