"""The parser that makes a document of an entry or of the index of a kind.

The text of the YAML file is not read again here: a document is a title and a question, and the answer is put in
when the document is written.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.parsers import Parser

from sphinx_dossier.site.asked import dossier_answer
from sphinx_dossier.site.domain import domain_of


class EntryParser(Parser):
    """Makes the document of an entry, or of the index of a kind, from what the library says."""

    supported = ("dossier",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Put the title and the question into the document."""
        self.setup_parse(inputstring, document)
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
        made = domain_of(env).documents[docname]
        domain_of(env).made[docname] = made.digest
        if made.about:
            document += nodes.meta("", name="description", content=made.about)
        title = nodes.title(made.title, made.title)
        section = nodes.section("", title, names=[nodes.fully_normalize_name(made.title)])
        document.note_implicit_target(section, section)
        section += dossier_answer("", query=made.query, docname=docname, prefix="")
        if made.below:
            section += _toctree(docname, made.below)
        document += section
        for node in (section, title, section[1]):
            node.source, node.line = str(env.doc2path(docname)), 1
        self.finish_parse()


def _toctree(docname: str, below: tuple[str, ...]) -> nodes.compound:
    """Return a toctree that shows nothing but makes the documents below part of the whole."""
    settings: dict[str, Any] = {
        "parent": docname,
        "entries": [(None, name) for name in below],
        "includefiles": list(below),
        "maxdepth": 1,
        "caption": None,
        "rawcaption": "",
        "glob": False,
        "hidden": True,
        "includehidden": False,
        "numbered": 0,
        "titlesonly": True,
    }
    return nodes.compound("", addnodes.toctree("", **settings), classes=["toctree-wrapper"])
