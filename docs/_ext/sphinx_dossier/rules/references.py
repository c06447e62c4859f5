"""References lead to entries that exist and are of a kind that their field takes."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sphinx_dossier.entries import Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import common
from sphinx_dossier.library import Library
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.problems import Code, Problem, listed, meant
from sphinx_dossier.values import Record, Ref


def check(library: Library, memo: Memo = FRESH) -> Iterator[Problem]:
    """Yield a problem for each reference and citation that leads nowhere, or to a kind it may not."""
    for entry in library.to_check:
        yield from memo.of("references", entry.id, functools.partial(_of_entry, entry, library))


def _of_entry(entry: Entry, library: Library) -> tuple[Problem, ...]:
    return tuple(_in_entry(entry, library))


def _in_entry(entry: Entry, library: Library) -> Iterator[Problem]:
    cite, kind = common()["claim"]["cite"].fields, library.kinds[entry.kind]
    said = [(entry.keys, kind.shape), *((one.said, kind.shape.fields[one.part]) for one in entry.claims)]
    for field, ref in (found for record, shape in said for found in _refs(record, shape)):
        yield from _reference(library, entry, ref, field, Code.DANGLING_REFERENCE)
    for claim in entry.claims:
        for citation in claim.cite:
            yield from _reference(library, entry, citation.source, cite["source"], Code.UNKNOWN_SOURCE)
            if citation.origin:
                yield from _reference(library, entry, citation.origin, cite["origin"], Code.UNKNOWN_SOURCE)


def _refs(record: Record, shape: Field) -> Iterator[tuple[Field, Ref]]:
    """Yield each reference in a record, and in the records inside it, with its field."""
    for name, values in record.values.items():
        field = shape.fields[name]
        for value in values:
            if isinstance(value, Ref):
                yield field, value
            elif isinstance(value, Record):
                yield from _refs(value, field)


def _reference(library: Library, entry: Entry, ref: Ref, field: Field, code: Code) -> Iterator[Problem]:
    target = library.entries.get(ref.id)
    if target is None and library.is_broken(ref.id):
        # Its file has a problem of its own; one mistake is reported once.
        return
    kinds = listed(field.to, last="or") if field.to else "an entry of any kind"
    if target is None:
        fitting = [e.id for e in library.entries.values() if not field.to or e.kind in field.to]
        what = listed(field.to, last="or").replace("'", "") or "entry"
        wrong, allowed = f"no {what} '{ref.id}'", f"'{field.name}' takes the id of {_article(kinds)}"
        guess = _moved(library, ref, field) or meant(ref.id, fitting) or meant(ref.id, library.entries)
        yield Problem(place=entry.place(ref), code=code, wrong=wrong, allowed=allowed, meant=guess)
    elif field.to and target.kind not in field.to:
        wrong = f"'{ref.id}' is of the kind '{target.kind}'"
        allowed = f"'{field.name}' takes the id of {_article(kinds)}"
        yield Problem(place=entry.place(ref), code=Code.WRONG_KIND, wrong=wrong, allowed=allowed)


def _moved(library: Library, ref: Ref, field: Field) -> str:
    entry = next((entry for kind in (field.to or ("",)) if (entry := library.moved_from(ref.id, kind))), None)
    return f"did you mean '{entry.id}' (it moved)?" if entry else ""


def _article(kinds: str) -> str:
    plain = kinds.replace("'", "")
    return plain if plain.startswith("an ") else f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"
