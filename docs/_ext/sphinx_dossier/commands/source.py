"""`dossier source`: make a source's entry and fingerprint from an article, and compare them with it again."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import checked, loading
from sphinx_dossier.commands import articles
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence import prints, skeleton
from sphinx_dossier.evidence.find import Miss, find
from sphinx_dossier.evidence.fingerprint import Fingerprint, dumps, make
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.form import formed
from sphinx_dossier.library import FINGERPRINT, Library
from sphinx_dossier.problems import Place, count, meant
from sphinx_dossier.rules.quotes import own
from sphinx_dossier.values import ID, Record

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

ADD_EXAMPLES = """\
examples:
  dossier source add article.txt                          a new source, its id made from date and title
  dossier source add article.txt --id daily-2031-05-03    a new source, or a new fingerprint of that one
  dossier source add article.html                         of a saved web page: menus are told from the article
  dossier source add - < article.txt                      of standard input

The text is read and forgotten. Look through the entry that is written: above all `layout`, which says what
each line of the article is. After a change of it, run the command again with the same --id.
"""
VERIFY_EXAMPLES = """\
example:
  dossier source verify daily-2031-05-03 article.txt
"""


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser(
        "source", help="add an article as a source, or verify one", description="Add and verify sources."
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    adding = subcommand(
        actions, "add", "make a source's entry and fingerprint from an article", examples=ADD_EXAMPLES
    )
    adding.add_argument(
        "article",
        metavar="ARTICLE",
        help="the article: a text file in UTF-8, a saved web page, or - for standard input",
    )
    adding.add_argument("--id", metavar="ID", help="the id of the source's entry")
    adding.add_argument("--replace", action="store_true", help="make the fingerprint anew though quotes get lost")
    adding.set_defaults(run=run_add)
    verifying = subcommand(actions, "verify", "make a fingerprint again and compare it", examples=VERIFY_EXAMPLES)
    verifying.add_argument("id", metavar="ID", help="the id of the source's entry")
    verifying.add_argument("article", metavar="ARTICLE", help="the article, as the source was made from it")
    verifying.set_defaults(run=run_verify)


def run_add(options: argparse.Namespace) -> int:
    """Write the entry, where there is none yet, and the fingerprint."""
    article = articles.read(options.article)
    data, text, told = article.data, article.text.removeprefix("\ufeff"), articles.told(article)
    known = loading.load(options.kb)
    id_ = options.id or skeleton.id_for(text, known.entries, told)
    entry = _entry_to_make(known, id_)
    sha256, name = hashlib.sha256(data).hexdigest(), article.name
    file = prints.folder(known) / f"{id_}.yaml"
    if entry is None:
        _refuse_twin(known, sha256)
        layout, draft = skeleton.entry(text, name, sha256, told)
        written = formed(draft, known.kinds[prints.SOURCE])
        print_ = make(data, layout)
    else:
        print_ = make(data, _layout(entry), entry.keys.text("language") or "en")
        if not options.replace:
            _refuse_loss(known, id_, print_)
        written = _updated(file.read_text("utf-8"), name, sha256)
    if not print_.words:
        raise Misuse(f"'{options.article}' holds no words")
    write({file.with_name(f"{id_}{FINGERPRINT}"): dumps(print_), file: written})
    print(f"{'Made' if entry is None else 'Made again'}: the fingerprint of '{id_}', {_summary(print_)}.")
    print(f"{'Wrote' if entry is None else 'Kept'} {_shown(options, file)}; look through it, above all 'layout'.")
    return 0


def _shown(options: argparse.Namespace, file: Path) -> str:
    return shown(options.kb, Place(path=f"{options.kb.resolve().name}/{file.parent.name}/{file.name}"))


def _entry_to_make(known: Library, id_: str) -> Entry | None:
    """Return the source's entry that is there, None where it is to be written. Raises Misuse where it cannot be."""
    if not ID.fullmatch(id_):
        raise Misuse(f"'{id_}' is no id: lower-case words joined by hyphens")
    if id_ in known.broken:
        raise Misuse(f"the entry '{id_}' has problems; `dossier check` names them")
    entry = known.entries.get(id_)
    if entry and entry.kind != prints.SOURCE:
        raise Misuse(f"'{id_}' is a {entry.kind}; choose another id")
    return entry


def _refuse_twin(known: Library, sha256: str) -> None:
    for other in known.of_kind(prints.SOURCE):
        if prints.sha256(other) == sha256:
            raise Misuse(f"this article is the source '{other.id}' already; add it again with --id {other.id}")


