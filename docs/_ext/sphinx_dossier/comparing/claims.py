"""What differs between two states of one claim, and what a claim that is new or gone says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.comparing.changes import Change, Quoted, Sort
from sphinx_dossier.entries import FACTS, LOOKED_FOR, STATEMENTS, Citation, Claim, Entry
from sphinx_dossier.fields import Field
from sphinx_dossier.pages.model import plain
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.strength import support
from sphinx_dossier.problems import Problem, count


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One of the two states: the knowledge base, words about it, and the problems of each entry's file."""

    checked: Checked
    phrases: Phrases
    problems: Mapping[str, tuple[Problem, ...]]

    def sentence(self, claim: Claim) -> str:
        """Return what a claim says."""
        return plain(self.phrases.claim(self.checked.library.entries[claim.entry], claim))

    def of_claim(self, claim: Claim) -> Iterator[Problem]:
        """Yield what the check finds at a claim."""
        entry = self.checked.library.entries[claim.entry]
        later = [one.line for one in entry.claims if one.line > claim.line]
        end = min(later, default=10**9)
        yield from (one for one in self.problems.get(entry.path, ()) if claim.line <= one.place.line < end)

    def quoted(self, claim: Claim) -> tuple[Quoted, ...]:
        """Return the quotes of a claim with the names of their sources."""
        return tuple(self.quote(citation) for citation in claim.cite)

    def quote(self, citation: Citation) -> Quoted:
        """Return a quote with the name of its source."""
        return Quoted(text=citation.quote.text, source=self.phrases.name(citation.source.id))


def added(claim: Claim, state: State) -> Change:
    """Return that a claim is new."""
    words = f"{_label(claim)}{state.sentence(claim)}"
    return Change(
        sort=Sort.CLAIM_ADDED,
        words=words,
        claim=claim.id,
        notes=(*_rests_on(claim, state), *_found(claim, state)),
        quotes=state.quoted(claim),
    )


def gone(claim: Claim, state: State) -> Change:
    """Return that a claim is no more."""
    words = f"{_label(claim)}{state.sentence(claim)}"
    return Change(sort=Sort.CLAIM_REMOVED, words=words, claim=claim.id, quotes=state.quoted(claim))


def moved(claim: Claim, home: Entry, state: State) -> Change:
    """Return that a claim came from another entry."""
    words = f"{state.sentence(claim)} (from {home.name})"
    return Change(sort=Sort.CLAIM_MOVED, words=words, claim=claim.id, quotes=state.quoted(claim))


def changes(old: Claim, new: Claim, before: State, after: State) -> Iterator[Change]:
    """Yield what differs between two states of a claim; its place in the file is none of it."""
    same_proof = [one.reading[:2] for one in old.cite] == [one.reading[:2] for one in new.cite]
    if (values := list(_values(old, new, before, after))) and new.cite:
        found = tuple(_found(new, after))
        lead = (f"its {'quote' if len(new.cite) == 1 else 'quotes'} did not change",) if same_proof else ()
        holds = ("the check finds nothing wrong with it",) if same_proof and not found else ()
        yield Change(
            sort=Sort.VALUE,
            words="; ".join(values),
            claim=new.id,
            notes=(*lead, *found, *holds),
            quotes=after.quoted(new) if same_proof else (),
        )
    elif values:
        yield Change(sort=Sort.VALUE, words="; ".join(values), claim=new.id)
    yield from _citations(old, new, before, after)
    yield from _support(old, new, before, after)


