"""What renaming and withdrawing an entry changes, in its own file and wherever it is referred to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sphinx_dossier import addresses, edits, form, keys
from sphinx_dossier.edits import Edit
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kind
from sphinx_dossier.library import FINGERPRINT, MOVED_FROM, SOURCE, Library
from sphinx_dossier.misplaced import INDEX
from sphinx_dossier.problems import count, listed, meant
from sphinx_dossier.records import Record, Ref, Value
from sphinx_dossier.texts import Texts
from sphinx_dossier.values import ID

_MADE = re.compile(r"#(c-[0-9a-f]{8})(?![0-9a-z-])")
"""The address of a claim without an id, as pages write it."""


class Refused(ValueError):  # noqa: N818 (it says what became of the wish)
    """An entry cannot be moved as was asked; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to change: edits of texts, then files that get another path, and what there is to say about it.

    The edits name the paths before the move. `made` are whole texts, None where a file goes.
    """

    edits: tuple[Edit, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str | None] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def texts(self, before: Texts) -> dict[str, str | None]:
        """Return by path each text that changes, as it is after; None for a file that goes."""
        changed: dict[str, str | None] = {**edits.changed(before.by_path, self.edits), **self.made}
        for old, new in self.moved.items():
            if old in before.by_path:
                changed[new] = changed.get(old, before.by_path[old])
                changed[old] = None
        return changed


def rename(library: Library, texts: Texts, old: str, new: str) -> Change:
    """Return the change that gives an entry another id, with every reference to it. Raises Refused."""
    entry = known(library, old)
    _free(library, entry, new)
    sure(texts, old)
    path = entry.path
    kind = library.kinds[entry.kind]
    moved = _moved(library, entry, f"{path.rpartition('/')[0]}/{new}")
    made, text = _in_lines(texts, path, kind)
    inner = Texts(kinds=texts.kinds, by_path={**texts.by_path, path: text}, kind_of=texts.kind_of)
    pages, said = made_anew(library, texts, old, new)
    found = [*pages, *(spot.renamed(new) for spot in inner.references(old))]
    before = keys.values(text, path, MOVED_FROM)
    after = [one for one in before if one not in {new, f"{kind.folder}/{new}"}]
    found.append(keys.listed(text, path, MOVED_FROM, [*after, *([] if old in after else [old])]))
    if not made:
        return Change(edits=tuple(found), moved=moved, said=said)
    own = edits.applied(text, [edit for edit in found if edit.path == path])
    others = tuple(edit for edit in found if edit.path != path)
    return Change(edits=others, made={path: own}, moved=moved, said=said)


def _moved(library: Library, entry: Entry, to: str) -> dict[str, str]:
    """Return the entry's file, and a source's fingerprint, with their new paths."""
    start = entry.path.removesuffix(".yaml")
    moved = {entry.path: f"{to}.yaml"}
    if entry.kind == SOURCE and (library.root.resolve().parent / f"{start}{FINGERPRINT}").exists():
        moved[f"{start}{FINGERPRINT}"] = f"{to}{FINGERPRINT}"
    return moved


def made_anew(library: Library, texts: Texts, old: str, new: str) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Return the edits of pages that lead to claims whose made address changes with an id, and what to say."""
    changed = dict[str, str]()
    for claim in library.claims:
        if any(ref.id == old for _, ref in claim.said.all_refs()):
            before = addresses.made(claim.part, claim.said)
            if claim.id == before:
                changed[before] = addresses.made(claim.part, _referring(claim.said, old, new))
    found = [
        Edit(path=path, start=match.start(1), end=match.end(1), text=changed[match[1]])
        for path, text in texts.by_path.items()
        if path not in texts.kind_of
        for match in _MADE.finditer(text)
        if match[1] in changed
    ]
    one = len(changed) == 1
    refer, get = (
        ("refers", "gets another address on its page") if one else ("refer", "get another address on their pages")
    )
    said = f"{count(len(changed), 'claim')} without an id {refer} to it, and {get}"
    return tuple(found), (said,) if changed else ()


def _referring(record: Record, old: str, new: str) -> Record:
    """Return a record with its references to one entry led to another."""

    def one(value: Value) -> Value:
        if isinstance(value, Ref):
            return Ref(id=new) if value.id == old else value
        return _referring(value, old, new) if isinstance(value, Record) else value

    return Record({name: tuple(map(one, values)) for name, values in record.values.items()})


def withdraw(texts: Texts, entry: Entry, kind: Kind, *, date: str, why: str, see: tuple[str, ...]) -> Change:
    """Return the change that withdraws an entry. Raises Refused."""
    path = entry.path
    if "withdrawn" in entry.keys.values:
        raise Refused(f"'{entry.id}' is withdrawn already")
    _, text = _in_lines(texts, path, kind)
    block = ["withdrawn:", f"  date: {date}", f"  why: {form.quoted(why)}"]
    block += [f"  see: [{', '.join(see)}]"] if see else []
    after = edits.applied(text, [keys.added(text, path, "withdrawn", block)])
    return Change(made={path: form.formed(after, kind) if form.formed(text, kind) == text else after})


def _in_lines(texts: Texts, path: str, kind: Kind) -> tuple[bool, str]:
    """Return whether a text had to be put into the form so that its keys have lines of their own, and the text."""
    text = texts.by_path[path]
    if keys.top(text, path) is not None:
        return False, text
    return True, form.formed(text, kind)


def known(library: Library, id: str) -> Entry:  # noqa: A002
    """Return the entry of an id. Raises Refused, and says what may have been meant."""
    if entry := library.entries.get(id):
        return entry
    if id in library.broken:
        raise Refused(f"'{id}' has problems; mend them first, 'dossier check' says which")
    moved = library.moved_from(id)
    guess = f"did you mean '{moved.id}' (it moved)?" if moved else meant(id, library.entries)
    raise Refused("; ".join(filter(None, (f"no entry '{id}'", guess))))


def _free(library: Library, entry: Entry, new: str) -> None:
    """Refuse an id that an entry cannot have."""
    if not ID.fullmatch(new) or new == INDEX:
        raise Refused(f"'{new}' is no id for an entry; ids are lower-case words joined by hyphens, and not '{INDEX}'")
    if new == entry.id:
        raise Refused(f"'{new}' is its id already")
    taken = {unicodedata.normalize("NFKC", id_).casefold() for id_ in (*library.entries, *library.broken)}
    if new in taken:
        raise Refused(f"the id '{new}' is taken; to join two entries, use 'dossier merge'")
    for other in library.moved.get(new, {}).values():
        if other is not entry:
            raise Refused(f"'{new}' is an address that '{other.id}' had; it would lead to two entries")


def sure(texts: Texts, *ids: str) -> None:
    """Refuse where a reference may stand in a file that cannot be read."""
    paths = dict.fromkeys(problem.place.path for id_ in ids for problem in texts.unsure(id_))
    if paths:
        raise Refused(f"references may stand in {listed(paths)}, which cannot be read; mend that first")


def apart(texts: Texts, change: Change) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each path that changes, in order, with its text before and after."""
    for path, after in sorted(change.texts(texts).items()):
        yield path, texts.by_path.get(path), after
