"""One build from end to end: what each event of Sphinx sets going."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_dossier.garbage import old_uncollected
from sphinx_dossier.indexing.part import FILE
from sphinx_dossier.kinds import load_kinds
from sphinx_dossier.pages.model import digest
from sphinx_dossier.pages.pull import is_there
from sphinx_dossier.pages.queries import WholeNetwork
from sphinx_dossier.publication import Formats
from sphinx_dossier.site import (
    cite_files,
    configuration,
    documents,
    finding,
    frame,
    knowledge,
    output,
    report,
    roles,
    spreading,
)
from sphinx_dossier.site.address import is_direct, on_the_web
from sphinx_dossier.site.answers import Answers
from sphinx_dossier.site.cataloguing import CatalogueBuilder
from sphinx_dossier.site.domain import NAME, DossierDomain, domain_for, domain_of, names_of
from sphinx_dossier.site.html_pages import Pages
from sphinx_dossier.site.ledger import Ledger
from sphinx_dossier.site.own_pages import OwnPages
from sphinx_dossier.site.project import DossierProject
from sphinx_dossier.site.published import Published
from sphinx_dossier.site.remembering import Remembering
from sphinx_dossier.site.spreading import Spreading
from sphinx_dossier.site.unchanged import is_unchanged, leave_index
from sphinx_dossier.usage import Manual

logger = logging.getLogger(__name__)


def declare(app: Sphinx, config: Config) -> None:
    """Register the domain and the roles for the kinds of the knowledge base (config-inited)."""
    root = configuration.root(config, app.confdir)
    kinds, _ = load_kinds(root, root.name)
    app.add_domain(domain_for(kinds))
    roles.register(app, tuple(kinds))


@old_uncollected()
def load(app: Sphinx, formats: Formats, manual: Manual) -> None:
    """Read and check the knowledge base, and report what is wrong with it (builder-inited)."""
    direct, ledger = is_direct(app.builder), Ledger(app.builder)
    checked = knowledge.of(app, ledger.shelf)
    if checked.share.is_first:
        report.problems(checked)
    domain, project = domain_of(app.env), cast("DossierProject", app.env.project)
    app.project = project
    known = spreading.of_knowledge(checked) if direct else ""
    catalogues = isinstance(app.builder, CatalogueBuilder)
    if catalogues:
        checked = Spreading(checked, known).checked
    if direct:
        remembering = domain.remembering = Remembering(ledger.memo, frame.of_every_entry(app, checked))
        domain.spreading = Spreading(remembering.begin(checked), known)
        checked = domain.spreading.checked
        if knowledge.is_large(checked):
            domain.spreading = Spreading(knowledge.shelved(checked, ledger.shelf), known)
            checked = domain.spreading.checked
            # What was in memory refers to itself, and nobody else to it.
            gc.collect()
        remembering.go_on(checked)
    published = Published(app, formats, checked, known)
    domain.serve(checked, ledger, Answers(checked, published, manual))
    at = functools.partial(on_the_web, app.builder)
    domain.documents = documents.documents(checked.library, checked.files, direct=direct or catalogues, at=at)
    project.made = {name: made.file for name, made in domain.documents.items()}
    project.kb = checked.library.root
    if direct:
        project.is_page = OwnPages(domain.spreading)
    finding.begin(app)
    if not checked.share.is_first:
        _leave_documents(app.builder)


def _leave_documents(builder: Builder) -> None:
    """Have a builder write no document: the first part of a site has them, others read them for titles alone."""
    builder.write_documents = _nothing  # type: ignore[method-assign]


def _nothing(docnames: AbstractSet[str]) -> None:
    """Write no document."""


def reread(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return the documents that have to be read again (env-get-outdated).

    All, where other roles are known than before; those made from a library that says otherwise now; and those
    whose toctree names a document that is gone.
    """
    domain = domain_of(env)
    names = names_of(domain.checked.library.kinds)
    if domain.data["roles"] != names:
        domain.data["roles"] = names
        return env.found_docs - added
    with_gone = [name for name, below in env.toctree_includes.items() if removed.intersection(below)]
    project = cast("DossierProject", env.project)
    return {*with_gone, *documents.outdated(project, domain.documents, domain.made)} & env.found_docs