def _values(old: Claim, new: Claim, before: State, after: State) -> Iterator[str]:
    """Yield in words what a claim says otherwise than before."""
    if new.part in {STATEMENTS, LOOKED_FOR}:
        was, now = before.sentence(old), after.sentence(new)
        if was != now:
            yield f"“{was}” is now “{now}”"
    fields = _fields(new, after)
    for name in dict.fromkeys([*old.said.values, *new.said.values]):
        shown = name in {"text", "question"} and new.part in {STATEMENTS, LOOKED_FOR}
        if shown or old.said.all(name) == new.said.all(name):
            continue
        field = fields.get(name)
        label = field.label.lower() if field else name
        yield f"{label}: {said(old, name, field, before)} is now {said(new, name, field, after)}"
    for name in ("status", "why", "note"):
        if (was := getattr(old, name)) != (now := getattr(new, name)):
            yield f"{name}: {was or 'nothing'} is now {now or 'nothing'}"
    if old.preferred != new.preferred:
        yield "the editors follow it now" if new.preferred else "the editors do not follow it any more"
    if old.id != new.id and old.said == new.said:
        yield f"its address #{old.id} is now #{new.id}"


def said(claim: Claim, name: str, field: Field | None, state: State) -> str:
    """Return the values of a field as words."""
    values = claim.said.all(name)
    if field is None or not values:
        return ", ".join(map(str, values)) or "nothing"
    return plain(state.phrases.values(values, field))


def _fields(claim: Claim, state: State) -> Mapping[str, Field]:
    kind = state.checked.library.kinds[state.checked.library.entries[claim.entry].kind]
    if claim.part == FACTS:
        return kind.facts
    if claim.part in kind.relations:
        return kind.relations[claim.part].field.fields
    return kind.shape.fields[claim.part].fields


def _label(claim: Claim) -> str:
    return "not known: " if claim.part == LOOKED_FOR else ""


def _citations(old: Claim, new: Claim, before: State, after: State) -> Iterator[Change]:
    was = {one.reading[:2]: one for one in old.cite}
    now = {one.reading[:2]: one for one in new.cite}
    lost = [one for key, one in was.items() if key not in now]
    got = [one for key, one in now.items() if key not in was]
    about = f"{_short(after.sentence(new))}: "
    for one in list(lost):
        other = next((two for two in got if two.source.id == one.source.id), None)
        if other:
            lost.remove(one)
            got.remove(other)
            words = f"{about}quote “{one.quote.text}” is now “{other.quote.text}”"
            notes = tuple(_found(new, after))
            yield Change(sort=Sort.QUOTE, words=words, claim=new.id, notes=notes, quotes=(after.quote(other),))
    for one in lost:
        quote = before.quote(one)
        yield Change(sort=Sort.UNCITED, words=f"{about}no longer cites {quote.source}", claim=new.id, quotes=(quote,))
    for one in got:
        quote = after.quote(one)
        yield Change(sort=Sort.CITED, words=f"{about}cites {quote.source} now", claim=new.id, quotes=(quote,))
    for key in was.keys() & now.keys():
        if (then := was[key].infer) != (since := now[key].infer):
            words = f"{about}editors’ reading “{then or 'none'}” is now “{since or 'none'}”"
            yield Change(sort=Sort.READING, words=words, claim=new.id, quotes=(after.quote(now[key]),))


def _support(old: Claim, new: Claim, before: State, after: State) -> Iterator[Change]:
    """Yield that a claim rests on fewer or more independent origins than before."""
    was, now = (len(support(claim, state.checked).origins) for claim, state in ((old, before), (new, after)))
    if was == now or not old.cite:
        return
    about = _short(after.sentence(new))
    if now == 0:
        words = "lost its only proof"
    elif now < was and now == 1:
        words = f"lost {'its other independent origin' if was == 2 else 'all but one of its independent origins'}"
    else:
        words = f"rests on {count(now, 'independent origin')} now, and on {was} before"
    yield Change(sort=Sort.SUPPORT, words=f"{about}: {words}", claim=new.id)


def _rests_on(claim: Claim, state: State) -> Iterator[str]:
    found = support(claim, state.checked)
    if len(found.sources) > 1:
        yield f"{count(len(found.sources), 'source')}, {count(len(found.origins), 'independent origin')}"


def _found(claim: Claim, state: State) -> Iterator[str]:
    yield from (f"{one.message} [{one.code.value}]" for one in state.of_claim(claim))


def _short(text: str, most: int = 60) -> str:
    whole = text.rstrip(".")
    return whole if len(whole) <= most else f"{whole[:most].rsplit(' ', 1)[0]} …"
