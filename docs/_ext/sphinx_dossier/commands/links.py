"""`dossier links`: whether the addresses of sources still answer. The one command that uses the network."""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dossier.commands.fetching import Answer, Manners, Outcome, ask_all
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.progress import checking, working
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.library import SOURCE
from sphinx_dossier.problems import count, listed, meant

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.entries import Entry

EXAMPLES = """\
examples:
  dossier links                       ask every address of every source
  dossier links daily-2031-05-03      ask those of one source
  dossier links --format markdown     for an issue
"""
FIELDS = ("url", "archive")
LONGEST = 60_000
"""The most characters of Markdown: an issue on GitHub takes 65,536."""
_TITLES = {
    Outcome.GONE: "Does not answer",
    Outcome.MOVED: "Has moved for good",
    Outcome.UNTOLD: "Answers no program",
}
_WORDS = {Outcome.GONE: "does not answer", Outcome.MOVED: "has moved", Outcome.UNTOLD: "cannot be told"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    source: str
    field: str
    address: str
    answer: Answer


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "links",
        "ask whether the addresses of sources still answer",
        description="Ask each source's url and archive whether they still answer. It is the one command that uses "
        "the network. An address that the source says is gone (standing: gone) is not asked.",
        examples=EXAMPLES,
    )
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="only these sources")
    parser.add_argument("--format", choices=["text", "markdown"], default="text", help="how to print (default: text)")
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=20.0,
        help="how long to wait for an answer (default: 20)",
    )
    parser.add_argument(
        "--pause",
        metavar="SECONDS",
        type=_seconds,
        default=1.0,
        help="how long to wait between two requests to one host (default: 1)",
    )
    parser.set_defaults(run=run)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not (math.isfinite(seconds) and seconds >= 0):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds")
    return seconds


def run(options: argparse.Namespace) -> int:
    """Print what the addresses answer; return 1 where one does not."""
    wanted = list(_addresses(_chosen(checking(options.kb).library.of_kind(SOURCE), options.sources)))
    addresses = [address for _, _, address in wanted]
    with working(lambda: f"asking {count(len(set(addresses)), 'address', 'addresses')}", sys.stderr):
        answers = ask_all(addresses, Manners(timeout=options.timeout, pause=options.pause))
    found = [_Link(source=id_, field=field, address=to, answer=answers[to]) for id_, field, to in wanted]
    print("\n".join(_markdown(found) if options.format == "markdown" else _text(found)))
    return 1 if any(link.answer.outcome is Outcome.GONE for link in found) else 0


def _chosen(sources: Sequence[Entry], only: list[str]) -> Iterable[Entry]:
    known = [source.id for source in sources]
    for id_ in only:
        if id_ not in known:
            raise Misuse(f"no source '{id_}'; {meant(id_, known) or f'sources are {listed(known)}'}")
    return (source for source in sources if not only or source.id in only)


def _addresses(sources: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """Yield the addresses to ask, each with its source and field."""
    for source in sources:
        gone = any(one.text("status") == "gone" for one in source.keys.records("standing"))
        for field in FIELDS:
            address = source.keys.text(field)
            if address and not (gone and field == "url"):
                yield source.id, field, address


def _text(found: list[_Link]) -> Iterator[str]:
    for link in found:
        if link.answer.outcome is not Outcome.ANSWERS:
            yield f"{link.source}: {link.field} {link.address} {_WORDS[link.answer.outcome]}: {_said(link.answer)}"
    yield _summary(found)


def _said(answer: Answer) -> str:
    return f"to {answer.to}" if answer.outcome is Outcome.MOVED else answer.says


def _summary(found: list[_Link]) -> str:
    if not found:
        return "No source has an address to ask."
    sums = {outcome: sum(link.answer.outcome is outcome for link in found) for outcome in Outcome}
    names = {
        Outcome.ANSWERS: "answer",
        Outcome.MOVED: "moved for good",
        Outcome.UNTOLD: "cannot be told",
        Outcome.GONE: "without answer",
    }
    said = ", ".join(f"{number} {names[outcome]}" for outcome, number in sums.items() if number)
    sources = len({link.source for link in found})
    return f"{count(len(found), 'address', 'addresses')} of {count(sources, 'source')}: {said}."


def _markdown(found: list[_Link]) -> Iterator[str]:
    """Yield the lines of an issue, in which no address or answer is anything but that."""
    length = 0
    yield f"{_summary(found)}"
    for outcome, title in _TITLES.items():
        links = [link for link in found if link.answer.outcome is outcome]
        if links:
            yield from ("", f"## {title}", "")
        lines = [
            f"- [ ] `{link.source}`, {link.field}: {_code(link.address)}: {_code(_said(link.answer))}"
            for link in links
        ]
        for number, line in enumerate(lines):
            length += len(line) + 1
            if length > LONGEST:
                yield f"- and {len(lines) - number} more"
                break
            yield line


def _code(words: str) -> str:
    """Return words as code; a span takes no line breaks, and backticks of its own would end it."""
    plain = re.sub(r"\s+", " ", words.replace("`", "'")).strip()
    return f"`{plain}`"
