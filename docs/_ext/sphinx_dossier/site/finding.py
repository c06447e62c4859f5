"""The search of the site: its index, which is made of what the library knows, and what the page of it needs."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sphinx import __version__ as version
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from sphinx_dossier.indexing.near_names import LIST, Ending
from sphinx_dossier.indexing.part import FILE, Findables, Part, dumps
from sphinx_dossier.pages.findable import WRITTEN, Findable, findable
from sphinx_dossier.pages.model import digest
from sphinx_dossier.pages.queries import KindIndex
from sphinx_dossier.site import configuration, frame, knowledge, lost, output, written
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.search_page import STEMMER


def begin(app: Sphinx) -> None:
    """Keep Sphinx from making its own search where the site has ours."""
    if configuration.has_own_search(app.builder):
        assert isinstance(app.builder, StandaloneHTMLBuilder)  # noqa: S101 -- no other builder is direct
        app.builder.search = False


def publish(app: Sphinx) -> None:
    """Bring the files up to date: the index where it is used, and the ids for addresses that lead nowhere.

    Where a part of the site is built, what is found in it is written down instead, for all parts together.
    """
    builder, domain = app.builder, domain_of(app.env)
    share, ledger = domain.checked.share, domain.ledger
    # The index is the last that is made, of records that are all there at once and take a third of what entries do.
    knowledge.make_room(domain.checked)
    found = _findables(app)
    if found.has_search:
        Path(builder.outdir, "searchindex.js").unlink(missing_ok=True)
        if share.is_first:
            output.publish(ledger, [(STEMMER, _stemmer(app.env))])
    if share.is_all:
        output.publish(ledger, found.files())
    # Who asks for part 1 of 1 will join it.
    if app.config.dossier_part and isinstance(builder, StandaloneHTMLBuilder):
        own = () if share.is_first else sorted({*ledger.files, *_paths(builder, ledger.pages)})
        made = Part(share=share, made_from=_made_from(app), files=tuple(own), found=found)
        output.publish(ledger, [(FILE, dumps(made))])


def _made_from(app: Sphinx) -> str:
    """Return what differs whenever parts do not fit together, and is the same on all machines that build them."""
    config, titles = app.config, ((name, node.astext()) for name, node in app.env.titles.items())
    said = [config.project, config.version, config.release, config.language, config.html_baseurl, config.html_title]
    theme = config.html_theme, frame.settled(config.html_theme_options)
    return digest(domain_of(app.env).spreading.of, app.builder.name, version, said, theme, sorted(titles))


def _findables(app: Sphinx) -> Findables:
    """Return what can be found on the pages that this build writes."""
    builder, domain, env = app.builder, domain_of(app.env), app.env
    has_names = isinstance(builder, StandaloneHTMLBuilder) and lost.is_wanted(builder)
    has_search = configuration.has_own_search(builder)
    wanted, checked = has_names or has_search, domain.checked
    of, library = checked.memo.of, checked.library
    ours = checked.ours if wanted else ()
    entries = [of("findable", entry.id, functools.partial(findable, entry, library)) for entry in ours]
    others = tuple(written.findable(env)) if wanted and checked.share.is_first else ()
    named = _of_documents(env) if has_names and checked.share.is_first else ()
    pages, endings = (*entries, *others), (*(_of_entries(entries, env) if has_names else ()), *named)
    names = {*(page.docname for page in pages), *(one.docname for one in endings)}
    return Findables(
        pages=pages,
        endings=endings,
        addresses={name: builder.get_target_uri(name) for name in sorted(names)},
        has_search=has_search,
        has_names=has_names,
    )


def _paths(builder: StandaloneHTMLBuilder, names: Iterable[str]) -> Iterator[str]:
    """Yield the paths in the output of pages by their names."""
    for name in names:
        yield Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()


def _stemmer(env: BuildEnvironment) -> bytes:
    language = str(env.config.html_search_language or env.config.language or "en")
    return IndexBuilder(env, language, dict(env.config.html_search_options), "").get_js_stemmer_code().encode()


def _of_entries(entries: Sequence[Findable], env: BuildEnvironment) -> Iterator[Ending]:
    """Yield what the address of each entry ends in, and what its old ones did."""
    checked = domain_of(env).checked
    for one, entry in zip(entries, checked.ours, strict=True):
        for docname in (one.docname, *checked.library.old_addresses(entry)):
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