def _refuse_loss(known: Library, id_: str, print_: Fingerprint) -> None:
    """Raise Misuse where quotes that stand in the source's stored fingerprint would not stand in the new one."""
    stored = prints.read(known)[0].get(id_)
    cited = (citation for _, _, citation in known.citing.get(id_, ()))
    quotes = {citation.quote.text for citation in (*cited, *own(known.entries[id_]))}
    lost = [q for q in quotes if stored and isinstance(find(stored, q), Proof) and isinstance(find(print_, q), Miss)]
    if lost:
        raise Misuse(
            f"{count(len(lost), 'quote')} of '{id_}' would not be found any more: is this the same article? "
            "Choose another --id, or say --replace"
        )


def _layout(entry: Entry) -> Record:
    return next(iter(entry.keys.records("layout")), Record())


def _updated(entry: str, file: str, sha256: str) -> str:
    """Return an entry's text with the name and the hash of the file that its fingerprint is made from."""
    for key, value in {"file": file, "sha256": sha256}.items():
        if not value:
            continue
        line = f"{key}: {skeleton.scalar(value)}"
        entry, replaced = re.subn(rf"(?m)^{key}:.*$", lambda _, line=line: line, entry)  # type: ignore[misc]
        if not replaced:
            entry = entry.rstrip("\n") + f"\n{line}\n"
    return entry


def _summary(print_: Fingerprint) -> str:
    words: Counter[str] = Counter()
    for part, first, last in print_.parts:
        words[part] += last - first + 1
    by_part = ", ".join(f"{count} in {part}" for part, count in words.most_common())
    return f"{print_.words} words ({by_part}), {len(print_.sentences)} sentences"


def run_verify(options: argparse.Namespace) -> int:
    """Compare the stored fingerprint with one made from the article; return 1 where they differ."""
    data = articles.read(options.article).data
    result = checked.check(options.kb)
    entry, stored = _source(result.library, options.id), result.prints.get(options.id)
    if stored is None:
        raise Misuse(f"the source '{options.id}' has no fingerprint; `dossier source add` makes one")
    made = make(data, _layout(entry), entry.keys.text("language") or "en")
    if made == stored:
        print(f"The fingerprint of '{options.id}' is that of this article: {_summary(made)}.")
        return 0
    for line in differences(stored, made):
        print(f"{options.id}: {line}")
    return 1


def _source(known: Library, id_: str) -> Entry:
    entry = known.entries.get(id_)
    if entry is None or entry.kind != prints.SOURCE:
        raise Misuse(f"no source '{id_}'; {meant(id_, [e.id for e in known.of_kind(prints.SOURCE)])}".rstrip("; "))
    return entry


def differences(stored: Fingerprint, made: Fingerprint) -> list[str]:
    """Return in words how a stored fingerprint differs from one that was made anew."""
    lines = []
    if stored.sha256 != made.sha256:
        lines.append(f"the article's file differs: SHA-256 {made.sha256}, stored {stored.sha256}")
    if stored.windows != made.windows:
        lines.append(f"the words differ: {made.words} in the article, {stored.words} stored")
    skeleton_names = ("parts", "paragraphs", "sentences", "joins", "turns", "language")
    changed = [name for name in skeleton_names if getattr(stored, name) != getattr(made, name)]
    hint = "was 'layout' changed since? `dossier source add --id` makes it anew"
    if stored.lists != made.lists:
        # What the lists alone decide is no sign of a change in the article or its layout.
        lines.append(_lists(stored, made))
        changed = [name for name in changed if name not in {"turns", "sentences"}]
    elif changed == ["turns"]:
        hint = "the word lists are the same, so the file was changed by hand; `dossier source add --id` makes it anew"
    return [*lines, *(f"the {name} differ; {hint}" for name in changed)]


def _lists(stored: Fingerprint, made: Fingerprint) -> str:
    """Return in words what other word lists than today's have made of a stored fingerprint."""
    found = {turn: len(set(stored.turns[turn]) ^ set(made.turns[turn])) for turn in made.turns}
    told = ", ".join(f"{turn} at {count(number, 'place')}" for turn, number in found.items() if number)
    return (
        "the word lists have changed since the fingerprint was made, "
        f"{f'and with them {told}' if told else 'and nothing with them'}; `dossier source add --id` makes it anew"
    )
