"""What was written where and from what: the record by which a build knows what it has to write again.

There is one record for each builder and output folder, beside the doctrees. A digest in it says what a page was
made from; a page whose digest would be another now is written again, and the output of what is gone is removed.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sphinx.builders import Builder

from sphinx_dossier.files import beside

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
    repeat, `files` what else was put into the output folder. `read` says whether a document was read. `began` is
    when this build did, in nanoseconds since 1970.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._where = hashlib.sha256(str(Path(builder.outdir).resolve()).encode()).hexdigest()[:16]
        self._file = Path(builder.doctreedir, f"dossier-{builder.name}-{self._where}.json")
        self.memo = self._file.with_suffix(".sqlite")
        self.shelf = self._file.with_suffix(".catalogue")
        self.began = time.time_ns()
        self.old, self._is_kept = _read(self._file), True
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
        """Know until this build is through only what there may be: if it breaks off, nothing is as any record has it.

        That there may be a file has to be known: what is gone by the next build is removed then.
        """
        self._is_kept = False
        for file in self._file.parent.glob(f"dossier-*-{self._where}.json"):
            # Another builder that writes into this folder finds its files changed, too.
            _write(file, _emptied(self.old if file == self._file else _read(file)))

    def break_off(self, sources: Mapping[str, str]) -> None:
        """Keep what may be there now that a build has failed; `sources` gives the source of each document."""
        if not self._is_kept:
            made = Record(sources=sources, pages=self.pages, files=self.files)
            _write(self._file, _emptied(self.old, made))

    def record(self, sources: Mapping[str, str]) -> Record:
        """Return the record of this build; `sources` gives the source of each document."""
        documents = {
            name: self.documents[name] if name in self.written else self.old.documents.get(name, "")
            for name in sources
            if name in self.documents and name not in self.unsettled
        }
        # A build of some files leaves others as they were.
        whole = documents == {name: digest for name, digest in self.documents.items() if name in sources}
        return Record(
            documents=documents,
            sources=sources,
            pages=self.pages,
            terms=self.terms,
            files=dict(sorted(self.files.items())),
            data=self.data,
            cards=self.cards,
            made_from=self.made_from if whole else "",
        )

    def keep(self, new: Record) -> None:
        """Write the record of this build down, once the output is as it says."""
        if new != self.old or not self._is_kept or not self._file.exists():
            _write(self._file, new)


def _emptied(*records: Record) -> Record:
    """Return a record of files that some others name, none of which is known to be as it should be."""
    sources, pages, files = dict[str, str](), dict[str, str](), dict[str, str]()
    for one in records:
        sources |= one.sources
        pages |= dict.fromkeys(one.pages, "")
        files |= dict.fromkeys(one.files, "")
    return Record(sources=sources, pages=pages, files=files)


def _write(file: Path, record: Record) -> None:
    new = beside(file)
    new.write_text(json.dumps({"version": VERSION, **asdict(record)}), encoding="utf-8")
    new.replace(file)


def _read(file: Path) -> Record:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found.pop("version") != VERSION:
            return Record()
        return Record(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return Record()
