"""The kinds of entries, read from their YAML declarations: the package's own, then those of `kb/kinds/`.

A declaration that names a kind which is there already adds to it; a field declared again is replaced.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sphinx_dossier.declarations import (
    COMMON,
    DECLARATION,
    HERE,
    Relation,
    common,
    declared,
    fields,
    hollow,
    named,
    problem,
    read,
    relations,
)
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.problems import Code, Place, Problem, listed, meant
from sphinx_dossier.values import ID, Record, slug

__all__ = ["Kind", "Kinds", "Relation", "all_fields", "builtin_kinds", "common", "load_kinds"]

RESERVED = frozenset({"claim", "any"})
"""Names that no kind can have, since the role of its entries would be another."""
_NEEDED = ("label", "plural", "folder", "help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of entry, as declared.

    `keys` are the uncited keys at the top of an entry, `facts` and `relations` what its claims may set. `time` names
    the fact or key that puts entries of the kind in time. `proper` says that entries have proper names, which a quote
    must hold where a claim has them. `feed` says that each entry has a feed of its own. `shape` is the whole entry as
    one record field, from which it is read, checked and described as JSON Schema. `file` is the declaration, the last
    one where it is extended.
    """

    name: str
    label: str
    plural: str
    folder: str
    help: str
    schema: str
    time: str
    proper: bool
    feed: bool
    keys: Mapping[str, Field]
    facts: Mapping[str, Field]
    relations: Mapping[str, Relation]
    columns: tuple[str, ...]
    shape: Field
    file: Path


Kinds = Mapping[str, Kind]


@functools.cache
def builtin_kinds() -> Kinds:
    """Return the kinds that come with the package, by name."""
    kinds, problems = _load(sorted(HERE.glob("*.yaml")), "kinds", {})
    if problems:
        raise AssertionError(problems)
    return kinds


def load_kinds(root: Path, label: str) -> tuple[Kinds, tuple[Problem, ...]]:
    """Return the package's kinds with those that `root`/kinds adds or extends, and what is wrong with these.

    `label` is the name of the knowledge base's folder, as places show it.
    """
    return _load(sorted((root / "kinds").glob("*.yaml")), f"{label}/kinds", builtin_kinds())


def _load(files: Iterable[Path], label: str, known: Kinds) -> tuple[Kinds, tuple[Problem, ...]]:
    kinds, problems, read_well = dict(known), list[Problem](), list[tuple[str, Record]]()
    names = set(known)
    for file in files:
        if file.name.startswith(".") or (file.stem == COMMON and file.parent == HERE):
            continue
        names.add(file.stem)
        path = f"{label}/{file.name}"
        record, found = read(file, path, DECLARATION)
        found = (*_bad_name(file.stem, path), *found)
        problems.extend(found)
        if record is not None and not found:
            kind, wrong = _kind(file, path, record, kinds)
            problems.extend(wrong)
            read_well.append((path, record))
            if not wrong:
                kinds[kind.name] = kind
    problems.extend(found for path, record in read_well for found in _kind_references(record, path, sorted(names)))
    return MappingProxyType(kinds), tuple(problems)


def _bad_name(name: str, path: str) -> Iterable[Problem]:
    if not ID.fullmatch(name):
        wrong, allowed = f"'{name}' is no id", "a kind is named by lower-case words joined by hyphens"
        guess = f"did you mean '{near}.yaml'?" if (near := slug(name)) else ""
        yield Problem(place=Place(path=path), code=Code.BAD_ID, wrong=wrong, allowed=allowed, meant=guess)


