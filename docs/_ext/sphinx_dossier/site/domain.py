"""The domain `dossier`: references to entries and claims, resolved from the library alone, and the inventory.

The library itself hangs on the domain's instance, which is never pickled; the environment keeps, for each document,
only what the document asks of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Entry
from sphinx_dossier.kinds import Kinds
from sphinx_dossier.site.address import address
from sphinx_dossier.site.answers import Answers
from sphinx_dossier.site.asked import Asked, asked_by
from sphinx_dossier.site.documents import Made
from sphinx_dossier.site.html_pages import Pages
from sphinx_dossier.site.ledger import Ledger
from sphinx_dossier.site.project import DossierProject
from sphinx_dossier.site.remembering import Remembering
from sphinx_dossier.site.roles import EntryRole
from sphinx_dossier.site.spreading import Spreading
from sphinx_dossier.site.targets import CLAIM, Target, find, missing

NAME = "dossier"
_MADE_ID = re.compile(r"c-[0-9a-f]{8}")
"""The form of a claim's address that was made from what it says, and changes with that."""


class DossierDomain(Domain):
    """References to what a knowledge base holds. `checked` is set when the builder is ready."""

    name = NAME
    label = "Dossier"
    initial_data: ClassVar[dict[str, Any]] = {"asked": {}, "made": {}, "roles": ()}
    data_version = 1

    checked: Checked
    answers: Answers
    ledger: Ledger
    documents: Mapping[str, Made]
    spreading: Spreading
    is_unchanged: bool = False
    pages: Pages | None = None
    remembering: Remembering | None = None

    @property
    def asked(self) -> dict[str, Asked]:
        """What each document asks of the library."""
        return cast("dict[str, Asked]", self.data["asked"])

    @property
    def made(self) -> dict[str, str]:
        """Of each document made from the library, the digest of what its doctree was made from."""
        return cast("dict[str, str]", self.data["made"])

    def setup(self) -> None:
        """Take over the discovery of documents, before Sphinx looks for them the first time."""
        super().setup()
        self.env.project = DossierProject(self.env.project)

    def serve(self, checked: Checked, ledger: Ledger, answers: Answers) -> None:
        """Take the library that references and queries are answered from."""
        self.checked, self.answers, self.ledger = checked, answers, ledger

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a document asks, so that it is written again when an answer changes."""
        if asked := asked_by(document):
            self.asked[docname] = asked

    def clear_doc(self, docname: str) -> None:
        """Forget what a document asked."""
        self.asked.pop(docname, None)
        self.made.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what documents asked that another process has read."""
        for part in ("asked", "made"):
            found = otherdata[part]
            self.data[part].update({name: found[name] for name in docnames if name in found})

    def resolve_xref(  # noqa: PLR0913, PLR0917 -- as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link to an entry or a claim, None where there is none.

        A broken entry has been reported with its problem; a reference to it stays plain text.
        """
        found = find(self.checked.library, typ, target)
        if isinstance(found, Target):
            return _link(found, fromdocname, builder, node, contnode)
        return cast("nodes.reference", contnode) if found == "broken" else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the link to the entry or claim of this name, if there is one."""
        library, id_ = self.checked.library, target.partition("#")[0]
        entry = library.entries.get(id_) or library.moved_from(id_)
        typ = CLAIM if "#" in target else entry.kind if entry else ""
        found = find(self.checked.library, typ, target)
        if not isinstance(found, Target):
            return []
        return [(f"{NAME}:{typ}", _link(found, fromdocname, builder, node, contnode))]

    def missing(self, typ: str, target: str) -> str:
        """Return what is wrong with a reference that leads nowhere, with the nearest names."""
        return missing(self.checked.library, typ, target)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every entry, and every claim that has an id of its own, by the names they have and those they had.

        The built-in search finds the pages themselves, so it need not show them as objects too (-1). The inventory of
        a site in parts is that of the first part.
        """
        library = self.checked.library
        if not self.checked.share.is_first:
            return
        for entry in library.entries.values():
            yield from self._objects(entry, entry.id, entry.kind)
            for old in library.old_addresses(entry):
                folder, _, id_ = old.partition("/")
                kinds = (kind.name for kind in library.kinds.values() if kind.folder == folder)
                if id_ != entry.id:
                    yield from self._objects(entry, id_, next(kinds, entry.kind))
                elif kind := next(kinds, ""):
                    yield id_, _line(entry.name), kind, library.docname(entry.id), "", -1

    def _objects(self, entry: Entry, id_: str, kind: str) -> Iterator[tuple[str, str, str, str, str, int]]:
        docname = self.checked.library.docname(entry.id)
        yield id_, _line(entry.name), kind, docname, "", -1
        for claim in sorted(entry.claims, key=lambda claim: claim.id):
            if not _MADE_ID.fullmatch(claim.id):
                yield f"{id_}#{claim.id}", _line(entry.name), CLAIM, docname, claim.id, -1


def _line(text: str) -> str:
    return " ".join(text.split())


def _link(
    found: Target, fromdocname: str, builder: Builder, node: pending_xref, contnode: nodes.Element
) -> nodes.reference:
    content = contnode
    if not node.get("refexplicit"):
        title = found.short if node.get("short") else found.title
        content = nodes.inline("", title, classes=contnode["classes"])
    uri = address(builder, fromdocname, found.docname, found.anchor)
    return nodes.reference("", "", content, internal=True, refuri=uri)


def domain_for(kinds: Kinds) -> type[DossierDomain]:
    """Return the domain with an object type and a role for each of the kinds."""
    names = {CLAIM: "claim", **{kind.name: kind.label.lower() for kind in kinds.values()}}
    members = {
        "object_types": {name: ObjType(label, name) for name, label in names.items()},
        "roles": {name: EntryRole(warn_dangling=True) for name in names},
    }
    return type(DossierDomain.__name__, (DossierDomain,), members)


def domain_of(env: BuildEnvironment) -> DossierDomain:
    """Return the domain of an environment."""
    return cast("DossierDomain", env.domains[NAME])


def names_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all roles, sorted."""
    return tuple(sorted({CLAIM, *kinds}))
