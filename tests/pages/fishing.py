"""A tiny invented library: two countries that share a sea, and what two newspapers printed of their talks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sphinx_dossier import checked
from sphinx_dossier.checked import Checked
from sphinx_dossier.evidence import fingerprint
from sphinx_dossier.pages.model import (
    Block,
    Cite,
    Details,
    External,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Quotation,
    Section,
    Strip,
    Table,
    Terms,
    Text,
    Timeline,
    Ways,
)
from sphinx_dossier.pages.picture import Network
from sphinx_dossier.values import Lines, Record

GAZETTE = """\
Norland and Sudland sign fishing deal

Foreign Minister Ada Finch of Norland met Trade Minister Bo Larsen of Sudland in Port City on March 3, 2020.

The two ministers agreed to cut the catch of herring by half before the end of the decade.

Finch said that the deal would save the herring for the children of both countries.

Ada Finch and Bo Larsen shake hands on the pier of Port City
"""

HERALD = """\
Herring deal signed at last

Foreign Minister Ada Finsh of Norland met her colleague in South Haven in March 2020. The Gazette reported.

The deal is the first between Norland and Sudland since the war of the nets in 1975.
"""

ARTICLES = {"gazette": GAZETTE, "herald": HERALD}
LAYOUT = {"gazette": {"title": 1, "caption": 9}, "herald": {"title": 1}}

ENTRIES = {
    # The articles are too short to be quoted in fair shares.
    "settings.yaml": """\
quote-share: 100
source-share: 100
""",
    "sources/gazette": """\
name: Gazette, March 2020
title: {quote: Norland and Sudland sign fishing deal}
publisher: gazette-press
date: 2020-03-04
file: gazette.txt
sha256: {gazette}
layout:
  title: 1
  caption: 9
""",
    "sources/herald": """\
name: Herald, March 2020
title: {quote: Herring deal signed at last}
date: 2020-03
origin: gazette
sha256: {herald}
layout:
  title: 1
""",
    "organizations/gazette-press": """\
name: Gazette Press
facts:
  - type: publisher
    cite: {source: herald, quote: in March 2020. The Gazette reported}
""",
    "organizations/norland": """\
name: Norland
facts:
  - type: country
    cite:
      - {source: gazette, quote: Norland and Sudland sign fishing deal, infer: The report tells of the same deal.}
""",
    "organizations/sudland": """\
name: Sudland
facts:
  - type: country
    cite: {source: gazette, quote: Trade Minister Bo Larsen of Sudland}
""",
    "people/ada-finch": """\
name: Ada Finch
sort: Finch, Ada
facts:
  - id: spelling
    name: Ada Finch
    cite:
      - {source: gazette, quote: Foreign Minister Ada Finch of Norland}
      - {source: gazette, quote: Ada Finch and Bo Larsen shake hands}
  - id: slip
    name: Ada Finsh
    status: misprint
    note: The Gazette has Finch throughout.
    cite: {source: herald, quote: Foreign Minister Ada Finsh of Norland}
offices:
  - id: minister
    office: Foreign Minister
    for: norland
    cite: {source: gazette, quote: Foreign Minister Ada Finch of Norland}
""",
    "people/bo-larsen": """\
name: Bo Larsen
sort: Larsen, Bo
offices:
  - id: trade
    office: Trade Minister
    for: sudland
    date: 2020-03-03
    cite:
      source: gazette
      quote: Trade Minister Bo Larsen of Sudland
      infer: The report says so of the day of the meeting.
""",
    "meetings/port-talks": """\
name: Talks in Port City, 2020
facts:
  - id: pier
    date: 2020-03-03
    place: Port City
    preferred: true
    why: The Gazette was there.
    cite: {source: gazette, quote: "in Port City on March 3, 2020"}
  - id: haven
    date: 2020-03
    place: South Haven
    cite: {source: herald, quote: met her colleague in South Haven in March 2020}
participants:
  - id: both
    person: [ada-finch, bo-larsen]
    presence: confirmed
    cite:
      source: gazette
      quote: Ada Finch and Bo Larsen shake hands on the pier
      infer: The photograph shows both.
  - id: ada
    person: ada-finch
    as: Foreign Minister
    for: norland
    cite: {source: gazette, quote: Foreign Minister Ada Finch of Norland met Trade Minister}
