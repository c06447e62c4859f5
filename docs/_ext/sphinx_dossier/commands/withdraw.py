"""`dossier withdraw`: an entry stands no longer, and its page says why."""

from __future__ import annotations

import argparse
import datetime
from typing import TYPE_CHECKING

from sphinx_dossier import checked, dates, moving, texts
from sphinx_dossier.commands.changing import add_dry_run, carry_out
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.subcommand import subcommand

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier withdraw harbour-talks-2031 --why "The paper took the report back."
  dossier withdraw harbour-talks-2031 --see harbor-talks-2031 --why "The two were one meeting."
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "withdraw",
        "say that an entry no longer stands",
        description="Say in an entry that it no longer stands. Its page stays, says why, and leads on; what refers\n"
        "to it goes on doing so.",
        examples=EXAMPLES,
    )
    parser.add_argument("id", metavar="ID", help="the id of the entry")
    parser.add_argument("--why", required=True, metavar="TEXT", help="why, in a sentence for readers")
    parser.add_argument("--see", action="append", default=[], metavar="ID", help="an entry that says it now")
    parser.add_argument("--date", metavar="DATE", help="when it was withdrawn (default: today)")
    add_dry_run(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Withdraw the entry."""
    library = checked.check(options.kb).library
    found = texts.gather(library, ())
    date = options.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        dates.parse(date)
        entry = moving.known(library, options.id)
        see = tuple(moving.known(library, id_).id for id_ in options.see)
        if not options.why.strip() or options.id in see:
            raise Misuse("an entry does not say itself in place of itself" if options.id in see else "--why is empty")
        kind = library.kinds[entry.kind]
        change = moving.withdraw(found, entry, kind, date=date, why=options.why, see=see)
    except (moving.Refused, dates.DateError) as refused:
        raise Misuse(str(refused)) from refused
    carry_out(options, found, change)
    return 0
