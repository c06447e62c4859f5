"""An entry with its claims and their citations, as frozen records read from one file's nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_dossier import addresses
from sphinx_dossier.kinds import Kind, common
from sphinx_dossier.problems import Code, Place, Problem, listed
from sphinx_dossier.records import Address, Lines, Quote, Record, Ref, Value
from sphinx_dossier.values import Reader
from sphinx_dossier.yaml_nodes import Mapping, Node, Sequence

FACTS, STATEMENTS, LOOKED_FOR = "facts", "statements", "looked-for"
MISPRINT = "misprint"
"""The status of a value that a source has by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words of a source that prove a claim, and what the editors conclude from them (`infer`).

    `origin` is what these words relay, where it is not what the whole source relays: a briefing, a joint statement.
    """

    source: Ref
    quote: Quote
    infer: str = ""
    origin: Ref | None = None

    @property
    def quoted(self) -> tuple[str, str]:
        """Return the source and the quote: what has one place, wherever it is cited."""
        return self.source.id, self.quote.text

    @property
    def reading(self) -> tuple[str, str, str]:
        """Return the source, the quote, and what the editors conclude: what they answer for, wherever it is cited."""
        return self.source.id, self.quote.text, self.infer


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an entry says in one place, and its proof.

    `part` is the key of the entry that holds it: facts, statements, looked-for, or a relation's name. `said`
    holds the fields of the part. `id` is its address on the page: given, or made from what it says.
    """

    entry: str
    part: str
    id: str
    said: Record
    cite: tuple[Citation, ...]
    note: str = ""
    status: str = ""
    preferred: bool = False
    why: str = ""
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources that the claim cites, each once, in file order."""
        return tuple(dict.fromkeys(citation.source.id for citation in self.cite))


class Head(NamedTuple):
    """What every link to an entry shows: the name of its kind, its own, and whether it was withdrawn."""

    kind: str
    name: str
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Entry:
    """One entry: `id` is its file's stem, `kind` the name of its kind, `path` the file as places show it."""

    id: str
    kind: str
    name: str
    sort: str
    keys: Record
    claims: tuple[Claim, ...]
    path: str
    line: int = field(default=1, compare=False, repr=False)
    col: int = field(default=1, compare=False, repr=False)

    def place(self, at: Claim | Ref | Quote | Lines | Address | Record | None = None) -> Place:
        """Return the place of a part of the entry, or of the entry itself."""
        at = at or self  # type: ignore[assignment]
        return Place(path=self.path, line=at.line, col=at.col)  # type: ignore[union-attr]

    @property
    def withdrawn(self) -> bool:
        """Return whether it was withdrawn."""
        return "withdrawn" in self.keys.values

    @property
    def head(self) -> Head:
        """Return what links to it show."""
        return Head(self.kind, self.name, self.withdrawn)

    @property
    def citations(self) -> Iterator[Citation]:
        """Yield the citations of all claims, in file order."""
        return (citation for claim in self.claims for citation in claim.cite)

    def of(self, part: str) -> tuple[Claim, ...]:
        """Return the claims of one part, in file order."""
        return tuple(claim for claim in self.claims if claim.part == part)

    def facts(self, name: str) -> Iterator[tuple[Claim, Value]]:
        """Yield each value of a fact with the claim that sets it, preferred ones first."""
        for claim in sorted(self.of(FACTS), key=lambda claim: not claim.preferred):
            for value in claim.said.all(name):
                yield claim, value

    def sound(self, name: str) -> Iterator[Value]:
        """Yield the values of a key or fact that are no misprints, preferred ones first."""
        yield from self.keys.all(name)
        yield from (value for claim, value in self.facts(name) if claim.status != MISPRINT)

    def value(self, name: str) -> Value | None:
        """Return the first value of a key or a fact that is no misprint."""
        return next(self.sound(name), None)

    def refs(self) -> Iterator[tuple[Claim | None, str, Ref]]:
        """Yield each reference to another entry, citations left out: its claim (None for a key), field, target.

        A reference inside a record has the names of both fields, as in `standing.by`.
        """
        yield from ((None, name, ref) for name, ref in self.keys.all_refs())
        for claim in self.claims:
            yield from ((claim, name, ref) for name, ref in claim.said.all_refs())