statements:
  - id: herring
    text: The ministers agreed to halve the catch of herring.
    about: [herring-quota, norland]
    cite: {source: gazette, quote: agreed to cut the catch of herring by half}
  - id: saved
    text: Finch said that the deal would save the herring.
    by: ada-finch
    about: herring-quota
    date: 2020-03-03
    cite: {source: gazette, quote: Finch said that the deal would save the herring}
looked-for:
  - question: Who paid for the talks?
    read: [gazette, herald]
    note: Neither says.
""",
    "meetings/old-talks": """\
name: Talks of the war of the nets
facts:
  - id: year
    date: 1975
    cite: {source: herald, quote: since the war of the nets in 1975}
""",
    "policies/herring-quota": """\
name: herring quota
facts:
  - type: undertaking
    cite: {source: gazette, quote: cut the catch of herring by half}
parties:
  - id: quota
    party: [norland, sudland]
    role: pursues
    cite: {source: herald, quote: first between Norland and Sudland since the war}
statements:
  - id: first
    text: The deal was the first since the war of the nets.
    date: 2020-02
    about: ada-finch
    cite:
      source: herald
      quote: the first between Norland and Sudland since the war of the nets
      infer: The Herald of March speaks of it as of the month before.
""",
}


def made(root: Path, changes: Mapping[str, str] | None = None) -> Checked:
    """Write the library with some entries changed or added to `root` and return it checked."""
    hashes = {}
    for id_, text in ARTICLES.items():
        layout = {part: (Lines(first=line, last=line),) for part, line in LAYOUT[id_].items()}
        found = fingerprint.make(text.encode(), Record(layout))
        write(root / f"sources/{id_}.fingerprint.json", fingerprint.dumps(found))
        hashes[id_] = hashlib.sha256(text.encode()).hexdigest()
    for path, text in {**ENTRIES, **(changes or {})}.items():
        for id_, sha in hashes.items():
            text = text.replace(f"{{{id_}}}", sha)  # noqa: PLW2901
        write(root / (path if "." in path else f"{path}.yaml"), text)
    return checked.check(root)


def write(file: Path, text: str) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def lines(blocks: tuple[Block, ...]) -> list[str]:
    """Return blocks as lines that a test can be compared with: links as [words](page#anchor), marks as [^1]."""
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [(f"({block.role}) " if block.role else "") + words(block.content)]
        case Section() | Details():
            return [f"== {block.title} #{block.anchor}", *lines(block.blocks)]
        case Terms():
            return [line for term in block.terms for item in term.items for line in _item(f"{term.label}: ", item)]
        case Items():
            return [line for item in block.items for line in _item("- ", item)]
        case Table() | Strip():
            return _table(block) if isinstance(block, Table) else _strip(block)
        case Quotation() | Listing() | Timeline() | Ways() | Network():
            return _figure(block)


def _figure(block: Quotation | Listing | Timeline | Ways | Network) -> list[str]:
    if isinstance(block, Network):
        return [block.label, *_table(block.table)[1:]]
    if isinstance(block, Ways):
        return [f"{words(row.before)} <- {words(row.row)} -> {words(row.after)}" for row in block.rows]
    if isinstance(block, Timeline):
        return _timeline(block)
    if isinstance(block, Quotation):
        return [f"> {block.text}", f"> -- {words(block.content)}"]
    return [f"{block.label}:", *block.code.splitlines()]


def _table(table: Table) -> list[str]:
    rows = [" | ".join(map(words, row.cells)) for row in table.rows]
    return [f"[{table.caption}]", " | ".join(table.head), *rows]


def _strip(strip: Strip) -> list[str]:
    return [strip.label, *(f"- {bar.title}" for bar in strip.bars), *_table(strip.table)]


def _timeline(timeline: Timeline) -> list[str]:
    return [timeline.label, *(f"* {one.date}: {' / '.join(map(words, one.lines))}" for one in timeline.moments)]


def _item(start: str, item: Item) -> list[str]:
    below = [f"  ({one.role}) {words(one.content)}" for one in item.below]
    return [start + words(item.content), *below]


def words(content: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, content))


def _inline(one: Inline) -> str:
    match one:
        case Text():
            return one.text
        case Link():
            return f"[{one.text}]({one.page}{'#' if one.anchor else ''}{one.anchor})"
        case External():
            return f"<{one.text}|{one.url}>"
        case Cite():
            return f"[^{one.number}]"
