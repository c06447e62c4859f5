"""Quotes are of a fair length and stand in their source."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from sphinx_dossier.entries import Citation, Entry
from sphinx_dossier.evidence.around import Spans, apart, halves
from sphinx_dossier.evidence.find import Miss, find, has, matched, parts
from sphinx_dossier.evidence.fingerprint import WINDOW, Fingerprint
from sphinx_dossier.evidence.prints import folder as prints_folder
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.library import FINGERPRINT, SOURCE, Library
from sphinx_dossier.memo import FRESH, Memo
from sphinx_dossier.problems import Code, Problem, count, listed
from sphinx_dossier.settings import Settings
from sphinx_dossier.values import Quote, Record, Ref

Prints = Mapping[str, Fingerprint]
Proofs = dict[tuple[str, str], Proof]


def check(
    library: Library, prints: Prints, settings: Settings, proofs: Proofs, memo: Memo = FRESH
) -> Iterator[Problem]:
    """Yield a problem for each quote that proves nothing; put the place of each that is found into `proofs`."""
    for entry in library.to_check:
        make = functools.partial(_of_entry, entry, library, prints, settings)
        problems, found = memo.of("quotes", entry.id, make)
        proofs.update(found)
        yield from problems


def _of_entry(
    entry: Entry, library: Library, prints: Prints, settings: Settings
) -> tuple[tuple[Problem, ...], Proofs]:
    titles = own(entry) if entry.id in prints else ()
    proofs: Proofs = {}
    citations = (*titles, *entry.citations)
    found = (_quote(library, prints, settings, entry, citation, proofs) for citation in citations)
    return tuple(problem for problems in found for problem in problems), proofs


def own(entry: Entry) -> Iterator[Citation]:
    """Yield the words that a source's bibliography quotes from itself, as its title."""
    records = (value for values in entry.keys.values.values() for value in values if isinstance(value, Record))
    for quote in (value for record in records for value in record.all("quote") if isinstance(value, Quote)):
        # A title of three words, or with dots after three, cannot be checked; it is all there is.
        if min(map(len, parts(quote.text)), default=0) >= WINDOW:
            yield Citation(source=Ref(id=entry.id, line=quote.line, col=quote.col), quote=quote)


def _quote(
    library: Library, prints: Prints, settings: Settings, entry: Entry, citation: Citation, proofs: Proofs
) -> Iterator[Problem]:
    key = citation.quoted
    source = library.entries.get(citation.source.id)
    if source is None or source.kind != SOURCE:
        return
    if (print_ := prints.get(citation.source.id)) is None:
        yield _unprinted(library, entry, citation)
        return
    if key not in proofs:
        if wrong := list(_length(entry, citation, settings)):
            yield from wrong
            return
        proof = find(print_, citation.quote.text)
        if isinstance(proof, Miss):
            yield _missed(entry, citation, proof, prints)
            return
        proofs[key] = proof
    for code, wrong_, allowed in cuts(print_, proofs[key].spans, parts(citation.quote.text), settings):
        yield Problem(place=entry.place(citation.quote), code=code, wrong=wrong_, allowed=allowed)


def _unprinted(library: Library, entry: Entry, citation: Citation) -> Problem:
    wrong = f"the source '{citation.source.id}' has no fingerprint to check this quote against"
    allowed = "`dossier source add` makes one from the article"
    if prints_folder(library).joinpath(f"{citation.source.id}{FINGERPRINT}").exists():
        wrong = f"this quote cannot be checked: the fingerprint of '{citation.source.id}' cannot be used"
        allowed = "`dossier source add` makes it anew from the article"
    return Problem(place=entry.place(citation.source), code=Code.NO_FINGERPRINT, wrong=wrong, allowed=allowed)