def read(node: Node, *, id: str, kind: Kind, path: str) -> tuple[Entry, tuple[Problem, ...]]:  # noqa: A002
    """Return the entry in a file's document node, and what is wrong with it; where anything is, do not use it."""
    reader = Reader(path)
    record = reader.record(node, kind.shape)
    parts = [FACTS, *kind.relations, STATEMENTS, LOOKED_FOR]
    claims = tuple(_claim(id, part, item) for part in parts for item in record.records(part))
    entry = Entry(
        id=id,
        kind=kind.name,
        name=record.text("name"),
        sort=record.text("sort") or record.text("name"),
        keys=record.without("name", "sort", *parts),
        claims=claims,
        path=path,
        line=node.line,
        col=node.col,
    )
    more = (*_says_nothing(node, entry, kind), *_twice(entry), *_shared_lines(entry))
    return entry, (*reader.problems, *more)


def _claim(entry: str, part: str, record: Record) -> Claim:
    beside = [*common()["claim"], *(common()["fact"] if part == FACTS else ())]
    if part == LOOKED_FOR:
        beside.remove("cite")
    said = record.without(*beside)
    return Claim(
        entry=entry,
        part=part,
        id=record.text("id") or addresses.made(part, said),
        said=said,
        cite=tuple(_citation(item) for item in record.records("cite")),
        note=record.text("note"),
        status=record.text("status") if part == FACTS else "",
        preferred=True in record.all("preferred"),
        why=record.text("why") if part == FACTS else "",
        line=record.line,
        col=record.col,
    )


def _citation(record: Record) -> Citation:
    quote = next((value for value in record.all("quote") if isinstance(value, Quote)), Quote(text=""))
    source = next(iter(record.refs("source")), Ref(id=""))
    origin = next(iter(record.refs("origin")), None)
    return Citation(source=source, quote=quote, infer=record.text("infer"), origin=origin)


def _says_nothing(node: Node, entry: Entry, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for each fact or relation that has none but the keys that every claim has.

    An unknown key is a problem of its own already, and what is no mapping is no claim.
    """
    for part in (FACTS, *kind.relations):
        beside = {*common()["claim"], *(common()["fact"] if part == FACTS else ())}
        fields = kind.facts if part == FACTS else kind.relations[part].field.fields
        said = listed([name for name in fields if name not in beside], last="or")
        found = node.get(part) if isinstance(node, Mapping) else None
        for item in found.items if isinstance(found, Sequence) else (found,):
            if isinstance(item, Mapping) and all(key.text in beside for key, _ in item.pairs):
                place = Place(path=entry.path, line=item.line, col=item.col)
                wrong, allowed = "this claim says nothing", f"'{part}' sets one or more of {said}"
                yield Problem(place=place, code=Code.MISSING_KEY, wrong=wrong, allowed=allowed)


def _twice(entry: Entry) -> Iterator[Problem]:
    first: dict[str, Claim] = {}
    for claim in sorted(entry.claims, key=lambda claim: (claim.line, claim.col)):
        # Of a claim with a value that could not be read nobody knows what it says.
        whole = bool(claim.said.values) and all(claim.said.values.values())
        if not whole and claim.id == addresses.made(claim.part, claim.said):
            continue
        if (other := first.setdefault(claim.id, claim)) is not claim:
            same = claim.said == other.said
            wrong = "this claim says the same" if same else f"this claim has the id '{claim.id}'"
            wrong += f" as the one in line {other.line}"
            allowed = "join the two and give both citations" if same else "each claim of an entry has its own id"
            yield Problem(place=entry.place(claim), code=Code.DUPLICATE_CLAIM, wrong=wrong, allowed=allowed)


def _shared_lines(entry: Entry) -> Iterator[Problem]:
    """Yield a problem where two parts of a layout, or one part twice, have the same line of the article."""
    for record in (value for values in entry.keys.values.values() for value in values):
        if not isinstance(record, Record):
            continue
        named = [(one, name) for name, values in record.values.items() for one in values if isinstance(one, Lines)]
        furthest: tuple[Lines, str] | None = None
        for lines in sorted(named, key=lambda lines: lines[0].first):
            if furthest and lines[0].first <= furthest[0].last:
                (_, name), (later, _) = sorted((furthest, lines), key=lambda one: (one[0].line, one[0].col))
                wrong = f"line {lines[0].first} belongs to '{name}' already"
                allowed = "each line of an article belongs to one part"
                yield Problem(place=entry.place(later), code=Code.BAD_LINES, wrong=wrong, allowed=allowed)
            furthest = lines if furthest is None or lines[0].last > furthest[0].last else furthest
