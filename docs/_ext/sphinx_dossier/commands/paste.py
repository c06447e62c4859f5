"""`dossier paste`: from a passage to the source that it is from, and to a short quote for a claim."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx_dossier.commands import articles, putting
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.evidence.find import parts
from sphinx_dossier.evidence.fingerprint import WINDOW
from sphinx_dossier.evidence.whence import Gap, Whence, gaps, whence
from sphinx_dossier.pages.citations import place
from sphinx_dossier.pages.proof import located
from sphinx_dossier.problems import count, listed, meant
from sphinx_dossier.rules.names import mentions, names, spots
from sphinx_dossier.rules.short_quotes import Passage, ShortQuote, best_of, faults, short_quotes

if TYPE_CHECKING:
    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.library import Library

EXAMPLES = """\
examples:
  dossier paste "The two ministers met for an hour on Saturday."
                                       the citation of a pasted passage
  dossier paste --into harbor-talks-2031 --says "They ate." "The two ministers met again for lunch"
                                       as a statement in the file of an entry
  dossier paste --all < article.txt    of standard input, a quote for each of its sentences
  dossier paste --file article.txt --source daily-2031-05-03
                                       of a file, where two sources have the words
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "paste",
        "make a citation of a pasted passage",
        description="Say which source a passage is from, and print a citation of it, ready to be put under a claim: "
        "a short quote that the check finds no fault with where there is one, with its place, and the entries whose "
        "names are in the passage. Where it is in no source, or only nearly, it says what differs, and the exit "
        "status is 1.",
        examples=EXAMPLES,
    )
    parser.add_argument("passage", metavar="PASSAGE", nargs="?", help="the passage (default: standard input)")
    parser.add_argument("--file", metavar="FILE", help="read the passage from a file, UTF-8 text")
    parser.add_argument("--source", metavar="ID", help="the source that was read, where several have the words")
    parser.add_argument("--all", action="store_true", help="print a quote for each sentence, not for one alone")
    parser.add_argument("--into", metavar="ENTRY", help="put it into the file of this entry, as a statement")
    parser.add_argument("--says", metavar="TEXT", help="with --into: what it says, in a sentence of your own")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the citation; return 1 where the passage is not in a source as it is."""
    try:
        # What was no UTF-8 comes as halves of characters, or not at all.
        passage = Passage(_read(options).encode().decode())
    except UnicodeError as error:
        raise Misuse("the passage is not UTF-8 text") from error
    result = checking(options.kb)
    if len(passage.words) < WINDOW:
        few = count(len(passage.words), "word")
        raise Misuse(f"a passage has {WINDOW} words or more; by {few} no source can be told")
    found = _found(whence(passage.words, result.prints), options.source, result)
    if not found:
        print("No four of these words stand in a row in any source; `dossier source add ARTICLE.txt` enters one.")
        return 1
    best = found[0]
    into = putting.entry_for(options.into, result.read) if options.into is not None else None
    whole = _is_whole(best, passage)
    lines = [] if whole else list(_differs(best, passage))
    if quotes := short_quotes(passage, best.runs, result.prints[best.source], result.settings):
        chosen = quotes if options.all else [best_of(quotes)]
        if into and whole:
            about = _sure(_entries(" ".join(passage.chunks), result.library))
            cite = [(best.source, one.text) for one in chosen]
            return putting.put(into, result.read, putting.sentence(options.says), about, cite)
        lines += [*_citation(best.source, chosen, passage, result), *_more(found, passage, len(quotes) - len(chosen))]
    else:
        least = result.settings.quote_shortest
        lines.append(f"# no quote can be made of it: that takes {least} words of one sentence in a row")
    print("\n".join([*lines, *(["# nothing was put into the entry"] if into else [])]))
    return 0 if whole and quotes else 1


def _is_whole(found: Whence, passage: Passage) -> bool:
    return len(found.runs) == 1 and found.matched == len(passage.words)


def _read(options: argparse.Namespace) -> str:
    if options.file is not None:
        if options.passage is not None:
            raise Misuse("give a passage or --file, not both")
        return articles.read(options.file).text.removeprefix("\ufeff")
    if options.passage not in {None, "-"}:
        return str(options.passage)
    if sys.stdin.isatty():
        print("Paste the passage, then press Enter and Ctrl-D.", file=sys.stderr)
    return sys.stdin.read()


def _found(found: Sequence[Whence], source: str | None, result: Checked) -> Sequence[Whence]:
    if source is None:
        return found
    if source not in result.prints:
        guess = meant(source, result.prints) or f"sources are {listed(sorted(result.prints))}"
        raise Misuse(f"no source '{source}' with a fingerprint; {guess}")
    return [one for one in found if one.source == source]


def _differs(found: Whence, passage: Passage) -> Iterator[str]:
    """Yield in words how a passage differs from the source that comes nearest."""
    all_ = len(passage.words)
    yield f"# nearly in '{found.source}': {found.matched} of {count(all_, 'word')} stand there, four or more in a row"
    for gap in gaps(found, all_):
        yield f"#   {_gap(gap, passage)}"


def _gap(gap: Gap, passage: Passage) -> str:
    before, after = (
        " ".join(passage.words[max(gap.start - 3, 0) : gap.start]),
        " ".join(passage.words[gap.end :][:3]),
    )
    where = " and ".join(filter(None, (before and f"after '{before}'", after and f"before '{after}'")))
    words = " ".join(passage.words[gap.start : gap.end])
    if gap.elsewhere:
        return f"{where}: there the two do not follow one another"
    there = "" if gap.there < 0 else f"; the source has {count(gap.there, 'word')} there"
    return (
        f"{where}: '{words}' differs{there}" if words else f"{where}: the source has {count(gap.there, 'word')} more"
    )


def _citation(source: str, quotes: Sequence[ShortQuote], passage: Passage, result: Checked) -> Iterator[str]:
    """Yield the citation as YAML, with what is to be known of it as comments."""
    print_ = result.prints[source]
    for quote in quotes:
        found = located(print_, quote.proof.spans, place(quote.proof) or "in the body")
        yield f"# {result.library.entries[source].name}. {found}"
    yield from _named(" ".join(passage.chunks), result.library)
    yield "cite:"
    for quote in quotes:
        # JSON strings are YAML strings, whatever the quote holds.
        yield f"  - source: {source}\n    quote: {json.dumps(quote.text, ensure_ascii=False)}"
        words, spans = parts(quote.text), quote.proof.spans
        for code, what, to_do in faults(print_, spans, words, result.settings):
            yield f"    # {what}; {to_do} [{code.value}]"


def _named(text: str, library: Library) -> Iterator[str]:
    """Yield the entries whose names are in a text, ready for `about`, and the names that may be of several."""
    found = _entries(text, library)
    if sure := _sure(found):
        yield f"# about: [{', '.join(sure)}]"
    for name, ids in found.items():
        if len(ids) > 1:
            yield f"# '{name}' may be {listed(ids, last='or')}"


def _sure(found: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the entries, of those by names, whose names are those of no other."""
    return tuple(dict.fromkeys(ids[0] for ids in found.values() if len(ids) == 1))


def _entries(text: str, library: Library) -> dict[str, list[str]]:
    """Return by the names that are in a text the entries that they may be of."""
    return {one.text: sorted(one.entries) for one in mentions(spots(text), names(library).every)}


def _more(found: Sequence[Whence], passage: Passage, left: int) -> Iterator[str]:
    """Yield what else there is: other sources with the same words, and other sentences."""
    if others := [one.source for one in found[1:] if one.matched == found[0].matched and _is_whole(one, passage)]:
        yield f"# the same words are in {listed(others)} too: cite what was read, with --source ID"
    if left:
        sentences = count(left, "more sentence of it can be quoted", "more sentences of it can be quoted")
        yield f"# {sentences}: --all"
