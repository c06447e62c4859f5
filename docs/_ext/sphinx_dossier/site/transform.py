"""Answers put into documents as they are written: as HTML for the builders of HTML pages, as nodes for all others."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_dossier.pages.model import Block, digest
from sphinx_dossier.pages.queries import KindIndex, Overview, QueryError, StandingList
from sphinx_dossier.site import feeds
from sphinx_dossier.site.address import address, is_direct, prefix
from sphinx_dossier.site.asked import dossier_answer
from sphinx_dossier.site.domain import domain_of
from sphinx_dossier.site.published import Published
from sphinx_dossier.writers import docutils_nodes, html

logger = logging.getLogger(__name__)


class AnswerTransform(SphinxPostTransform):
    """Puts the answers in the place of the questions, as the builder needs them."""

    default_priority = 5  # before references are resolved and links are collected

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        """Answer every question of the document."""
        domain = domain_of(self.env)
        for node in list(self.document.findall(dossier_answer)):
            try:
                found = domain.answers[node["query"]]
            except QueryError as error:
                logger.warning("%s", error, location=node, type="dossier", subtype="unanswerable")
                domain.ledger.unsettled.add(node["docname"])
                node.parent.remove(node)
            else:
                node.replace_self(_written(found, node, domain.ledger.builder, domain.answers.published))


def _written(
    found: tuple[Block, ...], node: nodes.Element, builder: Builder, published: Published
) -> list[nodes.Node]:
    # Sets apart the ids of several answers in one document of nodes; in HTML they are addresses that people link to.
    own = "" if is_direct(builder) else node["prefix"]

    def uri(docname: str, anchor: str) -> str:
        return address(builder, node["docname"], docname, anchor if docname else f"{own}{anchor}")

    if is_direct(builder):
        found += feeds.following(published, node["docname"]) if isinstance(node["query"], StandingList) else ()
        # The pages of entries are searched themselves; a list of all of them would be found for every name.
        classes = ["no-search"] if isinstance(node["query"], KindIndex | Overview) else []
        return [nodes.raw("", html.blocks(found, uri, _depth(node) + 1), format="html", classes=classes)]
    ids = prefix(builder, node["docname"]) + own
    made = docutils_nodes.blocks(found, uri, ids, node.source or "")
    _identify(made, ids, node["docname"])
    return made


def _depth(node: nodes.Element) -> int:
    """Return the number of sections around a node."""
    depth, around = 0, node.parent
    while around is not None:
        depth += isinstance(around, nodes.section)
        around = around.parent
    return depth


def _identify(made: list[nodes.Node], ids: str, docname: str) -> None:
    """Give tables with a caption an id, as HTML needs, and all words one by which translations find them."""
    for number, table in enumerate(one for top in made for one in top.findall(nodes.table)):
        table["ids"] = table["ids"] or [f"{ids}table-{number + 1}"]
    for number, words in enumerate(one for top in made for one in top.findall(nodes.TextElement)):
        words.uid = digest(docname, ids, number, words.rawsource)  # type: ignore[attr-defined]
