"""The house rules that can be read off the code: which way imports run, and how long things may be."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME = "sphinx_dossier"
PACKAGE = Path(__file__).parents[1] / "docs" / "_ext" / NAME

# From the first to the last. A module may import what stands on its own line or on a line above it.
LAYERS = [
    ["codes", "usage", "folding", "files", "garbage", "memo", "tracing"],
    ["pickling"],
    ["rows"],
    ["kept"],
    ["problems"],
    ["yaml_nodes", "yaml_tokens", "edits", "fixes"],
    ["keys"],
    ["dates", "fields", "sentences"],
    ["records"],
    ["values"],
    ["declarations", "settings"],
    ["kinds"],
    ["addresses"],
    ["entries"],
    ["inverses"],
    ["misplaced"],
    ["library"],
    ["loading"],
    ["blank", "git", "share"],
    ["history", "revisions", "standing", "alike", "spots", "form"],
    ["texts"],
    ["moving"],
    ["claiming"],
    ["evidence"],
    ["disagreements", "met", "origins"],
    ["merging"],
    ["rules", "schema"],
    ["states"],
    ["stores"],
    ["checked"],
    ["catalogued"],
    ["catalogue"],
    ["bibliography"],
    ["pages"],
    ["comparing"],
    ["publication"],
    ["indexing", "writers"],
    ["editor"],
    ["site", "exports", "commands"],
]
RIMS = {"site", "exports", "commands"}  # they never import each other
SPHINX = {"site", "writers.docutils_nodes"}  # these alone import Sphinx, docutils and what they bring
CORE_NEEDS = {"yaml"}  # all others need no more than this and Python
OPTIONAL = {("commands.articles", "trafilatura"), ("commands.parted", "distributed"), ("pages.pull", "igraph")}
"""Taken where it is used; where it is missing, it is done without, or said what to install."""
LANGUAGE_SERVER = {"commands.language_server", "commands.language_forms"}  # taken by `dossier lsp` alone, not at once
ITS_NEEDS = {"lsprotocol", "pygls"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
EMPTY_NAMES = {"base", "common", "helper", "helpers", "misc", "util", "utils"}

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: `target` is the full dotted name, `at_once` that it happens as the module is loaded."""

    target: str
    line: int
    at_once: bool

    @property
    def own(self) -> str | None:
        """The name inside the package, "" for the package itself, None for what is foreign."""
        if self.target == NAME:
            return ""
        return self.target.removeprefix(f"{NAME}.") if self.target.startswith(f"{NAME}.") else None


def dotted(path: str) -> str:
    """Give the name inside the package: "site/domain.py" is "site.domain", "site/__init__.py" is "site"."""
    return path.removesuffix(".py").replace("/", ".").removesuffix("__init__").rstrip(".")


def is_module(name: str) -> bool:
    path = PACKAGE.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def targets(node: ast.Import | ast.ImportFrom, path: str) -> Iterator[str]:
    """Give what a statement imports, `from package import module` as the module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    origin = node.module or ""
    if node.level:
        parents = [NAME, *Path(path).parent.parts]
        kept = parents[: len(parents) - node.level + 1]
        origin = ".".join([*kept, *filter(None, [node.module])])
    for alias in node.names:
        inner = f"{origin}.{alias.name}".removeprefix(f"{NAME}.")
        yield f"{NAME}.{inner}" if origin.split(".")[0] == NAME and is_module(inner) else origin


def deferred(node: ast.AST) -> bool:
    """Whether what stands in `node` does not happen as the module is loaded."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def walk(node: ast.AST, path: str, *, at_once: bool = True) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for target in targets(child, path):
                yield Import(target=target, line=child.lineno, at_once=at_once)
        else:
            yield from walk(child, path, at_once=at_once and not deferred(child))


def imports(path: str) -> list[Import]:
    return list(walk(ast.parse((PACKAGE / path).read_text("utf-8")), path))


