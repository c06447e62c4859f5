"""The hand-written pages as the search knows them, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_dossier.pages.findable import KIND, WRITTEN, Findable, Part
from sphinx_dossier.pages.queries import KindIndex
from sphinx_dossier.site.domain import domain_of

_NO_TEXT = (nodes.section, nodes.title, nodes.comment, nodes.raw, nodes.substitution_definition, nodes.system_message)


def findable(env: BuildEnvironment) -> Iterator[Findable]:
    """Yield each hand-written page that may be found, by name; what directives answer is found by its entries."""
    made = domain_of(env).documents
    for name in sorted(env.found_docs):
        if is_hidden(env, name):
            continue
        asked = made[name].query if name in made else None
        parts = () if isinstance(asked, KindIndex) else tuple(_parts(env.get_doctree(name)))
        title = env.titles[name].astext() if name in env.titles else name
        yield Findable(docname=name, title=title, kind=WRITTEN, parts=parts, facets={KIND: (WRITTEN.lower(),)})


def is_hidden(env: BuildEnvironment, name: str) -> bool:
    """Return whether a page says that no search has to find it."""
    return bool(env.metadata.get(name, {}).keys() & {"nosearch", "no-search"})


def _parts(document: nodes.document) -> Iterator[Part]:
    """Yield the text before the first section, and each section with the text that is in none of those below it."""
    if texts := tuple(_texts(document)):
        yield Part(anchor="", title="", texts=texts)
    for section in document.findall(nodes.section):
        title = section.next_node(nodes.title)
        top = section.parent is document
        yield Part(
            anchor="" if top or not section["ids"] else str(section["ids"][0]),
            title="" if top or title is None else title.astext(),
            texts=tuple(_texts(section)),
        )


def _texts(section: nodes.Element) -> Iterator[str]:
    for child in section.children:
        if isinstance(child, _NO_TEXT):
            continue
        if text := " ".join(child.astext().split()):
            yield text
