"""What a document asks of the library: the node that stands for an answer, and the note of all that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_dossier.pages.queries import Query


@dataclass(frozen=True, slots=True)
class SettingsReference:
    """Every setting of the extension; the one question that the rim answers itself."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A directive that could not be understood. It is kept as a question so that every build reports it."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFiles:
    """The files that the site publishes for programs, with links as the document `docname` sees them."""

    docname: str


@dataclass(frozen=True, slots=True)
class DataReference:
    """What the keys of the published JSON mean."""


@dataclass(frozen=True, slots=True)
class CommandReference:
    """What a command says of itself, by its name as in `dossier check`; without a name, the whole command."""

    name: str = ""


Question: TypeAlias = Query | SettingsReference | DataFiles | DataReference | CommandReference | Misread


class dossier_answer(nodes.General, nodes.Element):  # noqa: N801
    """Stands in a doctree where an answer belongs: `query`, and the `docname` of the document that asks.

    `prefix` starts every id in the answer where it is not a whole page's content.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions of a document, and the references that it makes as (type, target)."""

    questions: tuple[Question, ...]
    references: tuple[tuple[str, str], ...]


def asked_by(document: nodes.document) -> Asked | None:
    """Return what a document asks, None where that is nothing.

    References of no domain are kept too: `any`, and the links of MyST, may turn out to be ours.
    """
    questions = tuple(node["query"] for node in document.findall(dossier_answer))
    references = {
        (str(node["reftype"]) if node.get("refdomain") else "", str(node["reftarget"]))
        for node in document.findall(pending_xref)
        if node.get("refdomain") in {"dossier", "", None} and node.get("reftarget")
    }
    if not questions and not references:
        return None
    return Asked(questions=questions, references=tuple(sorted(references)))
