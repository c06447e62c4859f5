"""What claims rest on, in words: how many sources, how many independent origins, and what makes several one."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_dossier.entries import Claim
from sphinx_dossier.origins import Bond, Tie, Told, Witness, told, witnesses
from sphinx_dossier.pages.model import Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.problems import count


def sources_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the sources that claims cite, each once."""
    return tuple(dict.fromkeys(source for claim in claims for source in claim.sources))


def rests_on(claims: Iterable[Claim], phrases: Phrases) -> tuple[Paragraph, ...]:
    """Return the line that says what claims rest on, none where that is one source.

    The foot of a page says that a claim without such a line rests on one.
    """
    claims = tuple(claims)
    sources = sources_of(claims)
    return (Paragraph(support(sources, phrases, told_by(claims)), "rests"),) if len(sources) > 1 else ()


def told_by(claims: Iterable[Claim]) -> Told:
    """Return the origins that the citations of claims give for their words."""
    return told(citation for claim in claims for citation in claim.cite)


def support(sources: tuple[str, ...], phrases: Phrases, further: Told) -> Words:
    """Return how many sources and origins there are, and why these are fewer: 2 sources, 1 origin: both relay A."""
    if len(sources) < 2:
        return (Text(count(len(sources), "source")),)
    found = witnesses(phrases.library, sources, further)
    number = f"{count(len(sources), 'source')}, {count(len(found), 'origin')}"
    return (
        (Text(f"{number}: "), *reasons(found, len(sources), phrases))
        if len(found) < len(sources)
        else (Text(number),)
    )


def reasons(found: Iterable[Witness], all_: int, phrases: Phrases) -> Words:
    """Return what makes one witness of several of `all_` sources."""
    return joined([_tie(tie, all_, phrases) for one in found for tie in one.ties], last="; ", between="; ")


def _tie(tie: Tie, all_: int, phrases: Phrases) -> Words:
    number = len(tie.sources)
    if tie.bond is Bond.ORIGIN and tie.what in tie.sources:
        others = [id_ for id_ in tie.sources if id_ != tie.what]
        if len(others) == 1:
            return phrases.link(others[0]), Text(" relays "), phrases.link(tie.what)
        who = "the others" if number == all_ else f"{len(others)} of them"
        return (Text(f"{who} relay "), phrases.link(tie.what))
    who = {all_: "both" if number == 2 else "all"}.get(number, f"{number} of them")
    if tie.bond is Bond.ORIGIN:
        return (Text(f"{who} relay "), phrases.link(tie.what))
    if tie.bond is Bond.AGENCY:
        return (Text(f"{who} carry reports of "), phrases.link(tie.what))
    return (Text(f"{who} are by {tie.what}"),)
