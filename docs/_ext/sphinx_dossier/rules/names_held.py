"""The names that a claim gives stand in its quotes, and so do the words that it gives as a source's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.entries import STATEMENTS
from sphinx_dossier.evidence.find import pieces
from sphinx_dossier.evidence.words import words
from sphinx_dossier.problems import Code
from sphinx_dossier.rules.names import Mention, Name, Names, Spot, held, mentions, names, spots
from sphinx_dossier.rules.seen import Finding, Seen
from sphinx_dossier.rules.values_said import said, text
from sphinx_dossier.values import Ref

MOST = 6
"""The most names of one entry that a message lists."""


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each name, and for each of the source's words, that the claim gives and no quote holds."""
    yield from _words(seen)
    known = names(seen[0].library)
    wanted = [id_ for id_ in dict.fromkeys(_references(seen[0])) if _asked(id_, seen, known)]
    ours = list(_mentions(seen[0], known))
    if not wanted and not ours:
        return
    quoted = [spots(piece) for one in seen for piece in pieces(one.citation.quote.text)]
    missing = [id_ for id_ in wanted if not _held(id_, quoted, known, seen[0].entry.id)]
    for id_ in missing:
        yield _finding(seen[0], id_, known.of[id_][0].text, "the claim names", known)
    told = set(missing)
    for mention in ours:
        asked = {id_ for id_ in mention.entries if _asked(id_, seen, known)}
        # A name that two entries share is held, or was told of, if it is for one of them.
        if (
            asked != mention.entries
            or asked & told
            or any(_held(id_, quoted, known, seen[0].entry.id) for id_ in asked)
        ):
            continue
        told |= asked
        yield _finding(seen[0], min(asked), mention.text, "the text names", known)


def _references(seen: Seen) -> Iterator[str]:
    """Yield the entries that a claim refers to; what a statement is about need not be named."""
    for field, value in said(seen):
        if isinstance(value, Ref) and (seen.claim.part != STATEMENTS or field.name == "by"):
            yield value.id


def _mentions(seen: Seen, known: Names) -> Iterator[Mention]:
    yield from mentions(spots(text(seen)), known.proper)


def _asked(id_: str, seen: Sequence[Seen], known: Names) -> bool:
    """Return whether a quote must name an entry: not the one that the claim is kept in, and none that is not there.

    Who published a source, or which agency wrote it, is known from its bibliography.
    """
    if id_ == seen[0].entry.id or not known.of.get(id_):
        return False
    keys = [one.source.keys for one in seen]
    return all(ref.id != id_ for key in keys for name in ("publisher", "agency") for ref in key.refs(name))


def _held(id_: str, quoted: Sequence[Sequence[Spot]], known: Names, own: str) -> bool:
    return any(held(id_, piece, known, own) for piece in quoted)


def _finding(seen: Seen, id_: str, name: str, who: str, known: Names) -> Finding:
    wrong = f"{who} '{name}', and no quote of it has that name"
    every = known.of[id_]
    several = f"names known are {_known(every)}" if len(every) > 1 else "no other name is known"
    answer = f"quote one of them, add another as a 'name' of '{id_}', or say in 'infer' who is meant"
    if len(every) == 1:
        answer = f"quote it, add another as a 'name' of '{id_}', or say in 'infer' who is meant"
    return seen.of_claim(Code.NAME_NOT_QUOTED, wrong, several, answer)


def _known(every: Sequence[Name]) -> str:
    shown = [f"'{name.text}'" + (" (from 'sort')" if name.family else "") for name in every[:MOST]]
    if len(every) > MOST:
        shown[-1] = f"{len(every) - MOST + 1} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _words(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each value in the words of a source that no quote holds word for word."""
    for field, value in said(seen[0]):
        wanted = words(value) if field.verbatim and isinstance(value, str) else []
        if wanted and not any(_within(wanted, part) for one in seen for part in one.parts):
            wrong = f"the claim has '{value}' as its '{field.name}', and no quote of it has these words"
            allowed = "write it as the source does, quote the words, or say in 'infer' how it is known"
            yield seen[0].of_claim(Code.WORDS_NOT_QUOTED, wrong, allowed)


def _within(wanted: Sequence[str], part: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(part[at : at + size]) == list(wanted) for at in range(len(part) - size + 1))
