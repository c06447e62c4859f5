"""The search by pagefind: an index in pieces, of which a reader's browser fetches what a question needs.

It is fed with small pages of its own, made from what the library knows, in which each claim is a section with an
address: leaner than the pages of the site, and a result leads to the claim. pagefind does not give the same bytes
twice, so its folder stays out of every comparison of sites; it is written again only when what it was fed changed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_dossier.pages.findable import Findable
from sphinx_dossier.site import configuration, written
from sphinx_dossier.site.address import is_direct
from sphinx_dossier.site.domain import domain_of

logger = logging.getLogger(__name__)

FOLDER = "pagefind"
"""The folder of the index in the output."""
_WORDS = "+"
"""What belongs to words beside letters and digits: 2+2 is a name."""
_MISSING = "pagefind is not installed, so that Sphinx's own search is used: pip install 'sphinx-dossier[search]'"


def begin(app: Sphinx) -> None:
    """Choose the search of this build, and keep Sphinx from making its own where it is not wanted."""
    setting = app.config.dossier_search
    if not is_direct(app.builder) or setting not in configuration.BY_PAGEFIND:
        return
    program = _program()
    if program is None:
        (logger.info if setting == configuration.AUTO else logger.warning)(_MISSING)
        return
    assert isinstance(app.builder, StandaloneHTMLBuilder)  # noqa: S101 -- no other builder is direct
    domain_of(app.env).pagefind = program
    app.builder.search = False


def _program() -> Path | None:
    """Return the program of pagefind, None where it is not installed."""
    try:
        from pagefind.service import get_executable

        return get_executable()
    except (ImportError, FileNotFoundError):
        return None


def finish(app: Sphinx, entries: Iterable[Findable]) -> None:
    """Bring the index up to date, or remove it where another search is used."""
    domain, builder = domain_of(app.env), app.builder
    if not is_direct(builder):
        return
    ledger, folder = domain.ledger, Path(builder.outdir, FOLDER)
    if domain.pagefind is None:
        if ledger.old.fed:
            shutil.rmtree(folder, ignore_errors=True)
        return
    Path(builder.outdir, "searchindex.js").unlink(missing_ok=True)
    found = [*entries, *written.findable(app.env)]
    ledger.fed = _index(domain.pagefind, found, builder, ledger.old.fed)


def _index(program: Path, found: Iterable[Findable], builder: Builder, old: str) -> str:
    """Write the index, unless it was made from the same before, and return the digest of what it was made from."""
    folder, language = Path(builder.outdir, FOLDER), str(builder.config.language or "en")
    command = [str(program), "--include-characters", _WORDS, "--quiet"]
    if builder.name == "html":
        command.append("--keep-index-url")
    sum_ = hashlib.sha256(f"{importlib.metadata.version('pagefind')} {command[1:]}".encode())
    with tempfile.TemporaryDirectory() as fed:
        for name, text in _pages(found, builder, language):
            file = Path(fed, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            sum_.update(f"{name}\n{text}\n".encode())
        digest = sum_.hexdigest()[:32]
        if digest != old or not (folder / "pagefind-entry.json").is_file():
            _run([*command, "--site", fed, "--output-path", str(folder)], folder)
    return digest


def _pages(found: Iterable[Findable], builder: Builder, language: str) -> Iterator[tuple[str, str]]:
    """Yield the page for pagefind of each page of the site, under the path that this has in the output."""
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 -- no other builder is direct
    for one in found:
        path = Path(builder.get_output_path(one.docname)).relative_to(builder.outdir)
        yield path.as_posix(), page(one, language)


def _run(command: list[str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if done.returncode:
        raise RuntimeError(f"pagefind failed: {done.stdout}{done.stderr}")
    for file in (*folder.glob("pagefind-*ui.*"), *folder.glob("pagefind-highlight.js")):
        file.unlink()  # interfaces of pagefind's own, which no page here uses


def page(one: Findable, language: str) -> str:
    """Return a page as pagefind reads it: each part a section with an address, facets, what results show beside."""
    facets = "".join(_meta("filter", name, value) for name, values in one.facets.items() for value in values)
    shown = {"title": one.title, "kind": one.kind, "date": one.date}
    metas = "".join(_meta("meta", name, value) for name, value in shown.items() if value)
    order = _meta("sort", "newest", one.day or "0000") + _meta("sort", "oldest", one.day or "9999")
    names = f'<p data-pagefind-weight="8">{escape("; ".join(one.names))}</p>' if one.names else ""
    names += f"<p>{escape('; '.join(one.also))}</p>" if one.also else ""
    parts = "".join(
        (f'<h3 id="{escape(part.anchor)}" data-pagefind-weight="2">{escape(part.title)}</h3>' if part.anchor else "")
        + "".join(f"<p>{escape(text)}</p>" for text in part.texts)
        for part in one.parts
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><title></title>{facets}{metas}{order}</head>'
        f'<body><h1 data-pagefind-weight="10">{escape(one.title)}</h1>{names}{parts}</body></html>'
    )


def _meta(what: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{what}="{name}[content]" content="{escape(value)}">'


def is_used(env: BuildEnvironment) -> bool:
    """Return whether this build makes the index."""
    return domain_of(env).pagefind is not None
