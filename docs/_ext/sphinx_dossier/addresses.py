"""The addresses of a page: those of its claims, which last, and those that the page itself needs.

A claim that gives no id has one made from what it says. Nothing around the claim goes into it, and nothing that a
reader does not see: neither white space, nor the order of keys, nor how Unicode composes a letter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from sphinx_dossier.dates import Date
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind
from sphinx_dossier.values import Lines, Quote, Record, Ref, Value

ELSEWHERE = "Also named by"
"""The label of links back for which a kind declares none."""
WHO_MET_WHOM = "who-met-whom"
"""The address of the picture of an entry's neighbours."""

_SECTIONS = frozenset({"all-by-time", "how-to-cite", "in-full", "in-time", "not-known", "sources", "statements"})
_OF_SOURCES = frozenset({"all-in-order", "coverage", "quotes", "relayed", "technical-details"})
_NUMBERED = re.compile(
    r"source-[0-9]+"  # the foot of a citation
    r"|cite-[0-9]+-[0-9]+"  # its marks
    r"|q[0-9]+-[0-9]+(?:-[0-9]+-[0-9]+)*|q-[0-9a-f]{8}"  # a quote on its source's page
)


def made(part: str, said: Record) -> str:
    """Return the address of a claim that gives none, from the part of its entry and what it says."""
    words = "\n".join(_fields(said))
    return "c-" + hashlib.sha256(f"{part}\n{words}".encode()).hexdigest()[:8]


def _fields(record: Record) -> Iterator[str]:
    for name, values in sorted(record.values.items()):
        # Not repr, which takes other letters for printable in each version of Unicode.
        yield f"{name}={[_plain(value) for value in values]!a}"


def _plain(value: Value) -> str:
    if isinstance(value, Ref):
        return value.id
    if isinstance(value, Lines):
        return f"{value.first}-{value.last}"
    if isinstance(value, Record):
        return "; ".join(_fields(value))
    text = value.text if isinstance(value, Date | Quote) else str(value)
    return " ".join(unicodedata.normalize("NFC", text).split())


def sections(kind: Kind, kinds: Iterable[Kind]) -> Mapping[str, str]:
    """Return the addresses of the sections that a page of a kind can have, each with the section's name."""
    own = {*_SECTIONS, WHO_MET_WHOM, *kind.relations, *(_OF_SOURCES if kind.name == "source" else ())}
    return {**{slug(label): label for label in _back_labels(kind, kinds)}, **{id_: id_ for id_ in own}}


def needed(id: str, known: Mapping[str, str]) -> str:  # noqa: A002
    """Return for what a page that can have these sections needs an address itself, nothing where it does not."""
    if id in known:
        return f"the section '{known[id]}'"
    return "a number of the page" if _NUMBERED.fullmatch(id) else ""


def _back_labels(kind: Kind, kinds: Iterable[Kind]) -> Iterator[str]:
    """Yield the titles of the sections that show on pages of a kind what other entries say."""
    yield ELSEWHERE
    for other in kinds:
        for relation in other.relations.values():
            if any(_may_name(field, kind) for field in relation.field.fields.values()):
                yield relation.back
        records = (*other.keys.values(), other.shape.fields["withdrawn"], other.shape.fields["looked-for"])
        inner = (field for record in records for field in record.fields.values())
        fields = (*other.keys.values(), *other.facts.values(), *inner)
        yield from (field.back for field in fields if field.back and _may_name(field, kind))


def _may_name(field: Field, kind: Kind) -> bool:
    return field.type is Type.REFERENCE and (not field.to or kind.name in field.to)


def slug(label: str) -> str:
    """Return a label as an address: its letters and digits in lower case, joined by hyphens."""
    words = "".join(letter if letter.isalnum() else " " for letter in label.casefold()).split()
    return "-".join(words) or "part"
