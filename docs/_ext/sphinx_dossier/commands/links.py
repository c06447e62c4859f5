"""`dossier links`: which addresses of sources lead nowhere any more. The only command that uses the network."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_dossier.commands import asking
from sphinx_dossier.commands.place import shown
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.fields import Type
from sphinx_dossier.problems import count

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier links                       ask for every address that an entry gives
  dossier links --format markdown     as the text of an issue
  dossier links kb/sources/a.yaml     those of one file
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "links",
        "ask whether the addresses of sources lead somewhere",
        description="Ask on the web for the addresses that entries give. One that leads nowhere ends with exit "
        "status 1. One that could not be asked, as many hosts refuse programs, is named and does not count.",
        examples=EXAMPLES,
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help="ask only for the addresses in these files")
    parser.add_argument("--format", choices=["text", "markdown"], default="text", help="how to print (default: text)")
    parser.add_argument(
        "--patience", metavar="SECONDS", type=float, default=20.0, help="how long a host may take (default: 20)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask, and print what came of it; return 1 where an address leads nowhere."""
    result = checking(options.kb)
    wanted = [
        (place, url) for place, url in _addresses(options.kb, result) if not options.files or _in(place, options)
    ]
    answers = asking.ask([url for _, url in wanted], patience=options.patience)
    found = [(f"{place}: {url}", answers[url]) for place, url in wanted]
    print("\n".join(_markdown(found) if options.format == "markdown" else _text(found)))
    return 1 if any(answer.dead for _, answer in found) else 0


def _in(place: str, options: argparse.Namespace) -> bool:
    return any(place.partition(":")[0] == name.removeprefix("./") for name in options.files)


def _addresses(root: Path, result: Checked) -> Iterator[tuple[str, str]]:
    """Yield the addresses of sources with their places; what no longer stands is not asked for."""
    for entry in result.library.entries.values():
        kind = result.library.kinds[entry.kind]
        gone = any(str(one.text("status")) == "gone" for one in entry.keys.records("standing"))
        for name, field in kind.keys.items():
            # Of a page that is known to be gone, the copy still counts.
            if field.type is Type.URL and entry.keys.text(name) and not (gone and name == "url"):
                yield shown(root, entry.place()), str(entry.keys.text(name))


def _text(found: list[tuple[str, asking.Answer]]) -> Iterator[str]:
    for what, some in asking.split(found):
        yield from (f"{where}: {what}, {answer.said}" for where, answer in some)
    yield _sum(found)


def _markdown(found: list[tuple[str, asking.Answer]]) -> Iterator[str]:
    yield _sum(found)
    for what, some in asking.split(found):
        if some:
            yield f"\n### {what.capitalize()}: {len(some)}\n"
            yield from (f"- `{where}`: {answer.said}" for where, answer in some)


def _sum(found: list[tuple[str, asking.Answer]]) -> str:
    numbers = [f"{len(some)} {what}" for what, some in asking.split(found) if some]
    return f"{count(len(found), 'address', 'addresses')}: {', '.join(numbers) or 'all lead where they say'}."
