"""One quote proves claims that have something in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sphinx_dossier.problems import Code, listed
from sphinx_dossier.rules.seen import Finding, Seen

_BESIDE = frozenset({"text", "date", "by", "about"})
"""Fields that say nothing about what a claim deals with by being set."""


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each claim that has nothing in common with the others for which its quote stands.

    What is told in passing, as a name is, is told by any sentence beside its own matter.
    """
    # The same words stand in the same place; so only what does is compared word for word.
    places: defaultdict[object, list[Seen]] = defaultdict(list)
    for one in seen:
        if not one.in_passing:
            places[one.source.id, one.proof.spans].append(one)
    for place in places.values():
        groups: defaultdict[object, list[Seen]] = defaultdict(list)
        for one in place if len(place) > 1 else ():
            groups[one.parts].append(one)
        for group in groups.values():
            if len(group) > 1:
                yield from _strangers(group)


def _strangers(group: Iterable[Seen]) -> Iterator[Finding]:
    claims = {(one.entry.id, one.claim.id): one for one in group}
    topics = {key: _topics(one) for key, one in claims.items()}
    shared = Counter(topic for found in topics.values() for topic in found)
    for key, one in claims.items():
        if len(claims) > 1 and all(shared[topic] == 1 for topic in topics[key]):
            others = listed([f"{entry}#{claim}" for entry, claim in claims if (entry, claim) != key], most=3)
            wrong = f"these words are quoted for {others} too, with which this claim has nothing in common"
            allowed = "quote other words for one of them, or say in 'infer' how the same words prove this"
            yield one.finding(Code.QUOTE_REUSED, wrong, allowed)


def _topics(seen: Seen) -> set[tuple[str, str]]:
    """Return what a claim deals with: its entry, the entries it refers to, the fields it sets."""
    refs = {("entry", ref.id) for _, ref in seen.claim.said.all_refs()}
    fields = {("field", name) for name in seen.claim.said.values if name not in _BESIDE}
    return {("entry", seen.entry.id), *refs, *fields}
