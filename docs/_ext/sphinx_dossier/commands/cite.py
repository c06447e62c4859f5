"""`dossier cite`: from words of a source to a citation, ready to paste, or to the passage that comes nearest."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.evidence.article import BODY
from sphinx_dossier.evidence.find import Miss, find, parts
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.evidence.whence import whence
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.rules.quotes import cuts, elsewhere, nearest
from sphinx_dossier.rules.turns import left_out
from sphinx_dossier.settings import Settings

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier cite "the two ministers met for an hour"    of the source that has the words
  dossier cite daily-2031-05-03 "the two ministers met for an hour"
  dossier cite daily-2031-05-03 "the two ministers met ... in the old harbour"
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "cite",
        "print the citation of a source's words",
        description="Look words up in a source and print the citation, ready to paste into an entry. Comments below "
        "it say what the check would find fault with: a word that is cut, or left out though it turns the meaning.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="the id of the source's entry (default: the one that has the words)"
    )
    parser.add_argument("words", metavar="WORDS", help="the exact words; ' ... ' where words are left out")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the citation with what a check would say of its cut, or how far the words match.

    Return 1 where they are not a quote of the source, or cannot be one as they are cut.
    """
    result = checking(options.kb)
    quote = " ".join(options.words.split())
    if wrong := _length(quote, result.settings):
        print(wrong)
        return 1
    having = [] if options.id else _having(quote, result.prints)
    if not (id_ := options.id or next(iter(having), "") or _nearest(quote, result.prints)):
        print("No source has four of these words in a row; `dossier source add ARTICLE` enters one.")
        return 1
    print_ = _fingerprint(id_, result.prints)
    found = find(print_, quote)
    if isinstance(found, Proof):
        print(citation(id_, quote, found, print_))
        for other in having[1:]:
            print(f"# the same words are in '{other}': cite what was read")
        wrong_cuts = list(cuts(print_, found.spans, parts(quote), result.settings))
        for code, what, to_do in (*wrong_cuts, *left_out(print_, found.spans, parts(quote))):
            print(f"# {what}; {to_do} [{code.value}]")
        return 1 if wrong_cuts else 0
    print(_miss(id_, quote, found, result.prints))
    return 1


def _having(quote: str, prints: Mapping[str, Fingerprint]) -> list[str]:
    """Return the sources that have a quote, in order."""
    return [id_ for id_, print_ in sorted(prints.items()) if isinstance(find(print_, quote), Proof)]


def _nearest(quote: str, prints: Mapping[str, Fingerprint]) -> str:
    """Return the source that has most of the words of a quote in rows, nothing where none has any."""
    return next((one.source for one in whence([word for part in parts(quote) for word in part], prints)), "")


def _fingerprint(id_: str, prints: Mapping[str, Fingerprint]) -> Fingerprint:
    if id_ in prints:
        return prints[id_]
    guess = meant(id_, prints) or f"sources are {listed(sorted(prints))}"
    raise Misuse(f"no source '{id_}' with a fingerprint; {guess}")


def _length(quote: str, settings: Settings) -> str:
    found = parts(quote)
    if sum(map(len, found)) > settings.quote_longest:
        return f"These are {sum(map(len, found))} words; a quote has at most {settings.quote_longest}."
    if min(map(len, found), default=0) < settings.quote_shortest:
        return f"A quote, and each part of it between dots, has at least {settings.quote_shortest} words."
    return ""


def citation(id_: str, quote: str, proof: Proof, print_: Fingerprint) -> str:
    """Return a citation as YAML with a comment that says where the words stand."""
    spans = " and ".join(f"{first} to {last}" for first, last in proof.spans)
    where = "" if proof.part == BODY else f" (in the {proof.part})"
    # JSON strings are YAML strings, whatever the quote holds.
    quoted = json.dumps(quote, ensure_ascii=False)
    return f"# words {spans} of {print_.words}{where}\ncite:\n  - source: {id_}\n    quote: {quoted}"


def _miss(id_: str, quote: str, miss: Miss, prints: Mapping[str, Fingerprint]) -> str:
    if not miss.part and len(parts(quote)) == 1:
        lines = [f"These words are in '{id_}', but run over the end of a paragraph; quote from one."]
    elif not miss.part:
        lines = [f"Each part is in '{id_}', but not in this order in one paragraph; cite each on its own."]
    else:
        lines = [f"'{' '.join(miss.part)}' is not in '{id_}': {nearest(miss)}."]
    if better := elsewhere(id_, quote, prints):
        lines.append(f"The words are not in '{id_}', {better}.")
    return "\n".join(lines)
