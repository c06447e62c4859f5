"""Digests of what surrounds the content of a page: whatever a theme may show on it, and what it may refer to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import docutils
import sphinx
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_dossier.checked import Checked
from sphinx_dossier.files import code
from sphinx_dossier.pages import pull
from sphinx_dossier.pages.model import digest
from sphinx_dossier.site import cards
from sphinx_dossier.stores import declared

_AT = re.compile(r" at 0x[0-9a-fA-F]+")
"""Where something is in memory, as Python shows it."""


def of_every_page(app: Sphinx, env: BuildEnvironment) -> str:
    """Return what differs whenever the frame of a page may: titles, toctrees, configuration, theme, this code."""
    values = env.config.filter(frozenset({"env", "html"}))
    config = [(item.name, settled(item.value)) for item in values]
    return digest(
        sphinx.__version__,
        docutils.__version__,
        sorted((name, str(one.version)) for name, one in app.extensions.items()),
        sorted(app.tags),
        sorted(config),
        sorted((name, node.pformat()) for name, node in env.titles.items()),
        sorted((name, node.pformat()) for name, node in env.longtitles.items()),
        sorted((name, node.pformat()) for name, node in env.tocs.items()),
        sorted(env.toctree_includes.items()),
        sorted((name, settled(value)) for name, value in env.metadata.items() if value),
        settled(env.toc_secnumbers),
        code(),
        _theme(app),
        cards.libraries(app),
    )


def of_every_entry(app: Sphinx, checked: Checked) -> str:
    """Return what differs whenever what is made of an entry may, without that any entry is another."""
    values = app.config.filter(frozenset({"env", "html"}))
    return digest(
        sphinx.__version__,
        docutils.__version__,
        pull.version(),
        code(),
        sorted((item.name, settled(item.value)) for item in values),
        declared(checked.files),
        checked.network,
    )


def of_every_document(env: BuildEnvironment) -> str:
    """Return what differs whenever a reference in a document may lead elsewhere, or be called otherwise."""
    objects = [
        (domain.name, sorted(tuple(map(str, one)) for one in domain.get_objects()))
        for domain in env.domains.sorted()
        if domain.name != "dossier"
    ]
    std = env.domains.standard_domain
    others = [env.domaindata.get("math", {}).get("objects"), env.domaindata.get("citation", {}).get("citations")]
    return digest(objects, *map(settled, (std.labels, std.anonlabels, env.toc_fignumbers, *others)))


def settled(value: object) -> str:
    """Return a value as text that is the same in every process: sets in order, functions by their names."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{settled(k)}:{settled(v)}" for k, v in value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(settled, value)) + "]"
    if isinstance(value, set | frozenset):
        return "<" + ",".join(sorted(map(settled, value))) + ">"
    # A date, say, tells what it is; what says no more of itself than where it is in memory tells nothing.
    tells = type(value).__repr__ is not object.__repr__
    if tells and not callable(value) and not isinstance(value, ModuleType):
        return str(value) if isinstance(value, Path) else _AT.sub("", repr(value))
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"


def _theme(app: Sphinx) -> list[object]:
    """Return what the pages owe to the theme, to templates, and to style sheets and scripts (by `?v=`)."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    files = sorted({*_templates(builder), *_assets(builder)})
    return [builder.theme.name, version("pygments"), _digest_of(files)]


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Yield the templates of the site and of the theme, what they include, and what both say of themselves."""
    folders = [Path(folder) for folder in builder.theme.get_theme_dirs()]
    said = [folder / name for folder in folders for name in ("theme.toml", "theme.conf")]
    # What conf.py does beside setting values is in none of them.
    yield from (file for file in (Path(builder.confdir, "conf.py"), *said) if file.is_file())
    folders += [Path(builder.confdir, folder) for folder in builder.config.templates_path]
    for folder in folders:
        found = (file for file in folder.rglob("*") if "static" not in file.relative_to(folder).parts[:1])
        yield from (file for file in found if file.suffix in {".html", ".svg", ".jinja", ".xml"} and file.is_file())


def _assets(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    places = [Path(builder.confdir, place) for place in builder.config.html_static_path]
    places += [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    for place in places:
        found = [place] if place.is_file() else place.rglob("*")
        yield from (f for f in found if f.suffix in {".css", ".js", ".mjs", ".css_t", ".js_t", ".jinja"})


def _digest_of(files: Iterable[Path]) -> str:
    sum_ = hashlib.sha256()
    for file in files:
        sum_.update(f"{file}\n".encode())
        sum_.update(file.read_bytes())
    return sum_.hexdigest()
