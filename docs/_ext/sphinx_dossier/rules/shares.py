"""Quotes keep to a fair share of their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sphinx_dossier.evidence.coverage import quoted
from sphinx_dossier.problems import Code, listed
from sphinx_dossier.rules.seen import Finding, Seen


def check(seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """Yield a finding for each quote, and for each source, of which more is quoted than the settings allow."""
    sources: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        sources[one.source.id].append(one)
    for group in sources.values():
        yield from _source(group)


def _source(group: list[Seen]) -> Iterator[Finding]:
    settings = group[0].settings
    print_, limit = group[0].print_, settings.quote_share
    shares = {spans: quoted(print_, spans) for spans in {one.proof.spans for one in group}}
    for one in group:
        number, own = shares[one.proof.spans]
        if 100 * number > limit * own:
            wrong = f"the quote has {number} of the {own} words of '{one.source.id}', {_percent(number, own)}"
            allowed = f"at most {limit} percent by the setting 'quote-share'; quote only what proves the claim"
            yield one.finding(Code.QUOTE_SHARE, wrong, allowed)
    number, own = quoted(print_, (span for spans in shares for span in spans))
    if 100 * number > settings.source_share * own:
        wrong = f"{number} of the {own} words of '{group[0].source.id}' are quoted, {_percent(number, own)}"
        allowed = f"at most {settings.source_share} percent by the setting 'source-share'"
        guess = f"most of it is quoted in {_most(group)}"
        yield group[0].of_source(Code.SOURCE_SHARE, wrong, allowed, guess)


def _percent(number: int, own: int) -> str:
    """Return a share that is above a limit: rounded up, so that it never looks like the limit itself."""
    return f"{-(-1000 * number // own) / 10:g} percent"


def _most(group: list[Seen]) -> str:
    """Return the entries that quote most words of a source, at most three."""
    spans: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for one in group:
        spans[one.entry.id].update(one.proof.spans)
    words = {id_: quoted(group[0].print_, found)[0] for id_, found in spans.items()}
    return listed(sorted(words, key=lambda id_: (-words[id_], id_))[:3])