def layer(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def within(name: str, parts: set[str]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def wrong_inside(name: str, target: str, *, at_once: bool) -> str | None:
    """Say why the module `name` must not import the module `target` of this package."""
    here, there = layer(name), layer(target)
    if target and RANK.get(there, 0) > RANK.get(here, 0):
        return "a later layer"
    if here != there and {here, there} <= RIMS:
        return "another rim"
    if within(target, SPHINX) and not within(name, SPHINX):
        return "needs Sphinx or docutils"
    if target in LANGUAGE_SERVER and name not in LANGUAGE_SERVER and at_once:
        return "needs pygls"
    return None


def wrong_import(name: str, found: Import) -> str | None:
    """Say why `name` must not have this import, or nothing."""
    if found.own is not None:
        return wrong_inside(name, found.own, at_once=found.at_once)
    top = layer(found.target)
    if within(name, SPHINX) or top in sys.stdlib_module_names or top in CORE_NEEDS:
        return None
    if name in LANGUAGE_SERVER and top in ITS_NEEDS:
        return None
    if (name, top) in OPTIONAL and not found.at_once:
        return None
    return "the core needs Python and PyYAML alone"


def numbered(path: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_there_is_something_to_read() -> None:
    assert "__init__.py" in MODULES


def test_every_module_has_a_layer() -> None:
    unknown = {layer(dotted(path)) for path in MODULES} - RANK.keys() - {""}
    assert not unknown, "put them into LAYERS"


@pytest.mark.parametrize("path", [path for path in MODULES if dotted(path)])
def test_imports_run_one_way(path: str) -> None:
    name = dotted(path)
    wrong = [
        f"{path}:{found.line}: {found.target}: {why}" for found in imports(path) if (why := wrong_import(name, found))
    ]
    assert not wrong


def test_the_package_itself_imports_nothing_at_once() -> None:
    """The door of the package opens without Sphinx; `setup` and `main` alone reach for the rims."""
    at_once = [found.target for found in imports("__init__.py") if found.at_once]
    assert [name for name in at_once if layer(name) not in sys.stdlib_module_names] == []
    own = {layer(found.own) for found in imports("__init__.py") if found.own}
    assert own <= {"site", "exports", "commands"}


@pytest.mark.parametrize("path", MODULES)
def test_files_and_functions_are_short(path: str) -> None:
    lines = len((PACKAGE / path).read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE
    assert {name: length for name, length in numbered(path) if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES)
def test_names_say_something(path: str) -> None:
    assert not EMPTY_NAMES & set(Path(path).with_suffix("").parts)


@pytest.mark.parametrize(
    ("name", "source", "why"),
    [
        ("pages.person", "from sphinx_dossier.library import Library", None),
        ("pages.person", "from sphinx_dossier import writers", "a later layer"),
        ("pages.person", "def f():\n    from ..site import domain", "a later layer"),
        ("values", "from . import problems", None),
        ("site.events", "from sphinx_dossier.exports import csv", "another rim"),
        ("commands.check", "import sphinx_dossier.site.domain", "another rim"),
        ("exports.atom", "from sphinx_dossier.writers import html", None),
        ("rules.dates", "import sphinx.util", "the core needs Python and PyYAML alone"),
        ("commands.lsp", "from sphinx_dossier.commands import language_server", "needs pygls"),
        ("commands.lsp", "def run():\n    from sphinx_dossier.commands import language_server", None),
        ("commands.language_server", "from lsprotocol import types", None),
        ("commands.lsp", "from lsprotocol import types", "the core needs Python and PyYAML alone"),
        ("commands.check", "from docutils import nodes", "the core needs Python and PyYAML alone"),
        ("pages.pull", "import igraph", "the core needs Python and PyYAML alone"),
        ("pages.pull", "def laid_out():\n    import igraph", None),
        ("pages.network", "def laid_out():\n    import igraph", "the core needs Python and PyYAML alone"),
        ("writers.docutils_nodes", "from docutils import nodes", None),
        ("site.domain", "from sphinx.domains import Domain", None),
        ("exports", "from sphinx_dossier.writers import docutils_nodes", "needs Sphinx or docutils"),
        ("kinds", "from yaml import events", None),
    ],
)
def test_the_rule_itself(name: str, source: str, why: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "is_module", lambda name: layer(name) in RANK)
    path = f"{name.replace('.', '/')}.py"
    assert [wrong_import(name, found) for found in walk(ast.parse(source), path)] == [why]
