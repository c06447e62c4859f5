"""`dossier fmt`: every entry's file in one form."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import edits, form, yaml_nodes
from sphinx_dossier.commands.place import Misuse, shown, write
from sphinx_dossier.commands.subcommand import subcommand
from sphinx_dossier.kinds import Kind, load_kinds
from sphinx_dossier.problems import Code, Place, Problem, count

if TYPE_CHECKING:
    from sphinx_dossier.commands.subcommand import Commands

EXAMPLES = """\
examples:
  dossier fmt                               every entry
  dossier fmt kb/people/ada-example.yaml    one entry
  dossier fmt --check                       print what would change, and change nothing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed:
    """A file: its text `before` and `after`, which is the same where a `problem` keeps it from its form."""

    file: Path
    before: str
    after: str
    problems: tuple[Problem, ...] = ()


def add(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = subcommand(
        commands,
        "fmt",
        "bring the entries' files into one form",
        description="Bring the files of entries into one form: the order of keys, quotation marks, folding,\n"
        "indentation and blank lines. What they say, their comments and the order of claims stay.",
        examples=EXAMPLES,
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="only these files and folders")
    parser.add_argument("--check", action="store_true", help="print the diff that is wanted, and write nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, or print the diff; return 1 where a file is not, or cannot be put, in its form."""
    found = list(all_formed(options.kb, options.paths))
    problems = [problem for one in found for problem in one.problems]
    loose = [one for one in found if one.after != one.before]
    for problem in problems:
        where = problem.place
        print(f"{shown(options.kb, where)}:{where.line}:{where.col}: {problem.message} [{problem.code.value}]")
    if options.check:
        for one in loose:
            print(edits.diff(_relative(options.kb, one.file), one.before, one.after), end="")
    elif loose:
        write({one.file: one.after for one in loose})
        for one in loose:
            print(f"formed {shown(options.kb, Place(path=_relative(options.kb, one.file)))}")
    print(_summary(found, loose, check=options.check))
    return 1 if problems or (options.check and loose) else 0


def _summary(found: list[Formed], loose: list[Formed], *, check: bool) -> str:
    left = sum(bool(one.problems) for one in found)
    said = f"{count(len(loose), 'file')} of {len(found)} {'would be changed' if check else 'changed'}"
    if not loose:
        said = f"{count(len(found) - left, 'file')} in the form"
    return f"{said}; {left} with problems left as {'it is' if left == 1 else 'they are'}" if left else said


def all_formed(root: Path, paths: list[Path]) -> Iterator[Formed]:
    """Yield the files of entries, of all or of those in some paths, in order. Raises Misuse for a path elsewhere."""
    wanted = [path.resolve() for path in paths]
    for path in wanted:
        if not path.exists():
            raise Misuse(f"there is no '{path.name}' to bring into form")
        if not (path.is_relative_to(root.resolve()) or root.resolve().is_relative_to(path)):
            raise Misuse(f"'{path.name}' is not in the knowledge base '{root}'")
    kinds, _ = load_kinds(root, root.resolve().name)
    for kind in sorted(kinds.values(), key=lambda kind: kind.folder):
        for file in sorted((root / kind.folder).glob("*.yaml")):
            inside = any(file.resolve().is_relative_to(path) for path in wanted)
            if (inside or not wanted) and not file.name.startswith("."):
                yield _formed(root, file, kind)


def _formed(root: Path, file: Path, kind: Kind) -> Formed:
    path = _relative(root, file)
    text, problems = yaml_nodes.read(file, path)
    if text is None:
        return Formed(file=file, before="", after="", problems=problems)
    before = file.read_bytes().decode()
    node, problems = yaml_nodes.parse(text, path)
    if problems or not isinstance(node, yaml_nodes.Mapping):
        return Formed(file=file, before=before, after=before, problems=problems)
    try:
        return Formed(file=file, before=before, after=form.formed(text, kind))
    except form.Unformed as error:
        problem = Problem(place=Place(path=path), code=Code.NOT_YAML, wrong=f"left as it is: {error}")
        return Formed(file=file, before=before, after=before, problems=(problem,))


def _relative(root: Path, file: Path) -> str:
    """Return the path of a file as places show it."""
    return f"{root.resolve().name}/{file.relative_to(root).as_posix()}"
