"""Rows of claims, citations, relations and sources, which the CSV files and the SQLite file share."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sphinx_dossier.bibliography import item
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.exports.json_text import text
from sphinx_dossier.exports.objects import Object, Objects
from sphinx_dossier.library import SOURCE
from sphinx_dossier.publication import Site
from sphinx_dossier.records import Ref

Cell: TypeAlias = str | int | None
Row: TypeAlias = tuple[Cell, ...]

ENTRIES = ("id", "kind", "name", "sort", "address", "date", "first", "last", "entered", "changed", "withdrawn")
CLAIMS = (
    "entry", "claim", "kind", "name", "part", "sentence", "date", "first", "last", "status", "preferred", "why",
    "note", "withdrawn", "unsupported", "citations", "sources", "address", "said",
)  # fmt: skip
CITATIONS = (
    "entry", "claim", "number", "source", "quote", "infer", "origin", "reported", "first", "last", "part", "words",
    "address",
)  # fmt: skip
RELATIONS = ("entry", "claim", "part", "field", "target")
SOURCES = (
    "id", "title", "publisher", "authors", "date", "first", "last", "language", "url", "archive", "origin", "agency",
    "standing", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of an entry, each in the order of its columns; those of all entries at once would fill the memory."""

    entries: tuple[Row, ...]
    claims: tuple[Row, ...]
    citations: tuple[Row, ...]
    relations: tuple[Row, ...]
    sources: tuple[Row, ...]


class Made(NamedTuple):
    """An entry with what is made of its object: its text, as JSON, and its rows."""

    entry: Entry
    text: str
    rows: Rows


def made(checked: Checked, site: Site) -> Iterator[Made]:
    """Yield what is made of each entry; by kind, and in each as its index page has them.

    A part of a site that has nothing of the whole has its own entries alone.
    """
    objects, library = Objects(checked=checked, site=site), checked.library
    for kind in library.kinds:
        for entry in library.of_kind(kind) if checked.share.is_first else checked.ours_of(kind):
            make = functools.partial(_made, entry, objects)
            yield Made(entry, *checked.memo.of("data", entry.id, make))


def _made(entry: Entry, objects: Objects) -> tuple[str, Rows]:
    one = objects.entry(entry)
    return text(one), Rows(
        entries=(_entry(one),),
        claims=tuple(_claim(one, claim) for claim in one["claims"]),
        citations=tuple(row for claim in one["claims"] for row in _citations(one, claim)),
        relations=tuple(_relations(entry)),
        sources=(_source(entry, one, objects.checked),) if entry.kind == SOURCE else (),
    )


def _entry(one: Object) -> Row:
    entered = one["entered"] or {}
    when = _date(one["happened"] or one["reported"])
    plain = (one["id"], one["kind"], one["name"], one["sort"], one["address"])
    return (*plain, *when, entered.get("first"), entered.get("last"), int(one["withdrawn"] is not None))


def _claim(one: Object, claim: Object) -> Row:
    cited = claim["citations"]
    return (
        one["id"],
        claim["id"],
        one["kind"],
        one["name"],
        claim["part"],
        claim["sentence"],
        *_date(claim["happened"]),
        claim["status"],
        int(claim["preferred"]),
        claim["why"],
        claim["note"],
        int(one["withdrawn"] is not None),
        int(claim["unsupported"]),
        len(cited),
        len({citation["source"] for citation in cited}),
        claim["address"],
        json.dumps(claim["said"], ensure_ascii=False),
    )


def _citations(one: Object, claim: Object) -> Iterator[Row]:
    for number, cited in enumerate(claim["citations"], 1):
        proof = cited["proof"] or {}
        words = " ".join(f"{first}-{last}" for first, last in proof.get("words", ()))
        said = (cited["source"], cited["quote"], cited["infer"], cited["origin"])
        found = (proof.get("part"), words or None, proof.get("address"))
        yield (one["id"], claim["id"], number, *said, *_date(cited["reported"]), *found)


def _relations(entry: Entry) -> Iterator[Row]:
    """Yield each reference from one entry to another, those of keys without a claim; citations have their own."""
    for claim, field, ref in entry.refs():
        yield entry.id, claim.id if claim else None, claim.part if claim else "keys", field, ref.id


def _source(entry: Entry, one: Object, checked: Checked) -> Row:
    found, keys = item(entry, checked.library), entry.keys
    return (
        entry.id,
        found["title"],
        _first(keys.refs("publisher")),
        joined(keys.all("authors")),
        *_date(one["reported"]),
        keys.text("language") or None,
        keys.text("url") or None,
        keys.text("archive") or None,
        _first(keys.refs("origin")),
        _first(keys.refs("agency")),
        joined(standing["status"] for standing in one["standing"]),
        one["address"],
    )


def _first(refs: Iterable[Ref]) -> str | None:
    return next((ref.id for ref in refs), None)


def joined(values: Iterable[object]) -> str | None:
    """Return several values as one cell."""
    return " | ".join(map(str, values)) or None


def _date(date: Object | None) -> tuple[str | None, str | None, str | None]:
    return (date["edtf"], date["first"], date["last"]) if date else (None, None, None)
