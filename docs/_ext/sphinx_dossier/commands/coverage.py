"""`dossier coverage`: what each source has given, which of its sentences have not, and what entries rest on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.commands.progress import checking
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.evidence.coverage import Coverage, Sentence, Stretch, coverage, in_body
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.strength import Strength, strength
from sphinx_dossier.pages.strip import percent
from sphinx_dossier.problems import count, listed, meant

if TYPE_CHECKING:
    from sphinx_dossier.checked import Checked
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier coverage                          every source and every entry
  dossier coverage daily-2031-05-03         one source, and the entries that cite it
  dossier coverage --fail-under 90          exit status 1 below 90 percent
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What is printed: coverages in the order of the library, sources that cannot be measured, and entries."""

    found: tuple[Coverage, ...]
    without: tuple[str, ...]
    entries: tuple[Strength, ...]
    problems: int


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "coverage",
        "say what each source has given",
        description="Count which sentences and words of each source are quoted, name the sentences that are not, and "
        "say what the claims of each entry rest on.",
        examples=EXAMPLES,
    )
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="*", help="only these sources, and the entries that cite them"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to print (default: text)")
    parser.add_argument(
        "--fail-under",
        metavar="PERCENT",
        type=_percent,
        help="exit with status 1 where, of all sentences in the bodies of the sources that are reported and have a "
        "fingerprint, a smaller share has something cited, or where there is no such sentence",
    )
    parser.set_defaults(run=run)


def _percent(text: str) -> Fraction:
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 100:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 0 to 100")
    return share


def run(options: argparse.Namespace) -> int:
    """Print the coverage; return 1 where it is below what is asked for."""
    report = _report(checking(options.kb), options.sources)
    print(_json(report) if options.format == "json" else _text(report))
    if options.fail_under is None:
        return 0
    cited, sentences = in_body(report.found)
    return 0 if sentences and cited * 100 >= options.fail_under * sentences else 1


def _report(result: Checked, only: list[str]) -> _Report:
    library = result.library
    known = [entry.id for entry in library.of_kind(SOURCE)]
    for id_ in only:
        if id_ not in known:
            raise Misuse(f"no source '{id_}'; {meant(id_, known) or f'sources are {listed(known)}'}")
    chosen = [id_ for id_ in known if not only or id_ in only]
    strengths = (strength(entry, result) for kind in library.kinds for entry in library.of_kind(kind))
    return _Report(
        found=tuple(
            coverage(id_, library, result.prints[id_], result.proofs) for id_ in chosen if id_ in result.prints
        ),
        without=tuple(id_ for id_ in chosen if id_ not in result.prints),
        entries=tuple(one for one in strengths if one.claims and not set(chosen).isdisjoint(one.sources)),
        problems=len(result.problems),
    )


def _text(report: _Report) -> str:
    lines = [line for found in report.found for line in _source(found)]
    lines += [f"{id_}: no fingerprint to measure it by" for id_ in report.without]
    lines += ["", *map(_entry, report.entries)] if report.entries else []
    cited, sentences = in_body(report.found)
    in_all = f"{cited:,} of {count(sentences, 'sentence')}"
    lines += [
        "",
        f"{percent(cited, sentences)} of the bodies cited: {in_all} in {count(len(report.found), 'source')}",
    ]
    if report.problems:
        problems = count(report.problems, "problem")
        lines.append(f"{problems}: `dossier check` says which; what they keep off the site is not counted")
    return "\n".join(lines).lstrip("\n")


def _source(found: Coverage) -> Iterator[str]:
    cited, sentences = found.body
    words = f"{percent(found.quoted, found.own)} of {count(found.own, 'word')} quoted"
    proved = f"{count(len(found.marks), 'quote')}, {count(found.claims, 'claim')}"
    yield f"{found.source}: {cited:,} of {count(sentences, 'sentence')} in the body cited, {words}, {proved}"
    for stretch, sentence in found.uncited:
        yield f"  not cited: {_where(stretch, sentence)}, {_words(sentence)}"


def _where(stretch: Stretch, sentence: Sentence) -> str:
    return f"{stretch.label}, sentence {sentence.number}" if len(stretch.sentences) > 1 else stretch.label


def _words(sentence: Sentence) -> str:
    one = sentence.first == sentence.last
    return f"word {sentence.first:,}" if one else f"words {sentence.first:,} to {sentence.last:,}"


def _entry(found: Strength) -> str:
    number, origins = count(len(found.sources), "source"), count(len(found.origins), "independent origin")
    line = f"{found.entry.id}: {count(found.claims, 'claim')}, {number}, {origins}"
    if found.weakest is None:
        return line
    return f"{line}; weakest {found.entry.id}#{found.weakest.claim.id} ({found.weakest.words})"


def _json(report: _Report) -> str:
    cited, sentences = in_body(report.found)
    content = {
        "sources": [_source_object(found) for found in report.found],
        "without-fingerprint": list(report.without),
        "entries": [_entry_object(found) for found in report.entries],
        "body": {"sentences": sentences, "cited": cited},
        "problems": report.problems,
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _source_object(found: Coverage) -> dict[str, object]:
    (cited, sentences), (beside, more) = found.body, found.beside
    return {
        "id": found.source,
        "words": found.words,
        "own": found.own,
        "quoted": found.quoted,
        "share": round(found.share, 4),
        "body": {"sentences": sentences, "cited": cited},
        "beside": {"sentences": more, "cited": beside},
        "quotes": len(found.marks),
        "claims": found.claims,
        "uncited": [_uncited(*one) for one in found.uncited],
    }


def _uncited(stretch: Stretch, sentence: Sentence) -> dict[str, object]:
    number, words = sentence.number, [sentence.first, sentence.last]
    return {"part": stretch.part, "paragraph": stretch.number, "sentence": number, "words": words}


def _entry_object(found: Strength) -> dict[str, object]:
    weakest = found.weakest
    return {
        "id": found.entry.id,
        "claims": found.claims,
        "sources": list(found.sources),
        "origins": list(found.origins),
        "weakest": weakest
        and {
            "claim": weakest.claim.id,
            "sources": list(weakest.sources),
            "origins": list(weakest.origins),
            "parts": list(weakest.parts),
            "answered": weakest.answered,
        },
    }
