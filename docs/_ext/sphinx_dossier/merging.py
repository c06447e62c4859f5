"""Two entries that are one, joined: the claims of both, each once, under one id to which old addresses lead."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from sphinx_dossier import addresses, disagreements, edits, entries, form
from sphinx_dossier.edits import Edit, offset
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.fields import Type
from sphinx_dossier.form import tree
from sphinx_dossier.form.tree import Group, Item, Leaf, Tree
from sphinx_dossier.kinds import Kind, all_fields
from sphinx_dossier.library import MOVED_FROM, SOURCE, Library
from sphinx_dossier.moving import Change, Refused, known, made_anew, sure
from sphinx_dossier.problems import count
from sphinx_dossier.spots import in_entry
from sphinx_dossier.standing import stands
from sphinx_dossier.texts import Texts
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, Sequence, parse
from sphinx_dossier.yaml_tokens import scalars

_NAMES = ("name", "sort")


def merge(library: Library, texts: Texts, kept: str, gone: str) -> Change:
    """Return the change that takes the entry `gone` into the entry `kept`, with every reference. Raises Refused."""
    one, other = known(library, kept), known(library, gone)
    _fitting(one, other)
    sure(texts, kept, gone)
    kind = library.kinds[one.kind]
    pages, moved = made_anew(library, texts, gone, kept)
    renamed = [*pages, *(spot.renamed(kept) for spot in texts.references(gone))]
    after = {**texts.by_path, **edits.changed(texts.by_path, renamed)}
    twice = [edit for path, of in texts.kind_of.items() for edit in _twice(after[path], path, of, kept)]
    after |= edits.changed(after, twice)
    joined = _Joined(kind, one, after[one.path], other, after[other.path])
    text = joined.text()
    if parse(text, one.path)[1] or form.formed(text, kind) != text:
        raise Refused(f"'{one.path}' would not be sound; merge the two by hand")
    own = sum(spot.id == kept for spot in in_entry(text, one.path, kind)) - _own(texts, one)
    turned = [f"{count(own, 'reference')} to the one in the other now {'lead' if own > 1 else 'leads'} to itself"]
    said = (*moved, *joined.said, *(turned if own > 0 else ()), *_differing(library, one, other, text))
    made: dict[str, str | None] = {path: text for path, text in after.items() if text != texts.by_path[path]}
    return Change(made={**made, one.path: text, other.path: None}, said=said)


def _own(texts: Texts, entry: Entry) -> int:
    """Return how many references to itself an entry has."""
    return sum(spot.id == entry.id for spot in texts.spots(entry.path))


def _fitting(one: Entry, other: Entry) -> None:
    """Refuse two entries that cannot be one."""
    if one.id == other.id:
        raise Refused("an entry is not merged with itself")
    if one.kind != other.kind:
        raise Refused(f"'{one.id}' is of the kind '{one.kind}', '{other.id}' of the kind '{other.kind}'")
    if one.kind == SOURCE:
        raise Refused("a source has the fingerprint of one text; withdraw one of the two with --see instead")
    for entry in (one, other):
        if not stands(entry):
            raise Refused(f"'{entry.id}' is withdrawn")


def _twice(text: str, path: str, kind: Kind, id_: str) -> Iterator[Edit]:
    """Yield the edits that let an id stand once in each list of references."""
    if id_ not in text:
        return
    node, _ = parse(text, path)
    spans = scalars(text)
    names = {field.name for field in all_fields(kind.shape) if field.type is Type.REFERENCE}
    for items in _lists(node, names):
        for before, item in itertools.pairwise(items):
            if item.text == id_ and next(one for one in items if one.text == id_) is not item:
                start = spans[offset(text, before.line, before.col)]
                yield Edit(path=path, start=start, end=spans[offset(text, item.line, item.col)], text="")


def _lists(node: Node | None, names: set[str], key: str = "") -> Iterator[tuple[Scalar, ...]]:
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            yield from _lists(value, names, name.text)
    elif isinstance(node, Sequence):
        leaves = tuple(item for item in node.items if isinstance(item, Scalar))
        if key in names and leaves:
            yield leaves
        for item in node.items:
            yield from _lists(item, names)


class _Joined:
    """Two entries' trees as one; `said` gathers what there is to say about it."""

    def __init__(self, kind: Kind, one: Entry, text: str, other: Entry, other_text: str) -> None:
        self.kind, self.old, self.other_id = kind, other, other.id
        self.said: list[str] = []
        self.one, self.root = _read(one, text, kind)
        self.other, self.taken = _read(other, other_text, kind)

    def text(self) -> str:
        """Return the text of the joined entry, in the form."""
        parts = {"facts", "statements", "looked-for", *self.kind.relations}
        for item in self.taken.items:
            name = item.key.text if item.key else ""
            mine = self.root.pair(name)
            if name in parts:
                self._part(name, mine, item)
            elif name != MOVED_FROM:
                self._key(name, mine, item)
        self.root.below += self.taken.below
        self._moved()
        return form.printed(self.root, self.kind)

    def _part(self, name: str, mine: Item | None, item: Item) -> None:
        if mine is None:
            self.root.items.append(item)
            return
        mine.above += item.above
        mine.beside += item.beside
        into, more = _list(mine), _list(item)
        claims = {_what(claim): (claim, at) for claim, at in zip(self.one.of(name), into.items, strict=True)}
        for claim, at in zip(self.other.of(name), more.items, strict=True):
            if same := claims.get(_what(claim)):
                self._same(*same, claim, at)
            else:
                self._free(claim, at)
                into.items.append(at)
        into.below += more.below

    def _same(self, mine: Claim, into: Item, claim: Claim, at: Item) -> None:
        """Join a claim that says the same: its citations, its id and its remarks."""
        into.above += at.above
        if isinstance(at.value, Group) and isinstance(into.value, Group):
            for pair in at.value.items:
                name = pair.key.text if pair.key else ""
                there = into.value.pair(name)
                if name == "cite" and there:
                    cites, have = _list(there), list(mine.cite)
                    for cite, one in zip(claim.cite, _list(pair).items, strict=True):
                        if cite not in have:
                            cites.items.append(one)
                elif there is None:
                    into.value.items.append(pair)
                elif name in {"id", "note", "why", "preferred"} and _words(there.value) != _words(pair.value):
                    self.said.append(
                        f"line {claim.line} of '{self.other_id}' says what line {mine.line} says; "
                        f"its {name} is left out: {_words(pair.value)}"
                    )

    def _free(self, claim: Claim, at: Item) -> None:
        """Give a claim that is added another id where the other entry has one of its name."""
        taken = {one.id for one in (*self.one.claims, *self.other.claims)}
        if not any(one.id == claim.id for one in self.one.claims):
            return
        new = next(name for number in range(2, 1000) if (name := f"{claim.id}-{number}") not in taken)
        for pair in at.value.items if isinstance(at.value, Group) else ():
            if pair.key and pair.key.text == "id":
                pair.value = Leaf(text=new, plain=True)
                self.said.append(f"the claim '{claim.id}' of '{self.other_id}' is now '{new}', for both have that id")

    def _key(self, name: str, mine: Item | None, item: Item) -> None:
        if mine is None and name != "sort":
            self.root.items.append(item)
            return
        self.root.below += [*item.above, *item.beside]
        words = _words(item.value)
        names = [str(value) for one in (self.one, self.other) for _, value in one.facts("name")]
        if (mine is None or _words(mine.value) != words) and not (name in _NAMES and words in names):
            self.said.append(f"the {name} of '{self.other_id}' is left out: {words}")

    def _moved(self) -> None:
        """Let the addresses of both lead to the one."""
        old = [str(value) for entry in (self.one, self.old) for value in entry.keys.all(MOVED_FROM)]
        ids = [id_ for id_ in dict.fromkeys([*old, self.other_id]) if id_.rpartition("/")[2] != self.one.id]
        group = Group(keys=False, flow=True, col=0, start=0)
        group.items = [Item(col=0, start=0, holder=group, value=Leaf(text=id_, plain=True)) for id_ in ids]
        for item in self.root.items:
            if item.key and item.key.text == MOVED_FROM:
                item.value = group
                return
        key = Leaf(text=MOVED_FROM, plain=True)
        self.root.items.append(Item(col=0, start=0, holder=self.root, key=key, value=group))


