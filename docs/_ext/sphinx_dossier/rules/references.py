"""References lead to entries that exist and are of a kind that their field takes."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.kinds import Kind, common
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Code, Problem, listed, meant
from sphinx_dossier.values import Ref


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each reference and citation that leads nowhere, or to a kind it may not."""
    source = common()["claim"]["cite"].fields["source"]
    for entry in library.entries.values():
        kind = library.kinds[entry.kind]
        for claim, name, ref in entry.refs():
            yield from _reference(library, entry, ref, _field(kind, claim, name), Code.DANGLING_REFERENCE)
        for claim in entry.claims:
            for citation in claim.cite:
                yield from _reference(library, entry, citation.source, source, Code.UNKNOWN_SOURCE)


def _field(kind: Kind, claim: Claim | None, name: str) -> Field:
    return kind.shape.fields[name] if claim is None else kind.shape.fields[claim.part].fields[name]


def _reference(library: Library, entry: Entry, ref: Ref, field: Field, code: Code) -> Iterator[Problem]:
    if ref.id in library.broken:
        # Its file has a problem of its own; one mistake is reported once.
        return
    target = library.entries.get(ref.id)
    kinds = listed(field.to, last="or") if field.to else "an entry of any kind"
    if target is None:
        fitting = [e.id for e in library.entries.values() if not field.to or e.kind in field.to]
        what = listed(field.to, last="or").replace("'", "") or "entry"
        wrong, allowed = f"no {what} '{ref.id}'", f"'{field.name}' takes the id of {_article(kinds)}"
        guess = meant(ref.id, fitting) or meant(ref.id, library.entries)
        yield Problem(place=entry.place(ref), code=code, wrong=wrong, allowed=allowed, meant=guess)
    elif field.to and target.kind not in field.to:
        wrong = f"'{ref.id}' is of the kind '{target.kind}'"
        allowed = f"'{field.name}' takes the id of {_article(kinds)}"
        yield Problem(place=entry.place(ref), code=Code.WRONG_KIND, wrong=wrong, allowed=allowed)


def _article(kinds: str) -> str:
    plain = kinds.replace("'", "")
    return plain if plain.startswith("an ") else f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"