def cuts(
    print_: Fingerprint, spans: Spans, words: Sequence[Sequence[str]], settings: Settings
) -> Iterator[tuple[Code, str, str]]:
    """Yield what is wrong with how a quote is cut from its source: its code, in words, and what is allowed."""
    for part, starts in halves(print_, spans):
        word, side = (words[part][0], "before") if starts else (words[part][-1], "after")
        wrong = f"the quote {'starts' if starts else 'ends'} inside a word: '{word}' is joined to the word {side} it"
        if len(spans) > 1:
            wrong = wrong.replace("the quote", f"part {part + 1} of the quote", 1)
        yield Code.CUT_WORD, wrong, "quote the joined word as a whole, as in 'non-nuclear' or 'didn't'"
    if (ends := apart(print_, spans)) > settings.parts_apart:
        wrong = f"two neighbouring parts of the quote have {count(ends, 'end')} of sentences between them"
        allowed = f"at most {settings.parts_apart} by the setting 'parts-apart'; cite each part on its own"
        yield Code.PARTS_APART, wrong, allowed


def _length(entry: Entry, citation: Citation, settings: Settings) -> Iterator[Problem]:
    place, found = entry.place(citation.quote), parts(citation.quote.text)
    total = sum(map(len, found))
    if total > settings.quote_longest:
        wrong, allowed = f"the quote has {total} words", f"at most {settings.quote_longest}"
        yield Problem(place=place, code=Code.QUOTE_TOO_LONG, wrong=wrong, allowed=allowed)
    short: tuple[str, ...] = min(found, key=len, default=())
    if len(short) < settings.quote_shortest:
        whole = f"the part '{' '.join(short)}' of the quote" if len(found) > 1 else "the quote"
        wrong, allowed = f"{whole} has {count(len(short), 'word')}", f"at least {settings.quote_shortest} in a row"
        yield Problem(place=place, code=Code.QUOTE_TOO_SHORT, wrong=wrong, allowed=allowed)


def _missed(entry: Entry, citation: Citation, miss: Miss, prints: Prints) -> Problem:
    source, quote, place = citation.source.id, citation.quote.text, entry.place(citation.quote)
    if not miss.part:
        wrong = f"the parts of the quote do not follow one another in one paragraph of '{source}'"
        if len(parts(quote)) == 1:
            wrong = f"the words of the quote run over the end of a paragraph of '{source}'"
        allowed = "a quote keeps the order of its source and stays in one paragraph"
        whole = [id_ for id_, other in prints.items() if isinstance(find(other, quote), Proof)]
        guess = f"the quote stands as it is in {listed(whole)}" if whole else ""
        return Problem(place=place, code=Code.QUOTE_PARTS, wrong=wrong, allowed=allowed, meant=guess)
    if better := elsewhere(source, quote, prints):
        wrong = f"these words are not in '{source}', {better}"
        allowed = "cite the source that has them, or copy the words from the one that is cited"
        return Problem(place=place, code=Code.QUOTE_ELSEWHERE, wrong=wrong, allowed=allowed)
    wrong = f"these words are not in '{source}'"
    return Problem(place=place, code=Code.QUOTE_NOT_FOUND, wrong=wrong, allowed=nearest(miss))


def elsewhere(source: str, quote: str, prints: Prints) -> str:
    """Return in words which other sources have a quote, or more of it than the one that is cited; empty for none."""
    others = {id_: print_ for id_, print_ in prints.items() if id_ != source}
    if whole := [id_ for id_, print_ in others.items() if has(print_, quote)]:
        return f"but in {listed(whole)}"
    found = {id_: matched(print_, quote) for id_, print_ in others.items()}
    here, most = matched(prints[source], quote), max(found.values(), default=0)
    if most <= here:
        return ""
    total, best = sum(map(len, parts(quote))), [id_ for id_, number in found.items() if number == most]
    return f"where {here} of {total} words match; more of them, {most}, are in {listed(best)}"


def nearest(miss: Miss) -> str:
    """Return in words how far a quote matches the passage that comes nearest."""
    if miss.near is None:
        return "no four of them stand there in a row"
    near, part = miss.near, miss.part
    run = f"from '{part[near.first]}' to '{part[near.last]}'"
    return f"nearest at word {near.position}, where {near.matched} of {len(part)} words match, {run}"