def _read(entry: Entry, text: str, kind: Kind) -> tuple[Entry, Group]:
    node, problems = parse(text, entry.path)
    root = tree.read(text)
    if node is None or problems or not isinstance(root, Group):
        raise Refused(f"'{entry.path}' cannot be read")
    return entries.read(node, id=entry.id, kind=kind, path=entry.path)[0], root


def _list(item: Item) -> Group:
    """Return the list of an item; a single mapping becomes one."""
    value = item.value
    if isinstance(value, Group) and not value.keys:
        return value
    group = Group(keys=False, flow=False, col=0, start=0)
    group.items = [Item(col=0, start=0, holder=group, value=value)]
    item.value = group
    return group


def _what(claim: Claim) -> tuple[str, str]:
    return addresses.made(claim.part, claim.said), claim.status


def _words(value: Tree) -> str:
    if isinstance(value, Leaf):
        return " ".join(value.text.split())
    return ", ".join((f"{item.key.text}: " if item.key else "") + _words(item.value) for item in value.items)


def _differing(library: Library, one: Entry, other: Entry, text: str) -> Iterator[str]:
    """Yield the disagreements that the joined entry has and neither had."""
    node, _ = parse(text, one.path)
    if node is None:
        return
    joined, _ = entries.read(node, id=one.id, kind=library.kinds[one.kind], path=one.path)
    kept = {id_: entry for id_, entry in library.entries.items() if id_ != other.id}
    before = disagreements.find(library)
    had = {(found.field.name, found.about) for id_ in (one.id, other.id) for found in before.get(id_, ())}
    for found in disagreements.find(replace(library, entries={**kept, one.id: joined})).get(one.id, ()):
        if (found.field.name, found.about) not in had:
            sides = [" and ".join(dict.fromkeys(_side(said.value) for said in side.said)) for side in found.sides]
            yield f"the sources differ now in {found.field.name}: {' against '.join(sides)}"


def _side(value: object) -> str:
    return str(getattr(value, "text", getattr(value, "id", value)))
