"""Two states of a knowledge base compared: entries, claims, standings, differences between sources, problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_dossier.alike import names, resembling
from sphinx_dossier.checked import Checked
from sphinx_dossier.comparing import claims
from sphinx_dossier.comparing.changes import Change, Changed, Difference, Sort
from sphinx_dossier.comparing.claims import State
from sphinx_dossier.comparing.findings import told_apart
from sphinx_dossier.comparing.matching import Pairs, pairs
from sphinx_dossier.disagreements import Disagreement
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.library import MOVED_FROM, SOURCE
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.problems import Problem, count
from sphinx_dossier.standing import standings, stands, withdrawal

_OWN = frozenset({MOVED_FROM, "withdrawn", "standing", "sha256"})
"""Keys of which a change says more than that they changed."""


def compare(before: Checked, after: Checked) -> Difference:
    """Return what differs between two states of a knowledge base."""
    # An entry that the check leaves out is compared all the same, as far as it can be read.
    one, other = (_state(replace(state, library=state.read)) for state in (before, after))
    found = _Compared(one, other, after.library.broken)
    order = list(after.library.kinds)
    entries = sorted(found.entries(), key=lambda entry: (_rank(entry.kind, order), entry.name, entry.id))
    return Difference(entries=tuple(entries), problems=told_apart(before, after))


def _rank(kind: str, order: list[str]) -> int:
    return order.index(kind) if kind in order else len(order)


def _state(checked: Checked) -> State:
    by_path = defaultdict[str, list[Problem]](list)
    for problem in checked.problems:
        by_path[problem.place.path].append(problem)
    return State(
        checked=checked,
        phrases=Phrases(checked.library),
        problems={path: tuple(found) for path, found in by_path.items()},
    )


class _Compared:
    """The comparison of the entries of two states; `renamed` holds the id before of each that has another now."""

    def __init__(self, before: State, after: State, left_out: frozenset[str]) -> None:
        self.before, self.after, self.left_out = before, after, left_out
        self.old, self.new = before.checked.library.entries, after.checked.library.entries
        self.renamed = {
            id_: old.id
            for id_, entry in self.new.items()
            if id_ not in self.old
            for old in self._had(entry)
        }  # fmt: skip

    def _had(self, entry: Entry) -> Iterator[Entry]:
        """Yield the entry that one was before it got another id, if it is gone."""
        moved = (address.rpartition("/")[2] for address in self.after.checked.library.old_addresses(entry))
        yield from (self.old[id_] for id_ in moved if id_ in self.old and id_ not in self.new)

    def entries(self) -> Iterator[Changed]:
        """Yield every entry in which something differs."""
        matched = {id_: self._pairs(entry) for id_, entry in self.new.items()}
        homes = self._homes(matched)
        self._kept = {_content(claim) for one in self.new.values() for claim in one.claims}
        for id_, entry in self.new.items():
            if found := tuple(self._changes(entry, matched[id_], homes)):
                yield _changed(entry, found)
        there = self.new.keys() | self.renamed.values()
        for id_ in sorted(self.old.keys() - there):
            yield _changed(self.old[id_], (self._gone(self.old[id_]),))

    def _pairs(self, entry: Entry) -> Pairs:
        old = self.old.get(self.renamed.get(entry.id, entry.id))
        return pairs(old.claims if old else (), entry.claims)

    def _homes(self, matched: Mapping[str, Pairs]) -> Mapping[tuple[object, ...], Entry]:
        """Return the entries from which claims are gone, by what these say and what proves it."""
        left = [claim for found in matched.values() for claim in found.gone]
        there = self.new.keys() | self.renamed.values()
        left += [claim for id_ in sorted(self.old.keys() - there) for claim in self.old[id_].claims]
        return {_content(claim): self.old[claim.entry] for claim in left}

    def _changes(self, entry: Entry, found: Pairs, homes: Mapping[tuple[object, ...], Entry]) -> Iterator[Change]:
        old = self.old.get(self.renamed.get(entry.id, entry.id))
        if old is None:
            yield Change(sort=Sort.ADDED, words=f"new, with {count(len(entry.claims), 'claim')}")
        else:
            yield from _entry(old, entry, self.before, self.after)
        if entry.id in self.left_out:
            yield Change(sort=Sort.BROKEN, words="left out until its problems are mended")
        yield from self._near(old, entry)
        for was, now in found.both:
            yield from claims.changes(was, now, self.before, self.after)
        for claim in found.new:
            home = homes.get(_content(claim))
            yield claims.moved(claim, home, self.after) if home else claims.added(claim, self.after)
        yield from (claims.gone(claim, self.before) for claim in found.gone if _content(claim) not in self._kept)
        yield from self._differences(old, entry)

    def _near(self, old: Entry | None, entry: Entry) -> Iterator[Change]:
        """Yield that an entry has a new name near that of another entry."""
        known = names(old) if old else ()
        own = tuple(name for name in names(entry) if name not in known)
        for other, name in resembling(self.after.checked.library, entry.kind, own, entry.id) if own else ():
            words = f"resembles {other.name} ({other.id})" + (
                f", which has the name {name}" if name != other.name else ""
            )
            yield Change(sort=Sort.RESEMBLES, words=f"{words}: are the two one?")

    def _differences(self, old: Entry | None, entry: Entry) -> Iterator[Change]:
        was = _sides(self.before.checked, old.id) if old else {}
        now = _sides(self.after.checked, entry.id)
        for key in sorted(now.keys() - was.keys()):
            yield Change(sort=Sort.DIFFERS, words=f"sources differ now: {_told(now[key], self.after)}")
        for key in sorted(was.keys() - now.keys()):
            yield Change(sort=Sort.AGREES, words=f"sources differ no longer: {_told(was[key], self.before)}")

    def _gone(self, entry: Entry) -> Change:
        if entry.id in self.left_out:
            return Change(sort=Sort.BROKEN, words="left out: it cannot be read")
        return Change(sort=Sort.REMOVED, words=f"gone, with {count(len(entry.claims), 'claim')}; withdraw it instead")


def _content(claim: Claim) -> tuple[object, ...]:
    return claim.part, repr(claim.said), tuple(one.reading[:2] for one in claim.cite)


def _changed(entry: Entry, found: tuple[Change, ...]) -> Changed:
    return Changed(id=entry.id, kind=entry.kind, name=entry.name, path=entry.path, changes=found)


def _entry(old: Entry, new: Entry, before: State, after: State) -> Iterator[Change]:
    """Yield what differs in an entry beside its claims."""
    if old.id != new.id:
        yield Change(sort=Sort.RENAMED, words=f"was {old.id}; its old address leads on")
    if old.name != new.name:
        yield Change(sort=Sort.KEY, words=f"title: {old.name} is now {new.name}")
    if stands(old) and (found := withdrawal(new)):
        yield Change(sort=Sort.WITHDRAWN, words=f"withdrawn: {found.why}")
    if not stands(old) and stands(new):
        yield Change(sort=Sort.RESTORED, words="stands again")
    fields = after.checked.library.kinds[new.kind].keys
    for name in dict.fromkeys([*old.keys.values, *new.keys.values]):
        was, now = old.keys.all(name), new.keys.all(name)
        if name in _OWN or was == now:
            continue
        field = fields.get(name)
        shown = [
            plain(state.phrases.values(values, field)) if field and values else "nothing"
            for state, values in ((before, was), (after, now))
        ]
        yield Change(sort=Sort.KEY, words=f"{field.label.lower() if field else name}: {shown[0]} is now {shown[1]}")
    if new.kind == SOURCE:
        yield from _source(old, new, before, after)


def _source(old: Entry, new: Entry, before: State, after: State) -> Iterator[Change]:
    was = {one.anchor for one in standings(old, before.checked.library)}
    citing = len(after.checked.library.citing.get(new.id, ()))
    for one in standings(new, after.checked.library):
        if one.anchor not in was:
            notes = (f"{count(citing, 'citation')} of it",)
            yield Change(sort=Sort.STANDING, words=f"{one.words}: {one.why}", notes=notes)
    prints = before.checked.prints.get(old.id), after.checked.prints.get(new.id)
    if prints[0] and prints[1] and prints[0] != prints[1]:
        same = prints[0].sha256 == prints[1].sha256
        words = "its fingerprint was made again" + ("" if same else ", from another file")
        yield Change(sort=Sort.REMADE, words=f"{words}; who has the article verifies it")


def _sides(checked: Checked, id_: str) -> dict[tuple[str, ...], Disagreement]:
    """Return the disagreements of an entry by what they are about and which values stand against each other."""
    return {(one.part, one.field.name, one.about, *_values(one)): one for one in checked.differences.get(id_, ())}


def _values(found: Disagreement) -> list[str]:
    return sorted(str(said.value) for side in found.sides for said in side.said)


def _told(found: Disagreement, state: State) -> str:
    sides = [
        f"{plain(state.phrases.value(side.said[0].value, found.field))} "
        f"({', '.join(map(state.phrases.name, side.sources))})"
        for side in found.sides
    ]
    about = f" of {state.phrases.name(found.about)}" if found.about else ""
    return f"{found.field.label.lower()}{about}: {' or '.join(sides)}"