@old_uncollected()
def rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that have to be written again (env-get-updated).

    Where anything may be another the root document is among them: without a document Sphinx would not go on to the
    pages of entries, which are described no sooner than they can be written.
    """
    domain, ledger = domain_of(env), domain_of(env).ledger
    around = ledger.around = digest(frame.of_every_page(app, env), configuration.has_own_search(app.builder))
    beside = frame.of_every_document(env)
    ours = env.found_docs if domain.checked.share.is_first else set()
    if is_direct(app.builder):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        domain.pages = Pages(builder, ledger)
        # When a document was read counts, here and below: another builder, with the same doctrees, may have read it
        # since, for a change of its own or of what it includes.
        read = str(sorted(env.all_docs.items()))
        ledger.made_from = digest(around, beside, read, domain.answers.published.digest(), str(domain.checked.share))
        domain.is_unchanged = is_unchanged(builder, ours, ledger)
        if domain.is_unchanged:
            leave_index(builder)
            ledger.stay()
            return []
    for name in sorted(ours):
        asked = domain.asked.get(name)
        home = domain.answers.published.home() if name == env.config.root_doc else ""
        answers = domain.answers.digest(asked) if asked else ""
        ledger.documents[name] = digest(around, beside, env.all_docs.get(name, 0), answers, home)
    found = ledger.outdated_documents()
    if is_direct(app.builder):
        found.append(app.config.root_doc)
    if found:
        ledger.forget()
        # A part that breaks off is no part that could be joined.
        Path(app.builder.outdir, FILE).unlink(missing_ok=True)
    return found


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a document is being written (doctree-resolved, which even a parallel build sends in one process)."""
    domain_of(app.env).ledger.written.add(docname)


def _publish(domain: DossierDomain, builder: Builder, documents: Iterable[str]) -> None:
    """Put the data into the output where it may differ from what is there."""
    published, ledger = domain.answers.published, domain.ledger
    for lacking in filter(None, (form.lacks() for form in published.forms)):
        logger.info("%s", lacking)
    made_from = digest(ledger.around, published.digest(), str(domain.checked.share))
    paths = ledger.old.data.get(made_from, ())
    if not paths or not all(Path(builder.outdir, path).is_file() for path in paths):
        paths = sorted(output.publish(ledger, published.files(documents)))
    else:
        ledger.files |= {path: ledger.old.files.get(path, "") for path in paths}
    ledger.data[made_from] = paths


def warn_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say which names are near one that leads nowhere (warn-missing-reference)."""
    if not isinstance(domain, DossierDomain):
        return None
    message = domain.missing(node["reftype"], node["reftarget"])
    logger.warning("%s", message, location=node, type=NAME, subtype="dangling-reference")
    domain.ledger.unsettled.add(node["refdoc"])
    return True


def _put(app: Sphinx) -> None:
    """Put what stands beside the pages into the output."""
    domain, builder = domain_of(app.env), app.builder
    ledger, library = domain.ledger, domain.checked.library
    first = domain.checked.share.is_first
    if is_direct(builder) and first and app.config.dossier_schema and library.root.exists():
        output.publish(ledger, output.schema_files(library))
    if is_direct(builder):
        output.publish(ledger, cite_files.files(builder, domain.checked))
    _publish(domain, builder, app.env.found_docs)
    finding.publish(app)


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note whether a document is read (env-before-read-docs)."""
    domain_of(env).ledger.read = bool(docnames)


@old_uncollected()
def finish(app: Sphinx, exception: Exception | None) -> None:
    """Publish schemas and exports, remove what is gone, keep the record, and say what the knowledge base holds."""
    domain, env, builder = domain_of(app.env), app.env, app.builder
    ledger, library = domain.ledger, domain.checked.library
    sources = {name: Path(env.doc2path(name, base=False)).as_posix() for name in sorted(env.found_docs)}
    if exception is not None:
        ledger.break_off(sources)
        if domain.remembering:
            domain.remembering.close()
        return
    if not domain.is_unchanged:
        _put(app)
    new = ledger.record(sources)
    # What is gone is removed before it is known no longer.
    if is_direct(builder):
        output.prune(cast("StandaloneHTMLBuilder", builder), ledger, new)
    ledger.keep(new)
    if domain.remembering:
        domain.remembering.keep()
    if not is_there() and any(WholeNetwork() in asked.questions for asked in domain.asked.values()):
        logger.info("who met whom is told in tables alone: sphinx-dossier[pictures] would draw it")
    if library.root.exists():
        logger.info(report.summary(domain.checked))
