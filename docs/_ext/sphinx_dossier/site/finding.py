"""The search of the site: its index, which is made of what the library knows, and what the page of it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from sphinx_dossier.indexing.index import files
from sphinx_dossier.pages.findable import WRITTEN, Findable, findable
from sphinx_dossier.pages.queries import KindIndex
from sphinx_dossier.site import configuration, lost, written
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.near_names import LIST, Ending, id_pieces
from sphinx_dossier.site.output import publish_files
from sphinx_dossier.site.search_page import STEMMER


def begin(app: Sphinx) -> None:
    """Keep Sphinx from making its own search where the site has ours."""
    if configuration.has_own_search(app.builder):
        assert isinstance(app.builder, StandaloneHTMLBuilder)  # noqa: S101 -- no other builder is direct
        app.builder.search = False


def publish(app: Sphinx) -> None:
    """Bring the files up to date: the index where it is used, and the ids for addresses that lead nowhere."""
    builder, domain = app.builder, domain_of(app.env)
    is_lost = isinstance(builder, StandaloneHTMLBuilder) and lost.is_wanted(builder)
    if not is_lost and not configuration.has_own_search(builder):
        return
    library, ledger, uri = domain.checked.library, domain.ledger.files, builder.get_target_uri
    entries = [findable(entry, library) for entry in library.entries.values()]
    ledger.update(publish_files(builder, files([*entries, *written.findable(app.env)], uri)))
    if configuration.has_own_search(builder):
        Path(builder.outdir, "searchindex.js").unlink(missing_ok=True)
        ledger.update(publish_files(builder, [(STEMMER, _stemmer(app.env))]))
    if is_lost:
        endings = (*_of_entries(entries, app.env), *_of_documents(app.env))
        ledger.update(publish_files(builder, id_pieces(endings, uri)))


def _stemmer(env: BuildEnvironment) -> bytes:
    language = str(env.config.html_search_language or env.config.language or "en")
    return IndexBuilder(env, language, dict(env.config.html_search_options), "").get_js_stemmer_code().encode()


def _of_entries(entries: Sequence[Findable], env: BuildEnvironment) -> Iterator[Ending]:
    """Yield what the address of each entry ends in, and what its old ones did."""
    library = domain_of(env).checked.library
    for one, entry in zip(entries, library.entries.values(), strict=True):
        for docname in (one.docname, *library.old_addresses(entry)):
            yield Ending(_last(docname), one.title, one.docname, one.kind)


def _of_documents(env: BuildEnvironment) -> Iterator[Ending]:
    """Yield the same of the pages that are no entries, but for those that no search has to find."""
    made = domain_of(env).documents
    for name in sorted(env.found_docs - {env.config.root_doc}):
        if name in env.titles and not written.is_hidden(env, name):
            listed = name in made and isinstance(made[name].query, KindIndex)
            yield Ending(_last(name), env.titles[name].astext(), name, LIST if listed else WRITTEN)


def _last(docname: str) -> str:
    """Return the last part of an address by which a page can be told."""
    return docname.removesuffix("/index").rpartition("/")[2]
