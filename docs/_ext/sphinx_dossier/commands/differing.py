"""A difference printed: as text, as Markdown for a comment, as data, as a page."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from sphinx_dossier.comparing.changes import LOUD, Change, Changed, Difference, Quoted, Sort
from sphinx_dossier.problems import Problem, count

LONGEST = 60_000
"""The most characters of Markdown: a comment on GitHub takes 65,536."""
NOTHING = "Nothing changed that the knowledge base says.\n"
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~@:&$])")


def text(found: Difference) -> str:
    """Return the difference as lines for a terminal."""
    if found.is_empty:
        return NOTHING
    lines = [line for entry in found.entries for line in _entry(entry)]
    lines += _listed("New problems", found.problems.new)
    lines += _listed("Problems that are gone", found.problems.gone)
    return "\n".join([*lines, summary(found)]) + "\n"


def summary(found: Difference) -> str:
    """Return in one line how much changed."""
    sorts = Counter(change.sort for entry in found.entries for change in entry.changes)
    told = (
        (Sort.ADDED, "new entry", "new entries"),
        (Sort.REMOVED, "entry gone", "entries gone"),
        (Sort.CLAIM_ADDED, "new claim", ""),
        (Sort.CLAIM_REMOVED, "claim gone", "claims gone"),
        (Sort.CLAIM_MOVED, "claim moved", "claims moved"),
        (Sort.VALUE, "claim changed", "claims changed"),
        (Sort.DIFFERS, "new difference between sources", "new differences between sources"),
    )
    parts = [count(sorts[sort], one, many) for sort, one, many in told if sorts[sort]]
    parts += [count(len(found.problems.new), "new problem")] if found.problems.new else []
    parts += [count(len(found.problems.gone), "problem mended", "problems mended")] if found.problems.gone else []
    entries = count(len(found.entries), "entry", "entries")
    return f"{entries} changed: {', '.join(parts)}." if parts else f"{entries} changed."


def _entry(entry: Changed) -> Iterator[str]:
    yield f"{entry.kind}: {entry.name} ({entry.id})"
    for change in entry.changes:
        yield f"  {change.mark} {change.words}"
        yield from (f"      {note}" for note in change.notes)
        yield from (f"      “{quote.text}” ({quote.source})" for quote in change.quotes)
    yield ""


def _listed(title: str, problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield f"{title}:"
        yield from (f"  {problem}" for problem in problems)
        yield ""


def markdown(found: Difference) -> str:
    """Return the difference as Markdown in which no words of a file are anything but words.

    What needs a look stands first, then each entry, folded; what is more than a comment holds is counted.
    """
    if found.is_empty:
        return NOTHING
    head = [f"**{_md(summary(found))}**", ""]
    loud = [(entry, change) for entry in found.entries for change in entry.changes if change.sort in LOUD]
    if loud or found.problems.new:
        head += ["Look at these first:", ""]
        head += [f"- {_md(entry.name)}: {_md(change.words)}" for entry, change in loud]
        head += [
            f"- {_code(str(problem.place))} {_md(problem.message)} {_code(problem.code.value)}"
            for problem in found.problems.new
        ]
        head += [""]
    gone = [f"- {_md(problem.message)} {_code(problem.code.value)}" for problem in found.problems.gone]
    tail = ["Problems that are gone:", "", *gone, ""] if gone else []
    parts = ["\n".join(_folded(entry)) for entry in found.entries]
    return _fitting(_within(head, LONGEST // 2), parts, _within(tail, LONGEST // 4))


def _folded(entry: Changed) -> Iterator[str]:
    yield f"<details><summary>{escape(_parted(entry.name))} ({escape(entry.kind)}, {escape(entry.id)})</summary>"
    yield ""
    for change in entry.changes:
        yield f"- {_code(change.mark)} {_md(change.words)}"
        yield from (f"  - {_md(note)}" for note in change.notes)
        yield from (f"  - “{_md(quote.text)}” ({_md(quote.source)})" for quote in change.quotes)
    yield ""
    yield "</details>"
    yield ""


def _first(parts: list[str], most: int) -> list[str]:
    """Return the first of some parts, as many as have room with a line break each."""
    lengths = itertools.accumulate(len(part) + 1 for part in parts)
    return parts[: sum(1 for length in lengths if length <= most)]


def _within(lines: list[str], most: int) -> str:
    """Return as many lines as fit, and how many do not."""
    kept = _first(lines, most)
    more = len(lines) - len(kept)
    return "\n".join([*kept, *([f"- and {more:,} more", ""] if more else [])])


def _fitting(head: str, parts: list[str], tail: str) -> str:
    kept = _first(parts, LONGEST - len(head) - len(tail) - 100)
    more = len(parts) - len(kept)
    said = f"{count(more, 'entry', 'entries')} more changed.\n" if more else ""
    return "\n".join(part for part in (head, *kept, tail, said) if part) + "\n"


def _md(words: str) -> str:
    """Return words of a file so that Markdown takes them for nothing else: no link, name, picture or HTML.

    GitHub looks for names and numbers of issues in what Markdown has made, so a sign after @ and # parts them.
    """
    return _SIGNS.sub(r"\\\1", _parted(" ".join(words.split()))).replace("\\@", "@").replace("\\#", "#")


def _parted(words: str) -> str:
    return re.sub("([@#])", "\\1\u2060", words)


def _code(words: str) -> str:
    plain = " ".join(words.replace("`", "'").split())
    return f"`{plain}`"


def data(found: Difference) -> str:
    """Return the difference as JSON: `entries` with their `changes`, and `problems` that are new or gone."""
    whole = {
        "entries": [
            {"id": entry.id, "kind": entry.kind, "name": entry.name, "path": entry.path,
             "changes": [_change(change) for change in entry.changes]}
            for entry in found.entries
        ],
        "problems": {"new": _problems(found.problems.new), "gone": _problems(found.problems.gone)},
    }  # fmt: skip
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _change(change: Change) -> Mapping[str, object]:
    quotes = [{"quote": quote.text, "source": quote.source} for quote in change.quotes]
    return {
        "sort": change.sort.value,
        "words": change.words,
        "claim": change.claim,
        "notes": change.notes,
        "quotes": quotes,
    }


def _problems(problems: Iterable[Problem]) -> list[Mapping[str, object]]:
    return [
        {"path": one.place.path, "line": one.place.line, "column": one.place.col, "code": one.code.value,
         "message": one.message}
        for one in problems
    ]  # fmt: skip


def html(found: Difference) -> str:
    """Return the difference as one page that needs nothing beside itself."""
    body = (
        [f"<p><strong>{escape(summary(found))}</strong></p>"] if not found.is_empty else [f"<p>{NOTHING.strip()}</p>"]
    )
    for entry in found.entries:
        body.append(f"<h2>{escape(entry.name)} <small>{escape(entry.kind)}, {escape(entry.id)}</small></h2><ul>")
        body += [_item(change) for change in entry.changes]
        body.append("</ul>")
    for title, problems in (("New problems", found.problems.new), ("Problems that are gone", found.problems.gone)):
        if problems:
            body.append(f"<h2>{title}</h2><ul>")
            body += [f"<li><code>{escape(str(one.place))}</code> {escape(one.message)}</li>" for one in problems]
            body.append("</ul>")
    return _PAGE.format(body="\n".join(body))


def _item(change: Change) -> str:
    notes = "".join(f"<p>{escape(note)}</p>" for note in change.notes)
    quotes = "".join(map(_blockquote, change.quotes))
    names = {"+": "new", "-": "gone", "!": "look", "?": "ask"}
    words = f"<b>{escape(change.mark)}</b> {escape(change.words)}"
    return f'<li class="{names.get(change.mark, "changed")}">{words}{notes}{quotes}</li>'


def _blockquote(quote: Quoted) -> str:
    return f"<blockquote>“{escape(quote.text)}” <cite>{escape(quote.source)}</cite></blockquote>"


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What changed as knowledge</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
small {{ font-weight: normal; }}
ul {{ padding-left: 0; list-style: none; }}
li {{ padding: 0.3rem 0 0.3rem 0.8rem; border-left: 0.25rem solid #888; margin-bottom: 0.4rem; }}
li.new {{ border-color: #2a7d46; }}
li.gone {{ border-color: #b3382c; }}
li.look, li.ask {{ border-color: #b07400; }}
li p, blockquote {{ margin: 0.2rem 0 0.2rem 1rem; }}
</style>
</head>
<body>
<h1>What changed as knowledge</h1>
{body}
</body>
</html>
"""

FORMATS: Mapping[str, Callable[[Difference], str]] = {"text": text, "markdown": markdown, "json": data, "html": html}
"""The ways to print a difference."""
