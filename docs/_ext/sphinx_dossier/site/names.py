"""The files of names: for the search where it finds nothing, and for the page of addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_dossier.pages.findable import Findable, findable
from sphinx_dossier.pages.queries import KindIndex
from sphinx_dossier.site import finding, lost, written
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.near_names import LIST, Ending, id_pieces, pieces
from sphinx_dossier.site.output import publish_files


def publish(app: Sphinx) -> Sequence[Findable]:
    """Bring the files up to date where they are used, and return all entries as a search knows them."""
    builder, domain = app.builder, domain_of(app.env)
    is_lost = isinstance(builder, StandaloneHTMLBuilder) and lost.is_wanted(builder)
    if not is_lost and not finding.is_used(app.env):
        return ()
    library = domain.checked.library
    entries = [findable(entry, library) for entry in library.entries.values()]
    files, uri = domain.ledger.files, builder.get_target_uri
    files.update(publish_files(builder, pieces(entries, uri)))
    if is_lost:
        endings = (*_of_entries(entries, app.env), *_of_documents(app.env))
        files.update(publish_files(builder, id_pieces(endings, uri)))
    return entries


def _of_entries(entries: Iterable[Findable], env: BuildEnvironment) -> Iterator[Ending]:
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
            yield Ending(_last(name), env.titles[name].astext(), name, LIST if listed else written.LABEL)


def _last(docname: str) -> str:
    """Return the last part of an address by which a page can be told."""
    return docname.removesuffix("/index").rpartition("/")[2]
