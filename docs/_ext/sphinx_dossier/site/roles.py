"""The roles that refer to entries and claims: `{person}`, `{claim}` and one for each other kind."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import is_role_registered

from sphinx_dossier.site.targets import CLAIM


class EntryRole(XRefRole):
    """A reference to an entry of the kind, or the claim, that the role is named after.

    `~` before the id shows the name as it is sorted up to its comma, or of a claim the name of its entry.
    """

    innernodeclass = nodes.inline

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference in the domain, whether or not its name was written."""
        if ":" not in self.name:
            self.name = f"dossier:{self.name}"
        return super().run()

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,  # noqa: FBT001
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note a `~` before the id and take it off."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        if not has_explicit_title and target.startswith("~"):
            refnode["short"] = True
            return title.removeprefix("~"), target.removeprefix("~")
        return title, target


def register(app: Sphinx, kinds: tuple[str, ...]) -> None:
    """Make each kind's role known without its domain, unless another role has that name already."""
    for name in (*kinds, CLAIM):
        if not is_role_registered(name):
            app.add_role(name, EntryRole(warn_dangling=True))
