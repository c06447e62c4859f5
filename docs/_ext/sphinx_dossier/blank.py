"""A new entry as its kind declares it: what is needed stands there empty, the rest as comments with the helps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind, common

WIDTH = 110
"""How long a line of comments may be."""
_CITE = "cite"
_EXAMPLES = {
    Type.DATE: "2031-05-03, 2031-05 or 2031-05-03/2031-05-04",
    Type.NUMBER: "4000 or over 4000",
    Type.FLAG: "true",
}
_BESIDE = frozenset({"id", "cite", "note", "status", "preferred", "why"})
"""Keys of a claim that a beginner does not need, or that stand in its proof."""
_LATER = frozenset({"moved-from", "withdrawn", "name", "sort"})


def blank(kind: Kind, title: str) -> str:
    """Return the text of a new entry of a kind; `title` is its name as YAML writes it.

    A comment stands where its line would be sound: who takes the mark away has to move nothing.
    """
    lead = (
        f"{kind.help} Lines with # are comments: take the # away before what a source says, fill it in, and delete "
    )
    lines = textwrap.wrap(
        f"{lead}the rest. Every claim has a cite of its own.", WIDTH, initial_indent="# ", subsequent_indent="# "
    )
    lines += ["", f"name: {title}"]
    lines += [f"{name}:{_said(field)}" for name, field in kind.keys.items() if field.required]
    lines += _comments(_keys(kind))
    lines += [""]
    if kind.time in kind.facts:
        lines += ["facts:", *_item({kind.time: kind.facts[kind.time]})]
    return "\n".join([*lines, *_comments(_claims(kind))]) + "\n"


def _comments(lines: Iterator[str]) -> list[str]:
    return [f"# {line}".rstrip() for line in lines]


def _keys(kind: Kind) -> Iterator[str]:
    yield f"sort:{_said(common()['entry']['sort'])}"
    optional = {name: field for name, field in kind.keys.items() if not field.required and name not in _LATER}
    yield from (f"{name}:{_said(field)}" for name, field in optional.items())


def _claims(kind: Kind) -> Iterator[str]:
    facts = {name: field for name, field in kind.facts.items() if name != kind.time}
    first = kind.time not in kind.facts
    if facts and first:
        yield "facts:"
    for name, field in facts.items():
        yield from _item({name: field}, cite=first)
        first = False
    for name, relation in kind.relations.items():
        yield ""
        yield f"{name}:{_said(relation.field)}"
        yield from _item(relation.field.fields)
    yield ""
    yield "statements:  # What was said, agreed or done, in your own words"
    yield from _item(common()["statement"])


def _item(fields: Mapping[str, Field], *, cite: bool = True) -> Iterator[str]:
    """Yield the lines of one claim that sets some fields."""
    shown = [(name, field) for name, field in fields.items() if name not in _BESIDE]
    for at, (name, field) in enumerate(shown):
        yield f"  {'-' if at == 0 else ' '} {name}:{_said(field)}"
    if cite:
        yield f"    {_CITE}:"
        proof = common()["claim"][_CITE].fields
        for at, name in enumerate(("source", "quote")):
            yield f"      {'-' if at == 0 else ' '} {name}:{_said(proof[name])}"


def _said(field: Field) -> str:
    """Return the comment behind a key: what it means and what it takes."""
    takes = ", ".join(field.choices) or _EXAMPLES.get(field.type, "")
    words = f"{field.help.rstrip('.')}{f': {takes}' if takes else ''}"
    return f"  # {words}"
