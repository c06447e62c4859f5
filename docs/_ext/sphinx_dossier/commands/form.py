"""`dossier form`: an issue that somebody made with one of the issue forms becomes an entry, or what is to be done."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import claiming, moving
from sphinx_dossier.commands import answers, blanks, putting
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.evidence.find import find, parts
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.library import SOURCE
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.rules.short_quotes import faults, has_length

if TYPE_CHECKING:
    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands
    from sphinx_dossier.entries import Entry

EXAMPLES = """\
examples:
  dossier form issue.md      the text of an issue, saved
  dossier form < issue.md    of standard input
"""
_TITLES = re.compile(r"[^\W_]+")


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "form",
        "make an entry of an issue form's answers",
        description="Read an issue that was made with one of the issue forms. Of a new entry it writes the file, "
        "with a proved statement where a source here has the words. Of a correction or a dead link it says which "
        "file it is about, whether the words are in a source, and what to do.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "issue", metavar="FILE", nargs="?", default="-", help="the issue's text (default: standard input)"
    )
    parser.add_argument("--force", action="store_true", help="write the entry though another has a name near its own")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do what the form is for; return 1 where something is left to be done by hand."""
    form, told = answers.read(_text(options.issue))
    if not form:
        asked = listed(answers.QUESTIONS, last="or")
        raise Misuse(f"this is no answer to one of the forms {asked}; their questions stand in it as '### ' headings")
    result = checking(options.kb)
    does = {"new entry": _new, "correction": _correction, "dead link": _link}
    return does[form](options, told, result)


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_bytes().decode()
    except OSError as error:
        raise Misuse(f"'{name}' cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"'{name}' is not UTF-8 text (byte {error.start})") from error


def _new(options: argparse.Namespace, told: Mapping[str, str], result: Checked) -> int:
    """Write the new entry, and its statement where the words are in a source."""
    name, names = (
        " ".join(told["Name"].split()),
        [" ".join(one.split()) for one in re.split("[,\n]", told["Other names"])],
    )
    kind = blanks.kind(told["Kind"].strip().lower(), result.read)
    if not name:
        raise Misuse("the answer to 'Name' is empty")
    if not options.force and blanks.told_near(options.kb, result.read, kind.name, (name, *filter(None, names))):
        return 1
    id_ = blanks.id_for(None, name, result.read)
    says, quote = " ".join(told["What does it say?"].split()), _words(told["Exact words of the source"])
    sources = _having(quote, result)
    where = blanks.place(result.read, kind, id_)
    text = blanks.text(kind, name, list(_notes(told, names, quote, proved=bool(sources and says))))
    if sources and says:
        text = putting.joined(text, where.path, kind, claiming.statement(says, (), [(sources[0], quote)]))
    write({options.kb / kind.folder / f"{id_}.yaml": text})
    print(f"wrote {shown(options.kb, where)}")
    if sources and says:
        return putting.told(options.kb, where.path)
    print("The words are in no source here as a quote. Save the article, then run: dossier source add ARTICLE")
    print(f"After that: dossier paste --into {id_}")
    return 1


def _notes(told: Mapping[str, str], names: list[str], quote: str, *, proved: bool) -> Iterator[str]:
    """Yield what the editor of a new entry has to know."""
    if others := ", ".join(filter(None, names)):
        yield f"Other names, each to be proved by a quote: {others}"
    if not proved:
        yield f"To be proved: {told['What does it say?']}"
        yield f"by these words of a source: {quote}"
        yield f"Source to be added: {told['Address of the source']} {told['Date of the source']}"


def _correction(options: argparse.Namespace, told: Mapping[str, str], result: Checked) -> int:
    """Say which entry is meant, and whether the words are in a source."""
    entry = _entry(told["Entry"], result)
    print(f"{shown(options.kb, entry.place())}: {entry.name}")
    print(f"wrong: {' '.join(told['What is wrong?'].split())}")
    if wanted := " ".join(told["What should it say?"].split()):
        print(f"wanted: {wanted}")
    quote = _words(told["Exact words of the source"])
    if not quote:
        print("No words of a source are given.")
    elif sources := _having(quote, result):
        # In a shell's own quotation marks, for a stranger wrote the words and a maintainer runs the line.
        print(f"The words are in {listed(sources)}: dossier cite {sources[0]} {shlex.quote(quote)}")
    else:
        print(f"The words are in no source here. It is said to be: {told['Address of the source'] or 'not known'}")
    return 1


def _link(options: argparse.Namespace, told: Mapping[str, str], result: Checked) -> int:
    """Say which key of which source the address is."""
    entry = _entry(told["Source"], result)
    if entry.kind != SOURCE:
        raise Misuse(f"'{entry.id}' is no source but a {entry.kind}")
    gone = told["Address that is gone"].strip()
    keys = [key for key in ("url", "archive") if str(entry.keys.text(key)) == gone]
    print(f"{shown(options.kb, entry.place())}: {entry.name}")
    if not keys:
        print(f"'{gone}' is neither its url nor its archive; they are {_addresses(entry)}.")
    elif works := told["Address that works"].strip():
        print(f"Its {keys[0]} is gone. If {works} has the same words, put it there, and run: dossier check")
    else:
        print(f"Its {keys[0]} is gone. Add under 'standing': status: gone, the date, and why; see dossier explain.")
    return 1


def _addresses(entry: Entry) -> str:
    return " and ".join(str(entry.keys.text(key)) for key in ("url", "archive") if entry.keys.text(key)) or "missing"


def _entry(answer: str, result: Checked) -> Entry:
    """Return the entry that an answer means, by address, id or name. Raises Misuse."""
    said = answer.strip()
    last = re.sub(r"[?#].*$", "", said).rstrip("/").rpartition("/")[2].removesuffix(".html").removesuffix(".yaml")
    by_name = {_plain(entry.name): entry.id for entry in result.read.entries.values()}
    wanted = next((id_ for id_ in (last, by_name.get(_plain(said), "")) if id_ in result.read.entries), last)
    try:
        return moving.known(result.read, wanted)
    except moving.Refused as refused:
        guess = meant(_plain(said), by_name)
        raise Misuse(str(refused) if not guess else f"no entry '{said}'; {guess}") from refused


def _plain(name: str) -> str:
    return " ".join(_TITLES.findall(name.casefold()))


def _words(answer: str) -> str:
    """Return the words of an answer without the marks of a quotation around them."""
    return " ".join(re.sub(r"(?m)^>\s?", "", answer).split()).strip("\"“”'‘’ ")


def _having(quote: str, result: Checked) -> list[str]:
    """Return the sources that have words as a quote in which the check finds no fault."""
    words, settings = parts(quote), result.settings
    if not has_length(words, settings):
        return []
    found = ((id_, print_, find(print_, quote)) for id_, print_ in sorted(result.prints.items()))
    return [
        id_
        for id_, print_, proof in found
        if isinstance(proof, Proof) and not faults(print_, proof.spans, words, settings)
    ]
