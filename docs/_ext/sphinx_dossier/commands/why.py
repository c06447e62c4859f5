"""`dossier why`: from a sentence to the claim that says so, and to all that proves it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.commands.terminal import Ink, width
from sphinx_dossier.pages.model import Item, Items, Link, Text
from sphinx_dossier.pages.near_claims import NearClaim, near_claims
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.proof import proof
from sphinx_dossier.writers import text

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier why "they share the cost of the lighthouse"
                                          the claim that says so, and its proof
  dossier why harbour-talks-2031#lighthouse
                                          a claim by its address
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "why",
        "find the claim that says so, and print its proof",
        description="Find the claim that comes nearest to a sentence and print it with its proof: each quote with "
        "its source, date and place in the text, where the words come from, what the editors conclude, how many "
        "sources it rests on, and who says otherwise. Where no claim is near, the exit status is 1.",
        examples=EXAMPLES,
    )
    parser.add_argument("sentence", metavar="SENTENCE", nargs="+", help="the sentence, or the address of a claim")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the nearest claim with its proof, and the addresses of others that are near; return 1 without any."""
    result = checking(options.kb)
    sentence = " ".join(options.sentence)
    found = near_claims(sentence, result)
    if not found:
        print(f"No claim is near '{sentence}'.", file=sys.stderr)
        return 1
    best, *others = found
    ink = Ink(sys.stdout, options.color)
    print(text.blocks(proof(best.entry, best.claim, result), width(), ink), end="")
    if others:
        phrases = Phrases(result.library)
        print(f"\n{ink('Near it too:', 'title')}")
        print(text.blocks((Items(tuple(_item(one, phrases) for one in others)),), width(), ink), end="")
    return 0


def _item(near: NearClaim, phrases: Phrases) -> Item:
    address = Text(f"{near.entry.id}#{near.claim.id}", "code")
    said = (one if not isinstance(one, Link) else Text(one.text) for one in phrases.claim(near.entry, near.claim))
    return Item((address, Text(f" {near.entry.name}: "), *said))