def _kind(file: Path, path: str, record: Record, kinds: Kinds) -> tuple[Kind, list[Problem]]:
    old = kinds.get(file.stem)
    problems = [] if old else _lacking(record, path)
    own, more = relations(record, path)
    problems += more

    def text(name: str) -> str:
        return record.text(name) or (getattr(old, name) if old else "")

    keys = {**(old.keys if old else {}), **declared(record, "keys")}
    facts = {**(old.facts if old else {}), **declared(record, "facts")}
    links = {**(old.relations if old else {}), **own}
    columns = tuple(str(c) for c in record.all("columns")) or (old.columns if old else ("name",))
    kind = Kind(
        name=file.stem,
        label=text("label"),
        plural=text("plural"),
        folder=text("folder"),
        help=text("help"),
        schema=text("schema") or "Thing",
        time=text("time"),
        proper=True in (record.all("proper") or (old is not None and old.proper,)),
        feed=True in (record.all("feed") or (old is not None and old.feed,)),
        keys=keys,
        facts=facts,
        relations=links,
        columns=columns,
        shape=_shape(text("label"), keys, facts, links),
        file=file,
    )
    return kind, [*problems, *hollow(record, path), *_clashes(record, path, kind, kinds)]


def _lacking(record: Record, path: str) -> list[Problem]:
    lacking = [name for name in _NEEDED if not record.text(name)]
    if not lacking:
        return []
    return [problem(path, record, f"a new kind lacks {listed(lacking)}", f"it needs {listed(_NEEDED)}")]


def _clashes(record: Record, path: str, kind: Kind, kinds: Kinds) -> Iterable[Problem]:
    """Yield what a kind may not be called or hold beside the other kinds and what every kind has."""
    parts = common()
    top = {*parts["entry"], "facts", "statements", "looked-for"}.intersection([*kind.keys, *kind.relations])
    inside = {*parts["claim"], *parts["fact"]}.intersection(kind.facts)
    for taken in sorted(top | inside):
        yield problem(path, record, f"the name '{taken}' belongs to every kind", "choose another name")
    if kind.name in RESERVED:
        yield problem(path, record, f"the name '{kind.name}' is that of a role of its own", "choose another name")
    names = [*parts["entry"], *kind.keys, *kind.facts, *kind.relations]
    for column in kind.columns:
        if column not in names:
            yield problem(path, record, f"no field '{column}' for a column", "", meant(column, names))
    if kind.time and kind.time not in {*kind.keys, *kind.facts}:
        yield problem(path, record, f"no field '{kind.time}' for 'time'", "", meant(kind.time, names))
    other = next((k for k in kinds.values() if k.folder == kind.folder and k.name != kind.name), None)
    if other or kind.folder == "kinds":
        owner = f"kind '{other.name}'" if other else "the declarations"
        yield problem(path, record, f"the folder '{kind.folder}' belongs to {owner}", "choose another folder")


def _kind_references(record: Record, path: str, kinds: Sequence[str]) -> Iterable[Problem]:
    """Yield a problem for each field in a declaration that refers to a kind which nothing declares."""
    for name, field in fields(record):
        to = [str(kind) for kind in field.all("to")]
        for kind in to if to != ["any"] else ():
            if kind not in kinds:
                wrong = f"'{name}' refers to the kind '{kind}', which nothing declares"
                yield problem(path, field, wrong, f"kinds are {listed(kinds)}", meant(kind, kinds))


def all_fields(shape: Field) -> Iterable[Field]:
    """Yield every field below a record field, depth first."""
    for field in shape.fields.values():
        yield field
        yield from all_fields(field)


def _shape(
    label: str, keys: Mapping[str, Field], facts: Mapping[str, Field], relations: Mapping[str, Relation]
) -> Field:
    parts = common()
    entry = parts["entry"]
    claims = (
        _claims(
            "facts",
            "What is so: each item sets one or more fields.",
            {**facts, **parts["fact"], **parts["claim"]},
        ),
        *(relation.field for relation in relations.values()),
        _claims("statements", "What was said, agreed or done.", {**parts["statement"], **parts["claim"]}),
        _claims("looked-for", "What was looked for and is not in the sources.", parts["looked-for"]),
    )
    return Field(name="", type=Type.RECORD, label=label, help="", fields={**entry, **keys, **named(*claims)})


def _claims(name: str, help_: str, fields: Mapping[str, Field]) -> Field:
    label = name.replace("-", " ").capitalize()
    return Field(name=name, type=Type.RECORD, many=True, label=label, help=help_, fields=fields)
