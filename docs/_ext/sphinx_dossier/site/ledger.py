"""What was written where and from what: the record by which a build knows what it has to write again.

There is one record for each builder and output folder, beside the doctrees. A digest in it says what a page was
made from; a page whose digest would be another now is written again, and the output of what is gone is removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sphinx.builders import Builder

VERSION = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The state of an output folder: digests of documents and of pages, and the source file of each document.

    `files` are the other files, each with the digest of its content, empty where none was taken. `terms` holds title
    and search terms of each page, as `SearchIndex` writes them; `data` what the published data was made from, and
    which files it is; `cards` the digest of what each card was drawn from, by its path. `made_from` is the digest of
    all that the output was made from but the documents.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    made_from: str = ""


class Ledger:
    """The record of the last build, and what this one does.

    `documents` and `pages` are the digests that hold now, `around` that of what surrounds every page. `written`
    gathers the documents that were written, `unsettled` those of them with a warning that the next build has to
    repeat, `files` what else was put into the output folder. `read` says whether a document was read.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        where = hashlib.sha256(str(Path(builder.outdir).resolve()).encode()).hexdigest()[:16]
        self._file = Path(builder.doctreedir, f"dossier-{builder.name}-{where}.json")
        self.memo = self._file.with_suffix(".sqlite")
        self.shelf = self._file.with_suffix(".catalogue")
        self.old = _read(self._file)
        self.documents: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self.terms: dict[str, Sequence[str]] = {}
        self.written: set[str] = set()
        self.unsettled: set[str] = set()
        self.files: dict[str, str] = {}
        self.data: dict[str, Sequence[str]] = {}
        self.around = ""
        self.cards: dict[str, str] = {}
        self.made_from = ""
        self.read = False

    def stay(self) -> None:
        """Take over the record of the last build, for this one finds everything as it should be."""
        self.documents, self.pages, self.terms = dict(self.old.documents), dict(self.old.pages), dict(self.old.terms)
        self.files, self.data, self.cards = dict(self.old.files), dict(self.old.data), dict(self.old.cards)

    def outdated_documents(self) -> list[str]:
        """Return the documents that were written from something else than they would be now."""
        old = self.old.documents
        return [name for name, digest in self.documents.items() if old.get(name) != digest]

    def forget(self) -> None:
        """Drop the record until this build is through: if it breaks off, nothing is known of the output."""
        self._file.unlink(missing_ok=True)

    def keep(self, sources: Mapping[str, str]) -> Record:
        """Write the record of this build down and return it; `sources` gives the source of each document."""
        documents = {
            name: self.documents[name] if name in self.written else self.old.documents.get(name, "")
            for name in sources
            if name in self.documents and name not in self.unsettled
        }
        # A build of some files leaves others as they were.
        whole = documents == {name: digest for name, digest in self.documents.items() if name in sources}
        new = Record(
            documents=documents,
            sources=sources,
            pages=self.pages,
            terms=self.terms,
            files=dict(sorted(self.files.items())),
            data=self.data,
            cards=self.cards,
            made_from=self.made_from if whole else "",
        )
        if new != self.old or not self._file.exists():
            self._file.write_text(json.dumps({"version": VERSION, **asdict(new)}), encoding="utf-8")
        return new


def _read(file: Path) -> Record:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found.pop("version") != VERSION:
            return Record()
        return Record(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return Record()
