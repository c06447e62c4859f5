"""Where the ids of entries stand in the text of files: in entries by their kinds' fields, in pages by their roles."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_dossier.edits import Edit, offset, place
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind, Kinds, all_fields
from sphinx_dossier.problems import Place
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, Sequence, parse
from sphinx_dossier.yaml_tokens import scalars

_TERMS = re.compile(
    r"^(?P<fence>[`:]{3,})[ \t]*\{dossier-terms\}[^\n]*\n(?P<body>.*?)^(?P=fence)"
    r"|^(?P<indent>[ \t]*)\.\. dossier-terms::[^\n]*\n(?P<lines>(?:(?P=indent)[ \t]+[^\n]*\n|[ \t]*\n)*)",
    re.MULTILINE | re.DOTALL,
)
_EMPTY = {"null", "Null", "NULL", "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A reference to the entry `id`, from `start` to `end` in the text of the file `path`.

    `claim` is the claim that a role names after `#`. `field` is the field that refers, None in a page.
    """

    path: str
    start: int
    end: int
    id: str
    place: Place
    claim: str = ""
    field: Field | None = None
    bare: bool = False

    def renamed(self, id: str) -> Edit:  # noqa: A002
        """Return the edit that lets it refer to another entry."""
        text = f'"{id}"' if self.bare and id in _EMPTY else id
        return Edit(path=self.path, start=self.start, end=self.end, text=text)


def in_entry(text: str, path: str, kind: Kind) -> tuple[Spot, ...]:
    """Return the references in the text of an entry's file, in file order; none where it cannot be read."""
    node, _ = parse(text, path)
    if node is None:
        return ()
    found = scalars(text)
    spots = []
    for field, scalar in _references(node, kind.shape):
        at = offset(text, scalar.line, scalar.col)
        end = found.get(at, at)
        inner = text[at + 1 : end - 1] == scalar.text and text[at] in "\"'"
        start, end = (at + 1, end - 1) if inner else (at, end)
        where = Place(path=path, line=scalar.line, col=scalar.col)
        bare = not inner
        spots.append(Spot(path=path, start=start, end=end, id=scalar.text, place=where, field=field, bare=bare))
    return tuple(sorted(spots, key=lambda spot: spot.start))


def _references(node: Node, shape: Field) -> Iterator[tuple[Field, Scalar]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _references(item, shape)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            field = shape.fields.get("" if shape.type is Type.MAP else key.text)
            if field is not None:
                yield from _references(value, field)
    elif shape.type is Type.REFERENCE and node.text:
        yield shape, node


def in_page(text: str, path: str, kinds: Kinds) -> tuple[Spot, ...]:
    """Return the references in a page of MyST or reStructuredText: roles, claims shown, conditions of tables."""
    names = "|".join(sorted({*map(re.escape, kinds), "claim", "any"}))
    folders = "|".join(sorted(re.escape(kind.folder) for kind in kinds.values()))
    id_ = r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:#(?P<claim>[a-z0-9-]+))?"
    in_role = rf"`(?:[^`<]*<|[!~]?)(?:{{0}}){id_}>?`"
    asked = {one.name for kind in kinds.values() for one in all_fields(kind.shape) if one.type is Type.REFERENCE}
    forms = (
        rf"(?:\{{(?:dossier:)?(?:{names})\}}|:(?:dossier:)?(?:{names}):)" + in_role.replace("{0}", ""),
        r"(?:\{doc\}|:doc:)" + in_role.replace("{0}", rf"(?:[./]*/)?(?:{folders})/"),
        rf"^[ \t]*(?:[`:]{{3,}}[ \t]*\{{dossier-claim\}}|\.\. dossier-claim::)[ \t]+{id_}",
        rf"(?:^[ \t]*:?where:|;)[^\n;]*?\b(?:{'|'.join(sorted(map(re.escape, asked)))})[ \t]*=[ \t]*{id_}",
    )
    spots = {spot.start: spot for form in forms for spot in _matches(re.compile(form, re.MULTILINE), text, path)}
    for block in _TERMS.finditer(text):
        found = _matches(
            re.compile(rf"(?<!\S){id_}(?!\S)"), text, path, *block.span("body" if block["fence"] else "lines")
        )
        spots.update({spot.start: spot for spot in found})
    return tuple(spots[at] for at in sorted(spots))


def _matches(form: re.Pattern[str], text: str, path: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Spot]:
    for match in form.finditer(text, start, end):
        first, last = match.span("id")
        where = place(text, first, path)
        yield Spot(path=path, start=first, end=last, id=match["id"], place=where, claim=match["claim"] or "")


def of(spots: Iterable[Spot], id: str) -> tuple[Spot, ...]:  # noqa: A002
    """Return the references to one entry."""
    return tuple(spot for spot in spots if spot.id == id)
