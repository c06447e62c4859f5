"""Quotes are honest: what each rule finds, what an `infer:` answers, and which `infer:` answers nothing."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.language import language
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.fields import Type
from sphinx_dossier.library import Library
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.problems import Code, Problem
from sphinx_dossier.rules import body, dates_held, meaning, names_held, numbers_held, reuse, shares, turns
from sphinx_dossier.rules.seen import Finding, Seen, Told
from sphinx_dossier.settings import Settings
from sphinx_dossier.tracing import ENTRY, PRINT, note

Prints = Mapping[str, Fingerprint]
Proofs = Mapping[tuple[str, str], Proof]
Key = tuple[str, str, str]
"""A source, a quote, and what the editors conclude from it: what the page gives one number."""
Answered = dict[Key, tuple[Code, ...]]

ONE: tuple[Callable[[Seen], Iterator[Finding]], ...] = (turns.check,)
"""The rules that look at one citation."""
CLAIM: tuple[Callable[[tuple[Seen, ...]], Iterator[Finding]], ...] = (
    body.check,
    meaning.check,
    names_held.check,
    numbers_held.check,
    dates_held.check,
)
"""The rules that look at a claim with all its citations: one of them may hold what another lacks."""
ALL: tuple[Callable[[tuple[Seen, ...]], Iterator[Finding]], ...] = (reuse.check, shares.check)
"""The rules that look at every citation of the library."""


def check(
    library: Library, prints: Prints, settings: Settings, proofs: Proofs, answered: Answered, memo: Memo = FRESH
) -> Iterator[Problem]:
    """Yield a problem for each finding that nothing answers; put the codes of the others into `answered`."""
    everything: list[Seen] = []
    findings: list[Finding] = []
    for entry in library.to_check:
        seen = [tuple(_seen(library, prints, settings, proofs, entry, claim)) for claim in entry.claims]
        everything += [one for some in seen for one in some]
        told = memo.of("honesty", entry.id, functools.partial(_told, entry, seen))
        findings += [finding.of(seen[claim][at]) for claim, at, finding in told]
    findings += [found for rule in ALL for found in rule(tuple(everything))]
    yield from _unanswered(findings, answered)
    yield from _idle(everything, findings)


def _told(entry: Entry, seen: Sequence[tuple[Seen, ...]]) -> list[tuple[int, int, Told]]:
    """Return what the rules find that look at an entry alone: the numbers of claim and citation, and what."""
    for citation in entry.citations:
        note(ENTRY + citation.source.id)
        note(PRINT + citation.source.id)
    found = []
    for number, (claim, some) in enumerate(zip(entry.claims, seen, strict=True)):
        findings = [finding for one in some for rule in ONE for finding in rule(one)]
        # A claim with a quote that is not there has a problem already, and may be proved by the missing words.
        if some and len(some) == len(claim.cite):
            findings += [finding for rule in CLAIM for finding in rule(some)]
        at = {id(one): place for place, one in enumerate(some)}
        found += [(number, at[id(finding.seen)], finding.told) for finding in findings]
    return found


def _seen(
    library: Library, prints: Prints, settings: Settings, proofs: Proofs, entry: Entry, claim: Claim
) -> Iterator[Seen]:
    for citation in claim.cite:
        id_ = citation.source.id
        proof = proofs.get((id_, citation.quote.text))
        if proof is not None:
            yield Seen(
                library=library,
                settings=settings,
                entry=entry,
                claim=claim,
                citation=citation,
                source=library.entries[id_],
                print_=prints[id_],
                proof=proof,
                lists=language(prints[id_].language),
            )


def _unanswered(findings: Iterable[Finding], answered: Answered) -> Iterator[Problem]:
    codes: defaultdict[Key, dict[Code, None]] = defaultdict(dict)
    for finding in findings:
        answers = finding.answers()
        for citation in answers:
            if not finding.welcome:
                codes[citation.reading][finding.code] = None
        if not answers and not finding.welcome:
            yield finding.problem
    answered.update({name: tuple(found) for name, found in codes.items()})


def _idle(everything: Iterable[Seen], findings: Iterable[Finding]) -> Iterator[Problem]:
    """Yield a problem for each `infer:` that answers nothing.

    Citations are told apart by identity: two claims may have equal ones, of which one answers and the other not.
    """
    useful = {id(citation) for finding in findings for citation in finding.answers()}
    for seen in everything:
        if seen.citation.infer and id(seen.citation) not in useful and not _chosen(seen):
            wrong = "this 'infer' answers nothing: the quote proves the claim without it"
            allowed = "delete it, or make it the claim's 'note'"
            yield seen.finding(Code.IDLE_INFER, wrong, allowed).problem


def _chosen(seen: Seen) -> bool:
    """Return whether a claim says one of a list of choices: they are no source's words, and may be explained."""
    return any(seen.field(name).type is Type.CHOICE for name in seen.claim.said.values)
